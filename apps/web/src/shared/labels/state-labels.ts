import type { RiskLevel, State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** State and risk of a referral: a code without a message does not compile. */
export const STATE_LABELS: Labels<State> = {
  draft: m.state_draft,
  submitted: m.state_submitted,
  returned: m.state_returned,
  declined: m.state_declined,
  accepted: m.state_accepted,
  contacting: m.state_contacting,
  reached: m.state_reached,
  closed: m.state_closed,
  withdrawn: m.state_withdrawn,
  purged: m.state_purged,
};

/** State and risk of a referral: a code without a message does not compile. */
export const RISK_LABELS: Labels<RiskLevel> = {
  none: m.risk_none,
  raised: m.risk_raised,
  high: m.risk_high,
};
