import { agreementSubject, basesOf, entrySubject, versionOn, type OrganisationRow, type RegistryView } from '#directory';
import { closureOn, toDuration, type AgreementParameters } from '#domain';
import type { AgreementLineView, CalendarView, RegistryAuthorityView, RegistryCentreLineView, RegistryCentreView, RegistryNetworkView, RuleSetView } from './registry.view.js';
import type { AgreementParametersDto } from './registry-change.dto.js';

/** The centres by name, as they stand today. */
export function toCentreLines(view: RegistryView): readonly RegistryCentreLineView[] {
  const today = view.today();
  return view.centres().map((centre) => {
    const next = view.centreRecord(centre.id)?.versions.find(({ validFrom }) => validFrom > today);
    const { id, code, name, kind, active, targetGroups, dailyService, catchment, capacity, openingHours } = centre;
    return { id, code, name, kind, active, targetGroups, dailyService, municipalities: catchment.length, capacity, closedSince: closureOn(today, openingHours)?.from ?? null, changesOn: next?.validFrom ?? null };
  });
}

/** The newest version of a centre, also when it has not begun, with the catchment that holds on its first day. */
export function toCentreView(view: RegistryView, id: string): RegistryCentreView | null {
  const found = view.centreRecord(id);
  const newest = found?.versions.at(-1);
  if (found === null || newest === undefined) return null;
  const day = newest.validFrom > view.today() ? newest.validFrom : view.today();
  const entry = view.centre(id, day) ?? found.entry;
  const { code, name, mail } = found.entry;
  const { kind, taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address, version, validFrom } = versionOn(found, day);
  return {
    id, code, name, mail, kind, active: taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address, catchment: entry.catchment, validFrom, version,
    versions: found.versions, capacity: entry.capacity,
    closures: found.closures.map(({ coverCentreId, ...closure }) => ({ ...closure, cover: coverCentreId === null ? null : { id: coverCentreId, name: view.organisation(coverCentreId)?.name ?? '' } })),
  };
}

/** Every pair of authority and centre that share a municipality, and every pair that has an agreement. */
export function toAgreementLines(view: RegistryView): readonly AgreementLineView[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { policeAuthorityId, centreId } of view.snapshot.agreements) pairs.set(agreementSubject(policeAuthorityId, centreId), [policeAuthorityId, centreId]);
  for (const centre of view.centres()) {
    for (const ags of centre.catchment) {
      const authority = view.municipality(ags)?.policeAuthority.id;
      if (authority !== undefined) pairs.set(agreementSubject(authority, centre.id), [authority, centre.id]);
    }
  }
  return [...pairs].map(([subject, [authority, centre]]) => toAgreementLine(view, subject, authority, centre)).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ policeAuthority, centre }: AgreementLineView): string => `${policeAuthority.name} ${centre.name}`;

function toAgreementLine(view: RegistryView, subject: string, authority: string, centre: string): AgreementLineView {
  const [newest] = view.agreements(authority, centre);
  const named = (id: string) => ({ id, name: view.organisation(id)?.name ?? '' });
  const at = newest !== undefined && newest.validFrom > view.today() ? new Date(`${newest.validFrom}T12:00:00Z`) : new Date(`${view.today()}T12:00:00Z`);
  return {
    subject, policeAuthority: named(authority), centre: named(centre), version: newest?.version ?? 0, validFrom: newest?.validFrom ?? null, validTo: newest?.validTo ?? null,
    parameters: toParameters(view.agreementFor(authority, centre, at).parameters),
  };
}

const toParameters = (parameters: AgreementParameters): AgreementParametersDto => ({
  dailyService: parameters.dailyService,
  acknowledge: toDuration(parameters.acknowledge),
  firstAttempt: parameters.firstAttempt,
  attemptRule: parameters.attemptRule,
  escalation: parameters.escalation,
  outsideHours: parameters.outsideHours,
  telLocalCoordinator: parameters.telLocalCoordinator,
  consentForms: parameters.consentForms,
  forwarding: parameters.forwarding,
});

/** The police authorities by name, each with the municipalities of today and the centres it has an agreement with. */
export function toAuthorityViews(view: RegistryView): readonly RegistryAuthorityView[] {
  const today = view.today();
  const standing = view.snapshot.municipalities.filter(({ retiredOn }) => retiredOn === null || retiredOn > today);
  return organisationsOf(view, 'police_authority').map((row) => ({
    ...toEntryView(row),
    municipalities: standing.filter(({ policeAuthorityId }) => policeAuthorityId === row.id).map(({ ags, name, districtName: district }) => ({ ags, name, district })),
    centres: [...new Set(view.snapshot.agreements.filter(({ policeAuthorityId }) => policeAuthorityId === row.id).map(({ centreId }) => centreId))]
      .map((id) => ({ id, name: view.organisation(id)?.name ?? '' }))
      .sort(byName),
  }));
}

/** The local networks by name, with their districts. */
export const toNetworkViews = (view: RegistryView): readonly RegistryNetworkView[] =>
  organisationsOf(view, 'local_network').map((row) => ({
    ...toEntryView(row),
    active: row.active,
    districts: view.snapshot.networkAreas
      .filter(({ organisationId }) => organisationId === row.id)
      .map(({ districtAgs }) => ({ ags: districtAgs, name: view.districtName(districtAgs) ?? '' }))
      .sort(byName),
  }));

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name, 'de');
const organisationsOf = (view: RegistryView, wanted: OrganisationRow['kind']): readonly OrganisationRow[] => view.snapshot.organisations.filter(({ kind }) => kind === wanted).sort(byName);
const toEntryView = ({ id, code, name, phone, mail, entryVersion }: OrganisationRow) => ({ id, code, name, phone, mail, subject: entrySubject(code), version: entryVersion });

export const toRuleSetViews = (view: RegistryView): readonly RuleSetView[] =>
  view.ruleSets().map(({ warnings: _, ...ruleSet }) => ({ ...ruleSet, base: Object.values(basesOf(view.snapshot, { kind: 'rule_set', ruleSet }))[0] ?? '0' }));

export function toCalendarView(view: RegistryView): CalendarView {
  const { version, from, to, holidays } = view.calendar();
  return { version, from, to, holidays: Object.entries(holidays).map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1)) };
}
