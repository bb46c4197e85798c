import { useFormContext } from 'react-hook-form';
import { ACCESSIBILITY, CENTRE_KINDS, TARGET_GROUPS, takesReferrals } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { CheckField, FieldGroup } from '../../shared/kern/check-field';
import { SelectField, TextField } from '../../shared/kern/field';
import type { Option } from '../../shared/kern/field';
import { optionsOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/referral-labels';
import { BOXES, tagsOf, windowsOf, type CentreValues } from './centre-values';
import { languageName, weekdayName } from './entry-lines';
import { ACCESSIBILITY_LABELS, KIND_LABELS } from './registry-labels';

const CODE = /^[A-Z0-9][A-Z0-9-]{2,39}$/;
const TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Several answers out of few, all of them visible. */
function Checks({ name, legend, hint, options, error }: { readonly name: 'targetGroups' | 'languages' | 'accessibility'; readonly legend: string; readonly hint?: string; readonly options: readonly Option[]; readonly error?: string | undefined }) {
  const { register } = useFormContext<CentreValues>();
  const checked = register(name, name === 'targetGroups' ? { validate: (value, all) => value.length > 0 || !takesReferrals(all.kind) || m.registry_error_groups() } : {});
  return (
    <FieldGroup name={name} legend={legend} horizontal error={error} {...(hint === undefined ? {} : { hint })}>
      {options.map(({ value, label }) => (
        <div key={value} className="kern-form-check">
          <input {...checked} type="checkbox" id={`field-${name}-${value}`} value={value} className="kern-form-check__checkbox" />
          <label className="kern-label" htmlFor={`field-${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </FieldGroup>
  );
}

/** Who the centre is. The code stays for ever: files and links know a centre by it. */
export function IdentityFields({ isNew }: { readonly isNew: boolean }) {
  const { register, formState } = useFormContext<CentreValues>();
  const { errors } = formState;
  return (
    <>
      <TextField {...register('name', { minLength: { value: 3, message: m.registry_error_name() }, required: m.registry_error_name() })} label={m.registry_column_name()} error={errors.name?.message} maxLength={160} />
      <div className="form__pair">
        <TextField
          {...register('code', { pattern: { value: CODE, message: m.registry_error_code() }, required: m.registry_error_code() })}
          label={m.registry_field_code()}
          hint={isNew ? m.registry_code_hint() : m.registry_code_fixed()}
          readOnly={!isNew}
          error={errors.code?.message}
        />
        <SelectField {...register('kind')} label={m.registry_column_kind()} hint={m.registry_kind_hint()} options={optionsOf(KIND_LABELS, CENTRE_KINDS)} error={errors.kind?.message} />
      </div>
      <CheckField {...register('active')} label={m.registry_field_active()} hint={m.registry_active_hint()} />
    </>
  );
}

/** For whom the centre is there, in which languages, and how people with disabilities get on. */
export function OfferFields() {
  const { register, formState } = useFormContext<CentreValues>();
  const { errors } = formState;
  return (
    <>
      <Checks name="targetGroups" legend={m.registry_column_groups()} options={optionsOf(TARGET_LABELS, TARGET_GROUPS)} error={errors.targetGroups?.message} />
      <CheckField {...register('acceptsMinors')} label={m.registry_field_minors()} />
      <Checks name="languages" legend={m.registry_field_languages()} options={BOXES.map((tag) => ({ value: tag, label: languageName(tag) }))} error={errors.languages?.message} />
      <TextField
        {...register('moreLanguages', { validate: (text) => tagsOf(text).every((tag) => TAG.test(tag)) || m.registry_error_tags() })}
        label={m.registry_more_languages()}
        hint={m.registry_more_languages_hint()}
        optional
        error={errors.moreLanguages?.message}
      />
      <Checks name="accessibility" legend={m.registry_field_access()} options={optionsOf(ACCESSIBILITY_LABELS, ACCESSIBILITY)} />
    </>
  );
}

/** Opening hours, one line for each day of the week. */
export function HoursFields() {
  const { register, formState } = useFormContext<CentreValues>();
  return (
    <FieldGroup name="hours" legend={m.registry_field_hours()} hint={m.registry_hours_hint()} error={formState.errors.hours?.message}>
      <div className="registry-hours">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <TextField
            key={weekday}
            {...register(`hours.${weekday - 1}`, { validate: (text) => windowsOf(text, weekday) !== null || m.registry_error_hours({ day: weekdayName(weekday) }) })}
            label={weekdayName(weekday)}
            error={formState.errors.hours?.[weekday - 1]?.message}
          />
        ))}
      </div>
      <CheckField {...register('dailyService')} label={m.registry_field_daily()} hint={m.registry_daily_hint()} />
    </FieldGroup>
  );
}

/** How the centre can be reached as an organisation. A shelter has no address here. */
export function ContactFields() {
  const { register, formState, watch } = useFormContext<CentreValues>();
  const { errors } = formState;
  const whole = (value: string, all: CentreValues): true | string => value.trim() !== '' || all.address.street.trim() === '' || m.registry_error_address();
  return (
    <>
      <div className="form__pair">
        <TextField {...register('phone')} type="tel" label={m.registry_field_phone()} optional maxLength={40} error={errors.phone?.message} />
        <TextField {...register('mail')} type="email" label={m.registry_field_mail()} hint={m.registry_mail_hint()} optional error={errors.mail?.message} />
      </div>
      <TextField {...register('website', { pattern: { value: /^https:\/\/\S+$/, message: m.registry_error_website() } })} type="url" label={m.registry_field_website()} optional error={errors.website?.message} />
      {watch('kind') === 'shelter' ? (
        <p className="kern-body muted">{m.registry_no_address()}</p>
      ) : (
        <>
          <TextField {...register('address.street')} label={m.registry_field_street()} optional maxLength={120} error={errors.address?.street?.message} />
          <div className="form__pair form__pair--place">
            <TextField
              {...register('address.postcode', { pattern: { value: /^\d{5}$/, message: m.error_postcode() }, validate: whole })}
              label={m.registry_field_postcode()} inputMode="numeric" maxLength={5} optional error={errors.address?.postcode?.message}
            />
            <TextField {...register('address.place', { validate: whole })} label={m.registry_field_place()} optional maxLength={80} error={errors.address?.place?.message} />
          </div>
        </>
      )}
    </>
  );
}
