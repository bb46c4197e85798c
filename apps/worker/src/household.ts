import type { DataSource } from 'typeorm';
import type { RecomputationReason } from '#domain';
import { sealAudit } from '#audit';
import { ResolutionClock, ReviewReminders, YearlyReminders } from '#coordination';
import { ExpelledClock } from '#expelled';
import { ExpelledKeys, Keystore, openKeyDatabase } from '#keystore';
import { Mailer, NotificationService } from '#notifications';
import { DirectoryQueries, regions, type RegistryChange } from '#directory';
import { ClockStore, ReferralStore, TenantDatabase, WatchStore, openDatabase } from '#persistence';
import { ClockService, ContactVault, NightlyCheck, NO_EFFECT, ProposalEffects, RecomputationService, Rehearsal } from '#referrals';
import { FactLedger, TurnaroundPublisher } from '#turnaround';
import { AgendaQueries } from './agenda.queries.js';
import type { Configuration } from './configuration.js';
import { chainFirst, type Duties } from './duties.js';
import { forgetDrafts } from './draft-expiry.js';
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
    duties: dutiesOf({ db, now, keystore: new Keystore(keys, settings.keystoreRootKey, now), expelledKeys: new ExpelledKeys(keys, settings.keystoreRootKey, now), notifications }),
    agenda: new AgendaQueries(db),
    notifications,
    close: async () => {
      mailer?.close();
      await Promise.all([db.destroy(), keys.destroy()]);
    },
  };
}

/** How long a repeated request still gets the answer of the first: longer than any client tries. ASSUMPTION(adr-0007) */
const REQUESTS_KEPT_MS = 7 * 24 * 3_600_000;

/** How long it can be seen after its end who was away or on call: long enough to ask why nobody was told. ASSUMPTION(adr-0007) */
const DUTY_KEPT_MS = 90 * 24 * 3_600_000;

/** How long a second report on a deployment is noticed. ASSUMPTION(adr-0017) */
const MARKS_KEPT_MS = 30 * 24 * 3_600_000;

function dutiesOf({
  db,
  now,
  keystore,
  expelledKeys,
  notifications,
}: {
  db: DataSource;
  now: () => Date;
  keystore: Keystore;
  expelledKeys: ExpelledKeys;
  notifications: NotificationService;
}): Duties {
  const database = new TenantDatabase(db);
  const clocks = new ClockStore();
  const watch = new WatchStore();
  const store = new ReferralStore();
  const directory = new DirectoryQueries(database, now);
  const chain = new ClockService(database, store, clocks, new ContactVault(keystore), null);
  const recomputation = new RecomputationService(database, store, clocks, directory);
  const effects = new ProposalEffects(database, directory, recomputation, new Rehearsal(database, directory));
  const [facts, publisher] = [new FactLedger(database), new TurnaroundPublisher(database, regions())];
  const resolutions = new ResolutionClock(database);
  const expelled = new ExpelledClock(database, expelledKeys);
  const [reminders, yearly] = [new ReviewReminders(database), new YearlyReminders(database)];
  const nightly = new NightlyCheck(database, watch, clocks, directory);
  // Due, sealed and published by the time of the database: this process's clock may be wrong.
  const time = (): Promise<Date> => database.asClock((tx) => clocks.now(tx));
  return {
    fireDue: chainFirst((limit) => chain.fireDue(limit), chainFirst((limit) => resolutions.fireDue(limit), (limit) => expelled.fireDue(limit))),
    resumeDue: (limit) => chain.resumeDue(limit),
    purge: (referralId) => chain.purge(referralId),
    deliver: (notificationId) => notifications.deliver(notificationId),
    shredDue: (limit) => shredDue({ database, clocks, keystore }, limit),
    sealAudit: async () => (await sealAudit(db, await time()))?.events ?? 0,
    recomputeDue: async () => {
      const change = await database.asClock((tx) => watch.changeToRun(tx));
      if (change === null) return 0;
      await directory.refresh();
      const { moved, failures } = await recomputation.recompute(change.kind as RecomputationReason);
      // Written down before it is told: a referral that cannot be done must not stand before the next change.
      await database.asClock((tx) => watch.changeRun(tx, change.id, { moved, failing: failures.length > 0 }));
      if (failures.length > 0) throw failures[0];
      return moved;
    },
    weighProposal: async () => {
      const proposal = await database.asClock((tx) => watch.proposalToWeigh(tx));
      if (proposal === null) return false;
      await directory.refresh();
      const effect = await effects.of(proposal.change as RegistryChange, await time()).catch(async (error: unknown) => {
        // Said in the proposal and in the log; it must not stand before the next one.
        await database.asClock((tx) => watch.noteEffect(tx, proposal.id, NO_EFFECT));
        throw error;
      });
      await database.asClock((tx) => watch.noteEffect(tx, proposal.id, effect));
      return true;
    },
    checkNight: async () => (await nightly.checkNight())?.findings.length ?? null,
    forget: async () => {
      const forgotten = await database.asClock(async (tx) => {
        const at = (await clocks.now(tx)).getTime();
        const marks = await watch.forgetMarks(tx, new Date(at - MARKS_KEPT_MS));
        return marks + (await clocks.forgetRequests(tx, new Date(at - REQUESTS_KEPT_MS))) + (await watch.forgetDuty(tx, new Date(at - DUTY_KEPT_MS)));
      });
      return forgotten + (await forgetDrafts({ database, watch, keystore }, await time()));
    },
    farewell: (workerId) => database.asClock((tx) => watch.farewell(tx, workerId)),
    beat: (sign) => database.asClock((tx) => watch.beat(tx, sign)),
    foldFacts: () => facts.foldDue(),
    rollUp: async () => publisher.publishDue(await time()),
    purgeExpelled: async () => expelled.purgeDue(await time()),
    remindOfReviews: async () => reminders.remind(await time()),
    remindOfYearlyReports: async () => yearly.remind(await time()),
  };
}
