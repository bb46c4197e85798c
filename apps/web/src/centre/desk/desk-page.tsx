import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { referralsQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { Filters } from '../../shared/kern/filters';
import { HotkeyHelp, useHotkeys } from '../../shared/kern/hotkeys';
import { Loading } from '../../shared/kern/loading';
import { localised } from '../../shared/locale/locale';
import { useActor } from '../../shared/session/session';
import { INBOX_FILTERS, passes, rowBeside, rowsOf, type InboxFilter, type InboxRow } from './inbox-filters';
import { InboxList } from './inbox-list';
import { DeskHeading } from './desk-heading';

const FILTER_LABELS: Readonly<Record<InboxFilter, () => string>> = {
  open: m.inbox_open,
  new: m.inbox_new,
  mine: m.inbox_mine,
  overdue: m.inbox_overdue,
  again: m.inbox_again,
  done: m.inbox_done,
};

/** J and K walk through the list as it is filtered: the referral opens beside it and the focus stays in the list. */
function useWalk(rows: readonly (InboxRow & { readonly reference: string })[], selectedId: string | null) {
  const navigate = useNavigate();
  const announce = useAnnounce();
  // Keys may come faster than pages: each step goes on from the row before it.
  const at = useRef(selectedId);
  useEffect(() => {
    at.current = selectedId;
  }, [selectedId]);
  const walk = async (step: 1 | -1): Promise<void> => {
    const next = rowBeside(rows, at.current, step);
    if (next === null) return;
    at.current = next.id;
    await navigate({ to: '/centre/referrals/$id', params: { id: next.id }, replace: selectedId !== null, state: { walked: true } });
    document.getElementById(`row-${next.id}`)?.focus();
    announce(m.inbox_position({ reference: next.reference, position: String(rows.indexOf(next) + 1), count: String(rows.length) }));
  };
  return { next: () => void walk(1), previous: () => void walk(-1) };
}

/** The desk of a centre: everything that waits for it with the oldest promise on top and, beside it, the referral that is open. On a phone one of the two. */
export const DeskPage = localised(function DeskPage() {
  const { actor } = useActor();
  const { id = null } = useParams({ strict: false });
  const [filter, setFilter] = useState<InboxFilter>('open');
  const query = useQuery(referralsQuery);
  const all = query.data ?? [];
  const rows = rowsOf(all, filter, actor.userId);
  const countOf = (name: InboxFilter): number => all.filter((row) => passes(row, name, actor.userId)).length;
  const { next, previous } = useWalk(rows, id);
  useHotkeys([
    { key: 'j', label: m.key_next(), run: next },
    { key: 'k', label: m.key_previous(), run: previous },
  ]);
  return (
    <div className="desk" data-open={id !== null}>
      <section className="desk__inbox" aria-labelledby="desk-inbox">
        <div className="desk__head">
          <DeskHeading first={id === null} fresh={countOf('new')} />
          {query.data === undefined ? null : <p className="kern-body muted">{m.inbox_counts({ open: String(countOf('open')), overdue: String(countOf('overdue')) })}</p>}
        </div>
        {query.data === undefined && query.isError ? (
          <Alert kind="warning" title={m.load_failed_text()}>
            <Button onClick={() => void query.refetch()}>{m.action_retry()}</Button>
          </Alert>
        ) : null}
        {query.isPending ? <Loading /> : null}
        {query.data === undefined ? null : (
          <>
            <Filters label={m.inbox_filter()} filters={INBOX_FILTERS.map((name) => ({ name, label: FILTER_LABELS[name](), count: countOf(name) }))} current={filter} onChoose={setFilter} />
            <InboxList rows={rows} selectedId={id} />
            <div className="desk__keys">
              <HotkeyHelp also={[{ key: 'Enter', label: m.key_open() }]} />
            </div>
          </>
        )}
      </section>
      <div className="desk__pane">
        <Outlet />
      </div>
    </div>
  );
});
