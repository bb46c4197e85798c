import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../api/http';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { Facts } from '../kern/facts';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { labelOf } from '../labels/label-of';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { toDateTime } from '../time/format';
import { useNow } from '../time/now';
import { Agenda, AgendaForm } from './agenda-part';
import { AnswerForm } from './answer.form';
import { meetingQuery, type Meeting } from './exchange-queries';
import { KIND_LABELS, STATE_LABELS, whenOf } from './exchange-words';
import { Invited, InviteForm } from './invite.form';
import { MinutesForm } from './minutes.form';
import { CancelForm, ChangeForm } from './moving.form';
import { ResolutionForm } from './resolution.form';
import { ResolutionList } from './resolution-list';
import { StepAlert, useStep } from './step';

// The figures bring their words along; most meetings are opened without them.
const DistrictFigures = lazy(() => import('./district-figures').then((file) => ({ default: file.DistrictFigures })));

function Head({ meeting }: { readonly meeting: Meeting }) {
  const facts = [
    { name: m.exchange_kind(), value: [labelOf(KIND_LABELS, meeting.kind), meeting.district].filter((word) => word !== null).join(', ') },
    { name: m.exchange_when_label(), value: whenOf(meeting) },
    ...(meeting.place === null ? [] : [{ name: m.exchange_place(), value: meeting.place }]),
    { name: m.exchange_convener(), value: meeting.convener.name },
    { name: m.exchange_state(), value: labelOf(STATE_LABELS, meeting.state) },
  ];
  return (
    <>
      {meeting.cancelReason === null ? null : (
        <Alert kind="warning" title={m.exchange_cancelled_title()}>
          <p>{meeting.cancelReason}</p>
        </Alert>
      )}
      <Facts facts={facts} />
      {meeting.state === 'cancelled' ? null : (
        <p className="kern-body">
          <a className="kern-link kern-link--no-visited-state" href={`/api/v1/coordination/meetings/${meeting.id}/calendar`} download>
            {m.exchange_calendar_file()}
          </a>
        </p>
      )}
    </>
  );
}

/** Plans the sitting after this one in the rhythm of its series, and leads to it. */
function NextSitting({ meeting }: { readonly meeting: Meeting }) {
  const navigate = useNavigate();
  const { went, busy, run } = useStep();
  if (meeting.nextStartsAt === null) return null;
  const plan = async (): Promise<void> => {
    const next = await run(() => request('POST', '/coordination/meetings/{id}/next', { path: { id: meeting.id } }), { said: m.exchange_planned(), shows: (answer) => answer });
    if (next !== null) await navigate({ to: '/exchange/$meeting', params: { meeting: next.id } });
  };
  return (
    <>
      <StepAlert went={went} />
      <p className="kern-body">{m.exchange_next_when({ when: toDateTime(meeting.nextStartsAt) })}</p>
      <div className="form__actions">
        <Button disabled={busy} onClick={() => void plan()}>{m.exchange_next()}</Button>
      </div>
    </>
  );
}

function Keeping({ meeting, begun }: { readonly meeting: Meeting; readonly begun: boolean }) {
  if (!meeting.mayKeep) return null;
  return (
    <>
      <Section id="invited" title={m.exchange_invited()}>
        <Invited meeting={meeting} />
        {meeting.state === 'planned' ? <InviteForm meeting={meeting} /> : null}
      </Section>
      {meeting.state === 'planned' && !begun ? (
        <Section id="keep" title={m.exchange_keep()}>
          <ChangeForm key={`${meeting.startsAt}${meeting.endsAt}`} meeting={meeting} />
          <CancelForm meeting={meeting} />
        </Section>
      ) : null}
      {meeting.nextStartsAt === null || meeting.state === 'planned' ? null : (
        <Section id="next" title={m.exchange_next_title()}>
          <NextSitting meeting={meeting} />
        </Section>
      )}
    </>
  );
}

/** Agenda, minutes and resolutions of a sitting; before it began there is only the agenda. */
function Proceedings({ meeting, begun }: { readonly meeting: Meeting; readonly begun: boolean }) {
  const writes = meeting.mayKeep && meeting.state !== 'cancelled';
  return (
    <>
      <Section id="agenda" title={begun ? m.exchange_minutes() : m.exchange_agenda()}>
        {begun && meeting.minutesReleasedAt === null ? <p className="kern-body muted">{writes ? m.exchange_minutes_not_released() : m.exchange_minutes_wait()}</p> : null}
        <Agenda meeting={meeting} />
        {writes ? <AgendaForm meeting={meeting} /> : null}
        {writes && begun ? <MinutesForm key={meeting.items.map(({ id }) => id).join()} meeting={meeting} /> : null}
      </Section>
      {begun ? (
        <Section id="resolutions" title={m.exchange_resolutions()}>
          <ResolutionList resolutions={meeting.resolutions} />
          {writes ? <ResolutionForm meeting={meeting} /> : null}
        </Section>
      ) : null}
    </>
  );
}

function Shown({ meeting }: { readonly meeting: Meeting }) {
  const { organisation } = useActor();
  const begun = new Date(meeting.startsAt) <= useNow() && meeting.state !== 'cancelled';
  const readsFigures = organisation.kind === 'state_office' || organisation.kind === 'local_network';
  return (
    <>
      <Head meeting={meeting} />
      {meeting.invited && meeting.state === 'planned' ? (
        <Section id="answer" title={m.exchange_answer_title()}>
          <AnswerForm meeting={meeting} />
        </Section>
      ) : null}
      {readsFigures && meeting.kind === 'round_table' && meeting.districtAgs !== null ? (
        <Section id="figures" title={m.exchange_figures()}>
          <Suspense fallback={<Loading />}>
            <DistrictFigures ags={meeting.districtAgs} />
          </Suspense>
        </Section>
      ) : null}
      <Proceedings meeting={meeting} begun={begun} />
      <Keeping meeting={meeting} begun={begun} />
    </>
  );
}

/** One meeting: when and where, the figures of its district, agenda and minutes, what was resolved, and who comes. */
export const MeetingPage = localised(function MeetingPage() {
  const { meeting: id = '' } = useParams({ strict: false });
  const query = useQuery({ ...meetingQuery(id), retry: false });
  const unknown = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <div className="page">
      <p className="kern-body">
        <Link to="/exchange" className="kern-link kern-link--no-visited-state">{m.exchange_back()}</Link>
      </p>
      <PageTitle windowTitle={m.exchange_title()}>{query.data?.title ?? m.exchange_kind_meeting()}</PageTitle>
      {query.isPending ? <Loading /> : null}
      {query.isError ? <Alert kind="warning" title={unknown ? m.exchange_unknown() : m.load_failed_text()} /> : null}
      {query.data === undefined ? null : <Shown key={query.data.id} meeting={query.data} />}
    </div>
  );
});
