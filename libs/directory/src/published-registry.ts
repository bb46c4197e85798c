import type { TenantDatabase } from '#persistence';
import type { EntryChange, EntryHash } from './exchange/registry-changes.js';

/** Who says of itself that it takes the public registry over. It is a name, not a right: the files are everybody's. */
export const REGISTRY_READERS = ['opferschutzportal'] as const;
export type RegistryReader = (typeof REGISTRY_READERS)[number];

/** When a public file was last fetched under a name. */
export interface RegistryFetch {
  readonly reader: RegistryReader;
  readonly file: string;
  readonly fetchedAt: Date;
}

const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000', userId: '00000000-0000-0000-0000-000000000000' };

/** What of the registry is public by now and when that changed: kept by id and hash, without the entries themselves; and when it was fetched, without from where. */
export class PublishedRegistry {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Notes what is public, and answers when each entry changed last, also of those that are no longer. A second time the same changes nothing. */
  async note(entries: readonly EntryHash[]): Promise<readonly EntryChange[]> {
    const rows = await this.database.inTenant(NOBODY, (tx) =>
      tx.query<readonly { readonly entry_id: string; readonly changed: Date; readonly gone: boolean }[]>('select * from note_published($1)', [JSON.stringify(entries)]),
    );
    return rows.map(({ entry_id: id, changed: changedAt, gone: removed }) => ({ id, changedAt, removed }));
  }

  /** Notes that a file was fetched under this name. */
  async fetched(reader: RegistryReader, file: string): Promise<void> {
    await this.database.inTenant(NOBODY, (tx) => tx.query('select note_registry_fetch($1, $2, $3)', [reader, file, this.now()]));
  }

  /** When it was fetched, the last first; nothing to anybody but the state office. */
  async fetches(actor: { readonly organisationId: string; readonly userId: string }): Promise<readonly RegistryFetch[]> {
    const rows = await this.database.inTenant(actor, (tx) =>
      tx.query<readonly { readonly reader: RegistryReader; readonly file: string; readonly fetched_at: Date }[]>('select * from registry_fetches()'),
    );
    return rows.map(({ reader, file, fetched_at: fetchedAt }) => ({ reader, file, fetchedAt }));
  }
}
