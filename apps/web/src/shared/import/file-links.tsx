import { m } from '../../generated/messages/messages.js';
import { Section } from '../kern/section';

export interface FileLink {
  readonly href: string;
  readonly words: string;
}

/** The same file in each format and language. */
export const inEach = (address: string): readonly FileLink[] =>
  (['xlsx', 'csv'] as const).flatMap((format) =>
    (['de', 'en'] as const).map((language) => ({
      href: `${address}${address.includes('?') ? '&' : '?'}format=${format}&language=${language}`,
      words: language === 'de' ? m.import_german({ format: format.toUpperCase() }) : m.import_english({ format: format.toUpperCase() }),
    })),
  );

/** Files to fetch, by what they hold. */
export function FileLinks({ groups }: { readonly groups: readonly { readonly title: string; readonly links: readonly FileLink[] }[] }) {
  return (
    <Section id="import-files" title={m.import_files()}>
      {groups.map(({ title, links }) => (
        <div key={title}>
          <h3 className="kern-title">{title}</h3>
          <ul className="plain-list kern-body">
            {links.map(({ href, words }) => (
              <li key={href} className="file-link">
                <a className="kern-link kern-link--no-visited-state" href={href} download aria-label={`${title}: ${words}`}>
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
