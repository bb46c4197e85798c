import { useState, type SyntheticEvent } from 'react';
import { MEETING_ANSWERS, type MeetingAnswer } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { RadioGroup } from '../kern/check-field';
import { TextField } from '../kern/field';
import { optionsOf } from '../labels/label-of';
import type { Meeting } from './exchange-queries';
import { ANSWER_LABELS } from './exchange-words';
import { StepAlert, useStep } from './step';

/** Answers an invitation for the own organisation; the last answer counts. */
export function AnswerForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const [answer, setAnswer] = useState(meeting.ownAnswer as MeetingAnswer | null);
  const [persons, setPersons] = useState(String(meeting.ownPersons ?? 1));
  const [missing, setMissing] = useState<string | undefined>(undefined);
  const counted = /^\d{1,2}$/.test(persons.trim());
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setMissing(answer === null ? m.exchange_error_answer() : undefined);
    if (answer === null || (answer !== 'declined' && !counted)) return;
    await run(() => request('PUT', '/coordination/meetings/{id}/answer', { path: { id: meeting.id }, body: { answer, persons: counted ? Number(persons) : 0 } }), { said: m.exchange_answered(), shows: (next) => next });
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <StepAlert went={went} />
      <RadioGroup
        name="answer"
        legend={m.exchange_answer_question()}
        options={optionsOf(ANSWER_LABELS, MEETING_ANSWERS)}
        error={missing}
        control={{ onChange: ({ target }) => setAnswer(target.value as MeetingAnswer) }}
      />
      {answer === 'declined' ? null : (
        <TextField name="persons" label={m.exchange_persons()} inputMode="numeric" maxLength={2} value={persons} onChange={({ target }) => setPersons(target.value)} error={counted ? undefined : m.exchange_error_persons()} />
      )}
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={busy}>{m.exchange_answer()}</Button>
      </div>
    </form>
  );
}
