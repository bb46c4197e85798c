import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { CheckField } from '../../../shared/kern/check-field';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { toLocalDay } from '../../../shared/time/format';
import { useNow } from '../../../shared/time/now';
import { Waiting } from '../../registry/registry-head';
import { EntryForm } from './entry-form';
import { LinkedIndicators } from './linked-indicators';
import { MeasureFacts } from './measure-page';
import { standingFaults, toReview, toStandingBody, type StandingValues } from './measure-values';
import { dueOf, measureQuery, plansQuery, type Measure } from './plan-queries';
import { PublicFiles } from './plans-page';
import { StandingFields } from './standing-fields';
import { useEntry } from './use-entry';

interface ReviewFormProps {
  readonly measure: Measure;
  readonly onReviewed: (measure: Measure, released: boolean) => void;
  readonly onSkip: () => void;
}

function ReviewForm({ measure, onReviewed, onSkip }: ReviewFormProps) {
  const client = useQueryClient();
  const today = toLocalDay(useNow());
  const [version, setVersion] = useState(measure.version);
  const [values, setValues] = useState<StandingValues>(() => toReview(measure, today));
  const [release, setRelease] = useState(measure.releasedVersion !== null);
  const path = { id: measure.id };
  const entry = useEntry(`review-${measure.id}`, {
    check: () => standingFaults(values),
    send: async () => {
      const reviewed = await request('POST', '/coordination/measures/{id}/reviews', { path, version, body: toStandingBody(values) });
      // Whatever becomes of the release: the review is stored.
      const released = release && (await request('PUT', '/coordination/measures/{id}/release', { path, version: reviewed.measure.version, body: { released: true } }).then(() => true, () => false));
      onReviewed(reviewed.measure, released);
      await client.invalidateQueries({ queryKey: measureQuery(measure.id).queryKey });
    },
    onStale: async () => setVersion((await client.fetchQuery({ ...measureQuery(measure.id), staleTime: 0 })).measure.version),
  });
  return (
    <EntryForm entry={entry} save={m.plan_review_save()} more={<Button onClick={onSkip}>{m.plan_review_skip()}</Button>}>
      <StandingFields entry={entry} values={values} onChange={(change) => setValues((held) => ({ ...held, ...change }))} />
      <CheckField name={entry.nameOf('release')} label={m.plan_review_release()} hint={m.plan_release_lead()} checked={release} onChange={(event) => setRelease(event.currentTarget.checked)} />
    </EntryForm>
  );
}

/** The measures whose day of review has come, one after the other. */
function Reviews({ due }: { readonly due: readonly Measure[] }) {
  const client = useQueryClient();
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [done, setDone] = useState<readonly string[]>([]);
  const [last, setLast] = useState<{ readonly words: string; readonly kind: 'success' | 'info' } | null>(null);
  const left = due.filter(({ id }) => !skipped.includes(id) && !done.includes(id));
  const [measure] = left;
  const reviewed = ({ id, number, title }: Measure, released: boolean): void => {
    const name = `${number} ${title}`;
    setDone((before) => [...before, id]);
    setLast({ words: released ? m.plan_reviewed_released({ name }) : m.plan_reviewed({ name }), kind: 'success' });
    void client.invalidateQueries({ queryKey: plansQuery.queryKey });
  };
  return (
    <>
      {last === null ? null : <Alert key={last.words} kind={last.kind} title={last.words} takesFocus />}
      {measure === undefined ? (
        <>
          <p className="kern-body">{skipped.length === 0 ? m.plan_review_none() : m.plan_review_skipped({ count: skipped.length })}</p>
          <PublicFiles />
        </>
      ) : (
        <Section id="review-measure" title={`${measure.number} ${measure.title}`}>
          <p className="kern-body">{m.plan_review_left({ count: left.length })}</p>
          <MeasureFacts measure={measure} />
          <LinkedIndicators ids={measure.indicators} />
          <ReviewForm
            key={measure.id}
            measure={measure}
            onReviewed={reviewed}
            onSkip={() => {
              setSkipped([...skipped, measure.id]);
              setLast({ words: m.plan_was_skipped({ name: `${measure.number} ${measure.title}` }), kind: 'info' });
            }}
          />
        </Section>
      )}
    </>
  );
}

/** The review: each measure that is due with what is known of it, and what is asked. */
export const ReviewPage = localised(function ReviewPage() {
  const query = useQuery(plansQuery);
  const due = dueOf(query.data ?? []);
  return (
    <div className="page">
      <Link to="/coordination/office/plan" className="kern-link kern-link--no-visited-state">
        {m.plan_page()}
      </Link>
      <PageTitle>{m.plan_review_title()}</PageTitle>
      <p className="page__lead kern-body">{m.plan_review_lead()}</p>
      <Waiting query={query} />
      {query.data === undefined ? null : <Reviews due={due} />}
    </div>
  );
});
