import type pg from 'pg';
import { aNewReferral, CENTRES, type Chain, KOELN, POLICE } from '../support/chain.js';

/** One referral in five is closed and waits for the end of its retention; the others are with a centre. */
const CLOSED_ONE_IN = 5;
/** The next rungs lie evenly within the next three days: every second of the bells' hour is taken once some hundred thousand clocks run. */
const SPREAD_SECONDS = 72 * 3_600;
/** Room in the numbering of clocks: more of them than one referral has. */
const NUMBERS_PER_REFERRAL = 8;
/** The clock whose breach falls due in the measurements: it lifts the escalation and tells somebody, so it costs what a rung can cost. */
const MEASURED = { kind: 'first_attempt', rung: 'breach' } as const;

/** A clock as the product has written it, with the distances of its rungs from the first, in seconds. */
interface ClockModel {
  readonly kind: string;
  readonly derivation: unknown;
  readonly calendarVersion: string;
  readonly rungs: readonly { readonly step: Readonly<Record<string, unknown>>; readonly after: number }[];
  readonly dueAfter: number;
}

/** What the rows are copied from: the clocks of two referrals that went through the product itself. */
export interface ClockModels {
  readonly open: readonly ClockModel[];
  readonly closed: readonly ClockModel[];
}

/** Hands over one referral with a measure and has it accepted, withdraws another: their running clocks are the models of all others. */
export async function clockModels(chain: Chain, client: pg.Client): Promise<ClockModels> {
  const officer = chain.actor(POLICE.koeln, 'officer');
  const handOver = (key: string): Promise<{ readonly id: string; readonly version: number }> =>
    chain.referrals.create(officer, aNewReferral({ measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' } }), {
      idempotencyKey: key,
      requestHash: 'aa',
      submit: true,
      requestId: null,
    });
  const accepted = await handOver('bench-model-open');
  await chain.referrals.apply(
    chain.actor(CENTRES.koeln.id, 'counsellor'),
    accepted.id,
    { event: 'accept', data: { conflictOfInterest: false } },
    { expectedVersion: accepted.version, requestId: null },
  );
  const withdrawn = await handOver('bench-model-closed');
  await chain.referrals.apply(
    officer,
    withdrawn.id,
    { event: 'withdraw', data: { reason: 'duplicate' } },
    { expectedVersion: withdrawn.version, requestId: null },
  );
  const models = { open: await modelsOf(client, accepted.id), closed: await modelsOf(client, withdrawn.id) };
  // The models themselves must not fall due among the others.
  await client.query(`update clock set settled_at = now(), settled_by = 'bench' where settled_at is null`);
  return models;
}

async function modelsOf(client: pg.Client, referralId: string): Promise<ClockModel[]> {
  const { rows } = await client.query<{
    kind: string;
    due_at: Date;
    derivation: unknown;
    calendar_version: string;
    ladder: { dueAt: string }[];
  }>('select kind, due_at, derivation, calendar_version, ladder from clock where referral_id = $1 and settled_at is null order by kind', [
    referralId,
  ]);
  if (rows.length === 0 || rows.length > NUMBERS_PER_REFERRAL) throw new Error(`${rows.length} running clocks on the model`);
  return rows.map((row) => {
    const first = new Date(row.ladder[0]?.dueAt ?? row.due_at).getTime();
    const after = (instant: string | Date): number => (new Date(instant).getTime() - first) / 1000;
    return {
      kind: row.kind,
      derivation: row.derivation,
      calendarVersion: row.calendar_version,
      rungs: row.ladder.map((step) => ({ step, after: after(step.dueAt) })),
      dueAfter: after(row.due_at),
    };
  });
}

/** How many referrals carry about so many open clocks. */
export function referralsFor(clocks: number, { open, closed }: ClockModels): number {
  return Math.ceil(clocks / ((open.length * (CLOSED_ONE_IN - 1) + closed.length) / CLOSED_ONE_IN));
}

/** The number of the i-th referral that is not closed, from 0, as SQL. */
const openReferral = (index: string): string => `(${index} + 1 + ${index} / ${CLOSED_ONE_IN - 1})`;
export const openReferrals = (referrals: number): number => Math.floor((referrals / CLOSED_ONE_IN) * (CLOSED_ONE_IN - 1));

/** SQL that turns a number into an id in the order of the numbers, as the product's own ids are in the order of time. */
const ID_FUNCTION = `
  create schema bench;
  create function bench.id(of_what text, number bigint) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex(1760000000000 + number), 12, '0') || '7' || substr(md5(of_what || number), 1, 3) || '8' || substr(md5(of_what || number), 4, 15))::uuid $$;
  create table bench.due (label text, clock_id uuid, referral_id uuid, kind text, rung text, due_at timestamptz, primary key (label, clock_id, rung));
`;

export async function prepareClocks(client: pg.Client): Promise<void> {
  await client.query(ID_FUNCTION);
}

/** SQL of a ladder whose first rung is due at `first`. */
function ladderSql({ rungs }: ClockModel, first: string): string {
  const steps = rungs.map(({ step, after }) => {
    const [before = '', behind = ''] = JSON.stringify({ ...step, dueAt: '@' })
      .replaceAll("'", "''")
      .split('@');
    const at = `to_char((${first} + interval '${after} seconds') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`;
    return `'${before}' || ${at} || '${behind}'`;
  });
  return `('[' || ${steps.length === 0 ? `''` : steps.join(` || ',' || `)} || ']')::jsonb`;
}

const clockRow = (model: ClockModel, index: number, when: string): string => `
  select ${index} as index, '${model.kind}' as kind, first + interval '${model.dueAfter} seconds' as due_at,
    '${JSON.stringify(model.derivation).replaceAll("'", "''")}'::jsonb as derivation, ${ladderSql(model, 'first')} as ladder,
    ${model.rungs.length === 0 ? 'null::timestamptz' : 'first'} as next_rung_at, '${model.calendarVersion}' as calendar_version
  from (select date_trunc('second', now()) + (abs(hashint8extended(r * ${NUMBERS_PER_REFERRAL} + ${index}, $4::bigint)) % ${SPREAD_SECONDS}) * interval '1 second' as first) spread
  where ${when}`;

/**
 * Fills `referral`, `clock` and the heads of the trail from referral `from` (not included) to `to`, in SQL and with triggers off. What lies on
 * which instant follows from the row's number and the seed; only the beginning of the three days is the present.
 */
export async function fillClocks(
  client: pg.Client,
  models: ClockModels,
  range: { readonly from: number; readonly to: number; readonly seed: number },
): Promise<void> {
  await client.query(
    `set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
  );
  const indexes = await dropIndexes(client, ['clock', 'referral']);
  const bounds = [range.from + 1, range.to];
  await client.query(
    `insert into referral (id, reference, state, version, police_authority_id, centre_id, deployment_id, incident_ags, whereabouts_ags, target_group,
       consent_version, contact_version, created_by, created_at, first_submitted_at, accepted_at, closed_at)
     select bench.id('referral', r), 'B-' || r, case when r % ${CLOSED_ONE_IN} = 0 then 'closed' else 'accepted' end, 3, $3,
       case when r % 2 = 0 then $4::uuid else $5::uuid end, d.id, $6, $6, 'women', 1, 1, d.id, now(), now(), now(),
       case when r % ${CLOSED_ONE_IN} = 0 then now() end
     from generate_series($1::bigint, $2::bigint) r, (select id from deployment limit 1) d`,
    [...bounds, POLICE.koeln, CENTRES.koeln.id, CENTRES.domstadt.id, KOELN],
  );
  await client.query(
    `insert into audit.head (chain, seq, hash)
     select c.id, 0, sha256(c.id::text::bytea) from generate_series($1::bigint, $2::bigint) r, lateral (select bench.id('referral', r) as id) c`,
    bounds,
  );
  const rows = [
    ...models.open.map((model, index) => clockRow(model, index, `r % ${CLOSED_ONE_IN} <> 0`)),
    ...models.closed.map((model, index) => clockRow(model, index, `r % ${CLOSED_ONE_IN} = 0`)),
  ];
  await client.query(
    `insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, next_rung_at, calendar_version)
     select bench.id('clock', r * ${NUMBERS_PER_REFERRAL} + c.index), bench.id('referral', r), $3, c.kind, now(), c.due_at, c.derivation, c.ladder, c.next_rung_at, c.calendar_version
     from generate_series($1::bigint, $2::bigint) r, lateral (${rows.join(' union all ')}) c`,
    [...bounds, POLICE.koeln, range.seed],
  );
  for (const definition of indexes) await client.query(definition);
  await client.query('reset session_replication_role; reset synchronous_commit');
  for (const table of ['clock', 'referral', 'audit.head']) await client.query(`vacuum analyze ${table}`);
}

/** Indexes that no constraint needs are made anew after loading: many times faster, and without holes. */
async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Which rungs are made due. */
export interface FallDue {
  /** Marks these rungs among others. */
  readonly label: string;
  readonly count: number;
  /** So many per whole second from `at` on; all at `at` when there is no pace. */
  readonly perSecond?: number;
  readonly at: Date;
  /** Counts on from here, so that rounds take other referrals. */
  readonly from: number;
  readonly referrals: number;
}

/** Moves the breach of one clock of each of `count` referrals to the instants asked for, as if it had been started for them. */
export async function fallDue(
  client: pg.Client,
  models: ClockModels,
  { label, count, perSecond, at, from, referrals }: FallDue,
): Promise<void> {
  const index = models.open.findIndex(({ kind }) => kind === MEASURED.kind);
  const model = models.open[index];
  const rung = model?.rungs.findIndex(({ step }) => step['rung'] === MEASURED.rung) ?? -1;
  const breach = model?.rungs[rung];
  if (model === undefined || breach === undefined) throw new Error(`no ${MEASURED.rung} of ${MEASURED.kind} on the model`);
  if (count > openReferrals(referrals)) throw new Error(`${count} referrals with a centre are needed; take a larger size or fewer rungs`);
  await client.query('begin');
  // A few thousand rows among millions: by key, whatever the planner thinks of a table that has just been filled.
  await client.query('set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off');
  await client.query(
    `insert into bench.due select $1, bench.id('clock', r * ${NUMBERS_PER_REFERRAL} + ${index}), bench.id('referral', r), '${MEASURED.kind}', '${MEASURED.rung}',
       $2::timestamptz + (i / $3) * interval '1 second'
     from generate_series(0, $4::integer - 1) i, lateral (select ($5::bigint + i) % ${openReferrals(referrals)} as number) n, lateral (select ${openReferral('n.number')} as r) o`,
    [label, at, perSecond ?? count, count, from],
  );
  await client.query('analyze bench.due');
  const due = `from bench.due d where d.label = $1`;
  await client.query(`delete from clock_rung f using bench.due d where d.label = $1 and f.clock_id = d.clock_id`, [label]);
  await client.query(
    'update referral set escalation = 0 where id = any (array(select d.referral_id from bench.due d where d.label = $1)) and escalation > 0',
    [label],
  );
  await client.query(
    `update clock c set due_at = d.due_at, next_rung = ${rung}, next_rung_at = d.due_at, ladder = ${ladderSql(model, `(d.due_at - interval '${breach.after} seconds')`)} ${due} and c.id = d.clock_id`,
    [label],
  );
  await client.query('commit');
}
