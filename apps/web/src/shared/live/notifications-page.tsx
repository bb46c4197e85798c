import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { request } from '../api/http';
import { notificationsQuery } from '../api/queries';
import type { NotificationView } from '../api/views';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { toDateTime } from '../time/format';
import { MEETING_WORDS, toSentence } from './notification-words';

function Sentence({ notification }: { readonly notification: NotificationView }) {
  const { organisation } = useActor();
  const text = toSentence(notification);
  const isCoordination = organisation.kind === 'local_network' || organisation.kind === 'state_office';
  // Where and for whom, the map says; a message holds no place.
  if (notification.template === 'nobody_to_refer_to' && isCoordination) return <Link to="/coordination/coverage" className="kern-link">{text}</Link>;
  if (notification.template.startsWith('expelled_')) return <Link to="/expelled" className="kern-link">{text}</Link>;
  if (notification.template === 'review_due') return <Link to="/coordination/office/plan/review" className="kern-link">{text}</Link>;
  if (notification.template === 'yearly_report_due') return <Link to="/own-programme" className="kern-link">{text}</Link>;
  if (Object.hasOwn(MEETING_WORDS, notification.template)) return <Link to="/exchange" className="kern-link">{text}</Link>;
  if (notification.referralId === null) return <span>{text}</span>;
  const params = { id: notification.referralId };
  if (organisation.kind === 'police_authority') return <Link to="/police/referrals/$id" params={params} className="kern-link">{text}</Link>;
  if (organisation.kind === 'centre') return <Link to="/centre/referrals/$id" params={params} className="kern-link">{text}</Link>;
  return <span>{text}</span>;
}

/** What the system has told this organisation and nobody has ticked off yet. */
export const NotificationsPage = localised(function NotificationsPage() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const query = useQuery(notificationsQuery);
  const acknowledge = async (id: string): Promise<void> => {
    await request('POST', '/notifications/{id}/acknowledgement', { path: { id } });
    announce(m.notifications_acknowledged());
    await client.invalidateQueries({ queryKey: notificationsQuery.queryKey });
  };
  const waiting = query.data ?? [];
  return (
    <div className="page page--narrow">
      <PageTitle>{m.notifications_title()}</PageTitle>
      {query.isPending ? <Loading /> : null}
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.data !== undefined && waiting.length === 0 ? <p className="kern-body">{m.notifications_empty()}</p> : null}
      <ul className="notification-list kern-body">
        {waiting.map((notification) => (
          <li key={notification.id}>
            <span>
              <Sentence notification={notification} />
              <br />
              <span className="muted">{toDateTime(notification.createdAt)}</span>
            </span>
            <Button onClick={() => void acknowledge(notification.id)}>{m.notifications_acknowledge()}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
});
