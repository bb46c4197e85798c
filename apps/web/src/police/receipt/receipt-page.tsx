import { Link, useParams } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Facts } from '../../shared/kern/facts';
import { PageTitle } from '../../shared/kern/page-title';
import { localised } from '../../shared/locale/locale';
import { ClockList } from '../../shared/referral/clock-list';
import { WithReferral } from '../../shared/referral/with-referral';
import { toDateTime } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { CopyText } from './copy-text';
import { UndoSending } from './undo-sending';

/** What the centre now owes; the rest of the clocks stands on the referral's page. */
const OWED = ['acknowledge', 'first_attempt', 'high_risk'];

function Receipt({ referral }: { readonly referral: ReferralView }) {
  const now = useNow();
  const owed = referral.clocks.filter((clock) => OWED.includes(clock.kind) && clock.state === 'running');
  return (
    <div className="page page--narrow police">
      <PageTitle windowTitle={m.receipt_title()}>{m.receipt_title()}</PageTitle>
      <Alert kind="success" title={m.receipt_done({ reference: referral.reference })} />
      <UndoSending referral={referral} />
      <Facts
        facts={[
          { name: m.column_reference(), value: referral.reference },
          { name: m.fact_centre(), value: referral.centre?.name ?? m.fact_no_centre() },
          { name: m.fact_submitted(), value: referral.firstSubmittedAt === null ? '' : toDateTime(referral.firstSubmittedAt) },
        ]}
      />
      <section className="section" aria-labelledby="owed">
        <h2 className="kern-heading-medium" id="owed">
          {m.receipt_deadlines()}
        </h2>
        <ClockList clocks={owed} now={now} />
      </section>
      <CopyText referral={referral} />
      <div className="form__actions">
        <Link to="/police/referrals/$id" params={{ id: referral.id }} className="kern-btn kern-btn--primary">
          <span className="kern-label">{m.receipt_open()}</span>
        </Link>
        <Link to="/police" className="kern-btn kern-btn--secondary">
          <span className="kern-label">{m.receipt_start()}</span>
        </Link>
      </div>
    </div>
  );
}

/** What the officer takes along: reference, receiving centre, deadline and why. */
export const ReceiptPage = localised(function ReceiptPage() {
  const { id } = useParams({ strict: false });
  return <WithReferral id={id ?? ''}>{(referral) => <Receipt referral={referral} />}</WithReferral>;
});
