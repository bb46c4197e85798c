import { get, useFormContext, type Path, type RegisterOptions } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { CheckField, FieldGroup, RadioGroup } from '../kern/check-field';
import { SelectField, TextField } from '../kern/field';
import { PHONE_OWNERS, PHONE_SAFETY } from '../labels/code-lists';
import { OWNER_LABELS, PHONE_LABELS } from '../labels/contact-labels';
import { optionsOf } from '../labels/label-of';
import { WHEN, type ContactValues } from './contact-values';

type Name = Path<ContactValues>;

/** A number with an area code: at least six digits, nothing but digits, blanks and the usual separators. */
const PHONE = /^\+?[\d\s/()-]{6,30}$/;

/** Entries that the privacy screen covers. */
const PERSONAL = /^(name|street|postcode|place|phone|safe\.(codeWord|trusted\w+))$/;

function useContactField<N extends Name>(name: N, rules: RegisterOptions<ContactValues, N> = {}) {
  const { register, formState } = useFormContext<ContactValues>();
  const error = (get(formState.errors, name) as { message?: string } | undefined)?.message;
  return { ...register(name, rules), error, ...(PERSONAL.test(name) ? { 'data-personal': '' } : {}) };
}

/** Name, address and telephone of the endangered person. */
export function CoreFields() {
  return (
    <>
      <TextField {...useContactField('name', { required: m.error_name() })} label={m.contact_name()} spellCheck={false} />
      <TextField {...useContactField('street', { required: m.error_street() })} label={m.contact_street()} spellCheck={false} />
      <div className="form__pair form__pair--place">
        <TextField
          {...useContactField('postcode', { required: m.error_postcode(), pattern: { value: /^\d{5}$/, message: m.error_postcode() } })}
          label={m.contact_postcode()}
          inputMode="numeric"
          maxLength={5}
        />
        <TextField {...useContactField('place', { required: m.error_place() })} label={m.contact_place()} />
      </div>
    </>
  );
}

/** The one number that may be rung; a trusted person's number may stand in for it. */
export function PhoneField() {
  const { watch } = useFormContext<ContactValues>();
  const trusted = watch('safe.trustedPhone');
  const field = useContactField('phone', {
    validate: (value) => {
      if (value.trim() === '') return trusted.trim() !== '' || m.error_phone();
      return PHONE.test(value.trim()) || m.error_phone();
    },
  });
  return <TextField {...field} label={m.contact_phone()} hint={m.contact_phone_hint()} type="tel" />;
}

/** At which times the phone may be rung. */
function WhenField() {
  const { watch } = useFormContext<ContactValues>();
  const options = WHEN.map((when) => ({ value: when, label: WHEN_LABELS[when]() }));
  const from = useContactField('safe.from');
  const to = useContactField('safe.to');
  const own = watch('safe.when') === 'own';
  return (
    <>
      <SelectField {...useContactField('safe.when')} label={m.safe_when()} options={options} />
      {own ? (
        <div className="form__pair">
          <TextField {...from} type="time" label={m.safe_from()} />
          <TextField {...to} type="time" label={m.safe_to()} />
        </div>
      ) : null}
    </>
  );
}

const WHEN_LABELS = {
  any: m.safe_when_any,
  morning: m.safe_when_morning,
  afternoon: m.safe_when_afternoon,
  evening: m.safe_when_evening,
  own: m.safe_when_own,
} as const;

/** A phone nobody may ring needs another way. */
function anotherWay(values: ContactValues): true | string {
  const { phone, letter, email, trustedPhone } = values.safe;
  return phone !== 'unsafe' || letter || email || trustedPhone.trim() !== '' || m.error_no_safe_way();
}

/** How the person can be reached without anybody else noticing. The first question must be answered; nothing is ticked in advance. */
export function SafeContactFields() {
  const { error, ...control } = useContactField('safe.phone', {
    required: m.error_safe_phone(),
    validate: (_value, values) => anotherWay(values),
  });
  const ticks = {
    textMessage: useContactField('safe.textMessage'),
    voicemail: useContactField('safe.voicemail'),
    letter: useContactField('safe.letter'),
    email: useContactField('safe.email'),
    otherPersonMayAnswer: useContactField('safe.otherPersonMayAnswer'),
  };
  return (
    <>
      <RadioGroup name="safe.phone" legend={m.safe_phone()} options={optionsOf(PHONE_LABELS, PHONE_SAFETY)} control={control} error={error} />
      <WhenField />
      <FieldGroup name="safe.ways" legend={m.safe_also()} optional>
        <CheckField {...ticks.textMessage} label={m.safe_text_message()} />
        <CheckField {...ticks.voicemail} label={m.safe_voicemail()} />
        <CheckField {...ticks.letter} label={m.safe_letter()} />
        <CheckField {...ticks.email} label={m.safe_email()} />
        <CheckField {...ticks.otherPersonMayAnswer} label={m.safe_other_person()} />
      </FieldGroup>
      <details className="disclosure kern-body">
        <summary>{m.safe_more()}</summary>
        <div className="form">
          <SelectField {...useContactField('safe.whosePhone')} label={m.safe_whose()} options={optionsOf(OWNER_LABELS, PHONE_OWNERS)} />
          <TextField {...useContactField('safe.codeWord')} label={m.safe_code_word()} optional />
          <TextField {...useContactField('safe.trustedName')} label={m.safe_trusted_name()} optional spellCheck={false} />
          <TextField {...useContactField('safe.trustedPhone')} label={m.safe_trusted_phone()} optional type="tel" />
        </div>
      </details>
    </>
  );
}
