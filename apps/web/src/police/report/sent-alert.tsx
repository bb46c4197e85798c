import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { useLater } from '../../shared/later/use-later';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import type { Repetition, Sent } from './send-report';

// It came with the centres to choose from, among which there was none.
const loadNoCentre = () => import('./no-centre');

function Nobody({ wayOut }: Pick<Extract<Sent, { kind: 'nobody' }>, 'wayOut'>) {
  const words = useLater(loadNoCentre);
  return words === null ? <Alert kind="warning" title={m.report_not_sent()} takesFocus /> : <words.NoCentre wayOut={wayOut} told />;
}

/** Why a report is not sent yet, and what happens next by itself. */
export function SentAlert({ sent, repetition }: { readonly sent: Sent | null; readonly repetition: Repetition }) {
  switch (sent?.kind) {
    case undefined:
    case 'sent':
      return null;
    case 'lost':
      return (
        <Alert kind="warning" title={m.report_not_sent()} takesFocus>
          <p>{m.report_not_sent_text()}</p>
          {repetition.secondsLeft === null ? null : (
            <>
              <p aria-hidden="true">{m.report_retry_in({ count: repetition.secondsLeft })}</p>
              <Button look="tertiary" onClick={repetition.stop}>
                {m.report_retry_stop()}
              </Button>
            </>
          )}
        </Alert>
      );
    case 'signed_out':
      return (
        <Alert kind="warning" title={m.report_not_sent()}>
          <p>{m.report_session_ended()}</p>
        </Alert>
      );
    case 'key_reused':
      return (
        <Alert kind="warning" title={m.report_not_sent()} takesFocus>
          <p>{m.report_key_reused()}</p>
        </Alert>
      );
    case 'nobody':
      return <Nobody wayOut={sent.wayOut} />;
    default:
      return <OutcomeAlert outcome={sent} />;
  }
}
