import { m } from '../../generated/messages/messages.js';
import type { HistoryEntry } from '../api/views';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { toDateTime } from '../time/format';
import { useWhoDid } from './who-did';

/** Who did what and when after the version that a person had before their eyes. */
export function ChangesSince({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const whoDid = useWhoDid();
  return entries.map((entry) => (
    <p key={entry.version}>{m.changed_since({ what: labelOf(HAPPENED_LABELS, entry.event), who: whoDid(entry), at: toDateTime(entry.happenedAt) })}</p>
  ));
}
