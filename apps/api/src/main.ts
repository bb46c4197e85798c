import { ConfigurationFault, readConfiguration } from './configuration.js';
import { createApi } from './create-api.js';
import { Log } from './http/log.js';
import { serveMetrics } from './http/metrics.js';
import { openServices } from './services.js';

/** The API process: configuration, services, server, metrics, and a quiet end. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const log = new Log(configuration.logLevel);
  const services = await openServices(configuration, () => new Date());
  const api = await createApi(configuration, services, log);
  await api.app.listen({ host: configuration.host, port: configuration.port });
  const metrics = configuration.metricsPort === null ? null : await serveMetrics(api.metrics, { host: configuration.host, port: configuration.metricsPort });
  if (configuration.publicPages.operator.mail === '') log.warn('api.no_contact', { reason: 'CONTACT_MAIL is not set: the pages about contact and accessibility say so' });
  log.info('api.started', { host: configuration.host, port: configuration.port });

  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info('api.stopping', { reason: signal });
      metrics?.close();
      api.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('api.stop_failed', error);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationFault || (error instanceof Error && ['UnmarkedHandlers'].includes(error.name));
  process.stderr.write(`${known ? (error as Error).message : startFault(error)}\n`);
  process.exit(1);
});

/** A driver's message may quote an address with its password: the class and the code say enough. */
function startFault(error: unknown): string {
  if (!(error instanceof Error)) return 'The API did not start.';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  if (code === ' EADDRINUSE') return 'The port is taken: choose another one in PORT or METRICS_PORT.';
  return `The API did not start: ${error.name}${code}\n${(error.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at ')).join('\n')}`;
}
