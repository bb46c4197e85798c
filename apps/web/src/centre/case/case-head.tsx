import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { m } from '../../generated/messages/messages.js';
import type { ClockView, ReferralView } from '../../shared/api/views';
import { CLOCK_LABELS } from '../../shared/labels/clock-labels';
import { labelOf } from '../../shared/labels/label-of';
import { useLocale } from '../../shared/locale/locale';
import { useTitle } from '../../shared/locale/use-title';
import { DeadlineBadge, RiskBadge, StateBadge } from '../../shared/referral/badges';
import { toDue } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Reached by J or K: the focus stays in the list. */
    readonly walked?: boolean;
  }
}

/** The running clock that passes first. */
export const nextClock = ({ clocks }: Pick<ReferralView, 'clocks'>): ClockView | null =>
  clocks.filter(({ state, kind }) => state === 'running' && kind !== 'retention').sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0] ?? null;

function dueWords({ kind, dueAt }: ClockView): string {
  const at = toDue(dueAt);
  if (kind === 'acknowledge' || kind === 'high_risk') return m.case_accept_by({ at });
  if (['first_attempt', 'attempt_series', 'high_risk_attempt', 'contact_in_protection'].includes(kind)) return m.case_contact_by({ at });
  return m.case_due_by({ clock: labelOf(CLOCK_LABELS, kind), at });
}

/** Reference, state, deadline and danger; until when, in words, and why then. The name of the person never stands here. */
export function CaseHead({ referral }: { readonly referral: ReferralView }) {
  const now = useNow();
  const { locale } = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const walked = useLocation({ select: ({ state }) => state.walked === true });
  useTitle(m.referral_window());
  useEffect(() => {
    if (!walked) heading.current?.focus();
    // Also when the row that J or K had reached is then opened with Enter.
  }, [referral.id, walked]);
  const clock = nextClock(referral);
  return (
    <header className="case__head">
      <h1 ref={heading} className="kern-heading-medium" tabIndex={-1}>
        {m.referral_title({ reference: referral.reference })}
      </h1>
      <p className="row">
        <StateBadge state={referral.state} />
        <DeadlineBadge deadline={referral} now={now} />
        <RiskBadge risk={referral.flags.risk} />
      </p>
      {clock === null ? null : (
        <p className="kern-body">
          <strong>{dueWords(clock)}</strong>
          <br />
          <span className="muted">{clock.why[locale]}</span>
        </p>
      )}
    </header>
  );
}
