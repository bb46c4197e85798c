import { createContext, use, useCallback, useState, type ReactNode } from 'react';

const AnnouncerContext = createContext<(text: string) => void>(() => undefined);

/** Holds the one live region of the app; it waits politely until the reader has finished. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const announce = useCallback((next: string) => setText(next), []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="kern-sr-only" role="status" aria-live="polite">
        {text}
      </div>
    </AnnouncerContext>
  );
}

/** Says a sentence to whoever listens instead of looking. */
export const useAnnounce = (): ((text: string) => void) => use(AnnouncerContext);
