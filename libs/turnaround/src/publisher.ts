import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { asOfsBetween, lastAsOf, TurnaroundCount, yearOf, type LocalDay, type QuarterToCount, type Region, type TurnaroundReport } from '#domain';
import type { PublicationSubject, TenantDatabase, TurnaroundFactRow } from '#persistence';
import { pathsAsOf } from './path-publications.js';
import { FACTS_AS_OF, toFacts } from './stored-facts.js';
import { whatIfReports } from './what-if-publisher.js';

/** So long after the as-of instant a report is computed: what was under way then has been written. */
const LAG_MS = 3_600_000;
const SHEAF = 5_000;

/** What is stored. */
export interface Publication {
  readonly period: string;
  readonly subject: PublicationSubject;
  readonly body: string;
  readonly sha256: string;
}

/** Publishes the turnaround, as `app_clock`: on the first of a month, once and for ever. */
export class TurnaroundPublisher {
  constructor(
    private readonly database: TenantDatabase,
    private readonly regions: readonly Region[],
  ) {}

  /** Publishes the reports of every as-of day that is due, the oldest first, unless facts are still being written; answers how many. */
  async publishDue(now: Date): Promise<number> {
    let published = 0;
    for (const asOf of await this.due(now)) published += await this.publish(asOf, now);
    return published;
  }

  /**
   * The as-of days after the last one that was published, up to now, oldest first: what a day tells takes account of what was told before, so none is
   * published after a later one. At the beginning, from the first day that knows a referral; no day older than the year before.
   */
  private async due(now: Date): Promise<readonly LocalDay[]> {
    const last = lastAsOf(new Date(now.getTime() - LAG_MS));
    const [{ ready, published, first }] = await this.database.asClock((tx) =>
      tx.query<[{ readonly ready: boolean; readonly published: LocalDay | null; readonly first: Date | null }]>(
        `select not exists (select 1 from turnaround_queue) as ready, (select max(as_of) from stats.publication) as published,
         (select min(recorded_from) from turnaround_fact) as first`,
      ),
    );
    if (!ready) return [];
    const oldest = `${Number(yearOf(last)) - 1}-02-01`;
    if (published !== null) return asOfsBetween(published, last);
    return first === null ? [last] : asOfsBetween(lastAsOf(first), last).filter((asOf) => asOf >= oldest);
  }

  /** Publishes the reports of an as-of day that has none; answers how many. Of two who do so at once one writes, and both would have written the same. */
  async publish(asOf: LocalDay, now: Date): Promise<number> {
    const reports = await this.compute(asOf);
    return this.database.asClock(async (tx) => {
      const written = await tx.query<readonly unknown[]>(
        `insert into stats.publication (as_of, period, subject, body, sha256, published_at)
         select $1, p.period, p.subject, p.body, p.sha256, $3 from jsonb_to_recordset($2) as p (period text, subject text, body text, sha256 text) on conflict do nothing returning period`,
        [asOf, JSON.stringify(reports), now],
      );
      return written.length;
    });
  }

  /** The reports of an as-of day computed from the facts; writes nothing. Computed anew, they equal what was published then, byte for byte. */
  async compute(asOf: LocalDay): Promise<readonly Publication[]> {
    // Read in one transaction, computed outside of it: computing takes seconds, and a transaction that stands idle is ended by the server.
    const count = await this.database.asClock(async (tx) => {
      const counted = new TurnaroundCount(this.regions, asOf, await this.told(tx, asOf));
      for (const quarter of counted.quarters()) await addTo(counted, quarter, tx);
      return counted;
    });
    const reporting = count.reporting();
    let step = reporting.next();
    // Clocks are due every second, also while reports are computed.
    for (; step.done !== true; step = reporting.next()) await others();
    const paths = await this.database.asClock((tx) => pathsAsOf(tx, asOf));
    const whatIfs = await whatIfReports(this.database, step.value);
    const of = (subject: PublicationSubject, reports: readonly { readonly period: string }[]): readonly Publication[] => reports.map((report) => published(subject, report));
    return [...of('turnaround', step.value), ...of('paths', paths), ...of('what_if', whatIfs)];
  }

  /** Computes the published reports of the last as-of days anew; answers those that come out otherwise, as 'day period subject', newest first. */
  async differing(days: number): Promise<readonly string[]> {
    const stored = await this.database.asClock((tx) =>
      tx.query<readonly { readonly as_of: LocalDay; readonly period: string; readonly subject: PublicationSubject; readonly sha256: string }[]>(
        `select as_of, period, subject, sha256 from stats.publication where as_of in (select distinct as_of from stats.publication order by as_of desc limit $1)
         order by as_of desc, period desc, subject`,
        [days],
      ),
    );
    const anew = new Map<string, string>();
    for (const asOf of new Set(stored.map(({ as_of: each }) => each)))
      for (const { period, subject, sha256 } of await this.compute(asOf)) anew.set(`${asOf} ${period} ${subject}`, sha256);
    return stored.map(({ as_of: asOf, period, subject, sha256 }) => ({ name: `${asOf} ${period} ${subject}`, sha256 })).filter(({ name, sha256 }) => anew.get(name) !== sha256).map(({ name }) => name);
  }

  /** What was published on earlier days of the tables that hang together with those of this one. */
  private async told(tx: EntityManager, asOf: LocalDay): Promise<readonly TurnaroundReport[]> {
    const rows = await tx.query<readonly { readonly body: string }[]>(
      `select p.body from stats.publication p join jsonb_to_recordset($1) as t (period text, "asOf" date) on t.period = p.period and t."asOf" = p.as_of
       where p.subject = 'turnaround' order by p.as_of, p.period`,
      [JSON.stringify(TurnaroundCount.earlier(asOf))],
    );
    return rows.map(({ body }) => JSON.parse(body) as TurnaroundReport);
  }
}

async function addTo(count: TurnaroundCount, quarter: QuarterToCount, tx: EntityManager): Promise<void> {
  await tx.query(`declare facts no scroll cursor for ${withValues(FACTS_AS_OF, quarter.from, quarter.until, quarter.knownAt)}`);
  for (;;) {
    const rows = await tx.query<readonly TurnaroundFactRow[]>(`fetch ${SHEAF} from facts`);
    for (const row of rows) count.add(quarter, { districtAgs: row.district_ags, policeAuthorityId: row.police_authority_id }, toFacts(row));
    if (rows.length < SHEAF) break;
  }
  await tx.query('close facts');
}

function published(subject: PublicationSubject, report: { readonly period: string }): Publication {
  const body = JSON.stringify(report);
  return { period: report.period, subject, body, sha256: createHash('sha256').update(body).digest('hex') };
}

/** A cursor takes no parameters. The values are instants of our own. */
const withValues = (sql: string, ...instants: readonly Date[]): string =>
  instants.reduce((text, instant, index) => text.replaceAll(`$${index + 1}`, `'${instant.toISOString()}'::timestamptz`), sql);
