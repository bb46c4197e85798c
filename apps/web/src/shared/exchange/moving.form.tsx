import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { TextField } from '../kern/field';
import { fromLocalInput, toLocalInput } from '../time/berlin';
import type { Meeting } from './exchange-queries';
import { StepAlert, useStep } from './step';

interface Values {
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
}
const isInstant = (value: string): true | string => fromLocalInput(value) !== null || m.exchange_error_time();

/** Moves a planned meeting to another time or place. A new time asks the invited organisations again. */
export function ChangeForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const { register, handleSubmit, getValues, formState: { errors, ...state } } = useForm<Values>({
    defaultValues: { title: meeting.title, startsAt: toLocalInput(new Date(meeting.startsAt)), endsAt: toLocalInput(new Date(meeting.endsAt)), place: meeting.place ?? '' }, shouldFocusError: false,
  });
  const submit = handleSubmit(async ({ title, startsAt, endsAt, place }) => {
    const body = { title: title.trim(), place: place.trim() === '' ? null : place.trim(), startsAt: fromLocalInput(startsAt)?.toISOString() ?? '', endsAt: fromLocalInput(endsAt)?.toISOString() ?? '' };
    await run(() => request('PUT', '/coordination/meetings/{id}', { path: { id: meeting.id }, version: meeting.version, body }), { said: m.exchange_changed(), shows: (next) => next });
  });
  return (
    <details className="disclosure">
      <summary className="kern-body">{m.exchange_change_open()}</summary>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={state.isSubmitting ? 0 : state.submitCount} />
        <StepAlert went={went} />
        <p className="kern-body muted">{m.exchange_change_hint()}</p>
        <TextField {...register('title', { validate: (value) => value.trim() !== '' || m.exchange_error_title() })} label={m.exchange_name()} maxLength={160} error={errors.title?.message} />
        <div className="form__pair">
          <DateTime {...register('startsAt', { validate: isInstant })} of="instant" label={m.exchange_starts()} error={errors.startsAt?.message} />
          <DateTime
            {...register('endsAt', { validate: (value) => (isInstant(value) === true ? value > getValues('startsAt') || m.exchange_no_ends_before_start() : m.exchange_error_time()) })}
            of="instant" label={m.exchange_ends()} error={errors.endsAt?.message}
          />
        </div>
        <TextField {...register('place')} label={m.exchange_place()} hint={m.exchange_place_hint()} optional maxLength={300} />
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={busy}>{m.exchange_change()}</Button>
        </div>
      </form>
    </details>
  );
}

/** Calls a planned meeting off; without a reason it is refused, in words. */
export function CancelForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | undefined>(undefined);
  const cancel = async (): Promise<void> => {
    const said = reason.trim();
    setMissing(said === '' ? m.exchange_no_cancelled_without_reason() : undefined);
    if (said === '') return;
    await run(() => request('POST', '/coordination/meetings/{id}/cancellation', { path: { id: meeting.id }, version: meeting.version, body: { reason: said } }), { said: m.exchange_cancelled(), shows: (next) => next });
  };
  return (
    <details className="disclosure">
      <summary className="kern-body">{m.exchange_cancel_open()}</summary>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void cancel();
        }}
      >
        <StepAlert went={went} />
        <TextField name="cancel-reason" label={m.exchange_cancel_reason()} hint={m.exchange_cancel_hint()} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} error={missing} />
        <div className="form__actions">
          <Button type="submit" disabled={busy}>{m.exchange_cancel()}</Button>
        </div>
      </form>
    </details>
  );
}
