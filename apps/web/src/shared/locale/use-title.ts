import { useEffect } from 'react';
import { m } from '../../generated/messages/messages.js';

/** Sets the window's title. Only constant texts, counts and nothing of a person: a title stays in histories and task bars. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – ${m.product()}`;
  }, [title]);
}
