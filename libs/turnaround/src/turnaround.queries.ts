import type { DataSource } from 'typeorm';
import type { Actor, ClockKind, State } from '#domain';
import type { TenantDatabase } from '#persistence';
import { countCohort, DUE_COHORT, type CohortCounts } from './cohort.js';
import type { PublishedCell } from './roll-up.js';

/** A published cell with its place and time. */
export interface DistrictTurnaround extends PublishedCell {
  readonly district: { readonly ags: string; readonly name: string };
  /** `2027-Q1`. */
  readonly quarter: string;
  readonly computedAt: Date;
}

/** An organisation's own figures of one quarter, exact. */
export interface OwnTurnaround extends CohortCounts {
  readonly quarter: string;
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
 * - Published cells come through the role app_report, which has rights on the schema stats and on nothing else.
 * - An organisation's own figures come through its own transaction, so it counts what it may see: without sealed referrals that are not the reader's.
 * - Who may ask at all is decided at the route, by the policy.
 */
export class TurnaroundQueries {
  constructor(
    private readonly report: DataSource,
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** The published cells by district and quarter, newest quarter first; a local coordinator gets those of the own area. */
  async districts(actor: Actor, quarter?: string): Promise<readonly DistrictTurnaround[]> {
    const area = actor.role === 'local_coordinator' ? await this.area(actor) : null;
    const rows = await this.report.query<readonly CellRow[]>(
      `select * from stats.turnaround_cell where ($1::text is null or quarter = $1) and ($2::text[] is null or district_ags = any ($2))
       order by quarter desc, district_name`,
      [quarter ?? null, area],
    );
    return rows.map(toDistrictTurnaround);
  }

  /** The actor's organisation by quarter, newest first; not suppressed, because an organisation knows its own referrals. */
  async own(actor: Actor): Promise<readonly OwnTurnaround[]> {
    const side = actor.organisationKind === 'police_authority' ? 'police_authority_id' : 'centre_id';
    const groups = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly { readonly quarter: string; readonly hours: readonly (number | null)[]; readonly reached: number }[]>(
        `select quarter, array_agg(hours) as hours, count(*) filter (where was_reached)::int as reached
         from (${DUE_COHORT} and r.${side} = $2) cohort group by quarter order by quarter desc`,
        [this.now(), actor.organisationId],
      ),
    );
    return groups.map((group) => ({ quarter: group.quarter, ...countCohort(group, 1) }));
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

  private async area(actor: Actor): Promise<readonly string[]> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly { readonly district_ags: string }[]>('select district_ags from network_area where organisation_id = $1', [
        actor.organisationId,
      ]),
    );
    return rows.map((row) => row.district_ags);
  }
}

interface CellRow {
  readonly district_ags: string;
  readonly district_name: string;
  readonly quarter: string;
  readonly referrals: number | null;
  readonly first_attempt_within_24h: number | null;
  readonly first_attempt_within_72h: number | null;
  readonly reached: number | null;
  readonly median_hours_to_first_attempt: string | null;
  readonly suppressed: boolean;
  readonly computed_at: Date;
}

interface StalledRow {
  readonly reference: string;
  readonly state: State;
  readonly clock_kind: ClockKind;
  readonly due_at: Date;
  readonly responsible_organisation: string;
  readonly escalation: number;
}

const toDistrictTurnaround = (row: CellRow): DistrictTurnaround => ({
  district: { ags: row.district_ags, name: row.district_name },
  quarter: row.quarter,
  referrals: row.referrals,
  firstAttemptWithin24h: row.first_attempt_within_24h,
  firstAttemptWithin72h: row.first_attempt_within_72h,
  reached: row.reached,
  // numeric arrives as text, so that no digit is lost on the way.
  medianHoursToFirstAttempt: row.median_hours_to_first_attempt === null ? null : Number(row.median_hours_to_first_attempt),
  suppressed: row.suppressed,
  computedAt: row.computed_at,
});
