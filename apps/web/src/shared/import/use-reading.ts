import { useEffect, useRef, useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { useAnnounce } from '../kern/announcer';

/** What the page shows of the file that was chosen last. */
export type Shown<Reading> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading'; readonly file: string }
  | { readonly kind: 'refused'; readonly why: 'bad_type' | 'too_large' | 'unread' }
  | { readonly kind: 'read'; readonly file: string; readonly reading: Reading };

const MOST_BYTES = 5 * 1024 * 1024;
const TYPES = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** Spreadsheets say different things about a CSV file; its name is what the person sees. */
function typeOf({ name }: File): string | undefined {
  const ending = name.toLowerCase().split('.').at(-1);
  return ending === 'csv' || ending === 'xlsx' ? TYPES[ending] : undefined;
}

/** Lets the API read a file by `ask`, which stores nothing; a file that is chosen meanwhile takes its place. */
export function useReading<Reading>(ask: (file: File, type: string, signal: AbortSignal) => Promise<Reading>) {
  const announce = useAnnounce();
  const [shown, setShown] = useState<Shown<Reading>>({ kind: 'nothing' });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const read = async (file: File): Promise<void> => {
    under.current?.abort();
    const type = typeOf(file);
    if (type === undefined) return setShown({ kind: 'refused', why: 'bad_type' });
    if (file.size > MOST_BYTES) return setShown({ kind: 'refused', why: 'too_large' });
    const abort = new AbortController();
    under.current = abort;
    setShown({ kind: 'reading', file: file.name });
    announce(m.import_reading({ file: file.name }));
    try {
      const reading = await ask(file, type, abort.signal);
      setShown({ kind: 'read', file: file.name, reading });
    } catch {
      if (!abort.signal.aborted) setShown({ kind: 'refused', why: 'unread' });
    }
  };
  return { shown, read: (file: File) => void read(file), forget: () => setShown({ kind: 'nothing' }) };
}
