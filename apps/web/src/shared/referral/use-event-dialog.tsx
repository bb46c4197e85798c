import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { ContactData, HumanEventName } from '#domain';
import { referralQuery } from '../api/queries';
import type { ReferralView } from '../api/views';
import { Dialog } from '../kern/dialog';
import { Loading } from '../kern/loading';
import { EVENT_LABELS } from '../labels/event-labels';
import { labelOf } from '../labels/label-of';

// The forms come beside the page, not with it: a page that is only read is there sooner.
const loadForms = () => import('./form-of-event');
const FormOfEvent = lazy(() => loadForms().then((file) => ({ default: file.FormOfEvent })));

export interface EventDialogOptions {
  /** Contact data that are shown at this moment: what is known to be unsafe is said before it is sent. */
  readonly contact?: ContactData | null;
  readonly onDone?: (event: HumanEventName, data: unknown) => void;
}

/** Opens the form of an event in a dialog; `dialog` is what the page has to show. */
export function useEventDialog(referral: ReferralView, { contact = null, onDone }: EventDialogOptions = {}) {
  const client = useQueryClient();
  const [open, setOpen] = useState<{ readonly event: HumanEventName; readonly defaults: Record<string, string> } | null>(null);
  useEffect(() => {
    // Before anybody asks for one: a connection that is lost later must not cost the form.
    void loadForms().catch(() => undefined);
  }, []);
  const start = (event: HumanEventName, defaults: Record<string, string> = {}): void => {
    setOpen({ event, defaults });
    // The other side's doings raise the version without a word to this side: begin with the newest.
    void client.invalidateQueries({ queryKey: referralQuery(referral.id).queryKey, exact: true });
  };
  const close = (): void => setOpen(null);
  const done = (event: HumanEventName) => (data?: unknown) => {
    close();
    onDone?.(event, data);
  };
  const dialog: ReactNode =
    open === null ? null : (
      <Dialog title={labelOf(EVENT_LABELS, open.event)} onClose={close}>
        <Suspense fallback={<Loading />}>
          <FormOfEvent referral={referral} event={open.event} contact={contact} defaults={open.defaults} onDone={done(open.event)} onCancel={close} />
        </Suspense>
      </Dialog>
    );
  return { start, dialog };
}
