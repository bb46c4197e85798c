import { useState, type ReactNode } from 'react';
import { FormProvider, useForm, type Path } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { CatchmentField } from './catchment-field';
import { ContactFields, HoursFields, IdentityFields, OfferFields } from './centre-fields';
import { toDraft, toValues, usePlaceNames, type CentreValues } from './centre-values';
import { centreChanges } from './entry-lines';
import { OvertakenForm, ProposingEnd } from './proposing-parts';
import type { CentreDraft, Problem } from './registry-queries';
import { useProposing } from './use-proposing';

function fieldOf({ code }: Problem): Path<CentreValues> {
  if (code === 'leaves_uncovered') return 'uncoveredReason';
  if (code === 'code_taken') return 'code';
  if (code === 'overlapping_version' || code === 'in_the_past') return 'validFrom';
  return code === 'shelter_address' ? 'kind' : code === 'nothing_changes' ? 'name' : 'catchment';
}

const TOP: readonly Path<CentreValues>[] = ['code', 'name', 'kind', 'phone', 'mail', 'website', 'address.street', 'address.postcode', 'address.place', 'catchment', 'languages', 'targetGroups', 'validFrom', 'reason', 'uncoveredReason'];
const fieldAt = (pointer: string): Path<CentreValues> | null => TOP.find((name) => pointer.replace('/centres/0', '').startsWith(`/${name.replaceAll('.', '/')}`)) ?? null;

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="form__group">
      <h3 className="kern-title">{title}</h3>
      {children}
    </div>
  );
}

export interface CentreFormProps {
  /** The entry that holds; null: a new centre. */
  readonly present: CentreDraft | null;
  readonly presentVersion: string;
  /** What the form begins with. */
  readonly draft: CentreDraft;
  /** The day from which the entry shall hold, unless another is typed. */
  readonly validFrom: string;
}

/** Writes a centre's entry: checked first, then proposed. */
export function CentreForm({ present, presentVersion, draft, validFrom }: CentreFormProps) {
  const [base, setBase] = useState(presentVersion);
  const form = useForm<CentreValues>({ defaultValues: toValues(draft, validFrom), shouldFocusError: false });
  const proposing = useProposing(form, { fieldOf, fieldAt });
  const nameOf = usePlaceNames();
  const { register, handleSubmit, formState, watch, getValues } = form;
  const { errors } = formState;
  const needsReason = errors.uncoveredReason !== undefined || watch('uncoveredReason') !== '';
  const least = (value: string): true | string => value.trim() === '' || value.trim().length >= 3 || m.error_too_short();
  const uncovered = register('uncoveredReason', { validate: least });
  const submit = handleSubmit((values) =>
    proposing.check({ kind: 'centres', centres: [toDraft(values)], uncoveredReason: values.uncoveredReason.trim() === '' ? null : values.uncoveredReason.trim() }, values.reason.trim(), { [values.code]: base }),
  );
  return (
    <FormProvider {...form}>
      <form className="form registry-form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
        <OutcomeAlert outcome={proposing.outcome} />
        <OvertakenForm proposing={proposing} lines={proposing.isOvertaken ? centreChanges(present, toDraft(getValues()), nameOf) : []} onGoOn={() => setBase(presentVersion)} />
        <Group title={m.registry_group_identity()}>
          <IdentityFields isNew={present === null} />
        </Group>
        <Group title={m.registry_group_area()}>
          <CatchmentField />
        </Group>
        <Group title={m.registry_group_offer()}>
          <OfferFields />
        </Group>
        <Group title={m.registry_field_hours()}>
          <HoursFields />
        </Group>
        <Group title={m.registry_group_contact()}>
          <ContactFields />
        </Group>
        <Group title={m.registry_group_change()}>
          <DateTime {...register('validFrom', { required: m.error_date() })} of="day" label={m.registry_valid_from()} error={errors.validFrom?.message} />
          <TextField {...register('reason', { required: m.registry_error_reason(), validate: least })} label={m.registry_reason()} hint={m.registry_reason_hint()} maxLength={200} error={errors.reason?.message} />
          {needsReason ? <TextField {...uncovered} label={m.registry_uncovered_reason()} hint={m.registry_uncovered_hint()} maxLength={200} error={errors.uncoveredReason?.message} /> : null}
        </Group>
        <ProposingEnd proposing={proposing} busy={formState.isSubmitting} />
      </form>
    </FormProvider>
  );
}
