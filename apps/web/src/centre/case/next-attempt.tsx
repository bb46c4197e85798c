import { useQuery } from '@tanstack/react-query';
import { NRW_CALENDAR, proposeNextAttempt, type Attempt, type ContactData, type NextAttempt, type ProposalReason } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { centresQuery } from '../../shared/api/queries';
import type { ReferralView } from '../../shared/api/views';
import { toShortDateTime, toTime } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';

const REASON_WORDS: Readonly<Record<ProposalReason, () => string>> = {
  safe_window: m.propose_safe_window,
  opening_hours: m.propose_opening_hours,
  usual_hours: m.propose_usual_hours,
  other_day: m.propose_other_day,
  other_time_of_day: m.propose_other_time_of_day,
  before_deadline: m.propose_before_deadline,
  after_deadline: m.propose_after_deadline,
};
const NONE_WORDS = { phone_unsafe: m.propose_none_phone_unsafe, phone_frozen: m.propose_none_phone_frozen, no_common_time: m.propose_none_no_common_time } as const;

/** A proposal as one sentence. */
export function proposalWords(next: NextAttempt): string {
  if (next.kind === 'none') return NONE_WORDS[next.why]();
  const span = { from: toShortDateTime(next.from.toISOString()), to: toTime(next.to.toISOString()) };
  const because = next.reasons.map((reason) => REASON_WORDS[reason]()).join(', ');
  return next.kind === 'late' ? m.propose_late({ ...span, because }) : m.propose_inside({ ...span, because });
}

const ASKING = ['first_attempt', 'attempt_series', 'high_risk_attempt'];

/** When to try next. The person's windows are part of the contact data, so the proposal is there only while these are shown. */
export function NextAttemptProposal({ referral, contact }: { readonly referral: ReferralView; readonly contact: ContactData | null }) {
  const now = useNow();
  const centre = useQuery(centresQuery).data?.find(({ id }) => id === referral.centre?.id);
  if (contact?.safeContact === undefined || referral.attemptRule === null || !['accepted', 'contacting'].includes(referral.state)) return null;
  const due = referral.clocks.filter(({ kind, state }) => state === 'running' && ASKING.includes(kind)).map(({ dueAt }) => dueAt).sort()[0];
  const next = proposeNextAttempt({
    now,
    safeContact: contact.safeContact,
    attempts: referral.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) }) as Attempt),
    rule: referral.attemptRule.asked,
    dueAt: due === undefined ? null : new Date(due),
    frozen: referral.phoneFrozen,
    ...(centre?.openingHours !== undefined && centre.openingHours.windows.length > 0 && { office: { hours: centre.openingHours, calendar: NRW_CALENDAR } }),
  });
  return (
    <p className="case__proposal kern-body" role="note">
      {proposalWords(next)}
    </p>
  );
}
