import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { lastAsOf, startOfDay, TurnaroundCount, type LocalDay, type Region } from '#domain';
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

  /** Publishes the reports of the last as-of day, unless that has been done or facts are still being written; answers how many. */
  async publishDue(now: Date): Promise<number> {
    const asOf = lastAsOf(new Date(now.getTime() - LAG_MS));
    const [{ ready }] = await this.database.asClock((tx) =>
      tx.query<[{ ready: boolean }]>('select not exists (select 1 from turnaround_queue) and not exists (select 1 from stats.publication where as_of = $1) as ready', [asOf]),
    );
    return ready ? this.publish(asOf, now) : 0;
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
    const count = await this.database.asClock((tx) => this.countIn(tx, asOf));
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

  private async countIn(tx: EntityManager, asOf: LocalDay): Promise<TurnaroundCount> {
    const count = new TurnaroundCount(this.regions, asOf);
    const { from, until } = count.span();
    await tx.query(`declare facts no scroll cursor for ${withValues(FACTS_AS_OF, from, until, startOfDay(asOf))}`);
    for (;;) {
      const rows = await tx.query<readonly TurnaroundFactRow[]>(`fetch ${SHEAF} from facts`);
      for (const row of rows) count.add({ districtAgs: row.district_ags, policeAuthorityId: row.police_authority_id }, toFacts(row));
      if (rows.length < SHEAF) break;
    }
    await tx.query('close facts');
    return count;
  }
}

function published(subject: PublicationSubject, report: { readonly period: string }): Publication {
  const body = JSON.stringify(report);
  return { period: report.period, subject, body, sha256: createHash('sha256').update(body).digest('hex') };
}

/** A cursor takes no parameters. The values are instants of our own. */
const withValues = (sql: string, ...instants: readonly Date[]): string =>
  instants.reduce((text, instant, index) => text.replaceAll(`$${index + 1}`, `'${instant.toISOString()}'::timestamptz`), sql);
