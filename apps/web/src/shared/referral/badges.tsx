import { isOpen, type State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { AlertKind } from '../kern/alert';
import { Badge } from '../kern/badge';
import type { IconName } from '../kern/icon';
import { RISK_LABELS, STATE_LABELS } from '../labels/state-labels';
import { labelOf } from '../labels/label-of';
import { toSpan } from '../time/format';

/** What a deadline badge needs to know of a referral. */
export interface Deadline {
  readonly state: State;
  readonly overdue: boolean;
  readonly nextDueAt: string | null;
}

/** Less than a quarter of this span left means "soon": the shortest clock of a centre counts 24 hours. */
const SOON_MS = 6 * 3_600_000;

const wordsOf = (fresh: boolean, short: boolean) => (fresh ? m.badge_new : short ? m.clock_left : m.badge_running);

/** How much time is left, always in calendar time, whatever unit the clock counts in. `short` leaves to the picture what a list says in its place. */
export function DeadlineBadge({ deadline, now, short = false }: { readonly deadline: Deadline; readonly now: Date; readonly short?: boolean }) {
  if (deadline.nextDueAt === null || !isOpen(deadline.state)) return null;
  const left = new Date(deadline.nextDueAt).getTime() - now.getTime();
  if (deadline.overdue) return <Badge kind="danger">{left < 0 ? m.badge_overdue_by({ span: toSpan(left) }) : m.badge_overdue()}</Badge>;
  if (left < SOON_MS) return <Badge kind="warning">{short ? m.clock_left({ span: toSpan(left) }) : m.badge_soon({ span: toSpan(left) })}</Badge>;
  return (
    <Badge kind={deadline.state === 'submitted' ? 'info' : 'success'} icon={deadline.state === 'submitted' ? 'star' : 'clock'}>
      {wordsOf(deadline.state === 'submitted', short)({ span: toSpan(left) })}
    </Badge>
  );
}

const LOOK: Readonly<Record<State, readonly [AlertKind, IconName]>> = {
  draft: ['info', 'info'],
  submitted: ['info', 'info'],
  returned: ['warning', 'warning'],
  declined: ['warning', 'warning'],
  accepted: ['success', 'success'],
  contacting: ['success', 'clock'],
  reached: ['success', 'success'],
  closed: ['info', 'success'],
  withdrawn: ['info', 'close'],
  purged: ['info', 'close'],
};

/** The state in a word. */
export function StateBadge({ state }: { readonly state: State }) {
  const [kind, icon] = LOOK[state];
  return (
    <Badge kind={kind} icon={icon}>
      {labelOf(STATE_LABELS, state)}
    </Badge>
  );
}

/** The high risk that the police assessed; shown, never computed. */
export function RiskBadge({ risk }: { readonly risk: string }) {
  if (risk === 'none') return null;
  return <Badge kind={risk === 'high' ? 'danger' : 'warning'}>{labelOf(RISK_LABELS, risk)}</Badge>;
}
