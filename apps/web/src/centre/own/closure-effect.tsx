import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import type { ClosurePreview } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import { CLOCK_LABELS } from '../../shared/labels/clock-labels';
import { labelOf } from '../../shared/labels/label-of';
import { toDue } from '../../shared/time/format';
import { uncoveredLines } from './own-centre-words';

/** How many places are named; the others are counted. */
const NAMED = 10;

/** Where nobody would be open, in words. */
export function UncoveredPlaces({ uncovered }: Pick<ClosurePreview, 'uncovered'>) {
  const lines = uncoveredLines(uncovered);
  return (
    <ul className="plain-list">
      {lines.slice(0, NAMED).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > NAMED ? <li>{m.own_centre_closure_uncovered_more({ count: lines.length - NAMED })}</li> : null}
    </ul>
  );
}

/** What a closure would do, before it is entered: the running clocks that move, and the places without cover. */
export function ClosureEffect({ preview }: { readonly preview: UseQueryResult<ClosurePreview> }) {
  if (preview.isFetching && preview.data === undefined) return <Loading />;
  if (preview.data === undefined) return null;
  const { clocks, uncovered } = preview.data;
  return (
    <>
      {clocks.length === 0 ? (
        <p className="kern-body" role="status">{m.own_centre_closure_moves_none()}</p>
      ) : (
        <Alert kind="info" title={m.own_centre_closure_moves_title()}>
          <ul className="plain-list">
            {clocks.map(({ referralId, reference, kind, oldDueAt, newDueAt }) => (
              <li key={`${referralId} ${kind}`}>
                <Link to="/centre/referrals/$id" params={{ id: referralId }} className="kern-link kern-link--no-visited-state">
                  {reference}
                </Link>{' '}
                {m.own_centre_closure_moves_row({ clock: labelOf(CLOCK_LABELS, kind), before: toDue(oldDueAt), after: toDue(newDueAt) })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {uncovered.length === 0 ? null : (
        <Alert kind="warning" title={m.own_centre_closure_uncovered_title()}>
          <UncoveredPlaces uncovered={uncovered} />
        </Alert>
      )}
    </>
  );
}
