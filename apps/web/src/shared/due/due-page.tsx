import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { dueQuery } from '../api/queries';
import type { DueClock } from '../api/views';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Badge } from '../kern/badge';
import { Button } from '../kern/button';
import { SelectField } from '../kern/field';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { CLOCK_LABELS, RUNG_LABELS } from '../labels/clock-labels';
import { labelOf } from '../labels/label-of';
import { STATE_LABELS } from '../labels/state-labels';
import { localised } from '../locale/locale';
import { RiskBadge } from '../referral/badges';
import { useActor } from '../session/session';
import { toLocalDay } from '../time/berlin';
import { toDue, toShortDateTime, toSpan } from '../time/format';
import { useNow } from '../time/now';

const SPANS = [
  [24, m.due_span_24],
  [72, m.due_span_72],
  [168, m.due_span_168],
] as const;

const SOON_MS = 4 * 3_600_000;
const GROUPS = ['overdue', 'soon', 'today', 'later'] as const;
type Group = (typeof GROUPS)[number];

const GROUP_LABELS: Readonly<Record<Group, () => string>> = {
  overdue: m.due_group_overdue,
  soon: m.due_group_soon,
  today: m.due_group_today,
  later: m.due_group_later,
};

/** By the due instant; today ends at 24:00 in Europe/Berlin, and what is due at that very instant is still today's. */
function groupOf(clock: DueClock, now: Date): Group {
  const dueAt = new Date(clock.dueAt);
  if (clock.overdue || dueAt <= now) return 'overdue';
  if (dueAt.getTime() - now.getTime() <= SOON_MS) return 'soon';
  return toLocalDay(new Date(dueAt.getTime() - 1)) === toLocalDay(now) ? 'today' : 'later';
}

function Left({ clock, group, now }: { readonly clock: DueClock; readonly group: Group; readonly now: Date }) {
  const left = new Date(clock.dueAt).getTime() - now.getTime();
  if (group === 'overdue') return <Badge kind="danger">{m.badge_overdue_by({ span: toSpan(left) })}</Badge>;
  return <Badge kind={group === 'soon' ? 'warning' : 'success'} icon={group === 'soon' ? 'warning' : 'clock'}>{m.clock_left({ span: toSpan(left) })}</Badge>;
}

function Row({ clock, group, now }: { readonly clock: DueClock; readonly group: Group; readonly now: Date }) {
  const { organisation } = useActor();
  const to = organisation.kind === 'centre' ? '/centre/referrals/$id' : '/police/referrals/$id';
  return (
    <li className="inbox__item kern-body">
      <Link to={to} params={{ id: clock.referralId }} className="kern-link kern-link--no-visited-state">
        {clock.reference}
      </Link>
      <span className="inbox__place">
        <strong>{labelOf(CLOCK_LABELS, clock.kind)}</strong>, {m.due_at({ at: toDue(clock.dueAt) })}
        <br />
        <span className="muted">
          {labelOf(STATE_LABELS, clock.state)}
          {clock.responsible === null ? '' : ` · ${clock.responsible.organisation.name}`}
          {clock.nextRung === null || clock.nextRungAt === null ? '' : ` · ${m.due_next_rung({ rung: labelOf(RUNG_LABELS, clock.nextRung), at: toShortDateTime(clock.nextRungAt) })}`}
        </span>
      </span>
      <span className="row">
        <RiskBadge risk={clock.risk} />
        {clock.escalation === 0 ? null : <Badge kind="danger">{m.due_escalation({ level: String(clock.escalation) })}</Badge>}
        <Left clock={clock} group={group} now={now} />
      </span>
    </li>
  );
}

function Groups({ clocks, now }: { readonly clocks: readonly DueClock[]; readonly now: Date }) {
  return GROUPS.map((group) => {
    const inside = clocks.filter((clock) => groupOf(clock, now) === group);
    if (inside.length === 0) return null;
    return (
      <section key={group} className="section" aria-labelledby={`due-${group}`}>
        <h2 className="kern-heading-medium" id={`due-${group}`}>
          {GROUP_LABELS[group]()} ({inside.length})
        </h2>
        <ul className="inbox__list">
          {inside.map((clock) => (
            <Row key={clock.id} clock={clock} group={group} now={now} />
          ))}
        </ul>
      </section>
    );
  });
}

/** What passes or warns in the next hours, and what has passed, by urgency. */
export const DuePage = localised(function DuePage() {
  const now = useNow();
  const announce = useAnnounce();
  const [hours, setHours] = useState(24);
  const query = useQuery(dueQuery(hours));
  const clocks = query.data?.items ?? [];
  const refresh = async (): Promise<void> => {
    const { data } = await query.refetch();
    if (data !== undefined) announce(m.due_refreshed({ count: data.items.length }));
  };
  return (
    <div className="page">
      <PageTitle>{m.due_title()}</PageTitle>
      <p className="page__lead kern-body">{m.due_lead()}</p>
      <div className="row row--end">
        <SelectField
          name="hours"
          label={m.due_span()}
          value={String(hours)}
          onChange={(event) => setHours(Number(event.target.value))}
          options={SPANS.map(([value, label]) => ({ value: String(value), label: label() }))}
        />
        <Button onClick={() => void refresh()}>{m.due_refresh()}</Button>
      </div>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data !== undefined && clocks.length === 0 ? <Alert kind="success" title={m.due_empty()} /> : null}
      <Groups clocks={clocks} now={now} />
      {query.data?.more === true ? <p className="kern-body">{m.due_more()}</p> : null}
    </div>
  );
});
