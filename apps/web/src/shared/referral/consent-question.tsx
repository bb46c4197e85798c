import { useFormContext } from 'react-hook-form';
import { CONSENT_FORMS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { CheckField, RadioGroup } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { SelectField } from '../kern/field';
import { LANGUAGES } from '../labels/code-lists';
import { FORM_LABELS } from '../labels/consent-labels';
import { LANGUAGE_LABELS } from '../labels/contact-labels';
import { optionsOf } from '../labels/label-of';
import { fromLocalInput } from '../time/berlin';
import { useTime } from '../time/now';

/** What was answered about a renewed consent; the boolean is the only one that no text field holds. */
export interface ConsentAnswers {
  readonly consentForm?: string;
  readonly consentAt?: string;
  readonly consentLanguage?: string;
  readonly consentInterpreter?: boolean | string;
}

/** True while the consent names one centre alone, so that another centre needs a new one (chain.md, `consent_scope`). */
export const needsConsent = ({ consent }: ReferralView): boolean => consent?.scope === 'named_centre';

/** The consent for the centre now named, to the same groups of data as before; null where the old one covers it. */
export function toRenewedConsent(referral: ReferralView, answers: ConsentAnswers): object | null {
  if (!needsConsent(referral) || referral.consent === null) return null;
  return {
    scope: 'named_centre',
    groups: referral.consent.groups,
    form: answers.consentForm,
    givenAt: fromLocalInput(answers.consentAt ?? '')?.toISOString(),
    explainedIn: answers.consentLanguage,
    interpreterPresent: answers.consentInterpreter === true,
  };
}

/** Asks whether the person was asked again, and how; nothing is chosen in advance. */
export function ConsentQuestion({ referral }: { readonly referral: ReferralView }) {
  const { register, formState } = useFormContext<Record<string, string>>();
  const { source } = useTime();
  if (!needsConsent(referral)) return null;
  const { errors } = formState;
  const given = (value: string): true | string => {
    const at = fromLocalInput(value);
    if (at === null) return m.error_date_time();
    return at.getTime() <= source().getTime() + 60_000 || m.error_in_future();
  };
  return (
    <>
      <RadioGroup
        name="consentForm"
        legend={m.ask_consent_again()}
        hint={m.ask_consent_again_hint()}
        options={optionsOf(FORM_LABELS, CONSENT_FORMS).map((option) => ({ ...option, label: m.ask_consent_yes({ form: option.label }) }))}
        control={register('consentForm', { required: m.error_consent_again() })}
        error={errors['consentForm']?.message}
      />
      <div className="form__pair">
        <DateTime {...register('consentAt', { validate: given })} of="instant" label={m.consent_at()} error={errors['consentAt']?.message} />
        <SelectField {...register('consentLanguage')} label={m.consent_language()} options={optionsOf(LANGUAGE_LABELS, LANGUAGES)} />
      </div>
      <CheckField {...register('consentInterpreter')} label={m.consent_interpreter()} />
    </>
  );
}
