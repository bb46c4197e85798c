import type { NetworkChange, OrganisationContact } from './registry-change.js';
import { refused, warned, type RegistryProblem } from './registry-problem.js';
import type { OrganisationRow, RegistrySnapshot } from './registry-snapshot.js';

/** The districts of a network by its code; of one that does not exist none. */
export function districtsOf({ organisations, networkAreas }: RegistrySnapshot, code: string): readonly string[] {
  const network = organisations.find((row) => row.code === code);
  return networkAreas.filter(({ organisationId }) => organisationId === network?.id).map(({ districtAgs }) => districtAgs);
}

/** What speaks against another contact of a police authority. */
export function authorityProblems({ organisations }: RegistrySnapshot, change: OrganisationContact & { readonly policeAuthorityId: string }): readonly RegistryProblem[] {
  const found = organisations.find(({ id, kind }) => id === change.policeAuthorityId && kind === 'police_authority');
  if (found === undefined) return [refused('unknown_organisation')];
  return isSame(found, change) ? [refused('nothing_changes')] : [];
}

/** What speaks against a local network as it shall be. A district may have several; one that loses its last is told. */
export function networkProblems(snapshot: RegistrySnapshot, change: NetworkChange): readonly RegistryProblem[] {
  const before = snapshot.organisations.find(({ code }) => code === change.code);
  if (before !== undefined && before.kind !== 'local_network') return [refused('code_taken')];
  const known = new Set(snapshot.municipalities.map(({ districtAgs }) => districtAgs));
  const unknown = change.districts.filter((ags) => !known.has(ags));
  if (unknown.length > 0) return unknown.map((ags) => refused('unknown_district', { ags }));
  const had = districtsOf(snapshot, change.code);
  const gone = had.filter((ags) => !change.districts.includes(ags));
  if (before !== undefined && before.name === change.name && isSame(before, change) && gone.length === 0 && had.length === change.districts.length) return [refused('nothing_changes')];
  const others = new Set(snapshot.networkAreas.filter(({ organisationId }) => organisationId !== before?.id).map(({ districtAgs }) => districtAgs));
  return gone.filter((ags) => !others.has(ags)).map((ags) => warned('district_without_network', { ags }));
}

const isSame = (row: OrganisationRow, { phone, mail }: OrganisationContact): boolean => row.phone === phone && row.mail === mail;
