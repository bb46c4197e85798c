import type { Facts } from '#domain';
import type { ReferralRow } from '#persistence';
import type { ReferralCase } from './referral-case.js';

/** The page offers to take an acceptance back for 30 seconds; ten more are for the way from the page to here. */
const UNDO_WINDOW_MS = 40_000;

/** Whether an acceptance can be taken back at this instant, for the event and for its button alike: not once the police have asked for the referral. */
export function undoFacts(row: ReferralRow, { recall }: Pick<ReferralCase, 'recall'>, at: Date): Pick<Facts, 'insideUndoWindow'> {
  return { insideUndoWindow: row.accepted_at !== null && recall === null && at.getTime() - row.accepted_at.getTime() <= UNDO_WINDOW_MS };
}
