import { JobError } from '#jobs';
import type { Keystore } from '#keystore';
import type { ClockStore, TenantDatabase } from '#persistence';

/**
 * Carries out orders to destroy keys that are due by the database's time; answers how many. The keys go first and the mark follows: cut off between the two, an order is
 * carried out again, which destroys nothing more. A key made after the order fell due belongs to a later handing-over and stays.
 * An order that fails is left for the next round and told by a code once the others are done.
 */
export async function shredDue(
  {
    database,
    clocks,
    keystore,
  }: { readonly database: TenantDatabase; readonly clocks: ClockStore; readonly keystore: Keystore },
  limit: number,
): Promise<number> {
  let done = 0;
  let failed: unknown;
  await database.asClock(async (tx) => {
    const at = await clocks.now(tx);
    for (const order of await clocks.shredsDue(tx, at, limit)) {
      const destroyed = await keystore
        .shred({ referralId: order.referral_id, organisationId: order.organisation_id, createdBefore: order.due_at })
        .then(
          () => true,
          (error: unknown) => {
            failed = error;
            return false;
          },
        );
      if (!destroyed) continue;
      await clocks.shredDone(tx, order.id, at);
      done += 1;
    }
  });
  if (failed !== undefined) throw new JobError('shred_failed', { cause: failed });
  return done;
}
