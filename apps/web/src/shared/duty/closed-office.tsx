import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isOpen, isOpenAt, NRW_CALENDAR, opensNextAt, type OpeningHours } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { centresQuery, colleaguesQuery, referralsQuery } from '../api/queries';
import type { ReferralSummary } from '../api/views';
import { useActor } from '../session/session';
import { toDue, toShortDateTime } from '../time/format';
import { useNow } from '../time/now';

const LOOK_AHEAD_MS = 7 * 24 * 3_600_000;

/** The open referrals whose next deadline passes within a week while the office is closed, the earliest first. */
export function dueWhileClosed(rows: readonly ReferralSummary[], hours: OpeningHours, now: Date): readonly ReferralSummary[] {
  const inReach = ({ nextDueAt }: ReferralSummary): boolean => {
    if (nextDueAt === null) return false;
    const at = new Date(nextDueAt);
    return at >= now && at.getTime() - now.getTime() <= LOOK_AHEAD_MS && !isOpenAt(at, hours, NRW_CALENDAR);
  };
  return rows.filter((row) => isOpen(row.state) && row.state !== 'declined' && inReach(row)).sort((a, b) => (a.nextDueAt ?? '').localeCompare(b.nextDueAt ?? ''));
}

function stateWords(hours: OpeningHours, now: Date): string {
  if (isOpenAt(now, hours, NRW_CALENDAR)) return m.office_open();
  const opensAt = opensNextAt(now, hours, NRW_CALENDAR);
  return opensAt === null ? m.office_never() : m.office_closed({ at: toShortDateTime(opensAt.toISOString()) });
}

/** Whether the office is open, and which deadlines pass while it is closed, each with the name of whoever is in charge. */
export function ClosedOffice() {
  const { organisation } = useActor();
  const now = useNow();
  const centre = useQuery(centresQuery).data?.find(({ id }) => id === organisation.id);
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const rows = useQuery(referralsQuery).data ?? [];
  if (centre === undefined) return null;
  const waiting = dueWhileClosed(rows, centre.openingHours, now);
  const nameOf = (id: string | null): string => colleagues.find((person) => person.id === id)?.name ?? m.office_nobody();
  return (
    <>
      <p className="kern-body">{stateWords(centre.openingHours, now)}</p>
      {waiting.length === 0 ? (
        <p className="kern-body">{m.office_nothing()}</p>
      ) : (
        <>
          <p className="kern-body">{m.office_due()}</p>
          <ul className="plain-list kern-body">
            {waiting.map((row) => (
              <li key={row.id}>
                <Link to="/centre/referrals/$id" params={{ id: row.id }} className="kern-link kern-link--no-visited-state">
                  {row.reference}
                </Link>{' '}
                {m.office_due_row({ at: toDue(row.nextDueAt ?? ''), name: nameOf(row.counsellorId) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
