import { m } from '../../generated/messages/messages.js';
import { useHotkeysEnabled } from '../../shared/kern/hotkeys';
import { localised } from '../../shared/locale/locale';

/** Beside the list while no referral is open: nothing is opened that nobody chose. */
export const NothingOpen = localised(function NothingOpen() {
  return <p className="desk__nothing kern-body muted">{useHotkeysEnabled() ? m.inbox_choose_keys() : m.inbox_choose()}</p>;
});
