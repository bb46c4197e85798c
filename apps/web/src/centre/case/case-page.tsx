import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ContactData } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { AttemptView, ReferralView } from '../../shared/api/views';
import { Section } from '../../shared/kern/section';
import { ATTEMPT_LABELS, CHANNEL_LABELS } from '../../shared/labels/referral-labels';
import { labelOf } from '../../shared/labels/label-of';
import { localised } from '../../shared/locale/locale';
import { OnwardLater } from '../../shared/places/onward-later';
import { ClockRecords } from '../../shared/referral/clock-records';
import { ContactReader } from '../../shared/referral/contact-reader';
import { History } from '../../shared/referral/history';
import { ReferralFacts } from '../../shared/referral/referral-facts';
import { WithReferral } from '../../shared/referral/with-referral';
import { toDue, toShortDateTime } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { CaseActions } from './case-actions';
import { CaseHead } from './case-head';
import { NextAttemptProposal } from './next-attempt';
import { StopRules } from './stop-rules';
import { CaseTasks } from './case-tasks';

const attemptWords = (attempt: AttemptView): string => `${toShortDateTime(attempt.at)}: ${labelOf(CHANNEL_LABELS, attempt.channel)}, ${labelOf(ATTEMPT_LABELS, attempt.result)}`;

function Attempts({ attempts }: Pick<ReferralView, 'attempts'>) {
  if (attempts.length === 0) return null;
  return (
    <Section id="attempts" title={m.section_attempts()}>
      <ul className="attempt-list kern-body">
        {attempts.map((attempt) => (
          <li key={`${attempt.at}-${attempt.channel}`}>{attemptWords(attempt)}</li>
        ))}
      </ul>
    </Section>
  );
}

/** When the personal data go for good; only what has ended has such a day. */
function Deletion({ clocks }: Pick<ReferralView, 'clocks'>) {
  const retention = clocks.find(({ kind, state }) => kind === 'retention' && state === 'running');
  return retention === undefined ? null : <p className="kern-body">{m.case_deleted_on({ at: toDue(retention.dueAt) })}</p>;
}

function Case({ referral }: { readonly referral: ReferralView }) {
  const now = useNow();
  const [contact, setContact] = useState<ContactData | null>(null);
  const onShown = useCallback((shown: ContactData | null) => setContact(shown), []);
  return (
    <article className="case">
      <Link to="/centre" className="case__back kern-link kern-link--no-visited-state">
        {m.case_back()}
      </Link>
      <CaseHead referral={referral} />
      <StopRules referral={referral} />
      <Section id="todo" title={m.section_todo()}>
        <CaseActions referral={referral} contact={contact} />
        <Deletion clocks={referral.clocks} />
      </Section>
      <CaseTasks referral={referral} />
      <Section id="contact" title={m.section_contact()}>
        <ContactReader key={referral.state} referral={referral} onShown={onShown} />
        <NextAttemptProposal referral={referral} contact={contact} />
      </Section>
      <Attempts attempts={referral.attempts} />
      <Section id="facts" title={m.section_facts()}>
        <ReferralFacts referral={referral} />
      </Section>
      {referral.targetGroup === 'men' ? <OnwardLater referralId={referral.id} always /> : null}
      <Section id="clocks" title={m.section_clocks()}>
        <ClockRecords referralId={referral.id} now={now} />
      </Section>
      <Section id="history" title={m.section_history()}>
        <History referralId={referral.id} />
      </Section>
    </article>
  );
}

/** One referral as the centre sees it, beside the list or, on a phone, alone. */
export const CasePage = localised(function CasePage() {
  const { id = '' } = useParams({ strict: false });
  return (
    <WithReferral key={id} id={id}>
      {(referral) => <Case referral={referral} />}
    </WithReferral>
  );
});
