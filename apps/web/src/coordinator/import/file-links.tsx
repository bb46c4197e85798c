import { m } from '../../generated/messages/messages.js';
import { Section } from '../../shared/kern/section';

interface FileLink {
  readonly href: string;
  readonly words: string;
}

/** The same file in each format and language. */
const inEach = (path: string): readonly FileLink[] =>
  (['xlsx', 'csv'] as const).flatMap((format) =>
    (['de', 'en'] as const).map((language) => ({
      href: `/api/v1/directory/${path}?format=${format}&language=${language}`,
      words: language === 'de' ? m.import_german({ format: format.toUpperCase() }) : m.import_english({ format: format.toUpperCase() }),
    })),
  );

const PUBLIC: readonly FileLink[] = [
  { href: '/public/registry.hsds.json', words: 'HSDS 3.0 (JSON)' },
  { href: '/public/registry.csv', words: 'CSV' },
  { href: '/public/registry.geojson', words: 'GeoJSON' },
];

/** A form to fill in, the registry as a file, and what everybody can fetch. */
export function FileLinks() {
  const groups = [
    { title: m.import_example(), links: inEach('imports/example') },
    { title: m.import_export(), links: inEach('export') },
    { title: m.import_public(), links: PUBLIC },
  ];
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
