import type { Keystore } from '#keystore';
import type { TenantDatabase, WatchStore } from '#persistence';

/**
 * Forgets the unsent forms whose twelve hours are over at `at`; answers how many. The key goes first and the row follows: cut off between the
 * two, what is left opens for nobody and goes in the next round.
 */
export async function forgetDrafts(
  { database, watch, keystore }: { readonly database: TenantDatabase; readonly watch: WatchStore; readonly keystore: Keystore },
  at: Date,
): Promise<number> {
  const expired = await database.asClock((tx) => watch.expiredDrafts(tx, at));
  for (const draft of expired) {
    await keystore.shred({ referralId: draft.key_id, organisationId: null, createdBefore: at });
    await database.asClock((tx) => watch.forgetDraft(tx, draft));
  }
  return expired.length;
}
