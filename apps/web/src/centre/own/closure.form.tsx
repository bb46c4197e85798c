import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request, type FieldProblem } from '../../shared/api/http';
import type { ClosurePreview, Named, OwnClosure } from '../../shared/api/views';
import { Button } from '../../shared/kern/button';
import { CheckField } from '../../shared/kern/check-field';
import { DateTime } from '../../shared/kern/date-time';
import { ErrorSummary, toEntries } from '../../shared/kern/error-summary';
import { SelectField, TextField } from '../../shared/kern/field';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../shared/referral/send-event';
import { toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { ClosureEffect } from './closure-effect';
import { closurePreviewQuery } from './own-centre-queries';
import { faultWords } from './own-centre-words';

interface Values {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly coverCentreId: string;
  readonly acceptUncovered: boolean;
}
const EMPTY: Values = { from: '', to: '', reason: '', coverCentreId: '', acceptUncovered: false };
const FIELD_OF: Readonly<Record<string, keyof Values>> = { '/from': 'from', '/to': 'to', '/reason': 'reason', '/coverCentreId': 'coverCentreId' };

/** Puts what the API refused beside its field; false when a pointer names none. */
function showFaults(form: UseFormReturn<Values>, errors: readonly FieldProblem[]): boolean {
  const known = errors.flatMap(({ pointer, code }) => {
    const name = FIELD_OF[pointer];
    return name === undefined ? [] : [{ name, code }];
  });
  for (const { name, code } of known) form.setError(name, { type: 'server', message: faultWords(code) });
  return known.length > 0;
}

function Days({ form, today }: { readonly form: UseFormReturn<Values>; readonly today: string }) {
  const { register, formState, getValues } = form;
  const begins = (value: string): true | string => (value === '' ? m.own_centre_error_from() : value >= today || m.own_centre_error_in_past());
  const ends = (value: string): true | string => (value === '' ? m.own_centre_error_to() : value >= getValues('from') || m.own_centre_error_before_start());
  return (
    <div className="form__pair">
      <DateTime {...register('from', { validate: begins })} of="day" label={m.own_centre_closure_from()} error={formState.errors.from?.message} />
      <DateTime {...register('to', { validate: ends })} of="day" label={m.own_centre_closure_to()} error={formState.errors.to?.message} />
    </div>
  );
}

/** Who stands in: one of the centres that serve the same places, or nobody. */
function Cover({ form, neighbours }: { readonly form: UseFormReturn<Values>; readonly neighbours: readonly Named[] }) {
  const { register, formState } = form;
  if (neighbours.length === 0) return <p className="kern-body muted">{m.own_centre_closure_no_neighbour()}</p>;
  return (
    <SelectField
      {...register('coverCentreId')}
      label={m.own_centre_closure_cover()}
      hint={m.own_centre_closure_cover_hint()}
      optional
      placeholder={m.own_centre_closure_cover_none()}
      options={neighbours.map(({ id, name }) => ({ value: id, label: name }))}
      error={formState.errors.coverCentreId?.message}
    />
  );
}

export interface ClosureFormProps {
  readonly neighbours: readonly Named[];
  readonly onClosed: (closure: OwnClosure & { readonly uncovered: ClosurePreview['uncovered'] }) => void;
}

/** Enters a closure; as soon as both days are there it says which running clocks move and where nobody would be open. */
export function ClosureForm({ neighbours, onClosed }: ClosureFormProps) {
  const client = useQueryClient();
  const today = toLocalDay(useNow());
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const form = useForm<Values>({ defaultValues: EMPTY, shouldFocusError: false });
  const { register, handleSubmit, formState, watch, reset } = form;
  const [from, to] = watch(['from', 'to']);
  const preview = useQuery({ ...closurePreviewQuery(from, to), enabled: from >= today && to >= from });
  const uncovered = (preview.data?.uncovered.length ?? 0) > 0;
  const submit = handleSubmit(async (values) => {
    setOutcome(null);
    try {
      const closed = await request('POST', '/own-centre/closures', { body: { ...values, coverCentreId: values.coverCentreId === '' ? null : values.coverCentreId } });
      reset(EMPTY);
      onClosed(closed);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'closure_without_cover') {
        // The registry has changed since the effect was shown: it is shown anew, with the question.
        await client.invalidateQueries({ queryKey: closurePreviewQuery(from, to).queryKey });
        return form.setError('acceptUncovered', { type: 'server', message: m.own_centre_error_accept() });
      }
      if (error instanceof ApiProblem && error.status === 422 && showFaults(form, error.errors)) return;
      setOutcome(toOutcome(error));
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(formState.errors)} attempt={formState.isSubmitting ? 0 : formState.submitCount} />
      <OutcomeAlert outcome={outcome} />
      <Days form={form} today={today} />
      <TextField
        {...register('reason', { validate: (value) => value.trim().length >= 3 || m.own_centre_error_reason() })}
        label={m.own_centre_closure_reason()}
        hint={m.own_centre_closure_reason_hint()}
        maxLength={200}
        error={formState.errors.reason?.message}
      />
      <Cover form={form} neighbours={neighbours} />
      <ClosureEffect preview={preview} />
      {uncovered ? (
        <CheckField
          {...register('acceptUncovered', { validate: (value) => value || m.own_centre_error_accept() })}
          label={m.own_centre_closure_accept()}
          error={formState.errors.acceptUncovered?.message}
        />
      ) : null}
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.own_centre_closure_save()}
        </Button>
      </div>
    </form>
  );
}
