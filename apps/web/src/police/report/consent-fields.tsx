import { lazy, Suspense, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { CONSENT_FORMS, CONSENT_SCOPES, FIELD_GROUPS, type FieldGroup as Group } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { CheckField, FieldGroup, RadioGroup } from '../../shared/kern/check-field';
import { DateTime } from '../../shared/kern/date-time';
import { SelectField } from '../../shared/kern/field';
import { Loading } from '../../shared/kern/loading';
import { LANGUAGES } from '../../shared/labels/code-lists';
import { FORM_LABELS } from '../../shared/labels/consent-labels';
import { LANGUAGE_LABELS } from '../../shared/labels/contact-labels';
import { GROUP_LABELS, SCOPE_LABELS } from '../../shared/labels/referral-labels';
import { labelOf, optionsOf } from '../../shared/labels/label-of';
import { toLocalInput } from '../../shared/time/berlin';
import { useTime } from '../../shared/time/now';
import type { Explained } from '../consent/consent-dialog';
import { NoConsent } from './no-consent';
import { useChosenCentre } from './receiving-centre';
import type { ReportValues } from './report-values';

// Ten languages and a page of its own: loaded when somebody turns the phone round.
const ConsentDialog = lazy(() => import('../consent/consent-dialog').then((file) => ({ default: file.ConsentDialog })));

/** Without these two, nobody could reach the person safely. */
const NEEDED: readonly Group[] = ['core', 'safe_contact'];

function GroupTicks() {
  const { register, setValue, watch, formState } = useFormContext<ReportValues>();
  const groups = register('groups', { validate: (value) => NEEDED.every((group) => value.includes(group)) || m.error_consent_groups() });
  const agreed = watch('groups');
  return (
    <FieldGroup name="groups" legend={m.consent_groups()} hint={m.consent_groups_hint()} error={formState.errors.groups?.message}>
      {FIELD_GROUPS.map((group) => (
        <div key={group} className="kern-form-check">
          <input
            {...groups}
            type="checkbox"
            value={group}
            id={`field-groups-${group}`}
            checked={agreed.includes(group)}
            onChange={(event) => {
              const rest = agreed.filter((other) => other !== group);
              setValue('groups', event.target.checked ? [...rest, group] : rest, { shouldDirty: true, shouldValidate: formState.isSubmitted });
            }}
            className="kern-form-check__checkbox"
          />
          <label className="kern-label" htmlFor={`field-groups-${group}`}>
            {labelOf(GROUP_LABELS, group)}
          </label>
        </div>
      ))}
    </FieldGroup>
  );
}

/** What goes to the centre, in words; that the police hear back is said apart from it. */
const passedOn = (): string =>
  FIELD_GROUPS.filter((group) => group !== 'feedback')
    .map((group) => labelOf(GROUP_LABELS, group))
    .join('; ');

/** To what, for whom and how the person said yes, one by one. Nothing is ticked in advance. */
function Details() {
  const { register, formState } = useFormContext<ReportValues>();
  const { errors } = formState;
  return (
    <>
      <GroupTicks />
      <RadioGroup name="scope" legend={m.consent_scope()} options={optionsOf(SCOPE_LABELS, CONSENT_SCOPES)} control={register('scope', { required: m.error_consent_scope() })} error={errors.scope?.message} />
      <RadioGroup
        name="consentForm"
        legend={m.consent_form()}
        horizontal
        options={optionsOf(FORM_LABELS, CONSENT_FORMS)}
        control={register('consentForm', { required: m.error_consent_form() })}
        error={errors.consentForm?.message}
      />
      <DateTime {...register('consentAt', { required: m.error_date_time() })} of="instant" label={m.consent_at()} error={errors.consentAt?.message} />
      <SelectField {...register('explainedIn')} label={m.consent_language()} options={optionsOf(LANGUAGE_LABELS, LANGUAGES)} />
    </>
  );
}

function useAnswered() {
  const { setValue, formState, watch } = useFormContext<ReportValues>();
  const { source } = useTime();
  const language = watch('language');
  return ({ answer, language: explainedIn, easy, interpreter }: Explained): void => {
    const options = { shouldDirty: true, shouldValidate: formState.isSubmitted } as const;
    setValue('explainedIn', explainedIn, options);
    // Whoever reads the text in a language is counselled in it, unless somebody has said otherwise.
    if (language === 'de') setValue('language', explainedIn, options);
    if (easy) setValue('easyLanguage', true, options);
    if (interpreter) setValue('interpreter', true, options);
    setValue('consentAt', toLocalInput(source()));
    setValue('consent', answer, options);
  };
}

/** What the person answered. One tap for the usual yes, which says what it records; everything else one by one; a no ends here. */
export function ConsentFields({ onNo }: { readonly onNo: () => void }) {
  const { register, watch, setValue, formState } = useFormContext<ReportValues>();
  const { source } = useTime();
  const [shown, setShown] = useState(false);
  const answered = useAnswered();
  const [consent, language, explainedIn] = watch(['consent', 'language', 'explainedIn']);
  const centre = useChosenCentre();
  const spoken = labelOf(LANGUAGE_LABELS, explainedIn === '' ? language : explainedIn);
  const options = [
    { value: 'yes', label: m.consent_yes(), hint: `${m.consent_yes_groups({ groups: passedOn() })} ${m.consent_yes_feedback()} ${m.consent_yes_hint({ language: spoken })}` },
    { value: 'detail', label: m.consent_detail(), hint: m.consent_detail_hint() },
    { value: 'no', label: m.consent_no(), hint: m.consent_no_hint() },
  ];
  return (
    <>
      <div>
        <Button onClick={() => setShown(true)}>{m.consent_show()}</Button>
      </div>
      <RadioGroup
        name="consent"
        legend={m.consent_ask()}
        hint={m.consent_ask_hint()}
        options={options}
        control={register('consent', { onChange: () => setValue('consentAt', toLocalInput(source())), required: m.error_consent(), validate: (value) => value !== 'no' || m.error_consent_no() })}
        error={formState.errors.consent?.message}
      />
      {consent === 'detail' ? <Details /> : null}
      {consent === 'no' ? <NoConsent onDone={onNo} /> : null}
      <CheckField {...register('partyToCase')} label={m.report_party()} hint={m.report_party_hint()} />
      {shown ? (
        <Suspense fallback={<Loading />}>
          <ConsentDialog
            centre={centre}
            onClose={() => setShown(false)}
            onAnswer={(explained) => {
              setShown(false);
              answered(explained);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
