import { extendedLastDay, localDayOf } from '#domain';
import type {
  AgreementParameters, Calendar, ClockTerms, Consent, ContactData, Facts, OpeningHours, ProtectionMeasure, RecomputationReason, RiskLevel, RuleSet, RoutingAnswer,
  RoutingCentre, RoutingEvent, RoutingQuestion,
} from '#domain';
import type { RegistryView } from '#directory';
import type { NewClockRow } from '#persistence';
import type { ChangeDraft } from './change-draft.js';
import type { OpenContact } from './contact-vault.js';
import type { EventInput, NewReferral, OrderedMeasure } from './new-referral.js';
import type { ReferralCase } from './referral-case.js';

/** Any event with its data, the creation and the purge included. */
export type StepInput =
  | EventInput
  | { readonly event: 'create'; readonly data: NewReferral }
  | { readonly event: 'clocks_recomputed'; readonly data: { readonly reason: RecomputationReason; readonly clocks: readonly NewClockRow[] } }
  | { readonly event: 'purge'; readonly data: Readonly<Record<string, never>> };

/** A protection measure together with the rule set of its order. */
export interface MeasureOfStep {
  readonly measure: ProtectionMeasure;
  readonly change: string;
}

/** What was asked of the registry for a step, and its answer. */
export interface AnsweredRouting {
  readonly event: RoutingEvent;
  readonly question: RoutingQuestion;
  readonly answer: RoutingAnswer;
  readonly view: RegistryView;
}

/**
 * One event on its way: what was loaded, what the data intend, and what the registry says. Everything that decides is in here
 * before `decide` is asked, so that deciding and writing need no further look-up.
 */
export interface ReferralStep {
  readonly input: StepInput;
  readonly draft: ChangeDraft;
  readonly at: Date;
  readonly before: Omit<ReferralCase, 'row'>;
  readonly openContact: OpenContact | null;
  /** The contact data as the event leaves them, complete unless the police no longer hold the rest; null: the event does not touch them. */
  readonly nextContact: Partial<ContactData> | null;
  readonly nextConsent: Consent | null;
  readonly nextMeasure: MeasureOfStep | null;
  readonly measureConflict: boolean;
  readonly target: RoutingCentre | null;
  /** What the routing answered; null: the event decides about no centre. */
  readonly routing: AnsweredRouting | null;
  /** True when the same request gives the referral to `target`; a draft is sealed for the police alone. */
  readonly handsOver: boolean;
  readonly targetLeadIds: readonly string[];
  readonly registry: {
    readonly calendar: Calendar;
    readonly ruleSet: RuleSet;
    readonly agreement: AgreementParameters;
    readonly agreementVersion: number | null;
    readonly openingHours: OpeningHours | undefined;
    readonly networkIds: readonly string[];
    readonly competentAuthorityId: string | null;
    readonly counsellorIsMember: boolean;
  };
}

/** The consent that holds after the step. */
export const consentAfter = (step: ReferralStep): Consent | null => step.nextConsent ?? step.before.consent;

/** The terms on which a clock starts now. */
export function termsOf(step: ReferralStep): ClockTerms {
  const { registry, draft } = step;
  return {
    calendar: registry.calendar,
    ruleSet: registry.ruleSet,
    agreement: registry.agreement,
    agreementVersion: registry.agreementVersion,
    openingHours: registry.openingHours,
    measure: step.nextMeasure?.measure ?? measureOf(step.before),
    reachedAt: draft.row.reached_at,
    riskLevel: draft.row.risk_level as RiskLevel,
    outcome: draft.row.outcome as ClockTerms['outcome'],
    state: draft.row.state,
  };
}

/** The stored measure in the domain's words. */
export function measureOf(before: Pick<ReferralCase, 'measure'>): ProtectionMeasure | null {
  const row = before.measure;
  if (row === null) return null;
  return {
    orderedAt: row.ordered_at,
    lastDayOn: row.last_day_on,
    courtAppliedOn: row.court_applied_on,
    courtDecidedOn: row.court_decided_on,
    liftedOn: row.lifted_on,
    checkedOn: row.checked_on,
  };
}

/** The measure that an event's data order, if any. */
export function orderedIn(input: StepInput): OrderedMeasure | null {
  return ('measure' in input.data ? input.data.measure : null) ?? null;
}

/** True when the last day lies between the day of the order and the latest end that the rule set knows. */
export function isMeasurePossible(measure: ProtectionMeasure, ruleSet: RuleSet): boolean {
  const firstDay = localDayOf(measure.orderedAt);
  const latest = extendedLastDay(extendedLastDay(firstDay, ruleSet), ruleSet);
  return measure.lastDayOn >= firstDay && measure.lastDayOn <= latest;
}

/** Facts of the step as `decide` wants them. */
export type StepFacts = Facts;
