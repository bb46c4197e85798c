import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import { fieldFault } from '../labels/field-fault-labels';
import { REFUSAL_LABELS } from '../labels/refusal-labels';
import { labelOf } from '../labels/label-of';
import { AlternativeList } from './alternative-list';
import { ChangesSince } from './changes-since';
import type { EventOutcome } from './send-event';

/** Says why nothing was changed and what to do now; the form around it keeps what was typed. */
export function OutcomeWords({ outcome }: { readonly outcome: EventOutcome }) {
  switch (outcome.kind) {
    case 'refused':
      // Nothing of the referral has changed: the question is whom to telephone.
      if (outcome.wayOut != null) {
        return (
          <Alert kind="warning" title={m.report_no_centre()} takesFocus>
            <p>{outcome.wayOut.hotline}</p>
            <AlternativeList alternatives={outcome.wayOut.alternatives} />
            <p>{m.report_nobody_told()}</p>
          </Alert>
        );
      }
      return (
        <Alert kind="warning" title={m.outcome_refused_title()} takesFocus>
          <p>{labelOf(REFUSAL_LABELS, outcome.code)}</p>
          <ChangesSince {...outcome} />
        </Alert>
      );
    case 'stale':
      return (
        <Alert kind="warning" title={m.outcome_stale_title()} takesFocus>
          <ChangesSince {...outcome} />
          <p>{m.outcome_stale_text()}</p>
        </Alert>
      );
    case 'invalid':
      return (
        <Alert kind="danger" title={m.outcome_invalid_title()} takesFocus>
          {[...new Set(outcome.errors.map(({ code }) => fieldFault(code)))].map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Alert>
      );
    case 'gone':
      return <Alert kind="warning" title={m.outcome_gone_title()} takesFocus />;
    case 'lost':
      return (
        <Alert kind="warning" title={m.outcome_lost_title()} takesFocus>
          <p>{m.outcome_lost_text()}</p>
        </Alert>
      );
    case 'failed':
      return <Alert kind="danger" title={m.outcome_failed_title()} takesFocus />;
    default:
      return null;
  }
}
