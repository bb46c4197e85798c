import type { ConsentForm, ModelStanding, ModelTag, Unit } from '#domain';
import { numberOf } from '../../registry/agreement-values';
import type { Model, ModelText } from './model-queries';

export type Template = NonNullable<ModelText['template']>;
/** Left as it is, or said: yes, no. */
type Said = '' | 'yes' | 'no';

/** A district and since when, as its row of the form holds it. */
export interface TypedUse {
  readonly districtAgs: string;
  readonly beganOn: string;
}

/** A model as its form holds it. What is empty of the terms is left out of the template. */
export interface ModelValues {
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly ModelTag[];
  readonly standing: ModelStanding;
  readonly checkedOn: string;
  readonly contact: string;
  readonly uses: readonly TypedUse[];
  readonly firstAttempt: { readonly amount: string; readonly unit: Unit };
  readonly acknowledge: { readonly amount: string; readonly unit: Unit };
  readonly dailyService: Said;
  readonly outsideHours: string;
  readonly forwarding: Said;
  readonly consentForms: readonly ConsentForm[];
  /** All three of the numbers, or none of them. */
  readonly attemptRule: { readonly attempts: string; readonly differentDays: string; readonly differentTimesOfDay: string; readonly letterIfConsented: Said };
  /** All four, or none of them. */
  readonly escalation: Readonly<Record<EscalationStep, ModelValues['firstAttempt']>>;
}

/** After what time whom: the second and the third who are told, of each of the two clocks. */
export type EscalationStep = 'firstSecond' | 'firstThird' | 'acknowledgeSecond' | 'acknowledgeThird';
export const ESCALATION_STEPS: readonly EscalationStep[] = ['firstSecond', 'firstThird', 'acknowledgeSecond', 'acknowledgeThird'];

const said = (value: boolean | null | undefined): Said => (value == null ? '' : value ? 'yes' : 'no');
const typed = (span: Template['firstAttempt']): ModelValues['firstAttempt'] => (span == null ? { amount: '', unit: 'EH' } : { amount: String(span.amount), unit: span.unit });

const number = (value: number | undefined): string => (value === undefined ? '' : String(value));

export const toModelValues = (model: Model | null): ModelValues => ({
  title: model?.title ?? '',
  summary: model?.summary ?? '',
  tags: (model?.tags ?? []) as readonly ModelTag[],
  standing: (model?.standing ?? 'established') as ModelStanding,
  checkedOn: model?.checkedOn ?? '',
  contact: model?.contact?.id ?? '',
  uses: model?.uses.map(({ districtAgs, beganOn }) => ({ districtAgs, beganOn })) ?? [],
  firstAttempt: typed(model?.template?.firstAttempt),
  acknowledge: typed(model?.template?.acknowledge),
  dailyService: said(model?.template?.dailyService),
  outsideHours: model?.template?.outsideHours ?? '',
  forwarding: said(model?.template?.forwarding),
  consentForms: model?.template?.consentForms ?? [],
  attemptRule: {
    attempts: number(model?.template?.attemptRule?.attempts), differentDays: number(model?.template?.attemptRule?.differentDays),
    differentTimesOfDay: number(model?.template?.attemptRule?.differentTimesOfDay), letterIfConsented: said(model?.template?.attemptRule?.letterIfConsented),
  },
  escalation: {
    firstSecond: typed(model?.template?.escalation?.firstAttempt.second), firstThird: typed(model?.template?.escalation?.firstAttempt.third),
    acknowledgeSecond: typed(model?.template?.escalation?.acknowledge.second), acknowledgeThird: typed(model?.template?.escalation?.acknowledge.third),
  },
});

const span = ({ amount, unit }: ModelValues['firstAttempt']): Template['firstAttempt'] => (amount.trim() === '' ? null : { amount: numberOf(amount) ?? 0, unit });
const yes = (value: Said): boolean | null => (value === '' ? null : value === 'yes');

function toAttemptRule({ attempts, differentDays, differentTimesOfDay, letterIfConsented }: ModelValues['attemptRule']): Template['attemptRule'] {
  const [most, days, times] = [attempts, differentDays, differentTimesOfDay].map(numberOf);
  return most == null || days == null || times == null ? null : { attempts: most, differentDays: days, differentTimesOfDay: times, letterIfConsented: letterIfConsented === 'yes' };
}

function toEscalation(values: ModelValues['escalation']): Template['escalation'] {
  const [firstSecond, firstThird, acknowledgeSecond, acknowledgeThird] = ESCALATION_STEPS.map((step) => span(values[step]));
  if (firstSecond == null || firstThird == null || acknowledgeSecond == null || acknowledgeThird == null) return null;
  return { firstAttempt: { second: firstSecond, third: firstThird }, acknowledge: { second: acknowledgeSecond, third: acknowledgeThird } };
}

/** What the form says of the terms; what it has no field for stays as the entry has it. */
function toTemplate(values: ModelValues, held: Model | null): Template | null {
  const terms = {
    ...held?.template, firstAttempt: span(values.firstAttempt), acknowledge: span(values.acknowledge), dailyService: yes(values.dailyService), forwarding: yes(values.forwarding),
    outsideHours: values.outsideHours === '' ? null : (values.outsideHours as Template['outsideHours']), consentForms: values.consentForms.length === 0 ? null : [...values.consentForms],
    attemptRule: toAttemptRule(values.attemptRule), escalation: toEscalation(values.escalation),
  };
  const given = Object.entries(terms).filter(([, value]) => value != null);
  return given.length === 0 ? null : (Object.fromEntries(given) as Template);
}

/** A text of several lines is kept as one paragraph. */
export const toModelText = (values: ModelValues, held: Model | null): ModelText => ({
  title: values.title.trim(),
  summary: values.summary.trim().replace(/\s*\n\s*/g, ' '),
  tags: [...values.tags],
  standing: values.standing,
  checkedOn: values.checkedOn === '' ? null : values.checkedOn,
  contactOrganisationId: values.contact === '' ? null : values.contact,
  uses: values.uses.map((use) => ({ ...use })),
  template: toTemplate(values, held),
});
