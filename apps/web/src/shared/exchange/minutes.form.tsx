import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { TextField } from '../kern/field';
import { TextArea } from '../kern/text-area';
import type { Meeting } from './exchange-queries';
import { StepAlert, useStep } from './step';

const paragraphsOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** The minutes of each item and who came. Releasing shows them to the invited organisations. */
export function MinutesForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(meeting.items.map(({ id, minutes }) => [id, minutes.join('\n')])));
  const [came, setCame] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(meeting.invitations.map(({ organisation, attended, persons }) => [organisation.id, String(attended ?? persons ?? 0)])));
  const counts = Object.values(came).every((count) => /^\d{1,2}$/.test(count.trim()));
  const save = async (release: boolean): Promise<void> => {
    if (!counts) return;
    const items = meeting.items.map(({ id }) => ({ id, minutes: [...paragraphsOf(texts[id] ?? '')] }));
    const attended = Object.entries(came).map(([organisationId, persons]) => ({ organisationId, persons: Number(persons) }));
    await run(() => request('PUT', '/coordination/meetings/{id}/minutes', { path: { id: meeting.id }, version: meeting.version, body: { items, attended, release } }), {
      said: release ? m.exchange_minutes_released() : m.exchange_minutes_saved(), shows: (next) => next,
    });
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <StepAlert went={went} />
      <p className="kern-body muted">{m.exchange_minutes_hint()}</p>
      {meeting.items.map(({ id, title }) => (
        <TextArea key={id} name={`minutes-${id}`} label={m.exchange_minutes_of({ title })} hint={m.exchange_minutes_lines()} optional rows={5} maxLength={4_000} value={texts[id] ?? ''} onChange={({ target }) => setTexts({ ...texts, [id]: target.value })} />
      ))}
      {meeting.invitations.map(({ organisation: { id, name } }) => (
        <TextField
          key={id} name={`came-${id}`} label={m.exchange_came({ name })} inputMode="numeric" maxLength={2} value={came[id] ?? '0'} onChange={({ target }) => setCame({ ...came, [id]: target.value })}
          error={/^\d{1,2}$/.test((came[id] ?? '0').trim()) ? undefined : m.exchange_error_persons()}
        />
      ))}
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={busy}>{m.exchange_minutes_save()}</Button>
        {meeting.minutesReleasedAt === null ? <Button disabled={busy} onClick={() => void save(true)}>{m.exchange_minutes_release()}</Button> : null}
      </div>
    </form>
  );
}
