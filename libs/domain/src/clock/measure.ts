import { localDayOf, type LocalDay } from '../calendar/zone.js';
import type { MeasureChange } from '../referral/codes.js';
import type { ClockKind } from './clock-kinds.js';
import { extendedLastDay, type RuleSet } from './rule-sets.js';

/**
 * A protection measure as the events so far tell it. `lastDayOn` is the last day of the first measure as written on the police form
 * (or as shortened since); days without an event are absent or null, which means unknown, never "did not happen".
 */
export interface ProtectionMeasure {
  readonly orderedAt: Date;
  readonly lastDayOn: LocalDay;
  readonly courtAppliedOn?: LocalDay | null | undefined;
  readonly courtDecidedOn?: LocalDay | null | undefined;
  readonly liftedOn?: LocalDay | null | undefined;
  readonly checkedOn?: LocalDay | null | undefined;
}

/** One event of a measure: what happened and on which local day (`shortened`: the new last day). */
export interface MeasureEvent {
  readonly change: MeasureChange;
  readonly on: LocalDay;
}

/** The measure after an event with the clocks to settle and then to start; or the refusal because the dates contradict each other. */
export type MeasureDecision =
  | { readonly ok: true; readonly measure: ProtectionMeasure; readonly settle: readonly ClockKind[]; readonly start: readonly ClockKind[] }
  | { readonly ok: false; readonly refusal: 'measure_conflict' };

const earlier = (one: LocalDay, other: LocalDay): LocalDay => (one < other ? one : other);

/**
 * The last day on which the measure protects, by what is known: lifted, decided by the court, extended by an application, or as ordered.
 * A court application extends it to the decision, at the latest to `extensionDays` after the end of the first measure (§ 34a (5) PolG NRW).
 */
export function protectedUntil(measure: ProtectionMeasure, ruleSet: RuleSet): LocalDay {
  const latest = measure.courtAppliedOn ? extendedLastDay(measure.lastDayOn, ruleSet) : measure.lastDayOn;
  return [measure.courtDecidedOn, measure.liftedOn].reduce<LocalDay>((last, day) => (day ? earlier(last, day) : last), latest);
}

const RESTARTED = {
  court_applied: {
    settle: ['measure_end', 'measure_extended', 'contact_in_protection'],
    start: ['measure_extended', 'contact_in_protection'],
  },
  court_decided: {
    settle: ['measure_end', 'measure_extended', 'contact_in_protection'],
    start: ['measure_extended', 'contact_in_protection'],
  },
  shortened: {
    settle: ['measure_end', 'measure_extended', 'contact_in_protection'],
    start: ['measure_end', 'measure_extended', 'contact_in_protection'],
  },
  lifted: { settle: ['measure_end', 'measure_extended', 'contact_in_protection'], start: [] },
  checked: { settle: [], start: [] },
} as const satisfies Record<MeasureChange, { settle: readonly ClockKind[]; start: readonly ClockKind[] }>;

/**
 * What an event of the measure does to it and to its clocks. `start` may name a clock that does not apply (of the two for the
 * end of the measure only one does): `startClock` then answers null. A check moves no clock.
 * Applied on Mon 5 Apr 2027, the last day: extended to Thu 15 Apr; decided on Thu 8 Apr: ends that day.
 */
export function measureClocksAfter(event: MeasureEvent, measure: ProtectionMeasure, terms: { readonly ruleSet: RuleSet }): MeasureDecision {
  if (contradicts(event, measure, terms.ruleSet)) return { ok: false, refusal: 'measure_conflict' };
  return { ok: true, measure: afterEvent(event, measure), ...RESTARTED[event.change] };
}

function afterEvent({ change, on }: MeasureEvent, measure: ProtectionMeasure): ProtectionMeasure {
  switch (change) {
    case 'court_applied':
      return { ...measure, courtAppliedOn: on };
    case 'court_decided':
      return { ...measure, courtDecidedOn: on };
    case 'shortened':
      return { ...measure, lastDayOn: on };
    case 'lifted':
      return { ...measure, liftedOn: on };
    case 'checked':
      return { ...measure, checkedOn: on };
  }
}

function contradicts({ change, on }: MeasureEvent, measure: ProtectionMeasure, ruleSet: RuleSet): boolean {
  const { lastDayOn, courtAppliedOn, courtDecidedOn, liftedOn } = measure;
  if (on < localDayOf(measure.orderedAt)) return true;
  if (liftedOn && change !== 'checked') return true;
  switch (change) {
    case 'court_applied':
      // Only an application during the first measure extends it.
      return on > lastDayOn || (courtDecidedOn ? on > courtDecidedOn : false);
    case 'court_decided':
      // Without a known application the measure was over after its last day. With one, a decision after the latest end changes nothing and is no contradiction.
      return courtAppliedOn ? on < courtAppliedOn : on > lastDayOn;
    case 'shortened':
      return on >= lastDayOn || Boolean(courtDecidedOn) || (courtAppliedOn ? on < courtAppliedOn : false);
    case 'lifted':
    case 'checked':
      return on > protectedUntil(measure, ruleSet);
  }
}
