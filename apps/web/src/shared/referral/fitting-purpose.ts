import type { HumanRole, ReadPurpose } from '#domain';
import type { ReferralView } from '../api/views';

const CENTRE: readonly HumanRole[] = ['counsellor', 'centre_lead'];

function ofCentre({ state, attempts }: Pick<ReferralView, 'state' | 'attempts'>): ReadPurpose | null {
  if (state === 'submitted') return 'handover';
  if (state === 'accepted') return attempts.length === 0 ? 'first_contact' : 'repeat_attempt';
  return state === 'contacting' ? 'repeat_attempt' : null;
}

function ofPolice(role: HumanRole, state: ReferralView['state']): ReadPurpose | null {
  if (state === 'declined') return 'handover';
  if (role === 'police_lead') return null;
  if (state === 'returned') return 'correction';
  return state === 'draft' || state === 'submitted' ? 'handover' : null;
}

/**
 * The one purpose for which this role reads contact data as the next step of the work; null when the state leaves it open, so that
 * somebody has to say it. Supervision, information and emergency are never proposed.
 */
export const fittingPurpose = (role: HumanRole, referral: Pick<ReferralView, 'state' | 'attempts'>): ReadPurpose | null =>
  CENTRE.includes(role) ? ofCentre(referral) : ofPolice(role, referral.state);
