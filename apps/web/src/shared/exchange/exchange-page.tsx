import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { CalendarFeed } from '../calendar/calendar-feed';
import { Alert } from '../kern/alert';
import { Badge } from '../kern/badge';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { labelOf } from '../labels/label-of';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { useNow } from '../time/now';
import { meetingsQuery, resolutionsQuery, type MeetingLine } from './exchange-queries';
import { ANSWER_LABELS, KIND_LABELS, STATE_LABELS, whenOf } from './exchange-words';
import { PlanForm } from './plan.form';
import { ResolutionList } from './resolution-list';

function Standing({ meeting }: { readonly meeting: MeetingLine }) {
  if (meeting.state !== 'planned') return <Badge kind="info">{labelOf(STATE_LABELS, meeting.state)}</Badge>;
  if (!meeting.invited) return null;
  return meeting.ownAnswer === null ? <Badge kind="warning">{m.exchange_answer_open()}</Badge> : <Badge kind="info">{labelOf(ANSWER_LABELS, meeting.ownAnswer)}</Badge>;
}

function MeetingList({ meetings }: { readonly meetings: readonly MeetingLine[] }) {
  return (
    <ul className="exchange-list kern-body">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <p>
            <Link to="/exchange/$meeting" params={{ meeting: meeting.id }} className="kern-link kern-link--no-visited-state">{meeting.title}</Link> <Standing meeting={meeting} />
          </p>
          <p className="muted">{[whenOf(meeting), labelOf(KIND_LABELS, meeting.kind), meeting.district].filter((word) => word !== null).join(' · ')}</p>
        </li>
      ))}
    </ul>
  );
}

/** Meetings ahead, what is resolved and open, and what was; those who convene plan here. */
export const ExchangePage = localised(function ExchangePage() {
  const { organisation } = useActor();
  const now = useNow();
  const meetings = useQuery(meetingsQuery);
  const resolutions = useQuery(resolutionsQuery);
  const convenes = organisation.kind === 'state_office' || organisation.kind === 'local_network';
  const isAhead = (meeting: MeetingLine): boolean => meeting.state === 'planned' && new Date(meeting.endsAt) > now;
  const ahead = meetings.data?.filter(isAhead).reverse() ?? [];
  const before = meetings.data?.filter((meeting) => !isAhead(meeting)) ?? [];
  return (
    <div className="page">
      <PageTitle>{m.exchange_title()}</PageTitle>
      {meetings.isError || resolutions.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {meetings.isPending ? <Loading /> : null}
      {meetings.data === undefined ? null : (
        <Section id="ahead" title={m.exchange_ahead()}>
          {ahead.length === 0 ? <p className="kern-body muted">{m.exchange_ahead_none()}</p> : <MeetingList meetings={ahead} />}
        </Section>
      )}
      {resolutions.data === undefined ? null : (
        <Section id="resolutions" title={m.exchange_resolutions()}>
          <ResolutionList resolutions={resolutions.data} meetings />
        </Section>
      )}
      {convenes ? (
        <Section id="plan" title={m.exchange_new()}>
          <details className="disclosure">
            <summary className="kern-body">{m.exchange_plan_open()}</summary>
            <PlanForm />
          </details>
        </Section>
      ) : null}
      {convenes ? (
        <Section id="calendar-feed" title={m.calendar_feed_meetings_title()}>
          <CalendarFeed of="meetings" />
        </Section>
      ) : null}
      {before.length === 0 ? null : (
        <Section id="before" title={m.exchange_before()}>
          <MeetingList meetings={before} />
        </Section>
      )}
    </div>
  );
});
