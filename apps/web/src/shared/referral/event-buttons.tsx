import { HUMAN_EVENTS, type HumanEventName } from '#domain';
import type { ReferralView } from '../api/views';
import { Button } from '../kern/button';
import { KeyCap } from '../kern/hotkeys';
import { EVENT_LABELS } from '../labels/event-labels';
import { labelOf } from '../labels/label-of';

export interface EventButtonsProps {
  readonly referral: ReferralView;
  /** The events that lead on, most likely first; they stand out. */
  readonly first: readonly HumanEventName[];
  readonly onStart: (event: HumanEventName) => void;
  /** The single keys that start an event too, by event. */
  readonly keys?: Readonly<Partial<Record<HumanEventName, string>>>;
  readonly busy?: boolean;
}

/** The events that the API allows now, those that lead on apart from the others. */
function splitEvents(referral: ReferralView, first: readonly HumanEventName[]) {
  const allowed = HUMAN_EVENTS.filter((event) => event !== 'create' && !event.startsWith('undo_') && referral.allowedEvents.includes(event));
  const leading = first.filter((event) => allowed.includes(event));
  return { leading, others: allowed.filter((event) => !leading.includes(event)) };
}

/** One button per event that the API allows now, and no other. */
export function EventButtons({ referral, first, onStart, keys = {}, busy = false }: EventButtonsProps) {
  const { leading, others } = splitEvents(referral, first);
  const button = (event: HumanEventName, look: 'primary' | 'secondary' | 'tertiary') => {
    const key = keys[event];
    return (
      <li key={event}>
        <Button look={look} disabled={busy} aria-keyshortcuts={key} onClick={() => onStart(event)}>
          {labelOf(EVENT_LABELS, event)}
          {key === undefined ? null : <KeyCap>{key}</KeyCap>}
        </Button>
      </li>
    );
  };
  return (
    <>
      {leading.length === 0 ? null : <ul className="action-list">{leading.map((event, index) => button(event, index === 0 ? 'primary' : 'secondary'))}</ul>}
      {others.length === 0 ? null : <ul className="action-list">{others.map((event) => button(event, 'tertiary'))}</ul>}
    </>
  );
}
