import { useEffect } from 'react';
import { m } from '../../generated/messages/messages.js';
import { useAnnounce } from '../kern/announcer';
import { COVER_KEY, setCovered, useCovered, watchCover } from './cover';

/** The button of the privacy screen; its key works everywhere while it is on the page. */
export function PrivacySwitch() {
  const covered = useCovered();
  const announce = useAnnounce();
  useEffect(watchCover, []);
  useEffect(() => announce(covered ? m.privacy_is_on({ key: COVER_KEY }) : ''), [covered, announce]);
  useEffect(() => document.documentElement.style.setProperty('--covered-word', JSON.stringify(m.privacy_covered())));
  return (
    <button type="button" className="link-button privacy-switch" aria-pressed={covered} aria-keyshortcuts={COVER_KEY} title={m.privacy_hint({ key: COVER_KEY })} onClick={() => setCovered(!covered)}>
      {m.privacy_switch()}
    </button>
  );
}
