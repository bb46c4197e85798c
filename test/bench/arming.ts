import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { POLICE } from '../support/chain.js';
import { JobPerClock } from './job-per-clock.js';
import { sampleOf, type Sample } from './rounds.js';
import type { Stage } from './stage.js';

/** Operations per measurement. */
const COUNT = 4_000;
const CONNECTIONS = 8;
/** More in flight on one connection gives BullMQ nothing. */
const IN_FLIGHT = 100;
const MONTH_MS = 30 * 86_400_000;

export const OPERATIONS = ['arm', 're-arm', 'cancel'] as const;
type Rates = Readonly<Record<(typeof OPERATIONS)[number], number>>;

const ARM = `insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, next_rung, next_rung_at, calendar_version)
  values ($1, $2, $3, $4, now(), $5, $6, $7, 0, $5, 'bench')`;
/** A clock never moves: the old row is settled and a new one starts. */
const REARM = `with old as (update clock set settled_at = now(), settled_by = 'bench' where id = $1 and settled_at is null returning *)
  insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, next_rung, next_rung_at, calendar_version, replaces)
  select $2, referral_id, police_authority_id, kind, started_at, $3, derivation, ladder, 0, $3, calendar_version, id from old`;
const CANCEL = `update clock set settled_at = now(), settled_by = 'bench' where id = $1 and settled_at is null`;

/** Rates per second of starting a clock, moving it and taking it back, with everything else open. */
export async function measureArming(
  stage: Stage,
  rounds: number,
): Promise<{ readonly ours: Readonly<Record<keyof Rates, Sample>>; readonly jobs: Readonly<Record<keyof Rates, Sample>> }> {
  const ours: Rates[] = [];
  const jobs: Rates[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const both = [await rows(stage, `bench_${round}`), await jobPerClock(stage)] as const;
    if (round === 0) continue;
    ours.push(both[0]);
    jobs.push(both[1]);
  }
  const samples = (rates: readonly Rates[]): Readonly<Record<keyof Rates, Sample>> => ({
    arm: sampleOf(
      'arm',
      rates.map((each) => each.arm),
    ),
    're-arm': sampleOf(
      're-arm',
      rates.map((each) => each['re-arm']),
    ),
    cancel: sampleOf(
      'cancel',
      rates.map((each) => each.cancel),
    ),
  });
  return { ours: samples(ours), jobs: samples(jobs) };
}

/** As the worker's role, one statement and one commit each: what a change of the product does for a clock, without the rest of the change. */
async function rows(stage: Stage, kind: string): Promise<Rates> {
  const count = Math.min(COUNT, stage.referrals);
  const model = (
    await stage.admin.query<{ derivation: unknown; ladder: unknown }>(
      `select derivation, ladder from clock where kind = 'first_attempt' and settled_at is null limit 1`,
    )
  ).rows[0];
  const referrals = (
    await stage.admin.query<{ id: string }>(`select bench.id('referral', r) as id from generate_series(1, $1::integer) r`, [count])
  ).rows;
  const pool = new pg.Pool({ connectionString: stage.chain.database.clockUrl, max: CONNECTIONS });
  const later = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + MONTH_MS);
  const [derivation, ladder] = [JSON.stringify(model?.derivation), JSON.stringify(model?.ladder)];
  const ids = referrals.map(({ id }) => ({ referral: id, first: randomUUID(), second: randomUUID() }));
  const one = async (name: string, text: string, values: readonly unknown[]): Promise<void> => {
    if ((await pool.query({ name, text, values: [...values] })).rowCount !== 1) throw new Error(`${name} touched no row`);
  };
  try {
    return {
      arm: await pump(ids, CONNECTIONS, ({ referral, first }) =>
        one('arm', ARM, [first, referral, POLICE.koeln, kind, later, derivation, ladder]),
      ),
      're-arm': await pump(ids, CONNECTIONS, ({ first, second }) => one('re-arm', REARM, [first, second, later])),
      cancel: await pump(ids, CONNECTIONS, ({ second }) => one('cancel', CANCEL, [second])),
    };
  } finally {
    await pool.end();
  }
}

async function jobPerClock(stage: Stage): Promise<Rates> {
  await stage.redis.flush();
  const jobs = new JobPerClock(stage.redis.url);
  const ids = Array.from({ length: COUNT }, () => randomUUID());
  try {
    await jobs.queue.waitUntilReady();
    return {
      arm: await pump(ids, IN_FLIGHT, (id) => jobs.arm(id, MONTH_MS)),
      're-arm': await pump(ids, IN_FLIGHT, (id) => jobs.rearm(id, MONTH_MS + 1_000)),
      cancel: await pump(ids, IN_FLIGHT, (id) => jobs.cancel(id)),
    };
  } finally {
    await jobs.close();
  }
}

/** Does `operation` once for each item, so many at a time; answers how many per second. */
async function pump<T>(items: readonly T[], inFlight: number, operation: (item: T) => Promise<void>): Promise<number> {
  let next = 0;
  const started = performance.now();
  const one = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await operation(item);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return items.length / ((performance.now() - started) / 1_000);
}
