import { ReferralStore, openDatabase } from '#persistence';
import { aChain, aNewReferral, POLICE } from '../support/chain.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { load } from './load.js';
import { MINIMAL_SCHEMA, MINIMAL_WRITE } from './minimal-write.js';
import { readOptions } from './options.js';
import { pgbench } from './pgbench.js';
import { figure, Report } from './report.js';
import { interleaved, ratio, type Sample, type Side } from './rounds.js';
import { openForSave, saveWithCascades } from './save-with-cascades.js';
import { submitOptions, submitTemplate } from './submit-template.js';

const CLIENTS = [1, 8, 32] as const;
/** The API's pool on two cores (docs/performance.md). */
const POOL = 6;
const PRELOADED = 5_000;
const SIDES = {
  minimal: 'pgbench, the least write (1 statement)',
  plain: 'pgbench, our rows as plain inserts',
  command: 'pgbench, apply_change with our JSON',
  store: 'ReferralStore.apply (one round trip)',
  service: 'ReferralService.create (whole use case)',
  save: 'TypeORM save() with cascades, same tables',
} as const;

await onBenchServer(async (server) => {
  const options = readOptions();
  const report = new Report('bench:submit', options, server.setting);
  const chain = await aChain('bench-submit');
  const { adminUrl, appUrl } = chain.database;
  await asAdmin(adminUrl, (client) => client.query(MINIMAL_SCHEMA));
  const template = await submitTemplate(chain);
  report.say(
    `one submit: ${Object.entries(template.counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}; ${template.text.length} B of JSON\n`,
  );

  const store = new ReferralStore();
  const app = await openDatabase({ url: appUrl, poolSize: POOL });
  const forSave = await openForSave(appUrl, POOL);
  const officer = chain.actor(POLICE.koeln, 'officer');
  const cpu = new Map<string, number[]>();
  // Ids of this process end where those of pgbench (from 10^11) do not begin.
  let next = 900_000_000_000;
  let ofPgbench = 0;
  const submitted = async (): Promise<void> => {
    const result = await store.apply(app, template.change((next += 1)));
    if (result.kind !== 'applied') throw new Error(`not written: ${result.kind}`);
  };
  const inProcess = (name: string, clients: number, operation: () => Promise<unknown>): Side => ({
    name: `${name}|${clients}`,
    measure: async () => {
      const { perSecond, cpuMicros } = await load(clients, options.seconds, operation);
      cpu.set(`${name}|${clients}`, [...(cpu.get(`${name}|${clients}`) ?? []), cpuMicros]);
      return perSecond;
    },
  });
  const byPgbench = (name: string, clients: number, url: string, script: string, mode: 'simple' | 'prepared'): Side => ({
    name: `${name}|${clients}`,
    measure: async () =>
      (
        await pgbench({
          url,
          scripts: [script],
          clients,
          seconds: options.seconds,
          mode,
          seed: options.seed,
          variables: { next: (ofPgbench += 1_000_000) },
        })
      ).perSecond,
  });

  // Plans must not be made for empty tables.
  await load(1, 0.1, submitted);
  for (let done = 0; done < PRELOADED; done += 50) await Promise.all(Array.from({ length: 50 }, submitted));
  await asAdmin(adminUrl, (client) => client.query('vacuum analyze'));

  const sides = CLIENTS.flatMap((clients) => [
    byPgbench(SIDES.minimal, clients, adminUrl, MINIMAL_WRITE, 'prepared'),
    byPgbench(SIDES.plain, clients, adminUrl, template.plainScript, 'prepared'),
    byPgbench(SIDES.command, clients, appUrl, template.script, 'simple'),
    inProcess(SIDES.store, clients, submitted),
    inProcess(SIDES.service, clients, () => chain.referrals.create(officer, aNewReferral(), submitOptions())),
    inProcess(SIDES.save, clients, () => saveWithCascades(forSave, template.change((next += 1)))),
  ]);
  const samples = await interleaved(sides, options.rounds);
  const of = (side: string, clients: number): Sample => samples.get(`${side}|${clients}`) as Sample;
  report.table(
    'submissions per second, and share of the least write at the same concurrency',
    ['side', ...CLIENTS.flatMap((clients) => [`${clients} client(s)`, 'share']), 'Node CPU µs at 8'],
    Object.values(SIDES).map((side) => [
      side,
      ...CLIENTS.flatMap((clients) => [
        figure(of(side, clients), '/s'),
        figure(ratio(side, of(side, clients), of(SIDES.minimal, clients)), '%'),
      ]),
      (cpu.get(`${side}|8`) ?? []).length > 0 ? Math.min(...(cpu.get(`${side}|8`) as number[])).toFixed(0) : '–',
    ]),
  );
  const [store8, least8, save8] = [of(SIDES.store, 8), of(SIDES.minimal, 8), of(SIDES.save, 8)];
  report.goal({
    id: 'G5a',
    goal: 'our submit / the least write by pgbench, 8 clients',
    unit: '%',
    target: 0.7,
    gate: 0.55,
    seen: ratio('G5a', store8, least8),
    sides: [store8, least8],
  });
  const plain8 = of(SIDES.plain, 8);
  report.goal({
    id: 'G5c',
    goal: 'our submit / its own rows as plain inserts by pgbench, 8 clients',
    unit: '%',
    target: 0.7,
    gate: 0.55,
    seen: ratio('G5c', store8, plain8),
    sides: [store8, plain8],
  });
  report.goal({
    id: 'G5b',
    goal: 'our submit / TypeORM save() on the same tables, 8 clients',
    unit: '×',
    target: 5,
    gate: 3,
    seen: ratio('G5b', store8, save8),
    sides: [store8, save8],
  });
  const share = (name: string, part: Sample, whole: Sample): string => `${name} ${figure(ratio(name, part, whole), '%')}`;
  report.say(
    `    for information, 8 clients: ${[
      share('our rows as plain inserts / the least write', plain8, least8),
      share('our submit / apply_change by pgbench', store8, of(SIDES.command, 8)),
      share('whole use case / our submit', of(SIDES.service, 8), store8),
    ].join('; ')}`,
  );
  report.finish();
  for (const source of [app, forSave]) await source.destroy();
  await chain.close();
});
