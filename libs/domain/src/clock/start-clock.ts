import type { Calendar } from '../calendar/calendar.js';
import { isOpenAt, opensNextAt, type OpeningHours } from '../calendar/opening-hours.js';
import { localDayOf, startOfDay, wholeSecondUp, type LocalDay } from '../calendar/zone.js';
import type { Outcome, RiskLevel } from '../referral/codes.js';
import type { State } from '../referral/state.js';
import type { AgreementParameters, RetentionCase } from './agreement-parameters.js';
import { MEASURE_CLOCK_KINDS, type ClockKind } from './clock-kinds.js';
import type { Derivation, DerivationStep } from './derivation.js';
import { dueInstant, type DueInstant } from './due-at.js';
import { toDuration, type DueRule } from './duration.js';
import { ladderOf, type NewRung } from './ladder.js';
import { protectedUntil, type ProtectionMeasure } from './measure.js';
import { extendedLastDay, measureEndsAt, measureLastDay, type RuleSet } from './rule-sets.js';

/** Everything besides the start that a due instant depends on. `outcome` and `state` decide the retention period. */
export interface ClockTerms {
  readonly calendar: Calendar;
  readonly ruleSet: RuleSet;
  readonly agreement: AgreementParameters;
  readonly agreementVersion: number | null;
  readonly openingHours?: OpeningHours | undefined;
  readonly measure?: ProtectionMeasure | null | undefined;
  /** When somebody first spoke with the person; since the order that is the contact within the protection. */
  readonly reachedAt?: Date | null | undefined;
  readonly riskLevel: RiskLevel;
  readonly outcome?: Outcome | null | undefined;
  readonly state?: State | undefined;
}

/**
 * A clock ready to be stored. `dueAt` is a whole second and never changes; versions name what it was computed from:
 * the rule set for the clocks of the measure, the agreement for all others.
 */
export interface NewClock {
  readonly kind: ClockKind;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly derivation: Derivation;
  readonly rungs: readonly NewRung[];
  readonly ruleSetVersion: string | null;
  readonly agreementVersion: number | null;
  readonly calendarVersion: string;
}

/** A retention clock was to start for a referral that is neither a draft nor withdrawn and has no outcome. No period is assumed. */
export class RetentionUndecided extends Error {
  override readonly name = 'RetentionUndecided';
}

interface Start {
  readonly startedAt: Date;
  /** Shares of the ladder are measured from here; later than the start only where the time counts from the opening. */
  readonly countedFrom?: Date;
  readonly due: DueInstant;
}

/**
 * The clock of a kind that starts at `startsAt`, or null where the kind does not apply: no measure, a lifted one, for the contact
 * within it a person already reached, no high risk. A measure's clocks are dated from the order (or the court application), whenever the referral is submitted; exactly one of
 * `measure_end` and `measure_extended` applies. `enteredAt` is the event, where that is later than the start: of a clock entered late no
 * warning of the past is left, and a due instant that has passed fires once.
 * First attempt, submitted Fri 26 Mar 2027 21:40 to a centre open on all days: due Sat 27 Mar 21:40, warnings at 09:40 and 16:52.
 */
export function startClock(kind: ClockKind, startsAt: Date, terms: ClockTerms, enteredAt: Date = startsAt): NewClock | null {
  const ofMeasure = (MEASURE_CLOCK_KINDS as readonly ClockKind[]).includes(kind);
  const start = ofMeasure ? startOfMeasureClock(kind, terms) : startByAgreement(kind, startsAt, terms);
  if (start === null) return null;
  const { startedAt, due, countedFrom = startedAt } = start;
  return {
    kind,
    startedAt,
    dueAt: due.dueAt,
    derivation: {
      kind,
      startedAt: startedAt.toISOString(),
      rule: due.rule,
      steps: due.steps,
      dueAt: due.dueAt.toISOString(),
      endsDay: due.endsDay,
    },
    rungs: ladderOf({
      kind,
      startedAt: countedFrom,
      notBefore: enteredAt,
      due,
      calendar: terms.calendar,
      openingHours: terms.openingHours,
      agreement: terms.agreement,
      ruleSet: terms.ruleSet,
    }),
    ruleSetVersion: ofMeasure ? terms.ruleSet.version : null,
    agreementVersion: ofMeasure ? null : terms.agreementVersion,
    calendarVersion: terms.calendar.version,
  };
}

function startByAgreement(kind: ClockKind, startsAt: Date, terms: ClockTerms): Start | null {
  const rule = ruleOf(kind, terms);
  if (rule === null) return null;
  const outside = OUTSIDE_HOURS_KINDS.has(kind) ? outsideHours(rule, startsAt, terms) : null;
  if (outside !== null) {
    const due = dueInstant(rule, outside.countedFrom, terms.calendar, terms.openingHours);
    return { startedAt: startsAt, countedFrom: outside.countedFrom, due: { ...due, steps: [outside.step, ...due.steps] } };
  }
  const due = dueInstant(rule, startsAt, terms.calendar, terms.openingHours);
  return { startedAt: startsAt, due: kind === 'retention' ? cappedByMeasure(due, startsAt, terms) : due };
}

/** The clocks that wait for the centre. Those of high risk are not here: they count at once, whatever anybody agrees. */
const OUTSIDE_HOURS_KINDS: ReadonlySet<ClockKind> = new Set<ClockKind>(['acknowledge', 'first_attempt', 'attempt_series']);

/** The centre is closed at the start: from when the time counts, with the step that says so; null while it is open or has no hours at all. */
function outsideHours(rule: DueRule, startsAt: Date, { openingHours, calendar, agreement }: ClockTerms): { readonly countedFrom: Date; readonly step: DerivationStep } | null {
  if (openingHours === undefined || isOpenAt(startsAt, openingHours, calendar)) return null;
  const opensAt = opensNextAt(startsAt, openingHours, calendar);
  if (opensAt === null) return null;
  // Opening hours count from the opening by what they are; the agreement decides for every other unit.
  const counts = toDuration(rule).unit === 'OH' ? 'from_opening' : agreement.outsideHours;
  const step: DerivationStep = { code: 'outside_hours', params: { opensAt: opensAt.toISOString(), counts } };
  return { countedFrom: counts === 'from_opening' ? opensAt : startsAt, step };
}

function ruleOf(kind: ClockKind, terms: ClockTerms): DueRule | null {
  const { agreement } = terms;
  const highRisk = terms.riskLevel === 'high';
  switch (kind) {
    case 'transfer':
      return agreement.transfer;
    case 'acknowledge':
      return agreement.acknowledge;
    case 'first_attempt':
      return agreement.firstAttempt;
    case 'attempt_series':
      return agreement.attemptSeries;
    case 'clarify':
      return agreement.clarify;
    case 'reroute':
      return highRisk ? agreement.rerouteHighRisk : agreement.reroute;
    case 'high_risk':
      return highRisk ? agreement.highRiskAccept : null;
    case 'high_risk_attempt':
      return highRisk ? agreement.highRiskAttempt : null;
    case 'feedback':
      return agreement.feedback;
    case 'retention':
      return agreement.retention[retentionCaseOf(terms)];
    case 'contact_in_protection':
    case 'measure_end':
    case 'measure_extended':
      return null;
  }
}

function retentionCaseOf({ outcome, state }: ClockTerms): RetentionCase {
  if (outcome) return outcome;
  if (state === 'draft' || state === 'withdrawn') return state;
  throw new RetentionUndecided(`no retention period for state ${String(state)} without an outcome`);
}

/** Not reached: the same period counted from the end of the measure is the latest (domain.md 6); at once, if that has passed. */
function cappedByMeasure(due: DueInstant, startsAt: Date, { outcome, measure, ruleSet, calendar }: ClockTerms): DueInstant {
  if (outcome !== 'not_reached' || !measure) return due;
  const day = protectedUntil(measure, ruleSet);
  const latest = dueInstant(due.rule, due.endsDay ? startOfDay(day) : measureEndsAt(day), calendar);
  if (latest.dueAt >= due.dueAt) return due;
  const passed = latest.dueAt <= startsAt;
  const step: DerivationStep = { code: 'capped_by_measure', params: { day } };
  return {
    ...latest,
    dueAt: passed ? wholeSecondUp(startsAt.getTime()) : latest.dueAt,
    endsDay: latest.endsDay && !passed,
    steps: [...latest.steps, step],
  };
}

function startOfMeasureClock(kind: ClockKind, { measure, reachedAt, ruleSet }: ClockTerms): Start | null {
  if (!measure || measure.liftedOn) return null;
  if (kind === 'contact_in_protection' && reachedAt && reachedAt >= measure.orderedAt) return null;
  const courtDay = measure.courtAppliedOn ?? measure.courtDecidedOn ?? null;
  if (kind === 'measure_end' && courtDay !== null) return null;
  if (kind === 'measure_extended' && courtDay === null) return null;
  const until = measureEndsAt(protectedUntil(measure, ruleSet));
  const extended = Boolean(measure.courtAppliedOn);
  const rule = { amount: extended ? ruleSet.extensionDays : ruleSet.baseDays, unit: 'CD' } as const;
  return {
    startedAt: kind === 'measure_extended' && courtDay !== null ? courtClockStart(courtDay, measure) : measure.orderedAt,
    due: { dueAt: until, rule, steps: measureSteps(measure, ruleSet), endsDay: true },
  };
}

/** Only the day of the application is known: the clock starts with that day, or with the order if that came later on the same day. */
const courtClockStart = (courtDay: LocalDay, { orderedAt }: ProtectionMeasure): Date =>
  localDayOf(orderedAt) === courtDay ? orderedAt : startOfDay(courtDay);

function measureSteps(measure: ProtectionMeasure, ruleSet: RuleSet): readonly DerivationStep[] {
  const { lastDayOn, courtAppliedOn, courtDecidedOn } = measure;
  const computedOn = measureLastDay(measure.orderedAt, ruleSet);
  const steps: DerivationStep[] = [];
  if (lastDayOn !== computedOn) steps.push({ code: 'form_date', params: { lastDayOn, computedOn } });
  if (courtAppliedOn) {
    steps.push({ code: 'court_applied', params: { day: courtAppliedOn } }, { code: 'after_first_measure', params: { day: lastDayOn } });
  }
  const latest = courtAppliedOn ? extendedLastDay(lastDayOn, ruleSet) : lastDayOn;
  if (courtDecidedOn && courtDecidedOn <= latest) steps.push({ code: 'court_decided', params: { day: courtDecidedOn } });
  return steps;
}
