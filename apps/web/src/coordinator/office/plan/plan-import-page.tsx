import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { requestPlanReading } from '../../../shared/api/http';
import { FileChoice } from '../../../shared/import/file-choice';
import { FileFaults } from '../../../shared/import/file-faults';
import { FileLinks, inEach } from '../../../shared/import/file-links';
import { ReadFile } from '../../../shared/import/read-file';
import { useReading } from '../../../shared/import/use-reading';
import { Alert } from '../../../shared/kern/alert';
import { DataTable } from '../../../shared/kern/data-table';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { NotFoundPage } from '../../../shared/session/not-found-page';
import { localised } from '../../../shared/locale/locale';
import { Waiting } from '../../registry/registry-head';
import { columnWords, fileFaultWords, PLAN_FILE_COLUMNS } from './plan-file-words';
import { plansQuery, type Plan, type PlanReading } from './plan-queries';
import { PlanDifference } from './plan-difference';
import { TakeForm, type Taken } from './take.form';

interface ReadProps {
  readonly plan: Plan;
  readonly file: string;
  readonly reading: PlanReading;
  readonly onTaken: (taken: Taken) => void;
}

function WhatWasRead({ plan, file, reading, onTaken }: ReadProps) {
  const { problems, problemsInAll: count, changes } = reading;
  if (problems.length > 0) {
    const faults = problems.map(({ line, column, code }, index) => ({ key: `${index} ${line} ${column} ${code}`, line, column: columnWords(column), what: fileFaultWords(code) }));
    return <FileFaults title={m.plan_import_faults({ count, file })} text={m.plan_import_faults_text()} faults={faults} count={count} />;
  }
  if (changes.length === 0) {
    return (
      <Alert kind="success" title={m.import_nothing({ file })} takesFocus>
        <p>{m.plan_import_nothing_text()}</p>
      </Alert>
    );
  }
  return (
    <>
      <Alert kind="info" title={m.import_change_title({ file })} takesFocus />
      <PlanDifference reading={reading} />
      <Section id="plan-import-take" title={m.plan_import_take_title()}>
        <TakeForm plan={plan.id} changes={changes} onTaken={onTaken} />
      </Section>
    </>
  );
}

/** What each column of a file holds. */
function Columns() {
  return (
    <Section id="plan-import-columns" title={m.plan_import_columns()}>
      <p className="kern-body">{m.plan_import_columns_lead()}</p>
      <DataTable
        caption={m.plan_import_columns()}
        columns={[
          { key: 'column', header: m.import_column(), rowHeader: true, cell: ({ column }) => columnWords(column) },
          { key: 'holds', header: m.plan_import_holds(), cell: ({ holds }) => holds() },
        ]}
        rows={PLAN_FILE_COLUMNS}
        keyOf={({ column }) => column}
      />
    </Section>
  );
}

function PlanImport({ plan }: { readonly plan: Plan }) {
  const { shown, read, forget } = useReading((file, type, signal) => requestPlanReading(plan.id, file, type, signal));
  const [taken, setTaken] = useState<Taken | null>(null);
  const file = `/api/v1/coordination/plans/${plan.id}/file`;
  return (
    <>
      {taken === null ? null : (
        <Alert kind="success" title={m.plan_import_taken({ entered: taken.entered, changed: taken.changed })} takesFocus>
          <Link to="/coordination/office/plan" className="kern-link">
            {m.plan_page()}
          </Link>
        </Alert>
      )}
      <FileChoice
        onFile={(chosen) => {
          setTaken(null);
          read(chosen);
        }}
      />
      <ReadFile shown={shown}>
        {(name, reading) => (
          <WhatWasRead
            plan={plan}
            file={name}
            reading={reading}
            onTaken={(what) => {
              forget();
              setTaken(what);
            }}
          />
        )}
      </ReadFile>
      <Columns />
      <FileLinks
        groups={[
          { title: m.import_example(), links: inEach(`${file}?blank=true`) },
          { title: m.plan_import_export(), links: inEach(file) },
        ]}
      />
    </>
  );
}

/** Measures of a plan from a file: read first, looked at, then taken over as a whole. */
export const PlanImportPage = localised(function PlanImportPage() {
  const { plan: id } = useParams({ from: '/state/coordination/office/plan/import/$plan' });
  const query = useQuery(plansQuery);
  const plan = query.data?.find((each) => each.id === id);
  if (query.data !== undefined && plan === undefined) return <NotFoundPage />;
  return (
    <div className="page">
      <PageTitle>{m.plan_import_title()}</PageTitle>
      <p className="page__lead kern-body">{plan === undefined ? m.plan_import_lead() : `${plan.title}. ${m.plan_import_lead()}`}</p>
      <Waiting query={query} />
      {plan === undefined ? null : <PlanImport plan={plan} />}
    </div>
  );
});
