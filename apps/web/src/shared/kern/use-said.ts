import { useEffect, useRef } from 'react';
import { useAnnounce } from './announcer';

/** Says each new sentence to whoever listens, but not the first: it stands where the page begins. */
export function useSaid(sentence: string | null): void {
  const announce = useAnnounce();
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (sentence !== null && last.current !== null && last.current !== sentence) announce(sentence);
    last.current = sentence ?? last.current;
  }, [sentence, announce]);
}
