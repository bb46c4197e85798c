import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import { useLater } from '../later/use-later';
import type { EventOutcome } from './send-event';

const load = () => import('./outcome-words');

/** Says why nothing was changed and what to do now. The words for each case come after the page. */
export function OutcomeAlert({ outcome }: { readonly outcome: EventOutcome | null }) {
  const words = useLater(load);
  if (outcome === null) return null;
  return words === null ? <Alert kind="warning" title={m.load_failed_text()} takesFocus /> : <words.OutcomeWords outcome={outcome} />;
}
