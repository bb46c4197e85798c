import type pg from 'pg';
import { verifyAudit } from '#audit';
import { openDatabase } from '#persistence';

/** What an auditor outside all processes finds in the rows about the rungs of one label. */
export interface Verdict {
  readonly due: number;
  readonly fired: number;
  /** Rungs without their row, event, message or entry of the trail. */
  readonly lost: number;
  /** Events, messages or entries of the trail beyond the one that each rung has. */
  readonly twice: number;
  readonly early: number;
  /** Milliseconds from due to commit. */
  readonly p50: number;
  readonly max: number;
}

/** Each rung against what it must have caused: one row, one event, one entry of the trail, and each message once. */
const COUNTS = `
  select d.clock_id, f.clock_id is not null as fired, f.fired_at < d.due_at as early,
    extract(epoch from f.committed - d.due_at)::float8 * 1000 as late,
    (select count(*) from bench.passed e where e.referral_id = d.referral_id and e.clock = d.kind and e.rung = d.rung)::int as events,
    (select count(*) from bench.told n where n.clock_id = d.clock_id and n.rung = d.rung)::int as messages,
    (select count(*) - count(distinct (n.organisation_id, n.role, n.template)) from bench.told n where n.clock_id = d.clock_id and n.rung = d.rung)::int as repeated,
    (select count(*) from bench.trail t where t.referral_id = d.referral_id and t.fields = array[d.kind, d.rung])::int as entries
  from bench.due d
  left join lateral (select c.clock_id, c.fired_at, pg_xact_commit_timestamp(c.xmin) as committed from clock_rung c where c.clock_id = d.clock_id and c.rung = d.rung) f on true
  where d.label = $1`;

/** Copies of what the rungs caused, so that counting needs no index of the product's. */
const COPIES = `
  drop table if exists bench.passed, bench.told, bench.trail;
  create table bench.passed as select referral_id, data ->> 'clock' as clock, data ->> 'rung' as rung from referral_event where event = 'clock_passed';
  create table bench.told as select clock_id, rung, organisation_id, role, template from notification where clock_id is not null;
  create table bench.trail as select referral_id, fields from audit.event where action = 'referral.clock_passed';
  create index on bench.passed (referral_id); create index on bench.told (clock_id); create index on bench.trail (referral_id);
  analyze bench.passed; analyze bench.told; analyze bench.trail`;

export async function verdictOf(client: pg.Client, label: string): Promise<Verdict> {
  await client.query(COPIES);
  const { rows } = await client.query<{
    due: number;
    fired: number;
    lost: number;
    twice: number;
    early: number;
    p50: number | null;
    max: number | null;
  }>(
    `select count(*)::int as due, count(*) filter (where fired)::int as fired,
       count(*) filter (where not fired or events < 1 or messages < 1 or entries < 1)::int as lost,
       coalesce(sum(greatest(events - 1, 0) + greatest(entries - 1, 0) + repeated), 0)::int as twice,
       count(*) filter (where early)::int as early, percentile_disc(0.5) within group (order by late) as p50, max(late) as max
     from (${COUNTS}) counted`,
    [label],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no answer');
  return { ...row, p50: row.p50 ?? Number.NaN, max: row.max ?? Number.NaN };
}

/** How many chains of the trail do not hold any more, computed in code from what is stored. */
export async function brokenChains(auditUrl: string): Promise<number> {
  const audit = await openDatabase({ url: auditUrl, poolSize: 1 });
  try {
    return (await verifyAudit(audit)).broken.length;
  } finally {
    await audit.destroy();
  }
}
