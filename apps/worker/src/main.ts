import { ConfigurationFault, readConfiguration } from './configuration.js';
import { openHousehold } from './household.js';
import { loggable, openLog } from './log.js';
import { startWorker } from './worker.js';

const now = (): Date => new Date();

/** The worker: configuration, libraries, sweep and consumers; then until it is told to stop. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const log = openLog(configuration.logLevel);
  const told = toldToStop();
  const household = await openHousehold(configuration, now);
  const { host, port, metricsPort, queueUrl } = configuration;
  const worker = await startWorker({
    ...household,
    log,
    now,
    host,
    ports: metricsPort === null ? [port] : [port, metricsPort],
    queue: { url: queueUrl },
  });
  if (configuration.mail === null) log.warn('SMTP_URL is not set: notifications are shown in the inbox only and marked in_app_only');
  log.info({ port: worker.ports[0], queue: worker.queue.backend }, 'worker started');
  log.info({ signal: await told }, 'worker stopping');
  await worker.stop();
  await household.close();
  log.info('worker stopped');
}

/** Resolves with the first signal to stop; listened for from the first moment, so that a stop during the start is heard too. */
function toldToStop(): Promise<string> {
  return new Promise((told) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told(signal));
  });
}

main()
  .catch((error: unknown) => {
    const fault = error instanceof ConfigurationFault ? error.message : `The worker could not start: ${JSON.stringify(loggable(error))}`;
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
