import type { ConsentForm, OutsideHours, Unit } from '#domain';
import type { WholeParameters } from './agreement-words';
import type { Agreement } from './registry-queries';

/** A number and its unit, as they are typed and chosen. */
export interface TypedSpan {
  readonly amount: string;
  readonly unit: Unit;
}
interface TypedSteps {
  readonly second: TypedSpan;
  readonly third: TypedSpan;
}

/** An agreement as its form holds it. */
export interface AgreementValues {
  readonly firstAttempt: TypedSpan;
  readonly acknowledge: TypedSpan;
  readonly escalation: { readonly firstAttempt: TypedSteps; readonly acknowledge: TypedSteps };
  readonly dailyService: boolean;
  readonly outsideHours: OutsideHours;
  readonly attempts: string;
  readonly differentDays: string;
  readonly differentTimesOfDay: string;
  readonly letterIfConsented: boolean;
  readonly toldLast: 'coordinator' | 'police_lead';
  readonly consentForms: readonly ConsentForm[];
  readonly forwarding: boolean;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
}

type Span = WholeParameters['firstAttempt'];
const typed = ({ amount, unit }: Span): TypedSpan => ({ amount: String(amount), unit });
/** What is no number yet counts as none; the form refuses it when it is checked. */
const meant = ({ amount, unit }: TypedSpan): Span => ({ amount: numberOf(amount) ?? 0, unit });

/** A number with comma or point; null: it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export const toAgreementValues = ({ firstAttempt, acknowledge, escalation, attemptRule, telLocalCoordinator, ...parameters }: WholeParameters, validFrom: string, validTo: string | null): AgreementValues => ({
  ...parameters,
  firstAttempt: typed(firstAttempt),
  acknowledge: typed(acknowledge),
  escalation: {
    firstAttempt: { second: typed(escalation.firstAttempt.second), third: typed(escalation.firstAttempt.third) },
    acknowledge: { second: typed(escalation.acknowledge.second), third: typed(escalation.acknowledge.third) },
  },
  attempts: String(attemptRule.attempts),
  differentDays: String(attemptRule.differentDays),
  differentTimesOfDay: String(attemptRule.differentTimesOfDay),
  letterIfConsented: attemptRule.letterIfConsented,
  toldLast: telLocalCoordinator ? 'coordinator' : 'police_lead',
  validFrom,
  validTo: validTo ?? '',
  reason: '',
});

/** The terms that the form describes at this moment, also while somebody is typing. */
export const toParameters = (values: AgreementValues): WholeParameters => ({
  firstAttempt: meant(values.firstAttempt),
  acknowledge: meant(values.acknowledge),
  escalation: {
    firstAttempt: { second: meant(values.escalation.firstAttempt.second), third: meant(values.escalation.firstAttempt.third) },
    acknowledge: { second: meant(values.escalation.acknowledge.second), third: meant(values.escalation.acknowledge.third) },
  },
  dailyService: values.dailyService,
  outsideHours: values.outsideHours,
  attemptRule: {
    attempts: numberOf(values.attempts) ?? 0, differentDays: numberOf(values.differentDays) ?? 0, differentTimesOfDay: numberOf(values.differentTimesOfDay) ?? 0,
    letterIfConsented: values.letterIfConsented,
  },
  telLocalCoordinator: values.toldLast === 'coordinator',
  consentForms: values.consentForms,
  forwarding: values.forwarding,
});

export const toAgreement = (values: AgreementValues, policeAuthorityId: string, centreId: string): Agreement => ({
  policeAuthorityId, centreId, validFrom: values.validFrom, validTo: values.validTo === '' ? null : values.validTo, parameters: toParameters(values),
});
