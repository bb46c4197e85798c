import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Button } from '../kern/button';
import { TextField } from '../kern/field';
import type { Meeting } from './exchange-queries';
import { StepAlert, useStep } from './step';

interface Line {
  readonly key: number;
  readonly id: string | null;
  readonly title: string;
}

let made = 0;
const linesOf = ({ items }: Meeting): readonly Line[] => items.map(({ id, title }) => ({ key: (made += 1), id, title }));
const blank = (): Line => ({ key: (made += 1), id: null, title: '' });

/** The agenda, and the minutes of each item where there are some. */
export function Agenda({ meeting }: { readonly meeting: Meeting }) {
  if (meeting.items.length === 0) return <p className="kern-body muted">{m.exchange_agenda_none()}</p>;
  return (
    <ol className="exchange-agenda kern-body">
      {meeting.items.map((item) => (
        <li key={item.id}>
          <strong>{item.title}</strong>
          {item.minutes.map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Writes the agenda anew, in this order. */
export function AgendaForm({ meeting }: { readonly meeting: Meeting }) {
  const { went, busy, run } = useStep();
  const [lines, setLines] = useState<readonly Line[]>(() => (meeting.items.length === 0 ? [blank()] : linesOf(meeting)));
  const change = (key: number, title: string): void => setLines(lines.map((line) => (line.key === key ? { ...line, title } : line)));
  const lift = (index: number): void => setLines(lines.map((line, at) => (at === index - 1 ? (lines[index] ?? line) : at === index ? (lines[index - 1] ?? line) : line)));
  const save = async (): Promise<void> => {
    const items = lines.flatMap(({ id, title }) => (title.trim() === '' ? [] : [{ id, title: title.trim() }]));
    const next = await run(() => request('PUT', '/coordination/meetings/{id}/agenda', { path: { id: meeting.id }, version: meeting.version, body: { items } }), { said: m.exchange_agenda_saved(), shows: (answer) => answer });
    if (next !== null) setLines(next.items.length === 0 ? [blank()] : linesOf(next));
  };
  return (
    <details className="disclosure">
      <summary className="kern-body">{m.exchange_agenda_edit()}</summary>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <StepAlert went={went} />
        {lines.map((line, index) => {
          const n = index + 1;
          return (
            <div key={line.key} className="exchange-line">
              <TextField name={`item-${line.key}`} label={m.exchange_item({ n })} maxLength={200} value={line.title} onChange={({ target }) => change(line.key, target.value)} />
              <div className="form__actions">
                {index === 0 ? null : <Button onClick={() => lift(index)} aria-label={m.exchange_item_up_which({ n })}>{m.exchange_item_up()}</Button>}
                <Button onClick={() => setLines(lines.filter(({ key }) => key !== line.key))} aria-label={m.exchange_item_remove_which({ n })}>{m.exchange_item_remove()}</Button>
              </div>
            </div>
          );
        })}
        <div className="form__actions">
          <Button onClick={() => setLines([...lines, blank()])}>{m.exchange_item_add()}</Button>
          <Button look="primary" type="submit" disabled={busy}>{m.exchange_agenda_save()}</Button>
        </div>
      </form>
    </details>
  );
}
