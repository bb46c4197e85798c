import { useState } from 'react';
import { m } from '../generated/messages/messages.js';
import { Alert, type AlertKind } from '../shared/kern/alert';
import { Badge } from '../shared/kern/badge';
import { Button } from '../shared/kern/button';
import { Filters } from '../shared/kern/filters';
import { Loading } from '../shared/kern/loading';
import { Section } from '../shared/kern/section';

const KINDS: readonly AlertKind[] = ['info', 'success', 'warning', 'danger'];
const LOOKS = ['primary', 'secondary', 'tertiary'] as const;

/** What is pressed, and what says something: buttons, filters, alerts, badges, and the word that something is on its way. */
export function Controls() {
  const [filter, setFilter] = useState<'all' | 'late'>('all');
  return (
    <Section id="controls" title={m.ask_outcome()}>
      <div className="form__actions">
        {LOOKS.map((look) => (
          <Button key={look} look={look}>
            {m.event_accept()}
          </Button>
        ))}
        {LOOKS.map((look) => (
          <Button key={look} look={look} icon="eye" disabled>
            {m.event_accept()}
          </Button>
        ))}
        <Button icon="plus">{`${m.event_decline()} – ${m.note_decline()}`}</Button>
      </div>
      <Filters label={m.nav_due()} current={filter} onChoose={setFilter} filters={[{ name: 'all', label: m.nav_inbox(), count: 12 }, { name: 'late', label: m.nav_due(), count: 3 }]} />
      {KINDS.map((kind) => (
        <Alert key={kind} kind={kind} title={m.connection_lost({ time: '21:40' })}>
          {kind === 'info' ? null : <p>{m.note_decline()}</p>}
        </Alert>
      ))}
      <div className="row">
        {KINDS.map((kind) => (
          <Badge key={kind} kind={kind}>
            {m.task_now()}
          </Badge>
        ))}
        <Badge kind="danger" icon="clock">
          {m.happened_decline()}
        </Badge>
      </div>
      <Loading />
    </Section>
  );
}
