import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import { PageTitle } from '../kern/page-title';
import { useNow } from '../time/now';
import { DeadlineBadge, RiskBadge, StateBadge } from './badges';

/** Reference, place, state, deadline and risk on one line. */
export function ReferralHead({ referral }: { readonly referral: ReferralView }) {
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
