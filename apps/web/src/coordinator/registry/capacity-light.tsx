import { capacityAt, type CapacityNote } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../../shared/api/contract';
import { Badge } from '../../shared/kern/badge';
import { labelOf } from '../../shared/labels/label-of';
import { toShortDateTime } from '../../shared/time/format';
import { CAPACITY_LABELS } from './registry-labels';

const KINDS = { free: 'success', few: 'warning', full: 'danger' } as const;

/** How much room a centre has said it has, and when; what has expired is unknown. */
export function CapacityLight({ note, now }: { readonly note: Schemas['CapacityNoteView'] | null; readonly now: Date }) {
  const held = note === null ? null : { level: note.level as CapacityNote['level'], notedAt: new Date(note.notedAt), expiresAt: new Date(note.expiresAt) };
  const level = capacityAt(held, now);
  if (note === null || level === null) return <span className="muted">{m.registry_capacity_unknown()}</span>;
  return (
    <span className="registry-capacity">
      <Badge kind={KINDS[level]}>{labelOf(CAPACITY_LABELS, level)}</Badge>
      <small className="muted">{m.registry_capacity_noted({ at: toShortDateTime(note.notedAt) })}</small>
    </span>
  );
}
