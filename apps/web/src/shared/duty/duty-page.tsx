import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { HumanRole } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { dutyQuery } from '../api/queries';
import type { DutyView, OnCallDuty } from '../api/views';
import { CalendarFeed } from '../calendar/calendar-feed';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { NEXT_LEVEL } from '../labels/duty-labels';
import { EVENT_LABELS } from '../labels/event-labels';
import { labelOf } from '../labels/label-of';
import { ROLE_LABELS } from '../labels/role-labels';
import { localised } from '../locale/locale';
import { OutcomeAlert } from '../referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../referral/send-event';
import { useActor } from '../session/session';
import { toDateTime } from '../time/format';
import { ClosedOffice } from './closed-office';
import { DutyCalendar } from './duty-calendar';
import { DutyTable } from './duty-table';
import { HandOver } from './hand-over';
import { cancelDuty, sendDuty, type DutyKind, type NewDuty, type Recorded } from './send-duty';

// A page that is only read is there sooner without the form.
const DutyForm = lazy(() => import('./duty.form').then((file) => ({ default: file.DutyForm })));

/** Organisations between which referrals go; nobody else has deadlines. */
const WITH_DEADLINES: ReadonlySet<string> = new Set(['centre', 'police_authority']);

const nextOf = (role: HumanRole): string => {
  const next = NEXT_LEVEL[role];
  return next === null ? m.duty_next_nobody() : labelOf(ROLE_LABELS, next);
};
const spanOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }) => ({ from: toDateTime(startsAt), until: toDateTime(endsAt) });

/** What has just been done, with the way back. The sentence is made when it is shown: the language may change meanwhile. */
type Done = { readonly kind: 'recorded'; readonly text: () => string; readonly leavesNobody: readonly HumanRole[] } | { readonly kind: 'cancelled'; readonly text: () => string; readonly of: DutyKind; readonly undo: NewDuty };

function DoneAlert({ done, onUndo }: { readonly done: Done | null; readonly onUndo: (kind: DutyKind, duty: NewDuty) => void }) {
  if (done === null) return null;
  if (done.kind === 'cancelled') {
    return (
      <Alert kind="success" title={done.text()} takesFocus>
        <Button onClick={() => onUndo(done.of, done.undo)}>{m.duty_undo()}</Button>
      </Alert>
    );
  }
  if (done.leavesNobody.length === 0) return <Alert kind="success" title={done.text()} takesFocus />;
  return (
    <Alert kind="warning" title={done.text()} takesFocus>
      {done.leavesNobody.map((role) => (
        <p key={role}>{m.duty_leaves_nobody({ role: labelOf(ROLE_LABELS, role), next: nextOf(role) })}</p>
      ))}
    </Alert>
  );
}

function Uncovered({ uncovered }: Pick<DutyView, 'uncovered'>) {
  if (uncovered.length === 0) return null;
  return (
    <Alert kind="warning" title={m.duty_uncovered_title()}>
      {uncovered.map((each) => (
        <p key={`${each.role} ${each.startsAt}`}>{m.duty_uncovered({ ...spanOf(each), role: labelOf(ROLE_LABELS, each.role), next: nextOf(each.role) })}</p>
      ))}
    </Alert>
  );
}

/** What only a centre has: referrals to hand over before somebody leaves, weeks on call, a closed office. */
function OfCentre({ duty }: { readonly duty: DutyView }) {
  return (
    <>
      {duty.absences.map((absence) => (
        <HandOver key={absence.id} absence={absence} />
      ))}
      <Section id="office" title={m.office_title()}>
        <ClosedOffice />
      </Section>
      <Section id="calendar" title={m.calendar_title()}>
        <DutyCalendar duty={duty} />
      </Section>
    </>
  );
}

function Lists({ duty, onCancel }: { readonly duty: DutyView; readonly onCancel: (kind: DutyKind, entry: OnCallDuty) => void }) {
  return (
    <>
      <Uncovered uncovered={duty.uncovered} />
      <Section id="absences" title={m.duty_absences()}>
        {duty.absences.length === 0 ? (
          <p className="kern-body">{m.duty_absences_none()}</p>
        ) : (
          <DutyTable caption={m.duty_absences()} entries={duty.absences} deputies onCancel={(entry) => onCancel('absence', entry)} />
        )}
      </Section>
      <Section id="on-call" title={m.duty_on_call()}>
        {duty.onCall.length === 0 ? (
          <p className="kern-body">{m.duty_on_call_none()}</p>
        ) : (
          <DutyTable caption={m.duty_on_call()} entries={duty.onCall} onCancel={(entry) => onCancel('on_call', entry)} />
        )}
      </Section>
    </>
  );
}

/** Enters, cancels and brings back; what came of it is said once, where the eyes are. */
function useDuty() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [done, setDone] = useState<Done | null>(null);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const attempt = async (work: () => Promise<Done | null>): Promise<void> => {
    setOutcome(null);
    try {
      setDone(await work());
    } catch (error) {
      setDone(null);
      setOutcome(toOutcome(error));
    }
    await client.invalidateQueries({ queryKey: dutyQuery.queryKey });
  };
  const recorded = (kind: DutyKind, { leavesNobody, ...entry }: Recorded): Done => {
    const words = () => ({ name: entry.person.name, ...spanOf(entry) });
    return { kind: 'recorded', text: () => (kind === 'absence' ? m.duty_saved_absence(words()) : m.duty_saved_on_call(words())), leavesNobody };
  };
  return {
    done,
    outcome,
    onRecorded: (kind: DutyKind, entry: Recorded) => void attempt(() => Promise.resolve(recorded(kind, entry))),
    onCancel: (kind: DutyKind, entry: OnCallDuty) =>
      void attempt(async () => ({ kind: 'cancelled', text: () => m.duty_cancelled({ name: entry.person.name, ...spanOf(entry) }), of: kind, undo: await cancelDuty(kind, entry) })),
    onUndo: (kind: DutyKind, duty: NewDuty) =>
      void attempt(async () => {
        const entry = await sendDuty(kind, duty);
        announce(m.duty_undone());
        return recorded(kind, entry);
      }),
  };
}

/** Who is away and who stands in, who is on call, and when nobody can be reached: so that no referral waits in an empty office. */
export const DutyPage = localised(function DutyPage() {
  const { organisation } = useActor();
  const query = useQuery(dutyQuery);
  const { done, outcome, onRecorded, onCancel, onUndo } = useDuty();
  const ofCentre = organisation.kind === 'centre';
  return (
    <div className="page">
      <PageTitle>{ofCentre ? m.duty_title_centre() : m.duty_title()}</PageTitle>
      <p className="page__lead kern-body">
        {m.duty_lead()} {ofCentre ? m.duty_handover({ action: labelOf(EVENT_LABELS, 'assign_counsellor') }) : ''}
      </p>
      <OutcomeAlert outcome={outcome} />
      <DoneAlert done={done} onUndo={onUndo} />
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data !== undefined && ofCentre ? <OfCentre duty={query.data} /> : null}
      {query.data === undefined ? null : <Lists duty={query.data} onCancel={onCancel} />}
      <Section id="enter" title={m.duty_enter()}>
        <Suspense fallback={<Loading />}>
          <DutyForm onRecorded={onRecorded} />
        </Suspense>
      </Section>
      {WITH_DEADLINES.has(organisation.kind) ? (
        <Section id="calendar-feed" title={m.calendar_feed_title()}>
          <CalendarFeed />
        </Section>
      ) : null}
    </div>
  );
});
