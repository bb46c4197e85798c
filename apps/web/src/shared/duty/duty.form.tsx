import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, type FieldProblem } from '../api/http';
import { colleaguesQuery } from '../api/queries';
import { Button } from '../kern/button';
import { RadioGroup } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { SelectField, TextField } from '../kern/field';
import { DUTY_FAULT_LABELS } from '../labels/duty-labels';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { useActor } from '../session/session';
import { fromLocalInput } from '../time/berlin';
import { sendDuty, type DutyKind, type Recorded } from './send-duty';

interface Values {
  readonly kind: DutyKind;
  readonly userId: string;
  readonly deputyId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}
const FIELDS = ['userId', 'deputyId', 'startsAt', 'endsAt'] as const;

/** Leads enter everybody, all others themselves (`mayWriteDutyOf` in the domain; the API has the last word). */
const ENTERS_OTHERS = ['centre_lead', 'police_lead'];

const wordsOf = (code: string): string => (Object.hasOwn(DUTY_FAULT_LABELS, code) ? (DUTY_FAULT_LABELS[code]?.() ?? code) : m.error_check_field());

/** Puts what the API refused beside its field; false when a pointer names none. */
function showFaults(form: UseFormReturn<Values>, errors: readonly FieldProblem[]): boolean {
  const known = errors.flatMap(({ pointer, code }) => FIELDS.filter((name) => pointer === `/${name}`).map((name) => ({ name, code })));
  for (const { name, code } of known) form.setError(name, { type: 'server', message: wordsOf(code) });
  return known.length > 0;
}

const toBody = ({ userId, deputyId, startsAt, endsAt }: Values) => ({
  userId,
  deputyId: deputyId === '' ? null : deputyId,
  startsAt: fromLocalInput(startsAt)?.toISOString() ?? '',
  endsAt: fromLocalInput(endsAt)?.toISOString() ?? '',
});

function Period({ form }: { readonly form: UseFormReturn<Values> }) {
  const { register, formState, getValues } = form;
  const isInstant = (value: string): true | string => fromLocalInput(value) !== null || m.error_date_time();
  const isAfter = (value: string): true | string => {
    const [from, until] = [fromLocalInput(getValues('startsAt')), fromLocalInput(value)];
    if (until === null) return m.error_date_time();
    return from === null || until > from || m.duty_error_before_start();
  };
  return (
    <div className="form__pair">
      <DateTime {...register('startsAt', { validate: isInstant })} of="instant" label={m.duty_from()} error={formState.errors.startsAt?.message} />
      <DateTime {...register('endsAt', { validate: isAfter })} of="instant" label={m.duty_until()} error={formState.errors.endsAt?.message} />
    </div>
  );
}

/** Enters an absence with its deputy, or an on-call duty. What was typed stays until the API has said yes. */
export function DutyForm({ onRecorded }: { readonly onRecorded: (kind: DutyKind, recorded: Recorded) => void }) {
  const { actor } = useActor();
  const colleagues = useQuery(colleaguesQuery).data ?? [{ id: actor.userId, name: actor.displayName, role: actor.role }];
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const form = useForm<Values>({ defaultValues: { kind: 'absence', userId: actor.userId, deputyId: '', startsAt: '', endsAt: '' }, shouldFocusError: false });
  const { register, handleSubmit, formState, watch, reset } = form;
  const [kind, userId] = [watch('kind'), watch('userId')];
  const optionsOf = (people: typeof colleagues) => people.map(({ id, name }) => ({ value: id, label: name }));
  const submit = handleSubmit(async (values) => {
    setOutcome(null);
    try {
      const recorded = await sendDuty(values.kind, toBody(values));
      reset({ kind: values.kind, userId: values.userId, deputyId: '', startsAt: '', endsAt: '' });
      onRecorded(values.kind, recorded);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 422 && showFaults(form, error.errors)) return;
      setOutcome(toOutcome(error));
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(formState.errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={outcome} />
      <RadioGroup
        name="kind"
        legend={m.duty_kind()}
        horizontal
        control={register('kind')}
        options={[{ value: 'absence', label: m.duty_kind_absence() }, { value: 'on_call', label: m.duty_kind_on_call() }]}
      />
      {ENTERS_OTHERS.includes(actor.role) ? (
        <SelectField {...register('userId')} label={m.duty_who()} options={optionsOf(colleagues)} error={formState.errors.userId?.message} />
      ) : (
        <TextField name="userId" label={m.duty_who()} value={actor.displayName} readOnly error={formState.errors.userId?.message} />
      )}
      {kind === 'absence' ? (
        <SelectField
          {...register('deputyId')}
          label={m.duty_deputy()}
          hint={m.duty_deputy_hint()}
          optional
          placeholder={m.duty_deputy_none()}
          options={optionsOf(colleagues.filter(({ id }) => id !== userId))}
          error={formState.errors.deputyId?.message}
        />
      ) : null}
      <Period form={form} />
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.duty_save()}
        </Button>
      </div>
    </form>
  );
}
