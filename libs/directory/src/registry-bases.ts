import type { RegistryChange } from './registry-change.js';
import type { RegistrySnapshot } from './registry-snapshot.js';

/** The versions that a change is written on, by subject; '0': it does not exist yet. */
export type RegistryBases = Readonly<Record<string, string>>;

/** The subject under which an agreement's versions are counted. */
export const agreementSubject = (policeAuthorityId: string, centreId: string): string => `agreement ${policeAuthorityId} ${centreId}`;

/** The subject under which the entry of an authority or a local network is counted, by its code. */
export const entrySubject = (code: string): string => `entry ${code}`;

/** The present versions of everything that a change would make a new version of. A closure stands by itself. */
export function basesOf(snapshot: RegistrySnapshot, change: RegistryChange): RegistryBases {
  switch (change.kind) {
    case 'closure':
      return {};
    case 'agreement': {
      const { policeAuthorityId, centreId } = change;
      const newest = snapshot.agreements.find((row) => row.policeAuthorityId === policeAuthorityId && row.centreId === centreId);
      return { [agreementSubject(policeAuthorityId, centreId)]: String(newest?.version ?? 0) };
    }
    case 'calendar':
      return { calendar: snapshot.calendars.at(-1)?.version ?? '0' };
    case 'rule_set': {
      const found = snapshot.ruleSets.find(({ version }) => version === change.ruleSet.version);
      return { [`rule_set ${change.ruleSet.version}`]: found === undefined ? '0' : `${found.validFrom} ${found.baseDays} ${found.extensionDays} ${found.active}` };
    }
    case 'authority': {
      const found = snapshot.organisations.find(({ id }) => id === change.policeAuthorityId);
      return { [entrySubject(found?.code ?? '')]: String(found?.entryVersion ?? 0) };
    }
    case 'network': {
      const found = snapshot.organisations.find(({ code }) => code === change.code);
      return { [entrySubject(change.code)]: String(found?.entryVersion ?? 0) };
    }
    case 'centres': {
      const versions = new Map(snapshot.centres.map((centre) => [centre.code, centre.versions.at(-1)?.version ?? 0]));
      return Object.fromEntries(change.drafts.map(({ record: { code } }) => [code, String(versions.get(code) ?? 0)]));
    }
  }
}

/** The subjects that have another version by now. */
export const overtaken = (bases: RegistryBases, present: RegistryBases): readonly string[] => Object.keys(present).filter((subject) => bases[subject] !== present[subject]);
