import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { SelectField, TextField } from '../kern/field';
import type { Meeting } from './exchange-queries';
import { StepAlert, useStep } from './step';

interface Values {
  readonly text: string;
  readonly itemId: string;
  readonly ownerId: string;
  readonly dueOn: string;
}
const EMPTY: Values = { text: '', itemId: '', ownerId: '', dueOn: '' };

/** Enters a resolution: what, who, until when. Without an owner or a due day it is none. */
export function ResolutionForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const { register, handleSubmit, reset, formState: { errors, ...state } } = useForm<Values>({ defaultValues: EMPTY, shouldFocusError: false });
  const submit = handleSubmit(async ({ text, itemId, ownerId, dueOn }) => {
    const body = { text: text.trim(), itemId: itemId === '' ? null : itemId, ownerId, dueOn };
    const next = await run(() => request('POST', '/coordination/meetings/{id}/resolutions', { path: { id: meeting.id }, body }), { said: m.exchange_resolved(), shows: (answer) => answer });
    if (next !== null) reset(EMPTY);
  });
  const owners = [meeting.convener, ...meeting.invitations.map(({ organisation }) => organisation)];
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={state.isSubmitting ? 0 : state.submitCount} />
      <StepAlert went={went} />
      <TextField {...register('text', { validate: (value) => value.trim() !== '' || m.exchange_error_text() })} label={m.exchange_resolution()} hint={m.exchange_minutes_hint()} maxLength={1_000} error={errors.text?.message} />
      {meeting.items.length === 0 ? null : <SelectField {...register('itemId')} label={m.exchange_resolution_item()} optional placeholder={m.exchange_choose()} options={meeting.items.map(({ id, title }) => ({ value: id, label: title }))} />}
      <div className="form__pair">
        <SelectField {...register('ownerId', { required: m.exchange_no_resolution_without_owner() })} label={m.exchange_owner()} placeholder={m.exchange_choose()} options={owners.map(({ id, name }) => ({ value: id, label: name }))} error={errors.ownerId?.message} />
        <DateTime {...register('dueOn', { required: m.exchange_no_resolution_without_due_date() })} of="day" label={m.exchange_due()} error={errors.dueOn?.message} />
      </div>
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={busy}>{m.exchange_resolve()}</Button>
      </div>
    </form>
  );
}
