import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { PasswordHasher, RateLimits, SessionService, type SignInEvent } from '#access';
import { AuditReader, appendAudit } from '#audit';
import { ActionPlans, HelplineFigures, LocalModels, Mandates, MeetingQueries, Meetings, Minutes, PlaceBoard, PlaceTallies, PlanImports, ReleasedPlans, Resolutions, Programmes, YearlyClosings, YearlyReports } from '#coordination';
import { DirectoryQueries, PublishedRegistry } from '#directory';
import { ExpelledQueries, ExpelledReferrals } from '#expelled';
import { JobQueue, openQueue } from '#jobs';
import { ExpelledKeys, Keystore, openKeyDatabase } from '#keystore';
import { ClockStore, NotificationStore, ReferralStore, SessionStore, TenantDatabase, openDatabase } from '#persistence';
import { ContactReader, ContactVault, DueQueries, RecomputationService, ReferralQueries, ReferralService } from '#referrals';
import { PoliceTallies, TurnaroundQueries, WhatIfQueries } from '#turnaround';
import { rateLimitKey, type Configuration } from './configuration.js';
import { isDatabaseAway } from './http/database-away.js';

/** The source of time, injected under this token. */
export const NOW = Symbol('now');

/** The data source of the role `app_audit`. */
export const AUDIT_DATABASE = Symbol('audit database');

/** The root key from which the marks of deployments are derived. */
export const MARK_KEY = Symbol('mark key');

/** Everything the controllers use, wired once; each process has one. */
export interface Services {
  readonly now: () => Date;
  readonly main: DataSource;
  readonly keys: DataSource;
  readonly audit: DataSource;
  readonly tenants: TenantDatabase;
  readonly sessions: SessionService;
  readonly limits: RateLimits;
  readonly referrals: ReferralService;
  readonly queries: ReferralQueries;
  readonly due: DueQueries;
  readonly contacts: ContactReader;
  /** For looking ahead only: what moves is moved by the worker. */
  readonly recomputation: RecomputationService;
  readonly directory: DirectoryQueries;
  readonly turnaround: TurnaroundQueries;
  readonly whatIf: WhatIfQueries;
  readonly tallies: PoliceTallies;
  readonly exchange: { readonly meetings: Meetings; readonly minutes: Minutes; readonly resolutions: Resolutions; readonly queries: MeetingQueries };
  readonly models: LocalModels;
  readonly plans: ActionPlans;
  readonly planImports: PlanImports;
  readonly mandates: Mandates;
  readonly programmes: { readonly places: PlaceBoard; readonly placeTallies: PlaceTallies; readonly helpline: HelplineFigures };
  /** The other chain: of expelled persons. */
  readonly expelled: { readonly referrals: ExpelledReferrals; readonly queries: ExpelledQueries };
  readonly releasedPlans: ReleasedPlans;
  readonly published: PublishedRegistry;
  readonly yearly: { readonly programmes: Programmes; readonly reports: YearlyReports; readonly closings: YearlyClosings };
  readonly notifications: NotificationStore;
  readonly trail: AuditReader;
  readonly queue: JobQueue;
  readonly keystore: Keystore;
  readonly markKey: Buffer;
  close(): Promise<void>;
}

/** Opens the pools and wires the use cases. A database that is still starting is waited for, up to `patienceMs`. */
export async function openServices(configuration: Configuration, now: () => Date, patienceMs = 20_000): Promise<Services> {
  const opened: DataSource[] = [];
  const open = async (opening: () => Promise<DataSource>): Promise<DataSource> => {
    const source = await patiently(opening, patienceMs);
    opened.push(source);
    return source;
  };
  try {
    const main = await open(() => openDatabase({ url: configuration.databaseUrl, poolSize: configuration.poolSize, applicationName: 'zeitnah-api' }));
    const report = await open(() => openDatabase({ url: configuration.reportDatabaseUrl, poolSize: 2, applicationName: 'zeitnah-api-report' }));
    const audit = await open(() => openDatabase({ url: configuration.auditDatabaseUrl, poolSize: 2, applicationName: 'zeitnah-api-audit' }));
    const keys = await open(() => openKeyDatabase({ url: configuration.keystoreUrl, poolSize: Math.max(2, Math.ceil(configuration.poolSize / 2)) }));
    return await wire(configuration, now, { main, report, audit, keys });
  } catch (error) {
    await Promise.all(opened.map((source) => source.destroy()));
    throw error;
  }
}

type Sources = Readonly<Record<'main' | 'report' | 'audit' | 'keys', DataSource>>;

async function wire(configuration: Configuration, now: () => Date, { main, report, audit, keys }: Sources): Promise<Services> {
  const tenants = new TenantDatabase(main);
  const store = new ReferralStore();
  const directory = new DirectoryQueries(tenants, now);
  const keystore = new Keystore(keys, configuration.keystoreRootKey, now);
  const vault = new ContactVault(keystore);
  const redisUrl = /^rediss?:/.test(configuration.queueUrl) ? configuration.queueUrl : null;
  const limits = new RateLimits({ rules: configuration.rateLimits, redisUrl, hmacKey: rateLimitKey(configuration) });
  const hasher = await PasswordHasher.create(configuration.password);
  const queue = openQueue({ url: configuration.queueUrl, now });
  await directory.refresh();
  const calendar = () => directory.calendar();
  return {
    now, main, keys, audit, tenants, directory, limits, queue, keystore,
    markKey: configuration.keystoreRootKey,
    sessions: new SessionService({ store: new SessionStore(main), hasher, limits, rules: configuration.session, now, record: (event) => recordSignIn(tenants, event) }),
    referrals: new ReferralService(tenants, store, vault, directory, now, (instants) => void queue.bell.ringAllAt(instants)),
    queries: new ReferralQueries(tenants, store, directory, now),
    due: new DueQueries(tenants, store, directory, now),
    contacts: new ContactReader(tenants, store, vault, now),
    recomputation: new RecomputationService(tenants, store, new ClockStore(), directory, now),
    turnaround: new TurnaroundQueries(report, tenants, now),
    whatIf: new WhatIfQueries(tenants, now),
    tallies: new PoliceTallies(tenants, now),
    exchange: {
      meetings: new Meetings(tenants, calendar, now),
      minutes: new Minutes(tenants, now),
      resolutions: new Resolutions(tenants, calendar, now, (instants) => void queue.bell.ringAllAt(instants)),
      queries: new MeetingQueries(tenants, calendar, now),
    },
    models: new LocalModels(tenants, now),
    plans: new ActionPlans(tenants, now),
    planImports: new PlanImports(tenants, now),
    mandates: new Mandates(tenants, now),
    programmes: { places: new PlaceBoard(tenants, now, configuration.placeValidHours), placeTallies: new PlaceTallies(tenants, now), helpline: new HelplineFigures(tenants, now) },
    expelled: {
      referrals: new ExpelledReferrals(tenants, new ExpelledKeys(keys, configuration.keystoreRootKey, now), calendar, now),
      queries: new ExpelledQueries(tenants, now),
    },
    releasedPlans: new ReleasedPlans(tenants),
    published: new PublishedRegistry(tenants, now),
    yearly: { programmes: new Programmes(tenants, now), reports: new YearlyReports(tenants, now), closings: new YearlyClosings(tenants, now) },
    notifications: new NotificationStore(),
    trail: new AuditReader(audit),
    close: async () => {
      limits.close();
      await queue.close();
      await Promise.all([main, report, audit, keys].map((source) => source.destroy()));
    },
  };
}

/** The chain of sign-ins that failed for an address nobody has; it belongs to no organisation. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function recordSignIn(tenants: TenantDatabase, { event, account, at, requestId }: SignInEvent): Promise<void> {
  const refused = event === 'session.refused';
  const organisationId = account?.organisationId ?? null;
  await tenants.inTenant({ organisationId: organisationId ?? NOBODY, userId: account?.userId ?? NOBODY }, (tx) =>
    appendAudit(tx, {
      chain: (refused ? null : organisationId) ?? NOBODY, at, actorId: account?.userId ?? null, organisationId, role: account?.role ?? 'anonymous', action: event,
      referralId: null, fields: [], purpose: null, decision: refused ? 'wrong_credentials' : 'allowed', requestId,
    }),
  );
}

async function patiently<T>(open: () => Promise<T>, patienceMs: number): Promise<T> {
  const limit = performance.now() + patienceMs;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > limit) throw error;
      await pause(250);
    }
  }
}
