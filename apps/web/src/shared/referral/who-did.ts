import { useQuery } from '@tanstack/react-query';
import { m } from '../../generated/messages/messages.js';
import { colleaguesQuery } from '../api/queries';
import type { HistoryEntry } from '../api/views';
import { labelOf } from '../labels/label-of';
import { ROLE_LABELS } from '../labels/role-labels';

export type WhoDid = (entry: Pick<HistoryEntry, 'role' | 'actorId' | 'organisation'>) => string;

/** Names who caused an event: a person of the own organisation by name, of the other side by role and organisation, the system as such. */
export function useWhoDid(): WhoDid {
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  return ({ role, actorId, organisation }) => {
    if (role === 'clock') return m.history_by_clock();
    const colleague = colleagues.find(({ id }) => id === actorId);
    const words = labelOf(ROLE_LABELS, role);
    if (colleague !== undefined) return `${colleague.name} (${words})`;
    return organisation ? `${words}, ${organisation.name}` : words;
  };
}
