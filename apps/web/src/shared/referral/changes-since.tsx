import { m } from '../../generated/messages/messages.js';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import { STATE_LABELS } from '../labels/state-labels';
import { toDateTime } from '../time/format';
import type { Fresh } from './send-event';
import { useWhoDid } from './who-did';

/** Who did what and when after the version that a person had before their eyes, and how the referral stands now. */
export function ChangesSince({ since = [], state }: Fresh) {
  const whoDid = useWhoDid();
  const lines = since.map((entry) => (
    <p key={entry.version}>{m.changed_since({ what: labelOf(HAPPENED_LABELS, entry.event), who: whoDid(entry), at: toDateTime(entry.happenedAt) })}</p>
  ));
  return (
    <>
      {lines}
      {state === undefined ? null : <p>{m.state_now({ state: labelOf(STATE_LABELS, state) })}</p>}
    </>
  );
}
