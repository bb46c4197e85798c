import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import type { Turnaround } from './use-turnaround';

/** What there is to say while nothing can be shown: it is on its way, could not be had, or nothing has been published yet. */
export function TurnaroundStates({ turnaround: { catalogue, choice, failed, pending } }: { readonly turnaround: Turnaround }) {
  return (
    <>
      {failed ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {pending && !failed ? <Loading /> : null}
      {catalogue !== undefined && choice === null ? <Alert kind="info" title={m.turnaround_nothing_published()} /> : null}
    </>
  );
}
