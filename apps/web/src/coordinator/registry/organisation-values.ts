import { m } from '../../generated/messages/messages.js';
import type { Line } from './entry-lines';
import type { Authority, Change, Network, NetworkDraft, Place } from './registry-queries';

/** How organisations reach an authority or a network, and what a network is besides; as its form holds it. */
export interface OrganisationValues {
  readonly code: string;
  readonly name: string;
  readonly districts: readonly string[];
  readonly phone: string;
  readonly mail: string;
  readonly reason: string;
}

/** Something with a key and a name. */
export interface District {
  readonly ags: string;
  readonly name: string;
}

/** The districts of all municipalities by name: the key of a municipality begins with that of its district. */
export function districtsOf(places: readonly Place[]): readonly District[] {
  const names = new Map(places.map(({ ags, district }) => [ags.slice(0, 5), district]));
  return [...names].map(([ags, name]) => ({ ags, name })).sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const orNone = (text: string | null | undefined): string => (text == null || text === '' ? m.registry_none() : text);

/** What the form proposes: another contact of an authority, or a network as it shall be. */
export function toChange({ code, name, districts, phone, mail }: OrganisationValues, authorityId: string | null): Change {
  const contact = { phone: orNull(phone), mail: orNull(mail) };
  if (authorityId !== null) return { kind: 'authority', authority: { policeAuthorityId: authorityId, ...contact } };
  return { kind: 'network', network: { ...contact, code: code.trim(), name: name.trim(), districts } };
}

/** How organisations reach somebody, in words. */
export const contactLines = ({ phone, mail }: Pick<Authority, 'phone' | 'mail'> | Pick<NetworkDraft, 'phone' | 'mail'>): readonly Line[] => [
  { key: 'phone', name: m.registry_organisation_phone(), words: orNone(phone) },
  { key: 'mail', name: m.registry_organisation_mail(), words: orNone(mail) },
];

/** A network in words. `nameOf` names a district by its key. */
export const networkLines = ({ name, code, districts, ...contact }: NetworkDraft, nameOf: (ags: string) => string): readonly Line[] => [
  { key: 'name', name: m.registry_column_name(), words: name },
  { key: 'code', name: m.registry_field_code(), words: code },
  { key: 'districts', name: m.registry_network_districts(), words: districts.length === 0 ? m.registry_network_no_area() : districts.map(nameOf).sort((a, b) => a.localeCompare(b, 'de')).join(', ') },
  ...contactLines(contact),
];

/** A network as it would be written. */
export const toNetworkDraft = ({ code, name, phone, mail, districts }: Network): NetworkDraft => ({ code, name, phone, mail, districts: districts.map(({ ags }) => ags) });
