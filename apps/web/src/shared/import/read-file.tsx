import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import type { Shown } from './use-reading';

const REFUSED = { bad_type: m.import_bad_type, too_large: m.import_too_large, unread: m.import_unread } as const;

/** What became of the file that was chosen last; `children` shows what was read. */
export function ReadFile<Reading>({ shown, children }: { readonly shown: Shown<Reading>; readonly children: (file: string, reading: Reading) => ReactNode }) {
  switch (shown.kind) {
    case 'nothing':
      return null;
    case 'reading':
      return <p className="loading kern-body muted">{m.import_reading({ file: shown.file })}</p>;
    case 'refused':
      return <Alert kind="danger" title={REFUSED[shown.why]()} takesFocus />;
    case 'read':
      return children(shown.file, shown.reading);
  }
}
