import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { useActor } from '../session/session';
import { ExpelledStateBadge } from './expelled-badges';
import { expelledOfQuery } from './expelled-queries';

/** On the sending authority's page of a referral: what became of the expelled person of the same deployment, and the way to hand her or him over. */
export function ExpelledOfReferral({ referralId }: { readonly referralId: string }) {
  const { actor } = useActor();
  const query = useQuery(expelledOfQuery(referralId));
  if (query.data === undefined) return null;
  return (
    <>
      <p className="kern-body muted">{m.expelled_only_you()}</p>
      {query.data.map(({ id, reference, state }) => (
        <p key={id} className="row kern-body">
          <Link to="/expelled/$expelled" params={{ expelled: id }} className="kern-link kern-link--no-visited-state">
            {reference}
          </Link>
          <ExpelledStateBadge state={state} />
        </p>
      ))}
      {actor.role === 'police_lead' ? null : (
        <p className="kern-body">
          <Link to="/expelled/new/$referral" params={{ referral: referralId }} className="kern-link kern-link--no-visited-state">
            {m.expelled_new()}
          </Link>
        </p>
      )}
    </>
  );
}
