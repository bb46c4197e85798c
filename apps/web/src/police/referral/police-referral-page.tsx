import { useParams } from '@tanstack/react-router';
import { localised } from '../../shared/locale/locale';
import { WithReferral } from '../../shared/referral/with-referral';
import { PoliceReferral } from './police-referral';

/** One referral as the police see it: state, deadlines, what happened, and what may be done now. */
export const PoliceReferralPage = localised(function PoliceReferralPage() {
  const { id } = useParams({ strict: false });
  return (
    <div className="police">
      <WithReferral id={id ?? ''}>{(referral) => <PoliceReferral referral={referral} />}</WithReferral>
    </div>
  );
});
