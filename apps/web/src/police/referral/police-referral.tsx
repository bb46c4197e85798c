import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { useLater } from '../../shared/later/use-later';
import { labelOf } from '../../shared/labels/label-of';
import { WITHDRAW_LABELS } from '../../shared/labels/referral-labels';
import { OnwardLater } from '../../shared/places/onward-later';
import { DeadlineBadge, RiskBadge, StateBadge } from '../../shared/referral/badges';
import { ClockRecords } from '../../shared/referral/clock-records';
import { ContactReader } from '../../shared/referral/contact-reader';
import { EventButtons } from '../../shared/referral/event-buttons';
import { History } from '../../shared/referral/history';
import { ReferralFacts } from '../../shared/referral/referral-facts';
import { useEventDialog } from '../../shared/referral/use-event-dialog';
import { useNow } from '../../shared/time/now';

/** What leads a referral of the police on. */
const FIRST: readonly HumanEventName[] = ['correct', 'reassign', 'submit', 'close_unplaced', 'supplement', 'withdraw_consent'];

/** The request to have it back, for as long as the centre has not answered; its answer stands in the history. */
function Recall({ recall }: Pick<ReferralView, 'recall'>) {
  if (recall === null || recall.answeredAt !== null) return null;
  return (
    <Alert kind="info" title={m.police_recall_open({ reason: labelOf(WITHDRAW_LABELS, recall.reason) })}>
      <p>{m.police_recall_waits()}</p>
    </Alert>
  );
}

/** Reference, state, deadline and risk. */
function Head({ referral }: { readonly referral: ReferralView }) {
  const now = useNow();
  return (
    <div className="section">
      <PageTitle windowTitle={m.referral_window()}>{m.referral_title({ reference: referral.reference })}</PageTitle>
      <p className="row">
        <StateBadge state={referral.state} />
        <DeadlineBadge deadline={referral} now={now} />
        <RiskBadge risk={referral.flags.risk} />
      </p>
    </div>
  );
}

function Actions({ referral }: { readonly referral: ReferralView }) {
  const { start, dialog } = useEventDialog(referral);
  if (referral.allowedEvents.length === 0) return <p className="kern-body muted">{m.police_nothing_to_do()}</p>;
  const mayChange = referral.allowedEvents.includes('supplement') || referral.allowedEvents.includes('correct');
  return (
    <>
      <EventButtons referral={referral} first={FIRST} onStart={(event) => start(event)} />
      {dialog}
      {mayChange ? <p className="kern-body muted">{m.police_correction_note()}</p> : null}
    </>
  );
}

const loadExpelled = () => import('../../shared/expelled/of-referral');
const loadWhy = () => import('../../shared/referral/why-this-centre');

/** The page of a referral: what it is, what to do now, by when and why, whom it concerns (on purpose), and what has happened. */
export function PoliceReferral({ referral }: { readonly referral: ReferralView }) {
  const now = useNow();
  const why = useLater(loadWhy);
  const expelled = useLater(loadExpelled);
  return (
    <div className="page">
      <Head referral={referral} />
      <Recall recall={referral.recall} />
      <div className="referral">
        <div className="referral__column">
          <div className="panel">
            <Section id="todo" title={m.section_todo()}>
              <Actions referral={referral} />
            </Section>
          </div>
          <Section id="facts" title={m.section_facts()}>
            <ReferralFacts referral={referral} />
            {why === null || referral.centre === null ? null : <why.WhyThisCentre referralId={referral.id} />}
          </Section>
          {referral.targetGroup === 'men' ? <OnwardLater referralId={referral.id} /> : null}
          <Section id="contact" title={m.section_contact()}>
            <ContactReader key={referral.state} referral={referral} />
          </Section>
          {expelled === null ? null : (
            <Section id="expelled" title={m.expelled_section()}>
              <expelled.ExpelledOfReferral referralId={referral.id} />
            </Section>
          )}
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
