import type { ExpelledState } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../kern/badge';
import { labelOf } from '../labels/label-of';
import { toDue } from '../time/format';
import type { ExpelledLine } from './expelled-queries';
import { EXPELLED_STATE_LABELS } from './expelled-words';

const KINDS: Readonly<Partial<Record<ExpelledState, 'info' | 'success' | 'warning'>>> = { accepted: 'success', contacting: 'success', reached: 'success', returned: 'warning', declined: 'warning' };

export const ExpelledStateBadge = ({ state }: { readonly state: ExpelledState }) => <Badge kind={KINDS[state] ?? 'info'}>{labelOf(EXPELLED_STATE_LABELS, state)}</Badge>;

/** Until when the own side has to do the next step, and that it is late. */
export function ExpelledDue({ dueAt, overdue }: Pick<ExpelledLine, 'dueAt' | 'overdue'>) {
  if (dueAt === null) return <>{m.expelled_not_yours()}</>;
  return overdue ? (
    <Badge kind="danger" icon="clock">
      {m.expelled_overdue({ due: toDue(dueAt) })}
    </Badge>
  ) : (
    <>{toDue(dueAt)}</>
  );
}
