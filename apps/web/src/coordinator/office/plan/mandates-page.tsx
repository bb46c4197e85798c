import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { ApiProblem, request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { Button } from '../../../shared/kern/button';
import { DataTable } from '../../../shared/kern/data-table';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { toDateTime, toDay } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { Opened } from './entry-form';
import { BodyForm, MandateEndForm, MandateForm, PaperForm, SittingForm } from './mandate.form';
import { dueOf, plansQuery } from './plan-queries';

type Body = Schemas['ExpertBodyView'];
type Paper = Schemas['PositionPaperView'];

export const bodiesQuery = queryOptions({ queryKey: ['bodies'], queryFn: ({ signal }) => request('GET', '/coordination/bodies', { signal }) });

/** What comes next, over all bodies and the plans, the nearest first: what the office opens in the morning. */
function Obligations({ bodies }: { readonly bodies: readonly Body[] }) {
  const due = dueOf(useQuery(plansQuery).data ?? []).length;
  const dated = bodies
    .flatMap(({ name, mandates, sittings }) => [
      ...sittings.slice(0, 3).map((on) => ({ on, words: m.mandate_next_sitting({ body: name, day: toDay(on) }) })),
      ...mandates.flatMap(({ endsSoon, endsOn, seat }) => (endsSoon && endsOn !== null ? [{ on: endsOn, words: m.mandate_ends_soon({ body: name, seat, day: toDay(endsOn) }) }] : [])),
    ])
    .sort((a, b) => a.on.localeCompare(b.on));
  const waiting = bodies.flatMap(({ name, papers }) => papers.filter(({ approvedAt }) => approvedAt === null).map(({ title }) => m.mandate_waits({ body: name, title })));
  if (dated.length + waiting.length + due === 0) return <p className="kern-body">{m.mandate_nothing_next()}</p>;
  return (
    <ul className="plain-list kern-body">
      {due === 0 ? null : (
        <li>
          <Link to="/coordination/office/plan/review" className="kern-link kern-link--no-visited-state">
            {m.plan_due({ count: due })}
          </Link>
        </li>
      )}
      {[...waiting, ...dated.map(({ words }) => words)].map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** Who wrote an earlier version and when, and whether somebody approved it. */
const earlierWords = ({ writtenAt, writtenBy, approvedAt, approvedBy }: Paper['earlier'][number]): string =>
  [toDateTime(writtenAt), writtenBy ?? m.plan_somebody(), approvedAt === null ? m.mandate_never_approved() : m.mandate_approved_by({ name: approvedBy ?? m.plan_somebody() })].join(' · ');

/** A position with its approval, which never is its writer's. */
function PaperPart({ paper, body, onSaved }: { readonly paper: Paper; readonly body: Body; readonly onSaved: (bodies: readonly Body[]) => void }) {
  const [fault, setFault] = useState<string | null>(null);
  const approve = (): Promise<void> =>
    request('PUT', '/coordination/papers/{id}/approval', { path: { id: paper.id }, version: paper.version }).then(onSaved, (error: unknown) =>
      setFault(error instanceof ApiProblem && error.status === 409 ? m.mandate_second_person() : error instanceof ApiProblem && error.status === 412 ? m.plan_stale_title() : m.outcome_failed_title()),
    );
  const title = m.mandate_paper_version({ title: paper.title, version: paper.version });
  return (
    <div>
      <h3 className="kern-title">{title}</h3>
      {fault === null ? null : <Alert kind="warning" title={fault} takesFocus />}
      <p className="kern-body">{paper.content}</p>
      <p className="kern-body muted">{paper.approvedAt === null ? (paper.own ? m.mandate_waits_for_other() : m.mandate_waits_for_you()) : m.mandate_approved_by({ name: paper.approvedBy ?? m.plan_somebody() })}</p>
      {paper.approvedAt !== null || paper.own ? null : <Button onClick={() => void approve()}>{m.mandate_approve({ title })}</Button>}
      {paper.earlier.length === 0 ? null : (
        <details className="disclosure kern-body">
          <summary>{m.mandate_paper_earlier({ title: paper.title })}</summary>
          {paper.earlier.map((version) => (
            <div key={version.version}>
              <p>
                <strong>{m.mandate_paper_version({ title: version.title, version: version.version })}</strong>
              </p>
              <p>{version.content}</p>
              <p className="muted">{earlierWords(version)}</p>
            </div>
          ))}
        </details>
      )}
      <Opened key={paper.version} title={m.mandate_paper_change({ title: paper.title })}>
        <PaperForm body={body} paper={paper} onSaved={onSaved} />
      </Opened>
    </div>
  );
}

function BodyPart({ body, onSaved }: { readonly body: Body; readonly onSaved: (bodies: readonly Body[]) => void }) {
  const { id, name, mandates, sittings, papers } = body;
  return (
    <Section id={`body-${id}`} title={name}>
      {mandates.length === 0 ? (
        <p className="kern-body">{m.mandate_none()}</p>
      ) : (
        <DataTable
          caption={m.mandate_table({ body: name })}
          columns={[
            { key: 'seat', header: m.mandate_seat(), rowHeader: true, cell: ({ seat }) => seat },
            { key: 'delegate', header: m.mandate_delegate(), cell: ({ delegate }) => delegate },
            { key: 'deputy', header: m.column_deputy(), cell: ({ deputy }) => deputy ?? m.plan_none() },
            { key: 'from', header: m.column_from(), cell: ({ startsOn }) => toDay(startsOn) },
            { key: 'until', header: m.column_until(), cell: ({ endsOn, endsSoon }) => (endsOn === null ? m.mandate_open_end() : endsSoon ? <Badge kind="warning" icon="clock">{toDay(endsOn)}</Badge> : toDay(endsOn)) },
          ]}
          rows={mandates}
          keyOf={(mandate) => mandate.id}
        />
      )}
      {mandates.map((mandate) => (
        <Opened key={`${mandate.id} ${mandate.endsOn ?? ''}`} title={m.mandate_end({ delegate: mandate.delegate, seat: mandate.seat })}>
          <MandateEndForm mandate={mandate} onSaved={onSaved} />
        </Opened>
      ))}
      <p className="kern-body">{sittings.length === 0 ? m.mandate_no_sitting() : m.mandate_sittings({ days: sittings.map(toDay).join('; ') })}</p>
      {papers.map((paper) => <PaperPart key={paper.id} paper={paper} body={body} onSaved={onSaved} />)}
      {/* Each is begun anew after it was saved. */}
      <Opened key={`m${mandates.length}`} title={m.mandate_new({ body: name })}>
        <MandateForm body={body} onSaved={onSaved} />
      </Opened>
      <Opened key={`s${sittings.length}`} title={m.mandate_new_sitting({ body: name })}>
        <SittingForm body={body} onSaved={onSaved} />
      </Opened>
      <Opened key={`p${papers.length}`} title={m.mandate_new_paper({ body: name })}>
        <PaperForm body={body} paper={null} onSaved={onSaved} />
      </Opened>
    </Section>
  );
}

/** Where the office is represented, and what comes next. */
export const MandatesPage = localised(function MandatesPage() {
  const client = useQueryClient();
  const query = useQuery(bodiesQuery);
  const [saved, setSaved] = useState(0);
  const keep = (bodies: readonly Body[]): void => {
    client.setQueryData(bodiesQuery.queryKey, [...bodies]);
    setSaved((times) => times + 1);
  };
  return (
    <div className="page">
      <PageTitle>{m.mandate_page()}</PageTitle>
      <p className="page__lead kern-body">{m.mandate_lead()}</p>
      <Waiting query={query} />
      {saved === 0 ? null : <Alert key={saved} kind="success" title={m.plan_saved()} takesFocus />}
      {query.data === undefined ? null : (
        <>
          <Section id="mandate-next" title={m.mandate_next()}>
            <Obligations bodies={query.data} />
          </Section>
          {query.data.map((body) => <BodyPart key={body.id} body={body} onSaved={keep} />)}
          <Opened key={query.data.length} title={m.mandate_new_body()}>
            <BodyForm onSaved={keep} />
          </Opened>
        </>
      )}
    </div>
  );
});
