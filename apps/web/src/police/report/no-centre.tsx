import { m } from '../../generated/messages/messages.js';
import type { WayOut } from '../../shared/api/http';
import { Alert } from '../../shared/kern/alert';
import { AlternativeList } from '../../shared/referral/alternative-list';

/** There is no centre to refer to: whom to telephone, and what has become of it. `told`: somebody has tried to send, so the coordination knows. */
export function NoCentre({ wayOut, told = false }: { readonly wayOut: WayOut; readonly told?: boolean }) {
  const { alternatives, hotline } = wayOut;
  return (
    <Alert kind="warning" title={m.report_no_centre()} takesFocus={told}>
      <p>{m.report_no_centre_text()}</p>
      <p>{hotline}</p>
      <AlternativeList alternatives={alternatives} />
      {told ? <p>{m.report_nobody_told()}</p> : null}
    </Alert>
  );
}
