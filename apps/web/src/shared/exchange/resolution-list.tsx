import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { Badge } from '../kern/badge';
import { Button } from '../kern/button';
import { TextField } from '../kern/field';
import { labelOf } from '../labels/label-of';
import { toDay } from '../time/format';
import type { Resolution } from './exchange-queries';
import { RESOLUTION_LABELS } from './exchange-words';
import { StepAlert, useStep } from './step';

/** Closes a resolution: done, or dropped with a reason. */
function Closing({ resolution: { id, version, text } }: { readonly resolution: Resolution }) {
  const { went, busy, run } = useStep();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState<string | undefined>(undefined);
  const close = async (state: 'done' | 'dropped'): Promise<void> => {
    const said = note.trim() === '' ? null : note.trim();
    setMissing(state === 'dropped' && said === null ? m.exchange_no_dropped_without_reason() : undefined);
    if (state === 'dropped' && said === null) return;
    await run(() => request('POST', '/coordination/resolutions/{id}/closing', { path: { id }, version, body: { state, note: said } }), { said: m.exchange_closed() });
  };
  return (
    <details className="disclosure">
      <summary className="kern-body">
        {m.exchange_close()}
        <span className="kern-sr-only">: {text}</span>
      </summary>
      <form className="form" noValidate onSubmit={(event: SyntheticEvent) => event.preventDefault()}>
        <StepAlert went={went} />
        <TextField name={`note-${id}`} label={m.exchange_note()} hint={m.exchange_note_hint()} optional maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} error={missing} />
        <div className="form__actions">
          <Button look="primary" disabled={busy} onClick={() => void close('done')}>{m.exchange_set_done()}</Button>
          <Button disabled={busy} onClick={() => void close('dropped')}>{m.exchange_set_dropped()}</Button>
        </div>
      </form>
    </details>
  );
}

function State({ resolution }: { readonly resolution: Resolution }) {
  if (resolution.overdue) return <Badge kind="danger">{m.exchange_overdue()}</Badge>;
  return <Badge kind={resolution.state === 'done' ? 'success' : 'info'}>{labelOf(RESOLUTION_LABELS, resolution.state)}</Badge>;
}

/** Resolutions, each with who does it until when; whoever may closes it here. `meetings` names where each comes from. */
export function ResolutionList({ resolutions, meetings = false }: { readonly resolutions: readonly Resolution[]; readonly meetings?: boolean }) {
  if (resolutions.length === 0) return <p className="kern-body muted">{m.exchange_resolutions_none()}</p>;
  return (
    <ul className="exchange-list kern-body">
      {resolutions.map((resolution) => (
        <li key={resolution.id}>
          <p>
            <strong>{resolution.text}</strong> <State resolution={resolution} />
          </p>
          <p className="muted">
            {m.exchange_owned({ owner: resolution.owner.name, day: toDay(resolution.dueOn) })}
            {meetings && resolution.meeting !== null ? (
              <>
                {' · '}
                <Link to="/exchange/$meeting" params={{ meeting: resolution.meetingId }} className="kern-link kern-link--no-visited-state">{resolution.meeting}</Link>
              </>
            ) : null}
          </p>
          {resolution.note === null ? null : <p>{m.exchange_noted({ note: resolution.note })}</p>}
          {resolution.mayClose ? <Closing resolution={resolution} /> : null}
        </li>
      ))}
    </ul>
  );
}
