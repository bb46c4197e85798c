import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { Filters } from '../../../shared/kern/filters';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { toDay } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { Opened } from './entry-form';
import { MeasureForm } from './measure.form';
import { dueOf, plansQuery, type Measure, type Plan } from './plan-queries';
import { articleWords, publicFile, publicWords, reviewWords, StatusBadge } from './plan-words';
import { PlanForm } from './plan.form';

const FORMATS = ['pdf', 'csv', 'json'] as const;
const SHOWN = {
  all: () => true,
  due: ({ reviewDue }: Measure) => reviewDue,
  delayed: ({ status }: Measure) => status === 'delayed',
  unreleased: ({ releasedVersion, version }: Measure) => releasedVersion !== version,
} as const;
type Shown = keyof typeof SHOWN;

const columns = (): readonly Column<Measure>[] => [
  {
    key: 'measure',
    header: m.plan_measure(),
    rowHeader: true,
    cell: ({ id, number, title }) => (
      <Link to="/coordination/office/plan/$measure" params={{ measure: id }} className="kern-link kern-link--no-visited-state">
        {`${number} ${title}`}
      </Link>
    ),
  },
  { key: 'articles', header: m.plan_convention(), cell: ({ articles }) => articleWords(articles) },
  { key: 'ministry', header: m.plan_ministry(), cell: ({ ministry }) => ministry },
  { key: 'status', header: m.plan_status(), cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'review', header: m.plan_next_review(), cell: (measure) => (measure.reviewDue ? <Badge kind="warning" icon="clock">{m.plan_due_since({ day: reviewWords(measure) })}</Badge> : reviewWords(measure)) },
  { key: 'public', header: m.plan_column_public(), cell: publicWords },
];

function PlanPart({ plan }: { readonly plan: Plan }) {
  const navigate = useNavigate();
  const [shown, setShown] = useState<Shown>('all');
  const [changed, setChanged] = useState(0);
  const count = (which: Shown): number => plan.measures.filter(SHOWN[which]).length;
  const rows = plan.measures.filter(SHOWN[shown]);
  return (
    <Section id={`plan-part-${plan.id}`} title={plan.title}>
      <p className="kern-body">{plan.endsOn === null ? m.plan_since({ day: toDay(plan.startsOn) }) : m.plan_between({ from: toDay(plan.startsOn), until: toDay(plan.endsOn) })}</p>
      {changed === 0 ? null : <Alert key={changed} kind="success" title={m.plan_saved()} takesFocus />}
      {plan.measures.length === 0 ? (
        <p className="kern-body">{m.plan_no_measures()}</p>
      ) : (
        <Filters
          label={m.plan_filter()}
          current={shown}
          onChoose={setShown}
          filters={[
            { name: 'all', label: m.plan_filter_all(), count: count('all') },
            { name: 'due', label: m.plan_filter_due(), count: count('due') },
            { name: 'delayed', label: m.plan_delayed(), count: count('delayed') },
            { name: 'unreleased', label: m.plan_filter_unreleased(), count: count('unreleased') },
          ]}
        />
      )}
      {plan.fields.map((field) => {
        const measures = rows.filter(({ fieldNumber }) => fieldNumber === field.number);
        const title = `${field.number} ${field.title}`;
        return measures.length === 0 ? null : (
          <div key={field.number}>
            <h3 className="kern-title">{title}</h3>
            <DataTable caption={title} columns={columns()} rows={measures} keyOf={({ id }) => id} />
          </div>
        );
      })}
      {/* Begun anew after each change. */}
      <Opened key={`measure-${plan.measures.length}`} title={m.plan_new_measure({ plan: plan.title })}>
        <MeasureForm plan={plan} measure={null} onSaved={({ measure }) => void navigate({ to: '/coordination/office/plan/$measure', params: { measure: measure.id } })} />
      </Opened>
      <p className="kern-body">
        <Link to="/coordination/office/plan/import/$plan" params={{ plan: plan.id }} className="kern-link kern-link--no-visited-state" aria-label={`${m.plan_import_title()}: ${plan.title}`}>
          {m.plan_import_title()}
        </Link>
      </p>
      <Opened key={`frame-${plan.version}`} title={m.plan_change({ plan: plan.title })}>
        <PlanForm plan={plan} onSaved={() => setChanged((times) => times + 1)} />
      </Opened>
    </Section>
  );
}

/** What of the plans anybody may fetch. */
export function PublicFiles() {
  return (
    <ul className="plan-files kern-body">
      {FORMATS.map((format) => (
        <li key={format}>
          <a className="kern-link kern-link--no-visited-state" href={publicFile(format)} download>
            {m.plan_file({ format: format.toUpperCase() })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The state action plans with their measures, what is to be reviewed, and what of them is public. */
export const PlansPage = localised(function PlansPage() {
  const query = useQuery(plansQuery);
  const due = dueOf(query.data ?? []).length;
  return (
    <div className="page">
      <PageTitle>{m.plan_page()}</PageTitle>
      <p className="page__lead kern-body">{m.plan_lead()}</p>
      <Waiting query={query} />
      {due === 0 ? null : (
        <Alert kind="warning" title={m.plan_due({ count: due })}>
          <Link to="/coordination/office/plan/review" className="kern-link">
            {m.plan_begin_review()}
          </Link>
        </Alert>
      )}
      {query.data?.map((plan) => <PlanPart key={plan.id} plan={plan} />)}
      {query.data === undefined ? null : (
        <>
          {query.data.length === 0 ? <p className="kern-body">{m.plan_empty()}</p> : null}
          <Opened key={query.data.length} title={m.plan_new()}>
            <PlanForm onSaved={() => undefined} />
          </Opened>
          <Section id="plan-public" title={m.plan_files()}>
            <p className="kern-body">{m.plan_files_lead()}</p>
            <PublicFiles />
          </Section>
        </>
      )}
    </div>
  );
});
