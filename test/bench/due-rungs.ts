import type pg from 'pg';
import { until } from '../support/until.js';

/** How rungs that were made due came to fire; lateness from the due instant to the commit of all effects, in milliseconds. */
export interface Fired {
  readonly due: number;
  readonly fired: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** From the first claim to the last commit, per second. */
  readonly perSecond: number;
}

/** Resolves when all rungs of the label have fired; a run that does not get there within its time is told by what is missing. */
export async function allFired(client: pg.Client, label: string, within: number): Promise<boolean> {
  const open = async (): Promise<boolean> =>
    (
      await client.query(
        `select 1 from bench.due d join clock c on c.id = d.clock_id where d.label = $1 and c.next_rung_at <= d.due_at + interval '1 minute' and c.settled_at is null limit 1`,
        [label],
      )
    ).rowCount === 0;
  return until(open, { what: 'the last rung', within, every: 25 }).catch(() => false);
}

/** What the server itself noted: the instant of each commit (track_commit_timestamp), whoever made it. */
export async function firedOf(client: pg.Client, label: string): Promise<Fired> {
  const { rows } = await client.query<{
    due: number;
    fired: number;
    late: number[] | null;
    max: number | null;
    seconds: number | null;
  }>(
    `select count(*)::int as due, count(f.clock_id)::int as fired,
       percentile_disc(array[0.5, 0.99]) within group (order by extract(epoch from f.at - d.due_at)::float8 * 1000) as late,
       max(extract(epoch from f.at - d.due_at))::float8 * 1000 as max,
       extract(epoch from max(f.at) - min(f.fired_at))::float8 as seconds
     from bench.due d
     left join lateral (select c.clock_id, c.fired_at, pg_xact_commit_timestamp(c.xmin) as at from clock_rung c where c.clock_id = d.clock_id and c.rung = d.rung) f on true
     where d.label = $1`,
    [label],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no answer');
  return {
    due: row.due,
    fired: row.fired,
    p50: row.late?.[0] ?? Number.NaN,
    p99: row.late?.[1] ?? Number.NaN,
    max: row.max ?? Number.NaN,
    perSecond: row.fired / (row.seconds ?? Number.NaN),
  };
}

/** Throws unless every rung has fired: a rate with holes in it says nothing. */
export async function wholly(client: pg.Client, label: string, within: number): Promise<Fired> {
  await allFired(client, label, within);
  const fired = await firedOf(client, label);
  if (fired.fired !== fired.due) throw new Error(`${fired.fired} of ${fired.due} rungs fired within ${within} ms`);
  return fired;
}

/** Messages are told elsewhere (bench:outbox); what one round leaves must not be delivered during the next. */
export async function forget(client: pg.Client, label: string): Promise<void> {
  await client.query('truncate notification cascade');
  await client.query('delete from bench.due where label = $1', [label]);
}

/** A whole second far enough ahead that `count` rungs can be made due at it before it comes. */
export const secondAhead = (count: number, times: number): Date =>
  new Date(Math.ceil((Date.now() + (2_500 + count * 0.15) * times) / 1000) * 1000);
