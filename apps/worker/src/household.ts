import type { DataSource } from 'typeorm';
import { sealAudit } from '#audit';
import { Keystore, openKeyDatabase } from '#keystore';
import { Mailer, NotificationService } from '#notifications';
import { ClockStore, ReferralStore, TenantDatabase, openDatabase } from '#persistence';
import { ClockService, ContactVault } from '#referrals';
import { rollUpTurnaround } from '#turnaround';
import { AgendaQueries } from './agenda.queries.js';
import type { Configuration } from './configuration.js';
import type { Duties } from './duties.js';
import { shredDue } from './shredding.js';

/** The libraries as the worker uses them, with their connections. */
export interface Household {
  readonly duties: Duties;
  readonly agenda: AgendaQueries;
  readonly notifications: NotificationService;
  close(): Promise<void>;
}

/** What of the configuration the household needs. */
export type HouseholdSettings = Pick<Configuration, 'databaseUrl' | 'keystoreUrl' | 'keystoreRootKey' | 'publicUrl' | 'mail' | 'poolSize'>;

/** Opens both databases and wires the duties to the libraries; throws when a database does not answer. */
export async function openHousehold(settings: HouseholdSettings, now: () => Date): Promise<Household> {
  const db = await openDatabase({ url: settings.databaseUrl, poolSize: settings.poolSize, applicationName: 'zeitnah-worker' });
  const keys = await openKeyDatabase({ url: settings.keystoreUrl, poolSize: 2 }).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const mailer = settings.mail === null ? null : new Mailer({ ...settings.mail, publicUrl: settings.publicUrl });
  const { quietHours, digestAfter } = settings.mail ?? { quietHours: {}, digestAfter: 0 };
  const notifications = new NotificationService(db, { mailer, quietHours, digestAfter });
  return {
    duties: dutiesOf({ db, keystore: new Keystore(keys, settings.keystoreRootKey, now), notifications }),
    agenda: new AgendaQueries(db),
    notifications,
    close: async () => {
      mailer?.close();
      await Promise.all([db.destroy(), keys.destroy()]);
    },
  };
}

function dutiesOf({
  db,
  keystore,
  notifications,
}: {
  db: DataSource;
  keystore: Keystore;
  notifications: NotificationService;
}): Duties {
  const database = new TenantDatabase(db);
  const clocks = new ClockStore();
  const chain = new ClockService(database, new ReferralStore(), clocks, new ContactVault(keystore), null);
  // Due, sealed and published by the time of the database: this process's clock may be wrong.
  const time = (): Promise<Date> => database.asClock((tx) => clocks.now(tx));
  return {
    fireDue: (limit) => chain.fireDue(limit),
    resumeDue: (limit) => chain.resumeDue(limit),
    purge: (referralId) => chain.purge(referralId),
    deliver: (notificationId) => notifications.deliver(notificationId),
    shredDue: (limit) => shredDue({ database, clocks, keystore }, limit),
    sealAudit: async () => (await sealAudit(db, await time()))?.events ?? 0,
    rollUp: () => db.transaction(async (tx) => rollUpTurnaround(tx, await clocks.now(tx))),
  };
}
