import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import { organisationIdOf } from '../registry.js';
import { MAP_ATTRIBUTION, REGISTRY_LICENCE } from './attribution.js';
import type { CentreRecord } from './centre-record.js';
import { toHsds } from './hsds.js';

/** When an entry of the public registry last changed or left it. */
export interface EntryChange {
  readonly id: string;
  readonly changedAt: Date;
  readonly removed: boolean;
}

/** An entry as it is compared with what stood there before. */
export interface EntryHash {
  readonly id: string;
  readonly hash: string;
}

/** What of the public registry changed since an instant, for a reader that keeps a copy: takes over `entries`, forgets `removed`, and asks next time from `until` on. */
export interface RegistryChanges {
  readonly format: 'zeitnah-registry-changes';
  /** Another major version: an older reader stops. Another minor one: it reads on. */
  readonly formatVersion: '1.0';
  readonly since: string | null;
  /** The instant of the last change; null while nothing was ever published. */
  readonly until: string | null;
  readonly licence: typeof REGISTRY_LICENCE;
  readonly attribution: typeof MAP_ATTRIBUTION;
  /** `service`: of the Human Services Data Specification 3.0; its id stays the same for as long as the centre has its code. */
  readonly entries: readonly { readonly id: string; readonly changedAt: string; readonly service: unknown }[];
  /** No longer public: an id and nothing else. */
  readonly removed: readonly { readonly id: string; readonly removedAt: string }[];
}

/** The id under which a centre stands in the public files. */
export const publicIdOf = (code: string): string => v5('service', organisationIdOf(code));

/** The public services by their ids, with what tells one state of an entry from the next. `records`: as for `toHsds`. */
export function publicServices(records: readonly CentreRecord[], names: ReadonlyMap<string, string>): ReadonlyMap<string, { readonly service: unknown; readonly hash: string }> {
  const { contents } = toHsds(records, names);
  return new Map(contents.map((service) => [String(service['id']), { service, hash: createHash('sha256').update(JSON.stringify(service)).digest('base64url') }]));
}

/** The feed from an instant on (exclusive); without one, everything that is public and nothing that is not. The same content gives the same text. */
export function registryChanges(services: ReadonlyMap<string, { readonly service: unknown }>, changes: readonly EntryChange[], since: Date | null): RegistryChanges {
  const later = changes.filter(({ changedAt }) => since === null || changedAt > since);
  const last = changes.reduce<Date | null>((newest, { changedAt }) => (newest === null || changedAt > newest ? changedAt : newest), null);
  return {
    format: 'zeitnah-registry-changes',
    formatVersion: '1.0',
    since: since?.toISOString() ?? null,
    until: last?.toISOString() ?? null,
    licence: REGISTRY_LICENCE,
    attribution: MAP_ATTRIBUTION,
    entries: later.flatMap(({ id, changedAt, removed }) => {
      const found = services.get(id);
      return removed || found === undefined ? [] : [{ id, changedAt: changedAt.toISOString(), service: found.service }];
    }),
    removed: since === null ? [] : later.filter(({ removed }) => removed).map(({ id, changedAt }) => ({ id, removedAt: changedAt.toISOString() })),
  };
}
