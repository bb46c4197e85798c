import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { calendarFeedQuery } from '../api/queries';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { TextField } from '../kern/field';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { toDateTime } from '../time/format';

/** The address while it is on the page: in memory only, and gone with the page. */
function NewAddress({ address }: { readonly address: string }) {
  const announce = useAnnounce();
  const box = useRef<HTMLDivElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      announce(m.calendar_feed_copied());
    } catch {
      // Not every device lets a page copy: the person finds the address selected.
      box.current?.querySelector('input')?.select();
      announce(m.calendar_feed_copy_by_hand());
    }
  };
  return (
    <Alert kind="success" title={m.calendar_feed_made()} takesFocus>
      <p>{m.calendar_feed_once()}</p>
      <div ref={box} className="section">
        <TextField name="calendar-address" label={m.calendar_feed_address()} value={address} readOnly onFocus={(event) => event.currentTarget.select()} />
        <div>
          <Button onClick={() => void copy()}>{m.calendar_feed_copy()}</Button>
        </div>
      </div>
    </Alert>
  );
}

/** What came of the last step; the address is never asked for again. */
type Done = { readonly kind: 'made'; readonly address: string } | { readonly kind: 'revoked' } | null;

/** The own deadlines, or for whoever has none the own meetings, in the calendar of a phone: makes the secret address, says once what it is, revokes it. */
export function CalendarFeed({ of = 'deadlines' }: { readonly of?: 'deadlines' | 'meetings' }) {
  const client = useQueryClient();
  const feed = useQuery(calendarFeedQuery).data;
  const [done, setDone] = useState<Done>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const attempt = async (work: () => Promise<Done>): Promise<void> => {
    setOutcome(null);
    try {
      setDone(await work());
    } catch (error) {
      setOutcome(toOutcome(error));
    }
    await client.invalidateQueries({ queryKey: calendarFeedQuery.queryKey });
  };
  const make = () => attempt(async () => ({ kind: 'made', address: (await request('POST', '/calendar-feed')).address }));
  const revoke = () =>
    attempt(async () => {
      await request('DELETE', '/calendar-feed');
      return { kind: 'revoked' };
    });
  if (feed === undefined) return null;
  return (
    <>
      <p className="kern-body">{of === 'deadlines' ? m.calendar_feed_lead() : m.calendar_feed_meetings_lead()}</p>
      <p className="kern-body">{of === 'deadlines' ? m.calendar_feed_others() : m.calendar_feed_meetings_others()}</p>
      <OutcomeAlert outcome={outcome} />
      {done?.kind === 'made' ? <NewAddress address={done.address} /> : null}
      {done?.kind === 'revoked' ? <Alert kind="success" title={m.calendar_feed_revoked()} takesFocus /> : null}
      <p className="kern-body">{feed === null ? m.calendar_feed_none() : m.calendar_feed_since({ at: toDateTime(feed.createdAt) })}</p>
      <div className="form__actions">
        <Button onClick={() => void make()}>{feed === null ? m.calendar_feed_make() : m.calendar_feed_replace()}</Button>
        {feed === null ? null : <Button onClick={() => void revoke()}>{m.calendar_feed_revoke()}</Button>}
      </div>
    </>
  );
}
