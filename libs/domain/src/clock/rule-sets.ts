import type { MeasureClockKind } from './clock-kinds.js';
import type { Warning } from './warning.js';
import { addDays, endOfDay, localDayOf, type LocalDay } from '../calendar/zone.js';

/** The legal lengths of a protection measure, chosen by the local day of the order. Days are calendar days; the day of the order is not counted. */
export interface RuleSet {
  readonly version: string;
  readonly validFrom: LocalDay;
  readonly baseDays: number;
  readonly extensionDays: number;
  readonly legalReference: string;
  readonly active: boolean;
  readonly warnings: Readonly<Record<MeasureClockKind, readonly Warning[]>>;
}

/** No active rule set is valid on the day of the order. */
export class NoRuleSet extends Error {
  override readonly name = 'NoRuleSet';
}

/**
 * chain.md C4, C6 and C7. The last court working day is counted up to and including the last day itself, on which an application still
 * extends the measure.
 */
const MEASURE_WARNINGS: RuleSet['warnings'] = {
  contact_in_protection: [{ daysBefore: 5 }, { daysBefore: 3 }, { daysBefore: 1 }],
  measure_end: [{ daysBefore: 5 }, { daysBefore: 3 }, { daysBefore: 1 }, 'last_court_day'],
  measure_extended: [{ daysBefore: 3 }, { daysBefore: 1 }],
};

/**
 * The rule sets shipped. Ten days and ten more: § 34a (5) PolG NRW. Fourteen and fourteen: cabinet draft of September 2025, whose entry
 * into force could not be established; it stays inactive, on a day that never comes, until its commencement date is entered.
 */
export const RULE_SETS: readonly RuleSet[] = [
  // ASSUMPTION(adr-0007): in force since 1 January 2002 (recalled, not seen); any day before the first referral serves as well.
  { version: 'nrw-34a-10', validFrom: '2002-01-01', baseDays: 10, extensionDays: 10, legalReference: '§ 34a PolG NRW', active: true, warnings: MEASURE_WARNINGS },
  { version: 'nrw-34a-14', validFrom: '9999-12-31', baseDays: 14, extensionDays: 14, legalReference: '§ 34a PolG NRW', active: false, warnings: MEASURE_WARNINGS },
];

/** The active rule set valid on the local day of the order: the latest one that had begun. Throws NoRuleSet when there is none. */
export function ruleSetFor(orderedOn: LocalDay, ruleSets: readonly RuleSet[] = RULE_SETS): RuleSet {
  const valid = ruleSets.filter((ruleSet) => ruleSet.active && ruleSet.validFrom <= orderedOn);
  const latest = valid.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1);
  if (latest === undefined) throw new NoRuleSet(`no active rule set on ${orderedOn}`);
  return latest;
}

/**
 * The last day of the first measure, as a proposal to compare with the police form (whose date is authoritative).
 * Ordered Tue 15 Dec 2026 23:50: Fri 25 Dec; ordered 20 minutes later: Sat 26 Dec. No shift for weekends or holidays.
 */
export const measureLastDay = (orderedAt: Date, ruleSet: RuleSet): LocalDay => addDays(localDayOf(orderedAt), ruleSet.baseDays);

/** The last day possible after a court application: counted from the end of the first measure, not from the application (§ 34a (5) s. 2). */
export const extendedLastDay = (firstLastDayOn: LocalDay, ruleSet: RuleSet): LocalDay => addDays(firstLastDayOn, ruleSet.extensionDays);

/** The instant at which a measure with this last day ends: 24:00 local, exclusive. Mon 5 Apr 2027 → 2027-04-05T22:00Z. */
export const measureEndsAt = (lastDayOn: LocalDay): Date => endOfDay(lastDayOn);
