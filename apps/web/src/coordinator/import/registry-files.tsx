import { m } from '../../generated/messages/messages.js';
import { FileLinks, inEach, type FileLink } from '../../shared/import/file-links';

const PUBLIC: readonly FileLink[] = [
  { href: '/public/registry.hsds.json', words: 'HSDS 3.0 (JSON)' },
  { href: '/public/registry.csv', words: 'CSV' },
  { href: '/public/registry.geojson', words: 'GeoJSON' },
];

/** A form to fill in, the registry as a file, and what everybody can fetch. */
export const RegistryFiles = () => (
  <FileLinks
    groups={[
      { title: m.import_example(), links: inEach('/api/v1/directory/imports/example') },
      { title: m.import_export(), links: inEach('/api/v1/directory/export') },
      { title: m.import_public(), links: PUBLIC },
    ]}
  />
);
