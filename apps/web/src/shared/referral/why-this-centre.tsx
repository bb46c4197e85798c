import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { routingQuery } from '../api/queries';
import type { RoutingDecision } from '../api/views';
import { Alert } from '../kern/alert';
import { Loading } from '../kern/loading';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { CANDIDATE_LABELS, EXCLUSION_LABELS } from '../labels/routing-labels';
import { toDateTime } from '../time/format';

function chosenWords({ chosen, rank }: RoutingDecision): string {
  if (chosen === null) return m.why_centre_nobody();
  return rank === 1 ? m.why_centre_proposed({ centre: chosen.name }) : m.why_centre_named({ centre: chosen.name, rank: rank ?? 0 });
}

/** Half of the Land serves another place: only who might have been expected is named. */
const isElsewhere = ({ reasons }: RoutingDecision['excluded'][number]): boolean => reasons.includes('not_area');

function Decision({ decision }: { readonly decision: RoutingDecision }) {
  const elsewhere = decision.excluded.filter(isElsewhere).length;
  return (
    <li>
      <p>
        {labelOf(HAPPENED_LABELS, decision.event)}, <time dateTime={decision.decidedAt}>{toDateTime(decision.decidedAt)}</time>: {chosenWords(decision)}
      </p>
      <ol>
        {decision.candidates.map(({ centre, reasons }) => (
          <li key={centre.id}>
            {centre.name}: {reasons.map((reason) => labelOf(CANDIDATE_LABELS, reason)).join(' · ')}
          </li>
        ))}
      </ol>
      <ul>
        {decision.excluded
          .filter((each) => !isElsewhere(each))
          .map(({ centre, reasons }) => (
            <li key={centre.id}>
              {centre.name}: {reasons.map((reason) => labelOf(EXCLUSION_LABELS, reason)).join(' · ')}
            </li>
          ))}
        {elsewhere === 0 ? null : <li>{m.why_centre_elsewhere({ count: elsewhere })}</li>}
      </ul>
    </li>
  );
}

function Decisions({ referralId }: { readonly referralId: string }) {
  const { data, isError } = useQuery(routingQuery(referralId));
  if (isError) return <Alert kind="warning" title={m.load_failed_text()} />;
  if (data === undefined) return <Loading />;
  if (data.length === 0) return <p className="muted">{m.why_centre_none()}</p>;
  return (
    <ul className="clock-list">
      {data.map((decision) => (
        <Decision key={decision.decidedAt} decision={decision} />
      ))}
    </ul>
  );
}

/** Why the referral went where it went: who was proposed in which order, and who was left out. Asked for when it is opened. */
export function WhyThisCentre({ referralId }: { readonly referralId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure kern-body" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{m.why_centre()}</summary>
      {open ? <Decisions referralId={referralId} /> : null}
    </details>
  );
}
