import { useParams } from '@tanstack/react-router';
import type { HumanEventName } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { localised } from '../../shared/locale/locale';
import { ReferralLayout } from '../../shared/referral/referral-layout';
import { WithReferral } from '../../shared/referral/with-referral';

/** What leads a referral of the police on. */
const FIRST: readonly HumanEventName[] = ['correct', 'reassign', 'submit', 'close_unplaced', 'supplement', 'withdraw_consent'];

/** One referral as the police see it: state, deadlines, what happened, and what may be done now. */
export const PoliceReferralPage = localised(function PoliceReferralPage() {
  const { id } = useParams({ strict: false });
  return (
    <div className="police">
      <WithReferral id={id ?? ''}>
        {(referral) => (
          <ReferralLayout referral={referral} first={FIRST} nothing={m.police_nothing_to_do()}>
            {referral.allowedEvents.includes('supplement') || referral.allowedEvents.includes('correct') ? <p className="kern-body muted">{m.police_correction_note()}</p> : null}
          </ReferralLayout>
        )}
      </WithReferral>
    </div>
  );
});
