import { m } from '../../generated/messages/messages.js';
import { useLocale } from '../locale/locale';

const PAGES = [
  ['/help', m.footer_help],
  ['/leaflet', m.footer_leaflet],
  ['/accessibility', m.footer_accessibility],
  ['/contact', m.footer_contact],
] as const;

/** The pages that need no sign-in. They are documents of their own and open beside the app, so that nothing typed is lost. */
export function FooterLinks() {
  const { locale } = useLocale();
  return (
    <nav aria-label={m.footer_label()}>
      <p>{m.footer_new_tab()}</p>
      <ul className="footer-links">
        {PAGES.map(([path, label]) => (
          <li key={path}>
            <a className="kern-link kern-link--no-visited-state" href={locale === 'de' ? path : `${path}?lang=${locale}`} target="_blank" rel="noopener noreferrer">
              {label()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
