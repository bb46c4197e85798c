import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { feedbackOf, type CLOSE_OUTCOMES } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { FieldGroup } from '../kern/check-field';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { idOf } from '../kern/field-frame';
import { EVENT_LABELS } from '../labels/event-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { FEEDBACK_LABELS } from '../labels/feedback-labels';
import { OUTCOME_LABELS } from '../labels/referral-labels';
import { ruleWords } from './attempt-rule-words';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

type CloseOutcome = (typeof CLOSE_OUTCOMES)[number];

/** Every outcome once, by what it means for the person; a new outcome of the chain does not compile until it has its group. */
const GROUP_OF: Readonly<Record<CloseOutcome, 'reached' | 'declined' | 'not_reached' | 'mistake'>> = {
  counselled: 'reached',
  appointment: 'reached',
  onward: 'reached',
  declined_by_person: 'declined',
  already_supported: 'declined',
  not_reached: 'not_reached',
  unsafe_to_contact: 'not_reached',
  wrong_data: 'mistake',
  duplicate: 'mistake',
  other: 'mistake',
};
const GROUPS = [
  ['reached', m.close_group_reached],
  ['declined', m.close_group_declined],
  ['not_reached', m.close_group_not_reached],
  ['mistake', m.close_group_mistake],
] as const;
const OUTCOMES = Object.keys(GROUP_OF) as CloseOutcome[];

/** What the police will read, word for word; without consent nothing but that it is closed. */
function feedbackWords(referral: ReferralView, outcome: CloseOutcome | ''): string {
  if (referral.consent?.groups.includes('feedback') !== true) return m.close_feedback_none();
  return outcome === '' ? m.close_feedback_later() : m.close_feedback({ feedback: labelOf(FEEDBACK_LABELS, feedbackOf(outcome)) });
}

interface CloseFormProps {
  readonly referral: ReferralView;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Ends a referral with its outcome. What cannot be chosen yet says what is missing, before anybody clicks. */
export function CloseForm({ referral, onDone, onCancel }: CloseFormProps) {
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [sent, setSent] = useState<EventOutcome | null>(null);
  const { register, handleSubmit, formState, watch } = useForm<{ outcome: CloseOutcome | '' }>({ defaultValues: { outcome: '' }, shouldFocusError: false });
  const { errors } = formState;
  const unmet = referral.attemptRule !== null && !referral.attemptRule.met;
  const submit = handleSubmit(async ({ outcome }) => {
    setSent(null);
    const answer = await send('close', { outcome });
    if (answer.kind !== 'done') return setSent(answer);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, 'close') }));
    onDone();
  });
  const choice = (outcome: CloseOutcome) => {
    const id = `${idOf('outcome')}-${outcome}`;
    const missing = outcome === 'not_reached' && unmet && referral.attemptRule !== null ? ruleWords(referral.attemptRule) : null;
    return (
      <div key={outcome} className="kern-form-check">
        <input
          {...register('outcome', { required: m.error_choose() })}
          type="radio"
          id={id}
          value={outcome}
          disabled={missing !== null}
          aria-describedby={missing === null ? undefined : `${id}-hint`}
          className="kern-form-check__radio"
        />
        <label className="kern-label" htmlFor={id}>
          {labelOf(OUTCOME_LABELS, outcome)}
        </label>
        {missing === null ? null : (
          <div className="check-hint muted" id={`${id}-hint`}>
            {missing}
          </div>
        )}
      </div>
    );
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(errors)} attempt={formState.submitCount} />
      <OutcomeAlert outcome={sent} />
      <FieldGroup name="outcome" legend={m.ask_outcome()} error={errors.outcome?.message}>
        {GROUPS.map(([group, label]) => (
          <div key={group} className="close-group" role="group" aria-labelledby={`close-${group}`}>
            <p className="close-group__title" id={`close-${group}`}>
              {label()}
            </p>
            {OUTCOMES.filter((outcome) => GROUP_OF[outcome] === group).map(choice)}
          </div>
        ))}
      </FieldGroup>
      <div className="close-after kern-body">
        <p>
          <strong>{m.close_police_reads()}</strong> {feedbackWords(referral, watch('outcome'))}
        </p>
        <p className="muted">{m.close_deletion()}</p>
      </div>
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {labelOf(EVENT_LABELS, 'close')}
        </Button>
        <Button onClick={onCancel}>{m.action_cancel()}</Button>
      </div>
    </form>
  );
}
