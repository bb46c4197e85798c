import { useState } from 'react';
import { FormProvider, useForm, useFormContext } from 'react-hook-form';
import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { RadioGroup } from '../kern/check-field';
import { DateTime } from '../kern/date-time';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { SelectField } from '../kern/field';
import { CLOCK_LABELS } from '../labels/clock-labels';
import { EVENT_LABELS } from '../labels/event-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf, optionsOf } from '../labels/label-of';
import { fromLocalInput, toLocalInput } from '../time/berlin';
import { useTime } from '../time/now';
import { CentreQuestion } from './centre-question';
import { ConsentQuestion, toRenewedConsent } from './consent-question';
import { pausable, type EventSpec, type Question } from './event-specs';
import { OutcomeAlert } from './outcome-alert';
import { useSendEvent, type EventOutcome } from './send-event';

type Answers = Record<string, string>;

interface QuestionProps<Q extends Question = Question> {
  readonly question: Q;
  readonly referral: ReferralView;
}

function InstantQuestion({ question }: { readonly question: Question & { kind: 'instant' } }) {
  const { register, formState } = useFormContext<Answers>();
  const { source } = useTime();
  const valid = (value: string): true | string => {
    const at = fromLocalInput(value);
    if (at === null) return m.error_date_time();
    if (question.ahead === true) return at > source() || m.error_in_past();
    return at.getTime() <= source().getTime() + 60_000 || m.error_in_future();
  };
  const error = formState.errors[question.name]?.message;
  return <DateTime {...register(question.name, { validate: valid })} of="instant" label={question.label()} error={error} />;
}

function ClockQuestion({ question, referral }: QuestionProps<Question & { kind: 'clock' }>) {
  const { register, formState } = useFormContext<Answers>();
  const clocks = referral.clocks.filter((clock) => clock.state === question.state && (question.state === 'paused' || pausable(clock.kind)));
  return (
    <SelectField
      {...register(question.name, { required: m.error_choose() })}
      label={question.label()}
      error={formState.errors[question.name]?.message}
      placeholder={m.choose()}
      options={optionsOf(CLOCK_LABELS, clocks.map((clock) => clock.kind))}
    />
  );
}

function QuestionField({ question, referral }: QuestionProps) {
  const { register, formState } = useFormContext<Answers>();
  const error = formState.errors[question.name]?.message;
  switch (question.kind) {
    case 'choice':
      return (
        <RadioGroup
          name={question.name}
          legend={question.label()}
          options={question.options()}
          control={register(question.name, { required: m.error_choose() })}
          error={error}
        />
      );
    case 'day':
      return (
        <DateTime
          {...register(question.name, { required: m.error_date() })}
          of="day"
          label={question.label()}
          hint={question.hint?.()}
          error={error}
        />
      );
    case 'instant':
      return <InstantQuestion question={question} />;
    case 'clock':
      return <ClockQuestion question={question} referral={referral} />;
    case 'consent':
      return <ConsentQuestion referral={referral} />;
    case 'centre':
      return <CentreQuestion question={question} referral={referral} />;
  }
}

function toData(referral: ReferralView, spec: EventSpec, answers: Answers): Record<string, unknown> {
  const pairs = spec.questions.map((question) => {
    if (question.kind === 'consent') return [question.name, toRenewedConsent(referral, answers)];
    const value = answers[question.name] ?? '';
    if (question.kind === 'instant') return [question.name, fromLocalInput(value)?.toISOString()];
    return [question.name, question.kind === 'centre' && value === '' ? null : value];
  });
  return { ...spec.constant, ...Object.fromEntries(pairs) };
}

/** The field that a JSON pointer of the API's answer speaks of. */
function fieldOf(pointer: string): string {
  const [head = ''] = pointer.slice(1).split('/');
  return head === 'consent' ? 'consentForm' : head;
}

export interface EventFormProps {
  readonly referral: ReferralView;
  readonly event: HumanEventName;
  readonly spec: EventSpec;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  /** Answers that stand there already. */
  readonly defaults?: Answers;
}

/** The form of one event, built from its questions. It closes only after the API has said yes. */
export function EventForm({ referral, event, spec, onDone, onCancel, defaults = {} }: EventFormProps) {
  const { source } = useTime();
  const announce = useAnnounce();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const past = spec.questions.filter((question) => question.kind === 'instant' && question.ahead !== true);
  const form = useForm<Answers>({
    defaultValues: { ...Object.fromEntries(past.map((question) => [question.name, toLocalInput(source())])), consentAt: toLocalInput(source()), consentLanguage: 'de', ...defaults },
    shouldFocusError: false,
  });
  const submit = form.handleSubmit(async (answers) => {
    setOutcome(null);
    const result = await send(event, toData(referral, spec, answers));
    if (result.kind === 'invalid') {
      for (const { pointer } of result.errors) form.setError(fieldOf(pointer), { type: 'server', message: m.error_check() });
    }
    if (result.kind !== 'done') return setOutcome(result);
    announce(m.event_done({ what: labelOf(HAPPENED_LABELS, event) }));
    onDone();
  });
  return (
    <FormProvider {...form}>
      <form className="form" noValidate onSubmit={(submitted) => void submit(submitted)}>
        <ErrorSummary entries={toEntries(form.formState.errors)} attempt={form.formState.submitCount} />
        <OutcomeAlert outcome={outcome} />
        {spec.note === undefined ? null : <p className="kern-body">{spec.note(referral)}</p>}
        {spec.questions.map((question) => (
          <QuestionField key={question.name} question={question} referral={referral} />
        ))}
        <div className="form__actions">
          <Button look="primary" type="submit" disabled={form.formState.isSubmitting}>
            {labelOf(EVENT_LABELS, event)}
          </Button>
          <Button onClick={onCancel}>{m.action_cancel()}</Button>
        </div>
      </form>
    </FormProvider>
  );
}
