import { useLocale } from './locale';

/** Leads to the other language, named in that language. */
export function LanguageSwitch() {
  const { locale, change } = useLocale();
  const other = locale === 'de' ? 'en' : 'de';
  return (
    <button type="button" className="link-button" lang={other} onClick={() => change(other)}>
      {other === 'en' ? 'English' : 'Deutsch'}
    </button>
  );
}
