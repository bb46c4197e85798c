import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { CONSENT_FORMS, type ConsentForm } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { referralQuery } from '../api/queries';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { CheckField, RadioGroup } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { ErrorSummary } from '../kern/error-summary';
import { SelectField } from '../kern/field';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { LANGUAGES } from '../labels/code-lists';
import { FORM_LABELS } from '../labels/consent-labels';
import { LANGUAGE_LABELS } from '../labels/contact-labels';
import { optionsOf } from '../labels/label-of';
import { localised } from '../locale/locale';
import { fromLocalInput, toLocalInput } from '../time/berlin';
import { useTime } from '../time/now';
import { contactErrors, ExpelledContactFields, NO_CONTACT, type ExpelledErrors } from './expelled-contact-fields';
import { expelledCentresQuery, type ExpelledContact } from './expelled-queries';
import { ExpelledAlert, useExpelledStep } from './expelled-step';

interface Values {
  readonly centreId: string;
  readonly agreed: boolean;
  readonly form: ConsentForm | '';
  readonly givenAt: string;
  readonly explainedIn: string;
  readonly contact: ExpelledContact;
}

const errorsOf = ({ centreId, agreed, form, givenAt, contact }: Values): ExpelledErrors => ({
  ...(agreed ? {} : { agreed: m.expelled_error_agreed() }),
  ...(form === '' ? { form: m.error_consent_form() } : {}),
  ...(fromLocalInput(givenAt) === null ? { givenAt: m.expelled_error_when() } : {}),
  ...contactErrors(contact),
  ...(centreId === '' ? { centreId: m.expelled_error_centre() } : {}),
});

/** The expelled person's own consent. That of the endangered person, given on the same landing, covers nothing here. */
function ConsentPart({ values, errors, set }: { readonly values: Values; readonly errors: ExpelledErrors; readonly set: (change: Partial<Values>) => void }) {
  return (
    <Section id="consent" title={m.expelled_consent()}>
      <CheckField name="expelled.agreed" label={m.expelled_agreed()} hint={m.expelled_agreed_hint()} checked={values.agreed} onChange={({ currentTarget }) => set({ agreed: currentTarget.checked })} error={errors['agreed']} />
      <RadioGroup
        name="expelled.form" legend={m.consent_form()} error={errors['form']}
        options={optionsOf(FORM_LABELS, CONSENT_FORMS).map((option) => option)}
        control={{ onChange: ({ currentTarget }) => set({ form: currentTarget.value as ConsentForm }) }}
      />
      <DateTime of="instant" name="expelled.givenAt" label={m.expelled_given_at()} value={values.givenAt} onChange={({ currentTarget }) => set({ givenAt: currentTarget.value })} error={errors['givenAt']} />
      <SelectField name="expelled.explainedIn" label={m.expelled_explained_in()} options={optionsOf(LANGUAGE_LABELS, LANGUAGES)} value={values.explainedIn} onChange={({ currentTarget }) => set({ explainedIn: currentTarget.value })} error={undefined} />
    </Section>
  );
}

/** Hands an expelled person over to a centre that works with her or him; of a referral's deployment, or of none. */
export const NewExpelledPage = localised(function NewExpelledPage() {
  const { referral } = useParams({ strict: false });
  const navigate = useNavigate();
  const { source } = useTime();
  const { went, busy, run } = useExpelledStep();
  // Made once for this form: sent again after a lost connection, it makes no second referral.
  const [id] = useState(() => crypto.randomUUID());
  const of = useQuery({ ...referralQuery(referral ?? ''), enabled: referral !== undefined });
  const centres = useQuery({ ...expelledCentresQuery(of.data?.whereabouts.ags ?? null), enabled: referral === undefined || !of.isPending });
  const [values, setValues] = useState<Values>(() => ({ centreId: '', agreed: false, form: '', givenAt: toLocalInput(source()), explainedIn: 'de', contact: NO_CONTACT }));
  const [errors, setErrors] = useState<ExpelledErrors>({});
  const [attempts, setAttempts] = useState(0);
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = errorsOf(values);
    const givenAt = fromLocalInput(values.givenAt);
    setErrors(found);
    setAttempts((count) => count + 1);
    if (Object.keys(found).length > 0 || givenAt === null || values.form === '') return;
    const { centreId, form, explainedIn, contact } = values;
    const body = { id, ofReferralId: referral ?? null, centreId, consent: { form, givenAt: givenAt.toISOString(), explainedIn }, contact: { ...contact, name: contact.name.trim(), phone: contact.phone.trim() } };
    const sent = await run(() => request('POST', '/expelled-referrals', { body }));
    if (sent !== null) await navigate({ to: '/expelled/$expelled', params: { expelled: sent.id } });
  };
  return (
    <div className="page">
      <PageTitle>{m.expelled_new()}</PageTitle>
      <p className="page__lead kern-body">{m.expelled_new_lead()}</p>
      {of.data === undefined ? null : <p className="kern-body muted">{m.expelled_of({ reference: of.data.reference })}</p>}
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={Object.entries(errors).map(([name, message]) => ({ name: `expelled.${name}`, message: message ?? '' }))} attempt={attempts} />
        <ExpelledAlert went={went} />
        <ConsentPart values={values} errors={errors} set={set} />
        <Section id="person" title={m.expelled_person()}>
          <ExpelledContactFields contact={values.contact} errors={errors} onChange={(contact) => set({ contact })} />
          <p className="kern-body muted">{m.expelled_no_address()}</p>
        </Section>
        <Section id="centre" title={m.expelled_centre()}>
          {centres.isError || (centres.data !== undefined && centres.data.length === 0) ? <Alert kind="warning" title={centres.isError ? m.load_failed_text() : m.expelled_no_centres()} /> : null}
          <SelectField
            name="expelled.centreId" label={m.expelled_centre()} placeholder={m.expelled_choose()} error={errors['centreId']} value={values.centreId} onChange={({ currentTarget }) => set({ centreId: currentTarget.value })}
            options={(centres.data ?? []).map(({ id: value, name, serves }) => ({ value, label: serves ? m.expelled_centre_serves({ name }) : name }))}
          />
        </Section>
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={busy}>
            {m.expelled_send()}
          </Button>
        </div>
      </form>
    </div>
  );
});
