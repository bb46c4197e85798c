import type { DataSource, EntityManager } from 'typeorm';
import { type ReferralListQuery, ReferralStore, TenantDatabase, openDatabase } from '#persistence';
import { aChain, type Chain } from '../support/chain.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { centreCount, centreId, fillReferrals } from './inbox-rows.js';
import { readOptions } from './options.js';
import { paced } from './paced.js';
import { pgbench } from './pgbench.js';
import { startProduct, submissionBody } from './product.js';
import { figure, Report } from './report.js';
import { interleaved, percentile, ratio, type Sample, sampleOf, type Side } from './rounds.js';

const OPEN = ['submitted', 'accepted', 'contacting', 'reached'] as const;
const PAGE = 50;
const CLIENTS = 8;
/** So many centres are asked in turn; more would only make the scripts longer. */
const ASKED = 10;
const HTTP_READS = 50;
const HTTP_SUBMISSIONS = 20;
const HTTP_SECONDS = 10;
const ACTOR = '01920000-0000-7000-8000-000000000001';
const store = new ReferralStore();

await onBenchServer(
  async (server) => {
    const options = readOptions();
    const report = new Report('bench:read', options, server.setting);
    const chain = await aChain('bench-read');
    const { database } = chain;
    const app = await openDatabase({ url: database.appUrl, poolSize: 2 });
    const freeUrl = await withoutRowSecurity(database.adminUrl);
    const ratios: { readonly size: number; readonly security: Sample; readonly depth: Sample; readonly rate: Sample }[] = [];
    let loaded = 0;
    try {
      for (const size of [...options.sizes].sort((a, b) => a - b)) {
        const started = performance.now();
        await asAdmin(database.adminUrl, (client) => fillReferrals(client, loaded, size));
        loaded = size;
        report.say(`${size} referrals, ${centreCount(size)} centre(s), loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
        for (const line of await planFaults(database.adminUrl)) report.say(`  PLAN: ${line}`);
        const centres = Array.from({ length: Math.min(ASKED, centreCount(size)) }, (_, number) => centreId(number));
        const [first, deep] = [await scriptsFor(app, centres, 1), await scriptsFor(app, centres, 20)];
        const side = (name: string, url: string, scripts: readonly string[]): Side => ({
          name,
          // Parsed and planned each time, as the product's own driver sends it.
          measure: async () =>
            (await pgbench({ url, scripts, clients: CLIENTS, seconds: options.seconds, mode: 'extended', seed: options.seed })).perSecond,
        });
        const samples = await interleaved(
          [
            side('RLS on, page 1', database.appUrl, first),
            side('RLS off, page 1', freeUrl, first),
            side('RLS on, page 20', database.appUrl, deep),
          ],
          options.rounds,
        );
        const [on, off, page20] = ['RLS on, page 1', 'RLS off, page 1', 'RLS on, page 20'].map((name) => samples.get(name)) as [
          Sample,
          Sample,
          Sample,
        ];
        report.table(
          `inbox pages of ${PAGE} per second, ${CLIENTS} clients, ${size} referrals`,
          ['side', 'rate'],
          [on, off, page20].map((each) => [each.name, figure(each, '/s')]),
        );
        ratios.push({ size, security: ratio('RLS on / off', on, off), depth: ratio('page 20 / page 1', page20, on), rate: on });
      }
      const largest = ratios.at(-1);
      const smallest = ratios[0];
      if (largest === undefined || smallest === undefined) throw new Error('no size was measured');
      for (const { size, security, depth } of ratios)
        report.say(`    ${size}: RLS on / off ${figure(security, '%')}, page 20 / page 1 ${figure(depth, '%')}`);
      report.goal({
        id: 'G8a',
        goal: `inbox page at ${largest.size}, RLS on / off in the same form`,
        unit: '%',
        target: 0.9,
        gate: 0.7,
        seen: largest.security,
        sides: [largest.rate],
      });
      report.goal({
        id: 'G8b',
        goal: `inbox at ${largest.size}, page 20 / page 1`,
        unit: '%',
        target: 0.9,
        gate: 0.7,
        seen: largest.depth,
        sides: [largest.rate],
      });
      if (largest !== smallest)
        report.goal({
          id: 'G11',
          goal: `inbox page at ${smallest.size} / at ${largest.size} (growth)`,
          unit: '×',
          target: 1.5,
          gate: 3,
          atMost: true,
          seen: ratio('growth', smallest.rate, largest.rate),
          sides: [smallest.rate, largest.rate],
        });
      await overHttp(chain, report, options.rounds, largest.size);
      report.finish();
    } finally {
      await app.destroy();
      await chain.close();
    }
  },
  // Only reads are measured here, and millions of rows are loaded first.
  { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_parallel_workers_per_gather: '0' },
);

/** A role with the application's rights that row-level security does not touch: the only difference between the two sides. */
async function withoutRowSecurity(adminUrl: string): Promise<string> {
  await asAdmin(adminUrl, async (client) => {
    await client.query(`drop role if exists bench_free; create role bench_free login bypassrls password 'bench-free'`);
    await client.query(`grant app_rw to bench_free; grant connect on database ${new URL(adminUrl).pathname.slice(1)} to bench_free`);
  });
  const url = new URL(adminUrl);
  Object.assign(url, { username: 'bench_free', password: 'bench-free' });
  return url.href;
}

/** The product's own statement with its parameters written in, in the product's own transaction. */
async function scriptsFor(app: DataSource, centres: readonly string[], page: number): Promise<string[]> {
  return Promise.all(
    centres.map(async (centre) => {
      const cursor = page === 1 ? null : await cursorOfPage(app, centre, page);
      const { text, parameters } = await statementOf(centre, cursor);
      const sql = parameters.reduceRight<string>((whole, value, index) => whole.replaceAll(`$${index + 1}`, `'${String(value)}'`), text);
      return `begin;\nselect set_config('app.organisation_id', '${centre}', true), set_config('app.user_id', '${ACTOR}', true);\n${sql};\ncommit;\n`;
    }),
  );
}

function questionOf(centre: string, cursor: string | null): ReferralListQuery {
  return { side: 'centre', organisationId: centre, states: OPEN, limit: PAGE, cursor };
}

/** What ReferralStore.list would send. */
async function statementOf(
  centre: string,
  cursor: string | null,
): Promise<{ readonly text: string; readonly parameters: readonly unknown[] }> {
  let sent = { text: '', parameters: [] as readonly unknown[] };
  const listener = {
    query: (text: string, parameters: readonly unknown[]) => {
      sent = { text, parameters };
      return Promise.resolve([]);
    },
  };
  await store.list(listener as unknown as EntityManager, questionOf(centre, cursor));
  return sent;
}

/** Reads from the first page on, as a person does. */
async function cursorOfPage(app: DataSource, centre: string, page: number): Promise<string> {
  const tenants = new TenantDatabase(app);
  let cursor: string | null = null;
  for (let read = 1; read < page; read += 1) {
    const before: string | null = cursor;
    cursor = (await tenants.inTenant({ organisationId: centre, userId: ACTOR }, (tx) => store.list(tx, questionOf(centre, before))))
      .nextCursor;
    if (cursor === null) throw new Error(`the inbox ends before page ${page}`);
  }
  return String(cursor);
}

/** Empty when the page comes from its index in order, under the application's role. */
async function planFaults(adminUrl: string): Promise<string[]> {
  const { text, parameters } = await statementOf(centreId(0), null);
  const plan = await asAdmin(adminUrl, async (client) => {
    await client.query('begin; set local role app_rw');
    await client.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [centreId(0), ACTOR]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [...parameters]);
    return rows.map((row) => row['QUERY PLAN']);
  });
  const faults: string[] = [];
  if (!plan.some((line) => line.includes('using referral_inbox'))) faults.push('does not use referral_inbox');
  if (plan.some((line) => /\bSort\b/.test(line))) faults.push('sorts');
  return faults.length === 0 ? ['uses referral_inbox: yes; sorts: no'] : [...faults, ...plan];
}

/** What a counsellor waits for while others hand over: reads at a steady pace beside submissions. */
async function overHttp(chain: Chain, report: Report, rounds: number, size: number): Promise<void> {
  const goal = `inbox over HTTP at ${size}, p99 at ${HTTP_READS}/s beside ${HTTP_SUBMISSIONS} submissions/s`;
  const product = await startProduct(chain, 16).catch((error: unknown) => report.notMeasured('G8c', goal, error));
  if (product === undefined) return;
  const { deployment, counsellors, officers } = product;
  const answered = async (response: Response, status: number): Promise<void> => {
    await response.arrayBuffer();
    if (response.status !== status) throw new Error(`answered ${response.status}, expected ${status}`);
  };
  const read = async (index: number): Promise<void> =>
    answered(
      await fetch(`${deployment.url}/api/v1/referrals?limit=${PAGE}`, { headers: { ...counsellors[index % counsellors.length] } }),
      200,
    );
  const submit = async (index: number): Promise<void> =>
    answered(
      await fetch(`${deployment.url}/api/v1/referrals`, {
        method: 'POST',
        headers: {
          ...officers[index % officers.length],
          'content-type': 'application/json',
          'idempotency-key': `bench-${Date.now().toString(36)}-${index}`,
        },
        body: submissionBody(),
      }),
      201,
    );
  try {
    const p99: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [reads] = await Promise.all([paced(HTTP_READS, HTTP_SECONDS, read), paced(HTTP_SUBMISSIONS, HTTP_SECONDS, submit)]);
      if (round > 0) p99.push(percentile(reads, 0.99));
    }
    const seen = sampleOf('p99', p99);
    report.goal({
      id: 'G8c',
      goal,
      unit: 'ms',
      target: 50,
      gate: 200,
      atMost: true,
      seen,
      sides: [seen],
    });
  } catch (error) {
    report.notMeasured('G8c', goal, error);
  } finally {
    await deployment.stop();
  }
}
