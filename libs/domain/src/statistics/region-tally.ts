import type { LocalDay } from '../calendar/zone.js';
import { COUNTS, CURVE_HOURS, hoursTo, MEASURES, type MeasureId } from './measures.js';
import type { ReferralFacts } from './fact.js';

/** The three cumulated counts of a curve, by hours after the submission: had a first attempt, were reached, and had neither until they fell out of sight. */
export interface CurveTally {
  readonly attempted: number[];
  readonly attemptedCensored: number[];
  readonly reached: number[];
  readonly reachedCensored: number[];
}

/** A referral of the due cohort as every region and period that it belongs to counts it. */
export interface CountedReferral {
  readonly facts: ReferralFacts;
  /** The measures that count it. */
  readonly counted: readonly MeasureId[];
  /** The organisations that know it. */
  readonly tenants: readonly string[];
  /** The week of its submission, by its first day. */
  readonly week: LocalDay;
  readonly asOf: Date;
}

/** Exact counts of one region and period. Nobody outside the house gets them. */
export class RegionTally {
  readonly counts = Object.fromEntries(MEASURES.map((id) => [id, 0])) as Record<MeasureId, number>;
  readonly curve: CurveTally = { attempted: zeros(), attemptedCensored: zeros(), reached: zeros(), reachedCensored: zeros() };
  /** Hours to the first attempt of each referral; Infinity where nobody has tried. */
  readonly hours: number[] = [];
  readonly weeks = new Map<LocalDay, number[]>();
  /** Referrals by the organisation that knows them, and of those what each measure counts. */
  readonly byTenant = new Map<string, Record<MeasureId, number>>();

  /** Counts a referral of the due cohort. */
  add({ facts, counted, tenants, week, asOf }: CountedReferral): void {
    for (const id of counted) this.counts[id] += 1;
    const tried = hoursTo(facts, facts.firstAttemptAt);
    this.hours.push(tried);
    const seenUntil = hoursTo(facts, facts.closedAt !== null && facts.closedAt < asOf ? facts.closedAt : asOf);
    cumulate(this.curve.attempted, tried);
    cumulate(this.curve.reached, hoursTo(facts, facts.reachedAt));
    if (tried === Infinity) cumulate(this.curve.attemptedCensored, seenUntil);
    if (facts.reachedAt === null) cumulate(this.curve.reachedCensored, seenUntil);
    const of = this.weeks.get(week);
    if (of === undefined) this.weeks.set(week, [tried]);
    else of.push(tried);
    for (const tenant of tenants) {
      const known = this.byTenant.get(tenant) ?? (Object.fromEntries(MEASURES.map((id) => [id, 0])) as Record<MeasureId, number>);
      for (const id of counted) known[id] += 1;
      this.byTenant.set(tenant, known);
    }
  }
}

/** The measures that count a referral. */
export const measuresOf = (facts: ReferralFacts): readonly MeasureId[] => MEASURES.filter((id) => COUNTS[id](facts));

const zeros = (): number[] => CURVE_HOURS.map(() => 0);

function cumulate(at: number[], hours: number): void {
  CURVE_HOURS.forEach((limit, index) => {
    if (hours <= limit) at[index] = (at[index] ?? 0) + 1;
  });
}
