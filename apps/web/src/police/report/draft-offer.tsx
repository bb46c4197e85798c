import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { toShortDateTime } from '../../shared/time/format';
import type { ReportDraftView } from '../report-queries';

/** Asks whether an unsent form of before is continued or thrown away. */
export function DraftOffer({ draft, onResume, onDiscard }: { readonly draft: ReportDraftView; readonly onResume: () => void; readonly onDiscard: () => void }) {
  return (
    <Alert kind="info" title={m.report_draft_offer({ time: toShortDateTime(draft.savedAt).replace(/ Uhr$/, '') })}>
      <p>{m.report_draft_offer_text({ at: toShortDateTime(draft.expiresAt) })}</p>
      <div className="form__actions">
        <Button look="primary" onClick={onResume}>
          {m.report_draft_resume()}
        </Button>
        <Button onClick={onDiscard}>{m.report_draft_discard()}</Button>
      </div>
    </Alert>
  );
}
