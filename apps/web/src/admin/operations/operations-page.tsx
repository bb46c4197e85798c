import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { m } from '../../generated/messages/messages.js';
import { operationsQuery } from '../../shared/api/queries';
import type { OperationsView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { useAnnounce } from '../../shared/kern/announcer';
import { Facts } from '../../shared/kern/facts';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { ALARM_LABELS } from '../../shared/labels/operations-labels';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { toDateTime, toDay, toFigure, toNumber } from '../../shared/time/format';
import { DeadLetterList } from './dead-letter-list';
import { FoundTable, RegistryChangeTable, WorkerTable } from './operations-tables';

function Alarms({ alarms }: { readonly alarms: readonly string[] }) {
  const announce = useAnnounce();
  const known = alarms.join();
  useEffect(() => {
    if (known !== '') announce(m.operations_alarms({ count: known.split(',').length }));
  }, [known, announce]);
  if (alarms.length === 0) return <Alert kind="success" title={m.operations_fine()} />;
  return (
    <Alert kind="danger" title={m.operations_alarms({ count: alarms.length })}>
      <ul className="plain-list">
        {alarms.map((alarm) => (
          <li key={alarm}>{labelOf(ALARM_LABELS, alarm)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function ClockFacts({ clocks, horizon }: Pick<OperationsView, 'clocks' | 'horizon'>) {
  const armed = horizon.bellsArmed === null ? m.operations_unknown() : toNumber(horizon.bellsArmed);
  return (
    <Facts
      facts={[
        { name: m.operations_open(), value: toNumber(clocks.open) },
        { name: m.operations_paused(), value: toNumber(clocks.paused) },
        { name: m.operations_due(), value: toNumber(clocks.due) },
        { name: m.operations_oldest(), value: clocks.oldestDueMs === null ? m.operations_none() : m.operations_oldest_value({ span: toFigure(clocks.oldestDueMs) }) },
        { name: m.operations_horizon(), value: m.operations_horizon_value({ due: toNumber(clocks.dueWithinHorizon), armed }) },
        { name: m.operations_armed_until(), value: horizon.armedUntil === null ? m.operations_unknown() : toDateTime(horizon.armedUntil) },
      ]}
    />
  );
}

function Check({ check }: Pick<OperationsView, 'check'>) {
  if (check === null) return <p className="kern-body">{m.operations_check_none()}</p>;
  return (
    <>
      <Facts
        facts={[
          { name: m.operations_night(), value: toDay(check.night) },
          { name: m.operations_checked_at(), value: toDateTime(check.checkedAt) },
          { name: m.operations_checked(), value: toNumber(check.referrals) },
          { name: m.operations_violations(), value: toNumber(check.violations) },
        ]}
      />
      {check.found.length === 0 ? null : <FoundTable found={check.found} />}
    </>
  );
}

function Figures({ view }: { readonly view: OperationsView }) {
  const { notifications: outbox } = view;
  return (
    <>
      <p className="kern-body muted">{m.operations_as_of({ at: toDateTime(view.at) })}</p>
      <Alarms alarms={view.alarms} />
      <div className="referral">
        <div className="referral__column">
          <Section id="clocks" title={m.operations_clocks()}>
            <ClockFacts clocks={view.clocks} horizon={view.horizon} />
          </Section>
        </div>
        <div className="referral__column">
          <Section id="outbox" title={m.operations_outbox()}>
            <Facts
              facts={[
                { name: m.operations_pending(), value: toNumber(outbox.pending) },
                { name: m.operations_oldest_pending(), value: outbox.oldestPendingAt === null ? m.operations_none() : toDateTime(outbox.oldestPendingAt) },
                { name: m.operations_dead(), value: toNumber(outbox.dead) },
              ]}
            />
          </Section>
          <Section id="check" title={m.operations_check()}>
            <Check check={view.check} />
          </Section>
        </div>
      </div>
      <Section id="workers" title={m.operations_workers()}>
        {view.workers.length === 0 ? <p className="kern-body">{m.operations_workers_none()}</p> : <WorkerTable workers={view.workers} at={view.at} />}
      </Section>
      <Section id="letters" title={m.queue_title()}>
        <DeadLetterList />
      </Section>
      <Section id="changes" title={m.operations_changes()}>
        {view.registryChanges.length === 0 ? <p className="kern-body">{m.operations_changes_none()}</p> : <RegistryChangeTable changes={view.registryChanges} />}
      </Section>
    </>
  );
}

/** How the clocks and their watchers stand, in plain figures by the database's time, alarms on top. */
export const OperationsPage = localised(function OperationsPage() {
  const query = useQuery(operationsQuery);
  return (
    <div className="page">
      <PageTitle>{m.operations_title()}</PageTitle>
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data === undefined ? null : <Figures view={query.data} />}
    </div>
  );
});
