import { createContext, use, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { getLocale, setLocale, type Locale } from '../../generated/messages/runtime.js';
import { loadEnglish } from './english';

const LocaleContext = createContext<{ readonly locale: Locale; readonly change: (locale: Locale) => void } | null>(null);

/** Holds the language of the page. A change redraws the page without loading it again, so nothing typed is lost. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setCurrent] = useState<Locale>(getLocale());
  const [ready, setReady] = useState(locale === 'de');
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const keep = (next: Locale): void => {
    void setLocale(next, { reload: false });
    setCurrent(next);
  };
  // The English texts come by themselves. Where they cannot be had, the page stays in German, in which it is complete.
  const change = (next: Locale): void => {
    if (next === 'de') return keep(next);
    void loadEnglish().then(
      () => keep(next),
      () => undefined,
    );
  };
  useEffect(() => {
    if (ready) return;
    void loadEnglish()
      .catch(() => keep('de'))
      .then(() => setReady(true));
  }, [ready]);
  return <LocaleContext value={{ locale, change }}>{ready ? children : null}</LocaleContext>;
}

/** The language now and how to change it. A component that calls this is redrawn after a change. */
export function useLocale() {
  const held = use(LocaleContext);
  if (held === null) throw new Error('no LocaleProvider above');
  return held;
}

/** A page that is redrawn when the language changes; the router would otherwise keep the old text. */
export function localised(Page: ComponentType): ComponentType {
  return function LocalisedPage() {
    useLocale();
    return <Page />;
  };
}
