import { m } from '../../generated/messages/messages.js';
import type { ClockView } from '../api/views';
import { Badge } from '../kern/badge';
import { CLOCK_LABELS } from '../labels/clock-labels';
import { labelOf } from '../labels/label-of';
import { useLocale } from '../locale/locale';
import { toDue, toSpan } from '../time/format';

/** How a clock stands, in a word with the time left. */
export function ClockState({ clock, now }: { readonly clock: Pick<ClockView, 'state' | 'dueAt' | 'overdue'>; readonly now: Date }) {
  const left = new Date(clock.dueAt).getTime() - now.getTime();
  if (clock.state === 'settled') return <Badge kind="info" icon="success">{m.clock_settled()}</Badge>;
  if (clock.state === 'paused') return <Badge kind="warning" icon="pause">{m.clock_paused()}</Badge>;
  if (clock.overdue) return <Badge kind="danger">{m.badge_overdue_by({ span: toSpan(left) })}</Badge>;
  return <Badge kind="success" icon="clock">{m.clock_left({ span: toSpan(left) })}</Badge>;
}

function Items({ clocks, now }: { readonly clocks: readonly ClockView[]; readonly now: Date }) {
  const { locale } = useLocale();
  return (
    <ul className="clock-list kern-body">
      {clocks.map((clock) => (
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

/** Every deadline with its due time and the one sentence that says why it is then; next due on top, settled ones folded away. */
export function ClockList({ clocks, now }: { readonly clocks: readonly ClockView[]; readonly now: Date }) {
  const sorted = [...clocks].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const open = sorted.filter((clock) => clock.state !== 'settled');
  const settled = sorted.filter((clock) => clock.state === 'settled');
  return (
    <>
      {open.length === 0 ? <p className="kern-body muted">{m.clock_none()}</p> : <Items clocks={open} now={now} />}
      {settled.length === 0 ? null : (
        <details className="disclosure kern-body">
          <summary>{m.clock_settled_list({ count: settled.length })}</summary>
          <Items clocks={settled} now={now} />
        </details>
      )}
    </>
  );
}
