import { m } from '../../generated/messages/messages.js';
import type { ClockView } from '../api/views';
import { Badge } from '../kern/badge';
import { CLOCK_LABELS } from '../labels/clock-labels';
import { labelOf } from '../labels/label-of';
import { useLocale } from '../locale/locale';
import { toDue, toSpan } from '../time/format';

function ClockState({ clock, now }: { readonly clock: ClockView; readonly now: Date }) {
  const left = new Date(clock.dueAt).getTime() - now.getTime();
  if (clock.state === 'settled') return <Badge kind="info" icon="success">{m.clock_settled()}</Badge>;
  if (clock.state === 'paused') return <Badge kind="warning" icon="pause">{m.clock_paused()}</Badge>;
  if (clock.overdue) return <Badge kind="danger">{m.badge_overdue_by({ span: toSpan(left) })}</Badge>;
  return <Badge kind="success" icon="clock">{m.clock_left({ span: toSpan(left) })}</Badge>;
}

/** Every deadline with its due time and the one sentence that says why it is then. Running ones first, next due on top. */
export function ClockList({ clocks, now }: { readonly clocks: readonly ClockView[]; readonly now: Date }) {
  const { locale } = useLocale();
  const rank = { running: 0, paused: 1, settled: 2 } as const;
  const sorted = [...clocks].sort((a, b) => rank[a.state] - rank[b.state] || a.dueAt.localeCompare(b.dueAt));
  if (sorted.length === 0) return <p className="kern-body muted">{m.clock_none()}</p>;
  return (
    <ul className="clock-list kern-body">
      {sorted.map((clock) => (
        <li key={clock.id}>
          <span className="row">
            <strong>{labelOf(CLOCK_LABELS, clock.kind)}</strong>
            <ClockState clock={clock} now={now} />
          </span>
          <span>{m.clock_due({ at: toDue(clock.dueAt) })}</span>
          <span className="clock__why muted">{clock.why[locale]}</span>
        </li>
      ))}
    </ul>
  );
}
