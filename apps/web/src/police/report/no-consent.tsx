import { HOTLINES } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';

/** The end after a no: what the person can do on her or his own, and the way to delete what was typed. */
export function NoConsent({ onDone }: { readonly onDone: () => void }) {
  return (
    <Alert kind="info" title={m.consent_no_title()}>
      <p>{m.consent_no_text()}</p>
      <ul>
        <li>{m.consent_no_women({ phone: HOTLINES.violence_against_women.phone })}</li>
        <li>{m.consent_no_men({ phone: HOTLINES.men.phone })}</li>
      </ul>
      <Button look="primary" onClick={onDone}>
        {m.consent_no_done()}
      </Button>
    </Alert>
  );
}
