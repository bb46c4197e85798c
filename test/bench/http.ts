import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { aChain } from '../support/chain.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { MINIMAL_SCHEMA, MINIMAL_WRITE } from './minimal-write.js';
import { readOptions } from './options.js';
import { pgbench } from './pgbench.js';
import { startProduct, submissionBody } from './product.js';
import { figure, Report } from './report.js';
import { interleaved, ratio, type Sample, sampleOf } from './rounds.js';
import { submitTemplate } from './submit-template.js';
import { wrk, type WrkResult } from './wrk.js';

const CONNECTIONS = 32;
/** At which pgbench is best on two cores. */
const CLIENTS = 8;
const POOL = 6;
/** Shorter, and on a busy machine hardly a request per connection comes back. */
const LEAST_SECONDS = 5;
const SIDES = {
  least: 'pgbench, the least write',
  command: 'pgbench, apply_change',
  bare: 'bare Fastify, the same call',
  product: 'POST /api/v1/referrals',
} as const;

await onBenchServer(async (server) => {
  const given = readOptions();
  const options = { ...given, seconds: Math.max(given.seconds, LEAST_SECONDS) };
  const report = new Report('bench:http', options, server.setting);
  const chain = await aChain('bench-http');
  const { adminUrl, appUrl } = chain.database;
  await asAdmin(adminUrl, (client) => client.query(MINIMAL_SCHEMA));
  const template = await submitTemplate(chain);
  const bare = await startBare(appUrl, template.text);
  const product = await startProduct(chain, CONNECTIONS);
  try {
    // Each submission leaves two messages; their sending would take from every side that runs after it. Its cost is not in these ratios.
    await endWorker(product.deployment.worker);
    const latencies = new Map<string, WrkResult[]>();
    let ofPgbench = 0;
    const byPgbench = (name: string, url: string, script: string, mode: 'simple' | 'prepared') => ({
      name,
      measure: async () =>
        (
          await pgbench({
            url,
            scripts: [script],
            clients: CLIENTS,
            seconds: options.seconds,
            mode,
            seed: options.seed,
            variables: { next: (ofPgbench += 1_000_000) },
          })
        ).perSecond,
    });
    const byWrk = (name: string, url: string, body: string, sessions: Parameters<typeof wrk>[0]['sessions']) => ({
      name,
      measure: async (round: number) => {
        const result = await wrk({ url, body, sessions, connections: CONNECTIONS, seconds: options.seconds });
        if (round > 0) latencies.set(name, [...(latencies.get(name) ?? []), result]);
        // What is still on its way must not be part of the next measurement.
        await pause(700);
        return result.perSecond;
      },
    });
    const body = submissionBody();
    const sides = [
      byPgbench(SIDES.least, adminUrl, MINIMAL_WRITE, 'prepared'),
      byPgbench(SIDES.command, appUrl, template.script, 'simple'),
      byWrk(SIDES.bare, `${bare.url}/submit`, body, []),
      byWrk(SIDES.product, `${product.deployment.url}/api/v1/referrals`, body, product.officers),
    ];
    // Plans must not be made for empty tables.
    for (const side of sides) await side.measure(0);
    await asAdmin(adminUrl, (client) => client.query('vacuum analyze'));
    const samples = await interleaved(sides, options.rounds);
    const of = (name: string): Sample => samples.get(name) as Sample;
    report.table(
      `submissions per second; pgbench with ${CLIENTS} clients, HTTP over ${CONNECTIONS} connections and a pool of ${POOL}; no error in any round`,
      ['side', 'rate', 'share of the least write', 'p50', 'p99'],
      Object.values(SIDES).map((name) => {
        const of2xx = latencies.get(name) ?? [];
        const ms = (key: 'p50Ms' | 'p99Ms'): string =>
          of2xx.length === 0
            ? '–'
            : figure(
                sampleOf(
                  name,
                  of2xx.map((each) => each[key]),
                ),
                'ms',
              );
        return [name, figure(of(name), '/s'), figure(ratio(name, of(name), of(SIDES.least)), '%'), ms('p50Ms'), ms('p99Ms')];
      }),
    );
    const [http, least, fastify] = [of(SIDES.product), of(SIDES.least), of(SIDES.bare)];
    report.goal({
      id: 'G6a',
      goal: 'submit over HTTP / the least write by pgbench',
      unit: '%',
      target: 0.35,
      gate: 0.22,
      seen: ratio('G6a', http, least),
      sides: [http, least],
    });
    report.goal({
      id: 'G6b',
      goal: 'submit over HTTP / bare Fastify with the same database call',
      unit: '%',
      target: 0.9,
      gate: 0.75,
      seen: ratio('G6b', http, fastify),
      sides: [http, fastify],
    });
    report.finish();
  } finally {
    await product.deployment.stop();
    await bare.stop();
    await chain.close();
  }
});

async function endWorker(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}

async function startBare(appUrl: string, template: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const env = { ...process.env, DATABASE_URL: appUrl, TEMPLATE: template, FIRST: '500000000000', POOL: String(POOL) };
  const child = spawn(process.execPath, [...process.execArgv, new URL('bare-fastify.ts', import.meta.url).pathname], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: address.toString().trim(),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
