import type { ReactNode } from 'react';
import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { Alert } from '../kern/alert';
import { Section } from '../kern/section';
import { WITHDRAW_LABELS } from '../labels/referral-labels';
import { labelOf } from '../labels/label-of';
import { useNow } from '../time/now';
import { ClockRecords } from './clock-records';
import { ContactReader } from './contact-reader';
import { EventActions } from './event-actions';
import { History } from './history';
import { ReferralFacts } from './referral-facts';
import { ReferralHead } from './referral-head';

export interface ReferralLayoutProps {
  readonly referral: ReferralView;
  readonly first: readonly HumanEventName[];
  /** What is said while no event is possible. */
  readonly nothing: string;
  readonly children?: ReactNode;
}

/** The page of a referral: what it is, what to do now, by when and why, whom it concerns (on purpose), and what has happened. */
export function ReferralLayout({ referral, first, nothing, children }: ReferralLayoutProps) {
  const now = useNow();
  const actions = referral.allowedEvents.length > 0;
  return (
    <div className="page">
      <ReferralHead referral={referral} />
      {referral.recall !== null && referral.recall.answeredAt === null ? (
        <Alert kind="warning" title={m.recall_open({ reason: labelOf(WITHDRAW_LABELS, referral.recall.reason) })} />
      ) : null}
      <div className="referral">
        <div className="referral__column">
          <div className="panel">
            <Section id="todo" title={m.section_todo()}>
              {actions ? <EventActions referral={referral} first={first} /> : <p className="kern-body muted">{nothing}</p>}
              {children}
            </Section>
          </div>
          <Section id="facts" title={m.section_facts()}>
            <ReferralFacts referral={referral} />
          </Section>
          <Section id="contact" title={m.section_contact()}>
            <ContactReader key={referral.state} referral={referral} />
          </Section>
        </div>
        <div className="referral__column">
          <Section id="clocks" title={m.section_clocks()}>
            <ClockRecords referralId={referral.id} now={now} />
          </Section>
          <Section id="history" title={m.section_history()}>
            <History referralId={referral.id} />
          </Section>
        </div>
      </div>
    </div>
  );
}
