import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { ApiProblem, request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { DataTable } from '../../../shared/kern/data-table';
import { Facts } from '../../../shared/kern/facts';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { Timeline } from '../../../shared/kern/timeline';
import { labelOf } from '../../../shared/labels/label-of';
import { localised } from '../../../shared/locale/locale';
import { toDateTime, toDay } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { Opened } from './entry-form';
import { LinkedIndicators } from './linked-indicators';
import { MeasureForm } from './measure.form';
import { measureQuery, plansQuery, type Measure, type MeasureHistory } from './plan-queries';
import { articleWords, CHANGE_LABELS, publicWords, reviewWords, STATUS_LABELS, StatusBadge } from './plan-words';

/** How a measure stands. */
export function MeasureFacts({ measure }: { readonly measure: Measure }) {
  return (
    <Facts
      facts={[
        { name: m.plan_status(), value: <StatusBadge status={measure.status} /> },
        { name: m.plan_status_on(), value: toDay(measure.statusOn) },
        { name: m.plan_evidence(), value: measure.evidence ?? m.plan_none() },
        { name: m.plan_articles(), value: articleWords(measure.articles) },
        { name: m.plan_ministry(), value: measure.ministry },
        { name: m.plan_partners(), value: measure.partners.join(', ') || m.plan_none() },
        { name: m.plan_budget(), value: measure.budgetLine ?? m.plan_none() },
        { name: m.plan_next_review(), value: reviewWords(measure) },
        { name: m.plan_column_public(), value: publicWords(measure) },
      ]}
    />
  );
}

function MilestoneTable({ milestones }: Pick<Measure, 'milestones'>) {
  if (milestones.length === 0) return <p className="kern-body">{m.plan_no_milestones()}</p>;
  return (
    <DataTable
      caption={m.plan_milestones()}
      columns={[
        { key: 'title', header: m.plan_milestone_title(), rowHeader: true, cell: ({ title }) => title },
        { key: 'due', header: m.plan_milestone_due(), cell: ({ dueOn }) => toDay(dueOn) },
        { key: 'done', header: m.plan_milestone_done(), cell: ({ doneOn }) => (doneOn === null ? m.plan_milestone_open() : toDay(doneOn)) },
        { key: 'evidence', header: m.plan_milestone_evidence(), cell: ({ evidence }) => evidence ?? m.plan_none() },
      ]}
      rows={milestones}
      keyOf={({ title, dueOn }) => `${title} ${dueOn}`}
    />
  );
}

/** Makes a measure public as it stands, or takes it back. */
function Release({ measure }: { readonly measure: Measure }) {
  const client = useQueryClient();
  const [said, setSaid] = useState<{ readonly kind: 'success' | 'warning'; readonly title: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, version, releasedVersion } = measure;
  const send = async (released: boolean): Promise<void> => {
    setBusy(true);
    try {
      client.setQueryData(measureQuery(id).queryKey, await request('PUT', '/coordination/measures/{id}/release', { path: { id }, version, body: { released } }));
      void client.invalidateQueries({ queryKey: plansQuery.queryKey });
      setSaid({ kind: 'success', title: released ? m.plan_released_now() : m.plan_withdrawn_now() });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await client.invalidateQueries({ queryKey: measureQuery(id).queryKey });
      setSaid({ kind: 'warning', title: error instanceof ApiProblem && error.status === 412 ? m.plan_stale_title() : m.outcome_failed_title() });
    }
    setBusy(false);
  };
  return (
    <Section id="measure-public" title={m.plan_column_public()}>
      {said === null ? null : <Alert kind={said.kind} title={said.title} takesFocus />}
      <p className="kern-body">{m.plan_release_lead()}</p>
      <div className="form__actions">
        {releasedVersion === version ? null : <Button look="primary" disabled={busy} onClick={() => void send(true)}>{m.plan_release()}</Button>}
        {releasedVersion === null ? null : <Button disabled={busy} onClick={() => void send(false)}>{m.plan_withdraw()}</Button>}
      </div>
    </Section>
  );
}

function History({ history }: Pick<MeasureHistory, 'history'>) {
  return (
    <Timeline
      entries={history.map(({ version, change, status, evidence, statusOn, recordedAt, recordedBy }) => ({
        key: String(version),
        what: `${labelOf(CHANGE_LABELS, change)}: ${labelOf(STATUS_LABELS, status)}`,
        details: [m.plan_since({ day: toDay(statusOn) }), ...(evidence === null ? [] : [evidence])],
        who: recordedBy ?? m.plan_somebody(),
        when: toDateTime(recordedAt),
        dateTime: recordedAt,
      }))}
    />
  );
}

function MeasureParts({ plan, measure, history }: MeasureHistory) {
  const [saved, setSaved] = useState(false);
  return (
    <>
      {saved ? <Alert key={measure.version} kind="success" title={m.plan_saved()} takesFocus /> : null}
      {measure.reviewDue ? (
        <Alert kind="warning" title={m.plan_review_due()}>
          <Link to="/coordination/office/plan/review" className="kern-link">
            {m.plan_begin_review()}
          </Link>
        </Alert>
      ) : null}
      <MeasureFacts measure={measure} />
      <Section id="measure-milestones" title={m.plan_milestones()}>
        <MilestoneTable milestones={measure.milestones} />
      </Section>
      <Section id="measure-indicators" title={m.plan_indicators()}>
        <LinkedIndicators ids={measure.indicators} />
      </Section>
      <Release measure={measure} />
      {/* Begun anew with each version. */}
      <Opened key={measure.version} title={m.plan_change_measure()}>
        <MeasureForm plan={plan} measure={measure} onSaved={() => setSaved(true)} />
      </Opened>
      <Section id="measure-history" title={m.plan_history()}>
        <History history={history} />
      </Section>
    </>
  );
}

/** One measure: how it stands, what shows it, the Land's figures beside it, whether it is public, and what stood there before. */
export const MeasurePage = localised(function MeasurePage() {
  const { measure: id = '' } = useParams({ strict: false });
  const query = useQuery(measureQuery(id));
  const { data } = query;
  return (
    <div className="page">
      <Link to="/coordination/office/plan" className="kern-link kern-link--no-visited-state">
        {m.plan_page()}
      </Link>
      <PageTitle windowTitle={m.plan_measure()}>{data === undefined ? m.plan_measure() : `${data.measure.number} ${data.measure.title}`}</PageTitle>
      <Waiting query={query} />
      {data === undefined ? null : <MeasureParts {...data} />}
    </div>
  );
});
