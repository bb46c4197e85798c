import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useForm, useFormContext, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { DistrictsField } from './districts-field';
import { changedLines } from './entry-lines';
import { contactLines, districtsOf, networkLines, toChange, type District, type OrganisationValues } from './organisation-values';
import { OvertakenForm, ProposingEnd } from './proposing-parts';
import { placesQuery, type NetworkDraft, type Problem } from './registry-queries';
import { useProposing } from './use-proposing';

function fieldOf({ code }: Problem): Path<OrganisationValues> {
  if (code === 'code_taken') return 'code';
  return code === 'unknown_district' || code === 'district_without_network' ? 'districts' : 'reason';
}
const FIELDS: readonly Path<OrganisationValues>[] = ['code', 'name', 'districts', 'phone', 'mail', 'reason'];
const fieldAt = (pointer: string): Path<OrganisationValues> | null => FIELDS.find((name) => new RegExp(`/${name}(/|$)`).test(pointer)) ?? null;

export interface OrganisationFormProps {
  /** The authority whose contact is written; null: a network. */
  readonly authorityId: string | null;
  /** What holds; null: a network that is not entered yet. */
  readonly present: NetworkDraft | null;
  readonly subject: string | null;
  readonly version: number;
  /** What the form begins with. */
  readonly draft: NetworkDraft;
}

/** Writes how organisations reach an authority, or a local network whole: checked first, then proposed. */
export function OrganisationForm({ authorityId, present, subject, version, draft }: OrganisationFormProps) {
  const [base, setBase] = useState(version);
  const form = useForm<OrganisationValues>({ defaultValues: { ...draft, phone: draft.phone ?? '', mail: draft.mail ?? '', reason: '' }, shouldFocusError: false });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const districts = districtsOf(useQuery(placesQuery).data ?? []);
  const { register, handleSubmit, formState, getValues } = form;
  const { errors } = formState;
  const linesOf = (entry: NetworkDraft) => (authorityId === null ? networkLines(entry, (ags) => districts.find((each) => each.ags === ags)?.name ?? ags) : contactLines(entry));
  const submit = handleSubmit((values) => proposing.check(toChange(values, authorityId), values.reason.trim(), { [subject ?? `entry ${values.code.trim()}`]: String(base) }));
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
        <OutcomeAlert outcome={proposing.outcome} />
        <OvertakenForm proposing={proposing} lines={present === null ? [] : changedLines(linesOf(present), linesOf(getValues()))} onGoOn={() => setBase(version)} />
        {authorityId !== null ? null : <NetworkFields isNew={present === null} districts={districts} />}
        <div className="form__pair">
          <TextField {...register('phone')} type="tel" label={m.registry_organisation_phone()} hint={m.registry_organisation_phone_hint()} optional maxLength={40} error={errors.phone?.message} />
          <TextField {...register('mail')} type="email" label={m.registry_organisation_mail()} hint={m.registry_organisation_mail_hint()} optional maxLength={254} error={errors.mail?.message} />
        </div>
        <TextField {...register('reason', { required: m.registry_error_reason(), minLength: { value: 3, message: m.error_too_short() } })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
        <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
      </form>
    </FormProvider>
  );
}

/** What makes a network: its name, its code and its districts. */
function NetworkFields({ isNew, districts }: { readonly isNew: boolean; readonly districts: readonly District[] }) {
  const { register, formState } = useFormContext<OrganisationValues>();
  const { errors } = formState;
  return (
    <>
      <TextField
        {...register('name', { required: m.registry_error_network_name(), minLength: { value: 3, message: m.error_too_short() } })}
        label={m.registry_network_name()} maxLength={200} error={errors.name?.message}
      />
      <TextField
        {...register('code', { required: m.registry_error_code(), pattern: { value: /^[A-Z0-9][A-Z0-9-]{2,39}$/, message: m.registry_error_code() } })}
        label={m.registry_field_code()} hint={isNew ? m.registry_network_code_hint() : m.registry_code_fixed()} readOnly={!isNew} maxLength={40} error={errors.code?.message}
      />
      <DistrictsField districts={districts} />
    </>
  );
}
