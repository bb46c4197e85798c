import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import type { ReferralSummary } from '../../shared/api/views';
import { labelOf } from '../../shared/labels/label-of';
import { RISK_LABELS, STATE_LABELS } from '../../shared/labels/state-labels';
import { DeadlineBadge } from '../../shared/referral/badges';
import { useNow } from '../../shared/time/now';

/** What matters before anybody opens the referral, the most dangerous first: no name, no address, no number. */
export function mattersOf(row: Pick<ReferralSummary, 'risk' | 'unsafeContact' | 'children' | 'interpreter'>): readonly string[] {
  return [
    ...(row.risk === 'none' ? [] : [labelOf(RISK_LABELS, row.risk)]),
    ...(row.unsafeContact ? [m.inbox_no_calls()] : []),
    ...(row.children ? [m.inbox_children()] : []),
    ...(row.interpreter ? [m.inbox_interpreter()] : []),
  ];
}

function Row({ row, now, selected }: { readonly row: ReferralSummary; readonly now: Date; readonly selected: boolean }) {
  const matters = mattersOf(row);
  return (
    <li className="desk-row kern-body" data-selected={selected}>
      <Link
        to="/centre/referrals/$id"
        params={{ id: row.id }}
        id={`row-${row.id}`}
        className="kern-link kern-link--no-visited-state"
        aria-describedby={`row-${row.id}-about row-${row.id}-due`}
      >
        {row.reference}
      </Link>
      <span className="desk-row__about" id={`row-${row.id}-about`}>
        {row.whereabouts.name}
        {matters.length === 0 ? null : <span className={row.risk === 'high' || row.unsafeContact ? 'desk-row__danger' : 'muted'}> · {matters.join(' · ')}</span>}
      </span>
      <span className="desk-row__due" id={`row-${row.id}-due`}>
        {row.nextDueAt === null ? <span className="muted">{labelOf(STATE_LABELS, row.state)}</span> : <DeadlineBadge deadline={row} now={now} short />}
      </span>
    </li>
  );
}

/** The referrals of a filter, one line each; the whole line opens it, its reference alone carries name and focus. */
export function InboxList({ rows, selectedId }: { readonly rows: readonly ReferralSummary[]; readonly selectedId: string | null }) {
  const now = useNow();
  if (rows.length === 0) return <p className="kern-body desk__empty">{m.inbox_empty()}</p>;
  return (
    <ul className="desk__list" aria-label={m.inbox_title()}>
      {rows.map((row) => (
        <Row key={row.id} row={row} now={now} selected={row.id === selectedId} />
      ))}
    </ul>
  );
}
