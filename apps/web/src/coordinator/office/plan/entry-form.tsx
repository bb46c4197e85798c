import { useState, type ReactNode } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { ErrorSummary } from '../../../shared/kern/error-summary';
import { OutcomeAlert } from '../../../shared/referral/outcome-alert';
import type { Entry } from './use-entry';

/** The frame of a form of the plans: what is wrong above, what it asks, and the button below. */
export function EntryForm({ entry, save, more, children }: { readonly entry: Entry; readonly save: string; readonly more?: ReactNode; readonly children: ReactNode }) {
  return (
    <form className="form" noValidate onSubmit={entry.submit}>
      <ErrorSummary entries={entry.errors} attempt={entry.attempts} />
      <OutcomeAlert outcome={entry.outcome} />
      {entry.stale ? (
        <Alert kind="warning" title={m.plan_stale_title()} takesFocus>
          <p>{m.plan_stale_text()}</p>
        </Alert>
      ) : null}
      {children}
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={entry.busy}>
          {save}
        </Button>
        {more}
      </div>
    </form>
  );
}

/** A form that is opened when it is wanted; closed, it is not there. */
export function Opened({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure kern-body" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {open ? children : null}
    </details>
  );
}
