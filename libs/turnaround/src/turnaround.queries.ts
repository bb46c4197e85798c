import type { DataSource } from 'typeorm';
import { isAsOf, isPeriod, localDayOf, loggedEvents, MOST_LOGGED_EVENTS, type Actor, type ClockKind, type PathsReport, type Region, type State, type TurnaroundReport, type WhatIfReport } from '#domain';
import type { PublicationSubject, TenantDatabase } from '#persistence';
import { ownFigures, type OwnFigures } from './own-figures.js';
import { TurnaroundRefused } from './turnaround-refused.js';

/** What was published, byte for byte. */
interface Published {
  readonly body: string;
  readonly sha256: string;
  readonly publishedAt: Date;
}

/** A report with the hash of the bytes it was published in. */
export interface PublishedReport extends Omit<Published, 'body'> {
  readonly report: TurnaroundReport;
}

/** The paths of a period with the hash of the bytes they were published in. */
export interface PublishedPaths extends Omit<Published, 'body'> {
  readonly report: PathsReport;
}

/** A period whose paths have been published, and the last day as of which. */
export interface PathsPublication {
  readonly period: string;
  readonly asOf: string;
}

/** What has been published: nothing else can be asked. */
export interface Catalogue {
  readonly periods: readonly string[];
  readonly asOfs: readonly string[];
}

/** The what-ifs of a year with the hash of the bytes they were published in. */
export interface PublishedWhatIfs extends Omit<Published, 'body'> {
  readonly report: WhatIfReport;
}

/** An organisation that must act, without any referral. */
export interface OverdueOrganisation {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly kind: 'centre' | 'police_authority';
  /** Rounded to five; null: fewer than five. */
  readonly overdue: number | null;
  /** The oldest has been overdue for at least so many hours: 0, 24, 72 or 168. */
  readonly oldestHours: number;
}

/** A referral that stands still, as a local coordinator sees it: no path to a person. */
export interface StalledItem {
  readonly reference: string;
  readonly state: State;
  readonly clock: ClockKind;
  readonly dueAt: Date;
  readonly responsibleOrganisation: string;
  readonly escalation: number;
}

/**
 * Reads turnaround figures.
 * - Publications come through the role app_report, which has rights on the schema stats and on nothing else.
 * - An organisation's own figures come through its own transaction, so it counts what it may see: without sealed referrals that are not the reader's.
 * - Who may ask at all is decided at the route, by the policy.
 */
export class TurnaroundQueries {
  constructor(
    private readonly report: DataSource,
    private readonly database: TenantDatabase,
    readonly now: () => Date,
  ) {}

  /** Periods and as-of days that have been published, newest first. */
  async catalogue(): Promise<Catalogue> {
    const rows = await this.report.query<readonly { readonly as_of: string; readonly period: string }[]>(`select as_of, period from stats.publication where subject = 'turnaround' order by as_of desc, period desc`);
    return { periods: [...new Set(rows.map(({ period }) => period))], asOfs: [...new Set(rows.map(({ as_of: asOf }) => asOf))] };
  }

  /**
   * The report of a period as of a day: the last one published by then, for a settled period is not told again; without a day the last one. A local coordinator gets the Land, its Regierungsbezirke and the
   * districts of the own area. Refused by name: what is not in the catalogue, and what lies ahead.
   */
  async published(actor: Actor, period: string, asOf?: string): Promise<PublishedReport> {
    const { body, ...bytes } = await this.publication('turnaround', period, asOf);
    const report = JSON.parse(body) as TurnaroundReport;
    return { ...bytes, report: { ...report, regions: await this.readable(actor, report.regions) } };
  }

  /** The what-ifs of a year, as `published`; a quarter has none. */
  async whatIfs(actor: Actor, year: string, asOf?: string): Promise<PublishedWhatIfs> {
    const { body, ...bytes } = await this.publication('what_if', year, asOf);
    const report = JSON.parse(body) as WhatIfReport;
    return { ...bytes, report: { ...report, regions: await this.readable(actor, report.regions) } };
  }

  /** The periods whose paths have been published, newest first. */
  async pathsCatalogue(): Promise<readonly PathsPublication[]> {
    const rows = await this.report.query<readonly { readonly period: string; readonly as_of: string }[]>(
      `select period, max(as_of)::text as as_of from stats.publication where subject = 'paths' group by period order by period desc`,
    );
    return rows.map(({ period, as_of: asOf }) => ({ period, asOf }));
  }

  /** The paths of a period of the Land as of a day, the last published ones if no day is given: the same for everybody. Refused by name, as with `published`. */
  async paths(period: string, asOf?: string): Promise<PublishedPaths> {
    const { body, ...bytes } = await this.publication('paths', period, asOf);
    return { ...bytes, report: JSON.parse(body) as PathsReport };
  }

  /** The paths that an event log is made from, as `paths`. Refused: a period whose log would be too long. */
  async logged(period: string, asOf?: string): Promise<PublishedPaths> {
    const found = await this.paths(period, asOf);
    if (loggedEvents(found.report) > MOST_LOGGED_EVENTS) throw new TurnaroundRefused('log_too_long');
    return found;
  }

  /** The actor's organisation by quarter, newest first, as it was known at an instant; not suppressed, because an organisation knows its own referrals. */
  async own(actor: Actor, asOf: Date = this.now()): Promise<OwnFigures> {
    if (asOf > this.now()) throw new TurnaroundRefused('as_of_in_future');
    return this.database.inTenant(actor, (tx) => ownFigures(tx, actor, { asOf, now: this.now() }));
  }

  /** Organisations with overdue clocks, as far as the actor's area reaches; those with the oldest first. */
  async overdue(actor: Actor): Promise<readonly OverdueOrganisation[]> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly OverdueRow[]>('select * from overdue_organisations($1) order by oldest_hours desc, overdue desc nulls last, name', [this.now()]),
    );
    return rows.map((row) => ({ organisation: { id: row.organisation_id, name: row.name }, kind: row.kind, overdue: row.overdue, oldestHours: row.oldest_hours }));
  }

  /** Reminds the lead of an organisation with overdue clocks; false: reminded within the last day, or nothing is overdue there. */
  async nudge(actor: Actor, organisationId: string): Promise<boolean> {
    const [{ told }] = await this.database.inTenant(actor, (tx) => tx.query<[{ told: boolean }]>('select nudge($1, $2) as told', [organisationId, this.now()]));
    return told;
  }

  /** Stalled referrals of the actor's area: those of which a rung told the local coordinator. Earliest due first. */
  async stalledItems(actor: Actor): Promise<readonly StalledItem[]> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly StalledRow[]>('select * from stalled_items() order by due_at, reference'),
    );
    return rows.map((row) => ({
      reference: row.reference,
      state: row.state,
      clock: row.clock_kind,
      dueAt: row.due_at,
      responsibleOrganisation: row.responsible_organisation,
      escalation: row.escalation,
    }));
  }

  private async publication(subject: PublicationSubject, period: string, asOf: string | undefined): Promise<Published> {
    if (!isPeriod(period)) throw new TurnaroundRefused('period_not_in_catalogue');
    if (asOf !== undefined && !isAsOf(asOf)) throw new TurnaroundRefused('as_of_not_in_catalogue');
    if (asOf !== undefined && asOf > localDayOf(this.now())) throw new TurnaroundRefused('as_of_in_future');
    const [row] = await this.report.query<readonly { readonly body: string; readonly sha256: string; readonly published_at: Date }[]>(
      'select body, sha256, published_at from stats.publication where subject = $1 and period = $2 and ($3::date is null or as_of <= $3) order by as_of desc limit 1',
      [subject, period, asOf ?? null],
    );
    if (row === undefined) throw new TurnaroundRefused(asOf === undefined ? 'period_not_in_catalogue' : 'as_of_not_in_catalogue');
    return { body: row.body, sha256: row.sha256, publishedAt: row.published_at };
  }

  /** Of published regions those that the actor may read: a local coordinator gets the districts of the own area and what these lie in. */
  private async readable<R extends Pick<Region, 'level' | 'key'>>(actor: Actor, regions: readonly R[]): Promise<readonly R[]> {
    if (actor.role !== 'local_coordinator') return regions;
    const area = await this.area(actor);
    return regions.filter(({ level, key }) => level === 'land' || level === 'regierungsbezirk' || (level === 'district' && area.includes(key)));
  }

  private async area(actor: Actor): Promise<readonly string[]> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly { readonly district_ags: string }[]>('select district_ags from network_area where organisation_id = $1', [
        actor.organisationId,
      ]),
    );
    return rows.map((row) => row.district_ags);
  }
}

interface OverdueRow {
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: 'centre' | 'police_authority';
  readonly overdue: number | null;
  readonly oldest_hours: number;
}

interface StalledRow {
  readonly reference: string;
  readonly state: State;
  readonly clock_kind: ClockKind;
  readonly due_at: Date;
  readonly responsible_organisation: string;
  readonly escalation: number;
}
