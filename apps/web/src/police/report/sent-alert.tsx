import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { NoCentre } from './no-centre';
import type { Repetition, Sent } from './send-report';

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
      return <NoCentre wayOut={sent.wayOut} told />;
    default:
      return <OutcomeAlert outcome={sent} />;
  }
}
