import { useEffect, useState } from 'react';

const AGAIN_AFTER_MS = 5_000;

/**
 * A part that comes after the page and before anybody needs it, so that a connection lost later does not cost it; null until it is
 * there. As long as the server is away it is asked for again, and the page stands. `load` is declared once, outside of components.
 */
export function useLater<Part>(load: () => Promise<Part>): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const attempt = (): void => {
      load().then(
        (loaded) => (gone ? undefined : setPart(loaded)),
        () => {
          if (!gone) timer = setTimeout(attempt, AGAIN_AFTER_MS);
        },
      );
    };
    attempt();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [load]);
  return part;
}
