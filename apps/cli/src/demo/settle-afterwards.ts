import type { DataSource } from 'typeorm';
import type { Keystore } from '#keystore';
import type { ClockStore } from '#persistence';

/** Messages younger than this stay unread in the inbox. */
const UNREAD_DAYS = 2;

/** Does what the worker and the readers would have done over the days: due keys are destroyed, old messages sent and read. */
export async function settleAfterwards({
  clock,
  clockStore,
  keystore,
  end,
}: {
  readonly clock: DataSource;
  readonly clockStore: ClockStore;
  readonly keystore: Keystore;
  readonly end: Date;
}): Promise<void> {
  await clock.transaction(async (tx) => {
    for (const order of await clockStore.shredsDue(tx, end, 100_000)) {
      await keystore.shred({ referralId: order.referral_id, organisationId: order.organisation_id, createdBefore: order.due_at });
      await clockStore.shredDone(tx, order.id, order.due_at);
    }
  });
  // Nobody gets thousands of mails of the past at the first start of the worker.
  await clock.query(`update notification set state = 'sent', sent_at = created_at where state = 'pending'`);
  await clock.query(
    `update notification set acknowledged_at = created_at + interval '6 hours' where acknowledged_at is null and created_at < $1::timestamptz - make_interval(days => $2)`,
    [end, UNREAD_DAYS],
  );
}
