import { addDays, type LocalDay, type RuleSet } from '#domain';
import { changedCalendar, type CentreDraft, type NetworkChange, type OrganisationContact, type RegistryChange } from './registry-change.js';
import type { CatchmentRow, CentreRow, CentreVersion, OrganisationRow, RegistrySnapshot } from './registry-snapshot.js';
import { isValidOn } from './registry-versions.js';
import { organisationIdOf } from './registry.js';

/** The registry as it would be after a change that is not written: for its effect, and for what speaks against it. */
export function changedRegistry(snapshot: RegistrySnapshot, change: RegistryChange): RegistrySnapshot {
  switch (change.kind) {
    case 'closure':
      return {
        ...snapshot,
        centres: snapshot.centres.map((centre) =>
          centre.id !== change.centreId ? centre : { ...centre, closures: [...centre.closures, { ...change.closure, id: '', coverCentreId: change.coverCentreId ?? null }] },
        ),
      };
    case 'agreement': {
      const { policeAuthorityId, centreId, validFrom, validTo = null } = change;
      const last = snapshot.agreements.find((row) => row.policeAuthorityId === policeAuthorityId && row.centreId === centreId);
      const version = (last?.version ?? 0) + 1;
      return { ...snapshot, agreements: [{ policeAuthorityId, centreId, version, validFrom, validTo, parameters: { ...last?.parameters, ...change.parameters } }, ...snapshot.agreements] };
    }
    case 'calendar': {
      const last = snapshot.calendars.at(-1);
      return last === undefined ? snapshot : { ...snapshot, calendars: [...snapshot.calendars, changedCalendar(last, change)] };
    }
    case 'rule_set':
      return { ...snapshot, ruleSets: withRuleSet(snapshot.ruleSets, change.ruleSet) };
    case 'authority':
      return { ...snapshot, organisations: snapshot.organisations.map((row) => (row.id === change.policeAuthorityId ? withContact(row, change) : row)) };
    case 'network':
      return withNetwork(snapshot, change);
    case 'centres':
      return change.drafts.reduce(withCentre, snapshot);
  }
}

/** The rule sets with this one entered or changed; the warnings are those of the rule sets that exist. */
function withRuleSet(ruleSets: readonly RuleSet[], ruleSet: Omit<RuleSet, 'warnings'>): readonly RuleSet[] {
  const before = ruleSets.find(({ version }) => version === ruleSet.version);
  const warnings = (before ?? ruleSets[0])?.warnings;
  if (warnings === undefined) return ruleSets;
  return [...ruleSets.filter((each) => each !== before), { ...ruleSet, warnings }].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

const withContact = (row: OrganisationRow, { phone, mail }: OrganisationContact): OrganisationRow => ({ ...row, phone, mail, entryVersion: row.entryVersion + 1 });

function withNetwork(snapshot: RegistrySnapshot, change: NetworkChange): RegistrySnapshot {
  const { code, name, districts } = change;
  const before = snapshot.organisations.find((row) => row.code === code);
  const id = before?.id ?? organisationIdOf(code);
  const network = withContact({ ...(before ?? { id, kind: 'local_network', code, active: true, phone: null, mail: null, entryVersion: 0 }), name }, change);
  return {
    ...snapshot,
    organisations: [...snapshot.organisations.filter((row) => row.id !== id), network],
    networkAreas: [...snapshot.networkAreas.filter(({ organisationId }) => organisationId !== id), ...districts.map((districtAgs) => ({ organisationId: id, districtAgs }))],
  };
}

function withCentre(snapshot: RegistrySnapshot, { record }: CentreDraft): RegistrySnapshot {
  const { code, name, mail, validFrom } = record;
  const before = snapshot.centres.find((centre) => centre.code === code);
  const id = before?.id ?? organisationIdOf(code);
  const centre: CentreRow = {
    ...(before ?? { id, kind: 'centre', code, active: true, closures: [], capacity: null }),
    name,
    mail,
    versions: [...(before?.versions ?? []), versionOf(record, (before?.versions.at(-1)?.version ?? 0) + 1)],
    catchment: changedCatchment(before?.catchment ?? [], record.catchment, validFrom),
  };
  const organisation = { id, kind: 'centre' as const, code, name, active: centre.active, mail, phone: null, entryVersion: 1 };
  return {
    ...snapshot,
    centres: [...snapshot.centres.filter((each) => each.id !== id), centre],
    organisations: [...snapshot.organisations.filter((each) => each.id !== id), organisation],
  };
}

/** A centre's record as a version of its entry. */
export function versionOf(record: CentreDraft['record'], version: number): CentreVersion {
  const { validFrom, kind, active: taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address } = record;
  return { version, validFrom, kind, taking, targetGroups, languages, acceptsMinors, accessibility, dailyService, windows, phone, website, address };
}

/** What of a catchment ends on the eve of a day, and what begins on it. */
export function catchmentSteps(rows: readonly CatchmentRow[], wanted: readonly string[], from: LocalDay): { readonly ends: readonly CatchmentRow[]; readonly begins: readonly string[] } {
  const serving = rows.filter((row) => isValidOn(row, from));
  const served = new Set(serving.map(({ ags }) => ags));
  return { ends: serving.filter(({ ags }) => !wanted.includes(ags)), begins: wanted.filter((ags) => !served.has(ags)) };
}

function changedCatchment(rows: readonly CatchmentRow[], wanted: readonly string[], from: LocalDay): readonly CatchmentRow[] {
  const { ends, begins } = catchmentSteps(rows, wanted, from);
  return [
    ...rows.map((row) => (ends.includes(row) ? { ...row, validTo: addDays(from, -1) } : row)),
    ...begins.map((ags) => ({ ags, validFrom: from, validTo: null })),
  ];
}
