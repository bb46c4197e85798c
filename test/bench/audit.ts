import { probeAudit, sealAudit, verifyAudit } from '#audit';
import { openDatabase } from '#persistence';
import { aDatabase } from '../support/postgres.js';
import { asAdmin, onBenchServer } from './bench-server.js';
import { readOptions } from './options.js';
import { pgbench } from './pgbench.js';
import { figure, Report } from './report.js';
import { interleaved, ratio, sampleOf, type Sample, type Side } from './rounds.js';

const CLIENTS = 8;
const CHAINS = 10_000;
/** Under one seal, and verified at once. */
const EVENTS = 100_000;

/** The same function over tables of the same shape, rights and policies, without reading the entry before and without a hash. */
const UNCHAINED = `
  create schema bench;
  grant usage, create on schema bench to app_audit_writer;
  grant usage on schema bench to app_rw;
  create table bench.head (like audit.head including all);
  create table bench.event (like audit.event including all);
  alter table bench.head enable row level security; alter table bench.head force row level security;
  alter table bench.event enable row level security; alter table bench.event force row level security;
  create policy heads on bench.head to app_audit_writer using (true) with check (true);
  create policy append_only on bench.event for insert to app_audit_writer with check (true);
  grant select, insert, update on bench.head to app_audit_writer;
  grant insert on bench.event to app_audit_writer;
  create function bench.append(in_chain uuid, at timestamptz, by_actor uuid, by_organisation uuid, by_role text, did text,
    on_referral uuid, of_fields text[], for_purpose text, with_decision text, in_request text)
    returns void language plpgsql security definer set search_path = bench, public, pg_temp as $$
    declare
      number bigint;
    begin
      insert into bench.head as h values (in_chain, 1, '') on conflict (chain) do update set seq = h.seq + 1 returning h.seq into number;
      insert into bench.event (chain, seq, happened_at, recorded_at, actor_id, organisation_id, role, action, referral_id, fields, purpose, decision, request_id, previous_hash, hash)
      values (in_chain, number, at, clock_timestamp(), by_actor, by_organisation, by_role, did, on_referral, of_fields, for_purpose, with_decision, in_request, '', '');
    end $$;
  alter function bench.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) owner to app_audit_writer;
  grant execute on function bench.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) to app_rw;
`;

const ONE = `'01920000-0000-7000-8000-999999999999'::uuid`;
const append = (schema: string, chain: string): string =>
  `select ${schema}.append(${chain}, now(), ${ONE}, ${ONE}, 'counsellor', 'contact.read', ${chain}, '{core,safe_contact}', 'contact', 'allowed', 'req-bench');`;
const OF_REFERRAL = `('01920000-0000-7000-8000-' || (100000000000 + (:chain)::bigint)::text)::uuid`;
const script = (schema: string, chain: string): string => `\\set chain random(1, ${CHAINS})\n${append(schema, chain)}\n`;
/** As in a request that does more than append: the head stays locked until the transaction ends. */
const lasting = (chain: string): string => `\\set chain random(1, ${CHAINS})\nbegin;\n${append('audit', chain)}\n\\sleep 2 ms\ncommit;\n`;

const SIDES = {
  none: ['no chain, same rows', script('bench', OF_REFERRAL)],
  referral: ['a chain per referral (audit.append)', script('audit', OF_REFERRAL)],
  global: ['one chain for all', script('audit', ONE)],
  referralLasting: ['a chain per referral, transaction of 2 ms', lasting(OF_REFERRAL)],
  globalLasting: ['one chain for all, transaction of 2 ms', lasting(ONE)],
} as const;

await onBenchServer(async (server) => {
  const options = readOptions();
  const report = new Report('bench:audit', options, server.setting);
  const database = await aDatabase('bench-audit');
  await asAdmin(database.adminUrl, (client) => client.query(UNCHAINED));
  // Every head exists before the first round, and plans are not made for empty tables.
  await asAdmin(database.adminUrl, async (client) => {
    for (const schema of ['bench', 'audit'])
      await client.query(
        `select count(*) from (${append(schema, OF_REFERRAL.replace('(:chain)', 'number')).replace(';', '')} from generate_series(1, ${CHAINS}) number) made`,
      );
    await client.query('vacuum analyze');
  });
  const sides = Object.values(SIDES).map(([name, text]): Side => ({
    name,
    measure: async () =>
      (
        await pgbench({
          url: database.appUrl,
          scripts: [text],
          clients: CLIENTS,
          seconds: options.seconds,
          mode: 'prepared',
          seed: options.seed,
        })
      ).perSecond,
  }));
  const samples = await interleaved(sides, options.rounds);
  const of = (side: keyof typeof SIDES): Sample => samples.get(SIDES[side][0]) as Sample;
  report.table(
    `entries appended per second, ${CLIENTS} clients`,
    ['side', 'rate', 'share of no chain'],
    [...samples.values()].map((sample) => [sample.name, figure(sample, '/s'), figure(ratio(sample.name, sample, of('none')), '%')]),
  );
  report.goal({
    id: 'G9a',
    goal: 'append / no chain, 8 clients',
    unit: '%',
    target: 0.8,
    gate: 0.65,
    seen: ratio('G9a', of('referral'), of('none')),
    sides: [of('referral'), of('none')],
  });
  report.goal({
    id: 'G9b',
    goal: 'append / one global chain, 8 clients',
    unit: '×',
    target: 2.5,
    gate: 1.8,
    seen: ratio('G9b', of('referral'), of('global')),
    sides: [of('referral'), of('global')],
  });
  report.say(
    `    for information: the same in transactions of 2 ms ${figure(ratio('lasting', of('referralLasting'), of('globalLasting')), '×')}`,
  );

  await asAdmin(database.adminUrl, async (client) => {
    await client.query('truncate audit.event, audit.head');
    const chain = OF_REFERRAL.replace('(:chain)', `(number % ${EVENTS / 8})`);
    for (let part = 0; part < 10; part += 1)
      await client.query(
        `select count(*) from (${append('audit', chain).replace(';', '')} from generate_series(1, ${EVENTS / 10}) number) made`,
      );
    await client.query('vacuum analyze audit.event');
  });
  const [auditor, clock] = [
    await openDatabase({ url: database.auditUrl, poolSize: 2 }),
    await openDatabase({ url: database.clockUrl, poolSize: 2 }),
  ];
  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
  };
  const after = await interleaved(
    [
      {
        name: 'verify',
        measure: async () =>
          EVENTS /
          (await seconds(async () => {
            const { broken, events } = await verifyAudit(auditor);
            intact(broken.length, events);
          })),
      },
      {
        name: 'probe',
        measure: async () =>
          EVENTS /
          (await seconds(async () => {
            const { broken, events } = await probeAudit(auditor);
            intact(broken, events);
          })),
      },
      {
        name: 'seal',
        measure: async () => {
          await asAdmin(database.adminUrl, (client) => client.query('delete from audit.seal'));
          return seconds(async () => intact(0, (await sealAudit(clock, new Date()))?.events ?? 0));
        },
      },
    ],
    options.rounds,
  );
  const [verify, probe, seal] = ['verify', 'probe', 'seal'].map((name) => after.get(name) ?? sampleOf(name, [])) as [
    Sample,
    Sample,
    Sample,
  ];
  report.goal({
    id: 'G9c',
    goal: `verify ${EVENTS} entries in code (chains, heads, seals)`,
    unit: '/s',
    target: 500_000,
    gate: 150_000,
    seen: verify,
    sides: [verify],
  });
  report.goal({
    id: 'G9d',
    goal: `probe ${EVENTS} entries in SQL (chains only)`,
    unit: '/s',
    target: 500_000,
    gate: 150_000,
    seen: probe,
    sides: [probe],
  });
  report.goal({ id: 'G9e', goal: `seal ${EVENTS} entries`, unit: 's', target: 1, gate: 3, atMost: true, seen: seal, sides: [seal] });
  report.finish();
  for (const source of [auditor, clock]) await source.destroy();
  await database.drop();
});

/** A fast answer about nothing, or a wrong one, is no measurement. */
function intact(broken: number, events: number): void {
  if (broken !== 0 || events !== EVENTS) throw new Error(`${broken} broken of ${events} entries, expected none of ${EVENTS}`);
}
