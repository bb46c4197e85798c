import { useQuery } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { clocksQuery } from '../api/queries';
import type { ClockRecord, RungView } from '../api/views';
import { Alert } from '../kern/alert';
import { Loading } from '../kern/loading';
import { CLOCK_LABELS, RUNG_LABELS } from '../labels/clock-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { REGISTRY_LABELS } from '../labels/operations-labels';
import { PAUSE_LABELS } from '../labels/referral-labels';
import { ROLE_LABELS } from '../labels/role-labels';
import { useLocale } from '../locale/locale';
import { toDateTime, toDue, toShortDateTime, toSpan } from '../time/format';
import { ClockState } from './clock-list';

/** From so many milliseconds on a rung is called late. */
const LATE_MS = 60_000;

const rolesOf = (tells: readonly string[]): string => tells.map((recipient) => labelOf(ROLE_LABELS, recipient.split(':')[1] ?? recipient)).join(', ');

function nextWords(next: RungView): string {
  const words = { rung: labelOf(RUNG_LABELS, next.rung), at: toDateTime(next.dueAt) };
  return next.tells.length === 0 ? m.clock_next(words) : m.clock_next_tells({ ...words, roles: rolesOf(next.tells) });
}

function firedWords({ rung, firedAt, latenessMs }: RungView): string {
  const words = { rung: labelOf(RUNG_LABELS, rung), at: toShortDateTime(firedAt ?? '') };
  return (latenessMs ?? 0) >= LATE_MS ? m.clock_fired_late({ ...words, span: toSpan(latenessMs ?? 0) }) : m.clock_fired(words);
}

function pauseWords({ pausedUntil, pauseReason }: ClockRecord): string {
  const at = pausedUntil === null ? '' : toDateTime(pausedUntil);
  return pauseReason === null ? m.clock_paused_until({ at }) : m.clock_paused_because({ at, reason: labelOf(PAUSE_LABELS, pauseReason) });
}

/** What became of a clock that no longer runs: answered, or replaced by one with another due instant. */
function endWords(clock: ClockRecord, clocks: readonly ClockRecord[]): string {
  const at = clock.settledAt === null ? '' : toDateTime(clock.settledAt);
  const by = clock.settledBy === null ? null : labelOf(HAPPENED_LABELS, clock.settledBy);
  const successor = clocks.find(({ replaces }) => replaces?.id === clock.id);
  if (successor === undefined) return by === null ? m.clock_record_settled({ at }) : m.clock_record_settled_by({ at, what: by });
  const { reason = null } = successor.replaces ?? {};
  const moved = { at, before: toDue(clock.dueAt), after: toDue(successor.dueAt) };
  const cause = reason === null ? by : labelOf(REGISTRY_LABELS, reason);
  return cause === null ? m.clock_record_moved(moved) : m.clock_record_moved_by({ ...moved, what: cause });
}

function Why({ clock }: { readonly clock: ClockRecord }) {
  const { locale } = useLocale();
  return (
    <span className="clock__why muted">
      <strong>{m.clock_why()}</strong> {clock.why[locale]}
    </span>
  );
}

function Fired({ rungs }: { readonly rungs: readonly RungView[] }) {
  const fired = rungs.filter(({ firedAt }) => firedAt !== null);
  return fired.map((rung) => (
    <span key={rung.rung} className="clock__why">
      {firedWords(rung)}
    </span>
  ));
}

function Open({ clock, now }: { readonly clock: ClockRecord; readonly now: Date }) {
  const next = clock.rungs.find(({ firedAt }) => firedAt === null);
  return (
    <li>
      <span className="row">
        <strong>{labelOf(CLOCK_LABELS, clock.kind)}</strong>
        <ClockState clock={clock} now={now} />
      </span>
      {clock.state === 'paused' ? <span>{pauseWords(clock)}</span> : <span>{m.clock_due({ at: toDue(clock.dueAt) })}</span>}
      {clock.replaces === null || clock.replaces.dueAt === clock.dueAt ? null : (
        <span className="clock__why">{m.clock_moved_to_here({ before: toDue(clock.replaces.dueAt), after: toDue(clock.dueAt) })}</span>
      )}
      <Fired rungs={clock.rungs} />
      {next === undefined || clock.state === 'paused' ? null : <span className="clock__why">{nextWords(next)}</span>}
      <Why clock={clock} />
    </li>
  );
}

function Settled({ clock, clocks }: { readonly clock: ClockRecord; readonly clocks: readonly ClockRecord[] }) {
  return (
    <li>
      <strong>{labelOf(CLOCK_LABELS, clock.kind)}</strong>
      <span>{endWords(clock, clocks)}</span>
      {clocks.some(({ replaces }) => replaces?.id === clock.id) ? null : <span className="clock__why">{m.clock_due({ at: toDue(clock.dueAt) })}</span>}
      {clock.pausedSeconds === 0 ? null : <span className="clock__why">{m.clock_paused_total({ span: toSpan(clock.pausedSeconds * 1_000) })}</span>}
      <Fired rungs={clock.rungs} />
      <Why clock={clock} />
    </li>
  );
}

/** The deadlines of a referral: what runs, with the time left, why and what comes next; folded away what was settled or moved, newest first. */
export function ClockRecords({ referralId, now }: { readonly referralId: string; readonly now: Date }) {
  const query = useQuery(clocksQuery(referralId));
  if (query.data === undefined) return query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
  const open = query.data.filter(({ state }) => state !== 'settled').sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const settled = query.data.filter(({ state }) => state === 'settled').sort((a, b) => (b.settledAt ?? '').localeCompare(a.settledAt ?? ''));
  return (
    <>
      {open.length === 0 ? (
        <p className="kern-body muted">{m.clock_none()}</p>
      ) : (
        <ul className="clock-list kern-body">
          {open.map((clock) => (
            <Open key={clock.id} clock={clock} now={now} />
          ))}
        </ul>
      )}
      {settled.length === 0 ? null : (
        <details className="disclosure kern-body">
          <summary>{m.clock_records({ count: settled.length })}</summary>
          <ul className="clock-list">
            {settled.map((clock) => (
              <Settled key={clock.id} clock={clock} clocks={query.data} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
