import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { ATTEMPT_RESULTS, attemptRefusal, CHANNELS, OVERRIDE_REASONS, type AttemptResult, type Channel, type ContactData, type RefusalCode } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { RadioGroup } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { EVENT_LABELS } from '../labels/event-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { ATTEMPT_LABELS, CHANNEL_LABELS, OVERRIDE_LABELS } from '../labels/referral-labels';
import { REFUSAL_LABELS } from '../labels/refusal-labels';
import { labelOf, optionsOf } from '../labels/label-of';
import { fromLocalInput, toLocalInput } from '../time/berlin';
import { useTime } from '../time/now';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

interface AttemptValues {
  channel: Channel;
  result: AttemptResult | '';
  at: string;
  overrideReason: string;
}

interface AttemptFormProps {
  readonly referral: ReferralView;
  /** Contact data that are shown at this moment: then what is unsafe is said before it is sent. */
  readonly contact?: ContactData | null;
  readonly onDone: (result?: unknown) => void;
  readonly onCancel: () => void;
}

/** The refusals that a stated reason may override, visible to the lead; a stale contact version never. */
const OVERRIDABLE = ['unsafe_channel', 'outside_safe_window', 'contact_frozen'] as const satisfies readonly RefusalCode[];
type Overridable = (typeof OVERRIDABLE)[number];

/** What makes the person's own phone ring or light up. */
const RINGING: readonly Channel[] = ['phone', 'text_message', 'voicemail'];

const refusedWith = (outcome: EventOutcome | null): Overridable | null =>
  outcome?.kind === 'refused' ? (OVERRIDABLE.find((code) => code === outcome.code) ?? null) : null;

/** What is known against this attempt before it is sent, by the same rule that the API applies. */
function knownRefusal(referral: ReferralView, contact: ContactData | null, channel: Channel, at: Date | null): Overridable | null {
  if (referral.phoneFrozen && RINGING.includes(channel)) return 'contact_frozen';
  if (contact?.safeContact === undefined || at === null) return null;
  const { contactVersion } = referral;
  const refusal = attemptRefusal({ channel, at, safeContact: contact.safeContact, attempts: [], quotedContactVersion: contactVersion, currentContactVersion: contactVersion });
  return refusal === 'stale_contact' ? null : refusal;
}

/** Why the attempt is refused, and the reasons with which it may be recorded all the same. */
function Override({ refusal, control, error }: { readonly refusal: Overridable; readonly control: object; readonly error: string | undefined }) {
  return (
    <Alert kind="warning" title={labelOf(REFUSAL_LABELS, refusal)}>
      <RadioGroup name="overrideReason" legend={m.attempt_override()} hint={m.attempt_override_hint()} options={optionsOf(OVERRIDE_LABELS, OVERRIDE_REASONS)} control={control} error={error} />
    </Alert>
  );
}

/**
 * Records an attempt that did not reach the person, in three taps: open, result, save. It quotes the contact version that is shown, so
 * that an attempt on old data is refused; then the fresh version is quoted the next time.
 */
export function RecordAttemptForm({ referral, contact = null, onDone, onCancel }: AttemptFormProps) {
  const { source } = useTime();
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const usual: Channel = contact?.safeContact?.phone === 'unsafe' || referral.flags.unsafeContact ? 'letter' : 'phone';
  const form = useForm<AttemptValues>({ defaultValues: { channel: usual, result: '', at: toLocalInput(source()), overrideReason: '' }, shouldFocusError: false });
  const { register, formState, watch } = form;
  const { errors } = formState;
  const refusal = knownRefusal(referral, contact, watch('channel'), fromLocalInput(watch('at'))) ?? refusedWith(outcome);
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
      overrideReason: refusal === null || overrideReason === '' ? null : overrideReason,
    });
    if (sent.kind !== 'done') return setOutcome(sent);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, 'record_attempt') }));
    onDone(result);
  });
  return (
    <FormProvider {...form}>
      <form className="form tiles" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary entries={toEntries(errors)} attempt={formState.submitCount} />
        {refusedWith(outcome) === null ? <OutcomeAlert outcome={outcome} /> : null}
        {refusal === null ? null : <Override refusal={refusal} control={register('overrideReason', { required: m.error_choose() })} error={errors.overrideReason?.message} />}
        <RadioGroup name="result" legend={m.attempt_result()} options={optionsOf(ATTEMPT_LABELS, ATTEMPT_RESULTS)} control={register('result', { required: m.error_choose() })} error={errors.result?.message} />
        <RadioGroup name="channel" legend={m.attempt_channel()} options={optionsOf(CHANNEL_LABELS, CHANNELS)} control={register('channel')} />
        <DateTime {...register('at', { validate: valid })} of="instant" label={m.ask_at()} error={errors.at?.message} />
        <div className="form__actions form__actions--stay">
          <Button look="primary" type="submit" disabled={formState.isSubmitting}>
            {labelOf(EVENT_LABELS, 'record_attempt')}
          </Button>
          <Button onClick={onCancel}>{m.action_cancel()}</Button>
        </div>
      </form>
    </FormProvider>
  );
}
