import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import {
  ATTEMPT_RESULTS, CHANNELS, OVERRIDE_REASONS, type RefusalCode,
} from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { RadioGroup } from '../kern/check-field';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { SelectField, TextField } from '../kern/field';
import { EVENT_LABELS } from '../labels/event-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { ATTEMPT_LABELS, CHANNEL_LABELS, OVERRIDE_LABELS } from '../labels/referral-labels';
import { labelOf, optionsOf } from '../labels/label-of';
import { fromLocalInput, toLocalInput } from '../time/berlin';
import { useTime } from '../time/now';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

interface AttemptValues {
  channel: string;
  result: string;
  at: string;
  overrideReason: string;
}

interface AttemptFormProps {
  readonly referral: ReferralView;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The refusals that a stated reason may override, visible to the lead; a stale contact version never. */
const OVERRIDABLE = ['unsafe_channel', 'outside_safe_window', 'contact_frozen'] as const satisfies readonly RefusalCode[];

const overridable = (outcome: EventOutcome | null): boolean =>
  outcome?.kind === 'refused' && (OVERRIDABLE as readonly string[]).includes(outcome.code);

/**
 * Records an attempt that did not reach the person, in three choices. It quotes the contact version that is shown, so that an
 * attempt on old data is refused; then the fresh version is quoted the next time.
 */
export function RecordAttemptForm({ referral, onDone, onCancel }: AttemptFormProps) {
  const { source } = useTime();
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const form = useForm<AttemptValues>({
    defaultValues: { channel: 'phone', result: '', at: toLocalInput(source()), overrideReason: '' },
    shouldFocusError: false,
  });
  const { register, formState } = form;
  const errors = formState.errors;
  const valid = (value: string): true | string => {
    const at = fromLocalInput(value);
    if (at === null) return m.error_date_time();
    return at.getTime() <= source().getTime() + 60_000 || m.error_in_future();
  };
  const submit = form.handleSubmit(async ({ channel, result, at, overrideReason }) => {
    setOutcome(null);
    const sent = await send('record_attempt', {
      channel,
      result,
      at: fromLocalInput(at)?.toISOString(),
      contactVersion: referral.contactVersion,
      overrideReason: overrideReason === '' ? null : overrideReason,
    });
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, 'record_attempt') }));
    onDone();
  });
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.submitCount} />
        <OutcomeAlert outcome={outcome} />
        {overridable(outcome) || form.watch('overrideReason') !== '' ? (
          <SelectField {...register('overrideReason')} label={m.attempt_override()} hint={m.attempt_override_hint()} placeholder={m.choose()} options={optionsOf(OVERRIDE_LABELS, OVERRIDE_REASONS)} />
        ) : null}
        <SelectField {...register('channel')} label={m.attempt_channel()} options={optionsOf(CHANNEL_LABELS, CHANNELS)} />
        <RadioGroup
          name="result"
          legend={m.attempt_result()}
          options={optionsOf(ATTEMPT_LABELS, ATTEMPT_RESULTS)}
          control={register('result', { required: m.error_choose() })}
          error={errors.result?.message}
        />
        <TextField {...register('at', { validate: valid })} type="datetime-local" label={m.ask_at()} error={errors.at?.message} />
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={formState.isSubmitting}>
            {labelOf(EVENT_LABELS, 'record_attempt')}
          </Button>
          <Button onClick={onCancel}>{m.action_cancel()}</Button>
        </div>
      </form>
    </FormProvider>
  );
}
