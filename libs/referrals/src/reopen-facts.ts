import type { Facts } from '#domain';
import type { ReferralRow } from '#persistence';
import type { ReferralCase } from './referral-case.js';

const REOPEN_WINDOW_DAYS = 14; // chain.md, event `reopen`
const DAY = 86_400_000;

/**
 * Whether a closed referral can be reopened at this instant, for the event and for its button alike. Data whose retention period is
 * over count as purged, even if the purge itself is still to come.
 */
export function reopenFacts(
  row: ReferralRow,
  { assignment, clocks, consent }: Pick<ReferralCase, 'assignment' | 'clocks' | 'consent'>,
  at: Date,
): Pick<Facts, 'stillAssigned' | 'contactKept' | 'insideReopenWindow' | 'consentStands'> {
  const retained = !clocks.some((clock) => clock.kind === 'retention' && clock.settled_at === null && clock.due_at <= at);
  return {
    stillAssigned: assignment !== null,
    contactKept: row.purged_at === null && retained,
    insideReopenWindow: row.closed_at !== null && at.getTime() - row.closed_at.getTime() <= REOPEN_WINDOW_DAYS * DAY,
    consentStands: consent !== null && consent.withdrawnAt === null && row.contact_locked_at === null,
  };
}
