import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { toDateTime, toDue } from '../../shared/time/format';

/** What stands in the police's own record afterwards: reference, centre, instants. Nothing of the person. */
function textOf(referral: ReferralView): string {
  const contact = referral.clocks.find((clock) => clock.kind === 'first_attempt' && clock.state === 'running');
  return [
    m.receipt_copy_line({
      reference: referral.reference,
      at: referral.firstSubmittedAt === null ? '' : toDateTime(referral.firstSubmittedAt),
      centre: referral.centre?.name ?? m.fact_no_centre(),
    }),
    ...(contact === undefined ? [] : [m.receipt_copy_due({ at: toDue(contact.dueAt) })]),
  ].join('\n');
}

/** One tap puts the text into the clipboard; it also stands there to be copied by hand. */
export function CopyText({ referral }: { readonly referral: ReferralView }) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const text = textOf(referral);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(m.receipt_copied());
    } catch {
      announce(m.receipt_copy_by_hand());
    }
  };
  return (
    <section className="section" aria-labelledby="copy-text">
      <h2 className="kern-heading-medium" id="copy-text">
        {m.receipt_copy_title()}
      </h2>
      <p className="receipt-text kern-body">{text}</p>
      <div className="form__actions">
        <Button onClick={() => void copy()}>{copied ? m.receipt_copied() : m.receipt_copy()}</Button>
      </div>
    </section>
  );
}
