import { DEFAULT_ATTEMPT_RULE, type AttemptRule } from '../referral/attempt-rule.js';
import type { Outcome } from '../referral/codes.js';
import type { ClockKind, MeasureClockKind } from './clock-kinds.js';
import { OUTSIDE_HOURS, type OutsideHours } from './derivation.js';
import { CONSENT_FORMS, type ConsentForm } from '../consent/consent.js';
import { checkWarnings, type Warning } from './warning.js';
import { toDuration, type DueRule, type Duration } from './duration.js';

/** What decides how long a referral's personal data are kept: its outcome, or that it never got beyond a draft or was withdrawn. */
export type RetentionCase = Outcome | 'draft' | 'withdrawn';

/** The clocks on which the agreement has a say. */
export type AgreedClockKind = Exclude<ClockKind, MeasureClockKind>;

/** When a missed clock climbs: the second and the third rung, both counted from the breach. */
export interface EscalationSteps {
  readonly second: Duration;
  readonly third: Duration;
}

/**
 * The local parameters of a cooperation between a police authority and a centre; one version of an agreement holds one of these as plain JSON.
 * Durations may be very short (0.001 EH). `dailyService`: the centre works on all 365 days.
 */
export interface AgreementParameters {
  readonly version: number;
  readonly dailyService: boolean;
  readonly transfer: DueRule;
  readonly acknowledge: DueRule;
  readonly firstAttempt: Duration;
  readonly attemptSeries: Duration;
  readonly clarify: DueRule;
  readonly reroute: Duration;
  readonly rerouteHighRisk: Duration;
  readonly highRiskAccept: Duration;
  readonly highRiskAttempt: Duration;
  readonly feedback: Duration;
  /** From when the clocks that wait for the centre count if they start while it is closed; never those of high risk. */
  readonly outsideHours: OutsideHours;
  /** When each clock warns; those of the measure are the rule set's. */
  readonly warnings: Readonly<Record<AgreedClockKind, readonly Warning[]>>;
  readonly escalation: { readonly acknowledge: EscalationSteps; readonly firstAttempt: EscalationSteps };
  /** Whether stalled items are told to the local coordinator (reference and state only); if not, the police lead is told. */
  readonly telLocalCoordinator: boolean;
  /** In which forms a consent is taken; a hand-over on another form is refused. */
  readonly consentForms: readonly ConsentForm[];
  /** Whether the centre may hand on to another one. */
  readonly forwarding: boolean;
  /** How long a clock may stand still in all, in elapsed hours. */
  readonly pauseCapHours: number;
  /** Hours after acceptance until the police lose the plaintext, and the last day counted from submission. */
  readonly policeAccessHours: number;
  readonly policeAccessMaxDays: number;
  readonly attemptRule: AttemptRule;
  readonly retention: Readonly<Record<RetentionCase, Duration>>;
}

const hours = (amount: number): Duration => ({ amount, unit: 'EH' });
const days = (amount: number): Duration => ({ amount, unit: 'CD' });

/** How long personal data stay after the end of a referral. Sources: domain.md 6 (a proposal there; no rule of the Land was found). */
export const RETENTION: Readonly<Record<RetentionCase, Duration>> = {
  draft: hours(72), // domain.md 6: a draft never submitted
  consent_withdrawn: hours(24), // domain.md 6: locked at once, purged within 24 h
  declined_by_person: days(7), // domain.md 6
  not_reached: days(30), // domain.md 6; at the latest 30 days after the end of the measure
  counselled: days(30), // domain.md 6: the case goes on in the centre's own system
  appointment: days(30), // as counselled
  onward: days(30), // as counselled
  already_supported: days(7), // ASSUMPTION(adr-0007): as declined_by_person, nothing is left to do here
  unsafe_to_contact: days(30), // ASSUMPTION(adr-0007): as not_reached
  wrong_data: days(7), // ASSUMPTION(adr-0007): the data are useless and may belong to somebody else
  not_placeable: days(30), // ASSUMPTION(adr-0007): coordination must be able to look into it
  duplicate: hours(24), // ASSUMPTION(adr-0007): the other referral holds the data
  other: days(30), // ASSUMPTION(adr-0007): the longest period used
  withdrawn: hours(24), // ASSUMPTION(adr-0007): entered in error or for the wrong person
};

const HALF: readonly Warning[] = [{ share: 0.5 }];
const HALF_AND_FOUR_FIFTHS: readonly Warning[] = [{ share: 0.5 }, { share: 0.8 }];

/**
 * The column "warns" of chain.md. "6 h" of 12, "4 h" of 8, "2 h" of 4 and "1 h" of 2 are all half of the clock and kept as that share, so
 * that an agreement with another duration keeps its warning.
 */
const WARNINGS: AgreementParameters['warnings'] = {
  transfer: HALF,
  acknowledge: HALF_AND_FOUR_FIFTHS,
  first_attempt: HALF_AND_FOUR_FIFTHS,
  attempt_series: [{ shareOfDays: 4 / 7 }],
  clarify: HALF,
  reroute: HALF,
  high_risk: HALF,
  high_risk_attempt: HALF,
  retention: [],
  feedback: [],
};

/** The defaults for a centre without service on all 365 days. Sources: chain.md, table of clocks, unless a line says otherwise. */
export const DEFAULT_AGREEMENT_PARAMETERS: AgreementParameters = {
  version: 1,
  dailyService: false,
  transfer: hours(12), // C1
  acknowledge: 'end_of_next_AT', // C2
  firstAttempt: hours(72), // C3; Bavaria states three days (domain.md 2, S48)
  attemptSeries: days(7), // C5
  clarify: hours(8), // C9
  reroute: hours(4), // C10
  rerouteHighRisk: hours(1), // C10, high risk
  highRiskAccept: hours(2), // C11
  highRiskAttempt: days(0), // C11: the same day
  feedback: { amount: 5, unit: 'AT' }, // C13
  outsideHours: 'at_once', // ASSUMPTION(adr-0007): the promise is made to the person, who does not wait for office hours
  warnings: WARNINGS,
  escalation: {
    acknowledge: { second: hours(4), third: hours(24) }, // ASSUMPTION(adr-0007): chain.md gives the order, not the distances
    firstAttempt: { second: hours(4), third: hours(24) }, // ASSUMPTION(adr-0007): as above
  },
  telLocalCoordinator: true, // C2, C3, C10
  consentForms: CONSENT_FORMS, // domain.md 1.1: the statute fixes no form
  forwarding: true, // chain.md, event forward
  pauseCapHours: 72, // ASSUMPTION(adr-0007): no longer than the first-attempt limit itself
  policeAccessHours: 72, // chain.md, contact data
  policeAccessMaxDays: 14, // chain.md, contact data
  attemptRule: DEFAULT_ATTEMPT_RULE, // chain.md, attempt rule
  retention: RETENTION,
};

/** The variant for a centre that works on all 365 days. Düsseldorf: within 24 h, also at weekends and on public holidays (domain.md 2, S49). */
export const DAILY_SERVICE_AGREEMENT_PARAMETERS: AgreementParameters = {
  ...DEFAULT_AGREEMENT_PARAMETERS,
  dailyService: true,
  acknowledge: hours(24), // C2
  firstAttempt: hours(24), // C3
};

/** An agreement names an option that does not exist, or gives one a value that it cannot have. Refused instead of left out: a misspelt limit would silently be the default. */
export class UnknownOption extends Error {
  override readonly name = 'UnknownOption';
}

/**
 * Every rule of an agreement, checked: throws UnknownOption, UnknownUnit or InvalidDuration for the first unusable one. Call it when an
 * agreement is entered, not when a clock starts at night.
 */
export function checkAgreementParameters(parameters: AgreementParameters): void {
  refuseUnknown(parameters, DEFAULT_AGREEMENT_PARAMETERS, '');
  if (!OUTSIDE_HOURS.includes(parameters.outsideHours)) throw new UnknownOption(`outsideHours is none of ${OUTSIDE_HOURS.join(', ')}`);
  if (parameters.consentForms.length === 0 || !parameters.consentForms.every((form) => CONSENT_FORMS.includes(form))) throw new UnknownOption(`consentForms are of ${CONSENT_FORMS.join(', ')}`);
  const { acknowledge, firstAttempt } = parameters.escalation;
  const rules: readonly DueRule[] = [
    parameters.transfer,
    parameters.acknowledge,
    parameters.firstAttempt,
    parameters.attemptSeries,
    parameters.clarify,
    parameters.reroute,
    parameters.rerouteHighRisk,
    parameters.highRiskAccept,
    parameters.highRiskAttempt,
    parameters.feedback,
    ...[acknowledge, firstAttempt].flatMap((steps) => [steps.second, steps.third]),
    ...Object.values(parameters.retention),
  ];
  for (const rule of rules) toDuration(rule);
  for (const warnings of Object.values(parameters.warnings)) checkWarnings(warnings);
}

/** Parameters as an agreement may give them: what it leaves out is as the defaults for this kind of centre, below a group of options too. */
export type GivenParameters = Partial<Omit<AgreementParameters, 'escalation' | 'warnings' | 'retention' | 'attemptRule'>> & {
  readonly escalation?: Partial<AgreementParameters['escalation']>;
  readonly warnings?: Partial<AgreementParameters['warnings']>;
  readonly retention?: Partial<AgreementParameters['retention']>;
  readonly attemptRule?: Partial<AttemptRule>;
};

/** The parameters that hold where an agreement gives some of them; `dailyService`: the centre works on all 365 days. */
export function completeParameters(given: GivenParameters, dailyService: boolean): AgreementParameters {
  const defaults = dailyService ? DAILY_SERVICE_AGREEMENT_PARAMETERS : DEFAULT_AGREEMENT_PARAMETERS;
  return {
    ...defaults,
    ...given,
    escalation: { ...defaults.escalation, ...given.escalation },
    warnings: { ...defaults.warnings, ...given.warnings },
    retention: { ...defaults.retention, ...given.retention },
    attemptRule: { ...defaults.attemptRule, ...given.attemptRule },
  };
}

/** Options are the keys that the defaults have, below them too; a rule is a value of its own. */
function refuseUnknown(given: object, known: object, path: string): void {
  for (const [key, value] of Object.entries(given)) {
    const ours: unknown = Object.hasOwn(known, key) ? known[key as keyof typeof known] : undefined;
    if (ours === undefined) throw new UnknownOption(`${path}${key} is no option of an agreement`);
    if (typeof ours !== typeof value && !isRule(ours)) throw new UnknownOption(`${path}${key} has a value that it cannot have`);
    if (Array.isArray(ours)) continue;
    if (typeof ours === 'object' && typeof value === 'object' && ours !== null && value !== null && !isRule(ours)) refuseUnknown(value, ours, `${path}${key}/`);
  }
}

const isRule = (value: unknown): boolean => typeof value === 'string' || (typeof value === 'object' && value !== null && 'unit' in value);
