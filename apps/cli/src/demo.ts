import type { DataSource } from 'typeorm';
import { hashPassword } from '#access';
import { sealAudit, verifyAudit, type AuditVerdict } from '#audit';
import { DirectoryQueries, importRegistry, regions } from '#directory';
import type { HumanRole } from '#domain';
import { Keystore, openKeyDatabase } from '#keystore';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { ClockService, ContactReader, ContactVault, ReferralService } from '#referrals';
import { FactLedger, TurnaroundPublisher } from '#turnaround';
import { DEMO_PASSWORD, demoLogins } from './demo/people.js';
import { madeUpPast } from './demo/past.js';
import { playExpelled } from './demo/expelled.js';
import { playProgrammes } from './demo/programmes.js';
import { playOffice } from './demo/office.js';
import { planDemo } from './demo/plan.js';
import { play, type PlayReport } from './demo/play.js';
import { seedOrganisations } from './demo/seed-organisations.js';
import { settleAfterwards } from './demo/settle-afterwards.js';
import { writePast } from './demo/write-past.js';

export { DEMO_PASSWORD, demoLogins } from './demo/people.js';
export type { DemoLogin } from './demo/people.js';

/** Where the demo goes, one address per role, and what it is made from. */
export interface DemoOptions {
  readonly addresses: {
    readonly migrator: string;
    readonly app: string;
    readonly clock: string;
    readonly audit: string;
    readonly keys: string;
  };
  /** The keystore's root key, 32 bytes in base64. */
  readonly rootKey: string;
  readonly now: () => Date;
  readonly seed?: number;
  /** How many days back it begins; 90 if not said. */
  readonly days?: number;
  /** How many referrals besides those that show every path and every state; 320 if not said. */
  readonly count?: number;
  /** How many referrals of the two years before, of which the history alone is left; 22,000 if not said. */
  readonly past?: number;
  /** Told what is being done, and the seed. */
  readonly tell?: (line: string) => void;
}

/** A login of a fictional person. */
export interface Login {
  readonly role: HumanRole;
  readonly email: string;
  readonly organisation: string;
  readonly password: string;
}

/** What the demo has left behind. */
export interface DemoReport extends PlayReport {
  readonly seed: number;
  /** How many referrals are in the turnaround, and how many reports have been published on it. */
  readonly facts: number;
  readonly publications: number;
  readonly audit: AuditVerdict;
}

// 11,000 a year: about 30 a day in the Land (peers.md 1).
const DEFAULTS = { seed: 34_2027, days: 90, count: 320, past: 22_000 };
const DAY = 24 * 3_600_000;
/** The past ends where what was closed may already be purged. */
const PAST = { years: 2, endsBeforeDays: 35 };

/** Loads the demo and answers one login per role. Into an empty, migrated database only; an interrupted one has to begin anew. */
export async function loadDemo(options: DemoOptions): Promise<readonly Login[]> {
  await playDemo(options);
  return demoLogins().map((login) => ({ ...login, password: DEMO_PASSWORD }));
}

/**
 * Plays fictional referrals of the last days through the use cases with a moved `now`, so that every rule of the chain has run.
 * Organisations and people are entered before, by the migrator. Throws when the database already holds referrals, or when the trail does not verify afterwards.
 */
export async function playDemo(options: DemoOptions): Promise<DemoReport> {
  const { seed, days, count, past } = { ...DEFAULTS, ...options };
  const end = options.now();
  const tell = options.tell ?? ((): void => undefined);
  tell(`Demo seed ${seed}`);
  await withDatabases(options, async ({ migrator }) => {
    await importRegistry(migrator);
    await seedOrganisations(migrator, { now: end, passwordHash: await hashPassword(DEMO_PASSWORD) });
  });
  return withDatabases(options, async ({ app, clock, audit, keys }) => {
    await refuseUsedDatabase(clock);
    let current = end;
    const now = (): Date => current;
    const [tenants, store, clockStore] = [new TenantDatabase(app), new ReferralStore(), new ClockStore()];
    const keystore = new Keystore(keys, Buffer.from(options.rootKey, 'base64'), now);
    const vault = new ContactVault(keystore);
    const directory = new DirectoryQueries(tenants, now);
    const played = await play(
      planDemo({ now: end, seed, days, count }),
      {
        referrals: new ReferralService(tenants, store, vault, directory, now),
        reader: new ContactReader(tenants, store, vault, now),
        clocks: new ClockService(new TenantDatabase(clock), store, clockStore, vault, now),
        clockDatabase: clock,
        moveTo: (at) => {
          current = at;
        },
      },
      end,
    );
    await playOffice({ app, clock, directory, end });
    await playProgrammes({ app, clock, end });
    await playExpelled({ app, keys, rootKey: Buffer.from(options.rootKey, 'base64'), end });
    await settleAfterwards({ clock, clockStore, keystore, end });
    const pastUntil = new Date(end.getTime() - PAST.endsBeforeDays * DAY);
    await writePast({ app, clock }, madeUpPast({ seed, count: past, from: new Date(pastUntil.getTime() - PAST.years * 365 * DAY), until: pastUntil }));
    const turnaround = await publishTurnaround(clock, end);
    await sealAudit(clock, end);
    const verdict = await verifyAudit(audit);
    if (verdict.broken.length > 0) throw new Error(`the trail of the demo does not verify: ${verdict.broken.length} breaks`);
    return { seed, ...played, ...turnaround, audit: verdict };
  });
}

/** Reads the history into facts and publishes every as-of day of this year and the year before, the oldest first. */
async function publishTurnaround(clock: DataSource, end: Date): Promise<{ readonly facts: number; readonly publications: number }> {
  const database = new TenantDatabase(clock);
  const { versions } = await new FactLedger(database).rebuild({ mend: true });
  await clock.query('delete from turnaround_queue');
  return { facts: versions, publications: await new TurnaroundPublisher(database, regions()).publishDue(end) };
}

async function refuseUsedDatabase(clock: DataSource): Promise<void> {
  const [{ used }] = await clock.query<[{ used: boolean }]>('select exists (select 1 from referral) as used');
  if (used) throw new Error('the database already holds referrals: the demo is for an empty one');
}

/** Without waiting for the disk at every step: a demo that is cut off begins anew anyway, and this is most of its time. */
function withoutWaitingForDisk(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}

interface Databases {
  readonly migrator: DataSource;
  readonly app: DataSource;
  readonly clock: DataSource;
  readonly audit: DataSource;
  readonly keys: DataSource;
}

async function withDatabases<T>({ addresses }: DemoOptions, work: (databases: Databases) => Promise<T>): Promise<T> {
  const opened: DataSource[] = [];
  const open = async (url: string, poolSize: number): Promise<DataSource> => {
    const database = await openDatabase({ url: withoutWaitingForDisk(url), poolSize, applicationName: 'zeitnah-demo' });
    opened.push(database);
    return database;
  };
  try {
    const [migrator, app, clock, audit] = [
      await open(addresses.migrator, 1),
      await open(addresses.app, 4),
      await open(addresses.clock, 3),
      await open(addresses.audit, 2),
    ];
    const keys = await openKeyDatabase({ url: withoutWaitingForDisk(addresses.keys), poolSize: 2 });
    opened.push(keys);
    return await work({ migrator, app, clock, audit, keys });
  } finally {
    for (const database of opened) await database.destroy();
  }
}
