import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { NotFoundPage } from '../../shared/session/not-found-page';
import { useActor } from '../../shared/session/session';
import { toDateTime, toNumber } from '../../shared/time/format';
import { NumberCard } from '../turnaround/numbers';
import { AT_FIRST, questionOf, Suppositions } from './suppositions';
import { WhatIfChart, withinWords, type ComparedShare } from './what-if-chart';
import { ownWhatIfQuery, type OwnWhatIf, type Question, type Spread } from './what-if-queries';
import { attemptedBy, finding, hoursOf, isFew, minutesWords, shareWords, TOLD_HOURS } from './what-if-words';

/** The own referrals replayed with a supposition: for the leads of a centre, who know each of them. */
export const OwnWhatIfPage = localised(function OwnWhatIfPage() {
  const { actor } = useActor();
  return actor.role === 'centre_lead' ? <Own /> : <NotFoundPage />;
});

function Own() {
  const [choices, choose] = useState(AT_FIRST);
  const question = questionOf(choices);
  const { data, isError, isPending } = useQuery({ ...ownWhatIfQuery(question ?? { days: 0, workloadMinutes: 0 }), enabled: question !== null });
  return (
    <div className="page what-if">
      <PageTitle>{m.what_if_title()}</PageTitle>
      <p className="page__lead kern-body">{m.what_if_lead()}</p>
      <Suppositions choices={choices} onChoose={choose} />
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending && !isError && question !== null ? <Loading /> : null}
      {data === undefined || question === null ? null : <Answer {...data} />}
    </div>
  );
}

function Answer({ question, answer }: { readonly question: Question; readonly answer: OwnWhatIf }) {
  const { referrals } = answer;
  const said = finding(question, answer);
  return (
    <>
      <p className="turnaround__finding" role="status">{said}</p>
      {isFew(referrals) ? <Alert kind="info" title={m.what_if_few({ n: toNumber(referrals) })} /> : null}
      {referrals === 0 ? null : (
        <>
          <Numbers answer={answer} />
          <WhatIfChart title={m.chart_curve_share()} finding={said} rows={rowsOf(answer)} how={m.what_if_how()} of={m.chart_curve_hours()} />
        </>
      )}
      <LeftOut answer={answer} />
    </>
  );
}

function rowsOf({ recorded, supposed }: OwnWhatIf): readonly ComparedShare[] {
  const row = (name: string, before: Spread | null, after: Spread | null): readonly ComparedShare[] => {
    const words = `${shareWords(after?.middle)} ${m.what_if_instead({ before: shareWords(before?.middle) })}`;
    return after === null ? [] : [{ name, recorded: before?.middle ?? null, supposed: after, words }];
  };
  return [
    ...TOLD_HOURS.flatMap((hours) => row(withinWords(hours), attemptedBy(recorded, hours), attemptedBy(supposed, hours))),
    ...row(m.what_if_in_measure(), recorded.attemptedInMeasure, supposed.attemptedInMeasure),
  ];
}

function Numbers({ answer: { referrals, touched, leaving, recorded, supposed } }: { readonly answer: OwnWhatIf }) {
  const instead = (hours: number | null | undefined): string => m.what_if_instead({ before: hoursOf(hours) });
  return (
    <ul className="figures" aria-label={m.what_if_title()}>
      <NumberCard label={m.turnaround_median()} value={hoursOf(supposed.medianHours?.middle)} n={instead(recorded.medianHours?.middle)} />
      <NumberCard label={m.what_if_p90()} value={hoursOf(supposed.p90Hours?.middle)} n={instead(recorded.p90Hours?.middle)} />
      <NumberCard label={m.what_if_touched()} value={toNumber(touched)} n={m.what_if_of({ n: toNumber(referrals) })} />
      <NumberCard label={m.what_if_leaving()} value={toNumber(leaving)} n={m.what_if_of({ n: toNumber(referrals + leaving) })} />
    </ul>
  );
}

function LeftOut({ answer: { counsellors, workloadMinutes, until } }: { readonly answer: OwnWhatIf }) {
  return (
    <Section id="what-if-left-out" title={m.what_if_left_out()}>
      <ul className="plain-list turnaround__note">
        <li>{m.what_if_left_staff({ count: toNumber(counsellors), workload: minutesWords(workloadMinutes) })}</li>
        <li>{m.what_if_left_turns()}</li>
        <li>{m.what_if_left_others()}</li>
        <li>{m.own_cohort()}</li>
        <li>{m.own_as_of({ at: toDateTime(until) })}</li>
      </ul>
    </Section>
  );
}
