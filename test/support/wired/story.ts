import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { TenantDatabase, ClockStore } from '#persistence';
import type { AgreementParameters } from '#domain';
import { openHousehold, type Household } from '../../../apps/worker/src/household.js';
import { shredDue } from '../../../apps/worker/src/shredding.js';
import { startWorker, type RunningWorker } from '../../../apps/worker/src/worker.js';
import { startApi, type TestApi } from '../app.js';
import { aChain, type Chain } from '../chain.js';
import { startMailServer, type TestMailServer } from '../mail-server.js';
import { startQueueServer, type QueueServer } from '../queue-server.js';
import { until } from '../until.js';
import { Folk } from './folk.js';
import { somePlaces, type Place } from './places.js';

/** API, worker, queue and mail server over one database, all real, and a place for each referral of the test. */
export interface Wired {
  readonly chain: Chain;
  readonly api: TestApi;
  readonly worker: RunningWorker;
  readonly mail: TestMailServer;
  /** As the server's superuser: reads what no role may, and plants faults. */
  readonly rows: pg.Client;
  readonly folk: readonly Folk[];
  /** Tells the worker of what may leave, as its round does, and waits until it has left. */
  mailLeaves(referralId: string): Promise<void>;
  /** While shut, the worker hands no mail over. */
  mailGate(open: boolean): void;
  close(): Promise<void>;
}

/** A wired chain whose instant the test moves. */
export interface Story extends Wired {
  /** Moves on to this instant and rings its bell in the queue. */
  reach(instant: string): Promise<void>;
  /** Moves to this instant; fires what is due then, by hand, so that nothing is left when it returns. */
  passBy(instant: string | Date): Promise<void>;
  /** Gives the worker the errand to purge, as its round does; nothing is purged before. */
  purge(referralId: string): Promise<void>;
}

const PUBLIC_URL = 'https://zeitnah.example';
const STILL_DUE = 'select from clock where settled_at is null and paused_at is null and next_rung_at <= $1 and (held_until is null or held_until <= $1) limit 1';

/**
 * By the clock on the wall, with the worker as it is in production; `terms` gives each place the agreement of its centre. `workerOff`
 * milliseconds later than it is believes the worker's process that it is.
 */
export const byTheClock = (name: string, terms: readonly Partial<AgreementParameters>[], workerOff = 0): Promise<Wired> =>
  wire(name, { places: terms.length, terms, workerOff, digestAfter: 3, now: () => () => new Date(), duties: () => ({}) });

/**
 * Real but for the time: where the worker asks the database what is due, it asks the story. Bells, errands, mails and sweep are its own.
 */
export async function aStory(name: string, places: number): Promise<Story> {
  // Its own round may find a referral to purge while a test still looks at it.
  const toPurge = new Set<string>();
  const wired = await wire(name, {
    places,
    terms: [],
    workerOff: 0,
    // Ten minutes of ours hold weeks of the story: what is no flood there must not be gathered as one here.
    digestAfter: 0,
    now: (chain) => chain.now,
    duties: (chain) => ({
      fireDue: (limit) => chain.clocks.fireDue(limit),
      resumeDue: (limit) => chain.clocks.resumeDue(limit),
      purge: (referralId) => (toPurge.has(referralId) ? chain.clocks.purge(referralId) : Promise.resolve('nothing-to-do')),
      shredDue: (limit) => {
        const clocks = Object.assign(new ClockStore(), { now: () => Promise.resolve(chain.now()) });
        return shredDue({ database: new TenantDatabase(chain.clock), clocks, keystore: chain.keystore }, limit);
      },
    }),
  });
  const { chain, worker } = wired;
  const passBy = async (instant: string | Date): Promise<void> => {
    chain.moveTo(instant);
    // What the worker's own round has in hand is locked for ours, and not yet to be seen.
    await until(async () => (await chain.clocks.fireDue()) === 0 && (await wired.rows.query(STILL_DUE, [chain.now()])).rowCount === 0, { what: 'everything due to fire' });
  };
  return {
    ...wired,
    passBy,
    reach: async (instant) => {
      chain.moveTo(instant);
      if (!(await worker.queue.bell.ringAt(new Date(instant)))) throw new Error('the queue took no bell');
    },
    purge: async (referralId) => {
      toPurge.add(referralId);
      if (!(await worker.queue.enqueue('purge-referral', { referralId }))) throw new Error('the queue took no errand');
    },
  };
}

interface Wiring {
  readonly places: number;
  readonly terms: readonly Partial<AgreementParameters>[];
  readonly workerOff: number;
  readonly digestAfter: number;
  readonly now: (chain: Chain) => () => Date;
  readonly duties: (chain: Chain) => Partial<Household['duties']>;
}

async function wire(name: string, { places, terms, workerOff, digestAfter, now, duties }: Wiring): Promise<Wired> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  const opened = async <T>(opening: Promise<T>, end: (it: T) => Promise<unknown>): Promise<T> => {
    const it = await opening;
    closing.push(() => end(it));
    return it;
  };
  try {
    const chain = await opened(aChain(name), (it) => it.close());
    const where = await somePlaces(chain, places);
    await agree(chain, where, terms);
    const instant = now(chain);
    const api = await opened(startApi({ ...chain, now: instant }), (it) => it.close());
    const mail = await opened(startMailServer(), (it) => it.stop());
    const queue = await opened<QueueServer>(startQueueServer('Redis'), (it) => it.stop());
    const rows = await opened(connect(chain.database.adminUrl), (it) => it.end());
    const workerNow = (): Date => new Date(Date.now() + workerOff);
    const household = await opened(
      openHousehold(
        { databaseUrl: chain.database.clockUrl, keystoreUrl: chain.database.keysUrl, keystoreRootKey: chain.rootKey, publicUrl: PUBLIC_URL, mail: { smtpUrl: mail.url, from: 'zeitnah@land.example', quietHours: {}, digestAfter }, poolSize: 8 },
        workerNow,
      ),
      (it) => it.close(),
    );
    let open = true;
    const worker = await opened(
      startWorker({
        ...household,
        duties: {
          ...household.duties,
          deliver: (id) => (open ? household.duties.deliver(id) : Promise.resolve({ result: 'nothing-to-do' as const })),
          ...duties(chain),
        },
        log: pino({ level: 'silent' }),
        now: workerNow,
        host: '127.0.0.1',
        ports: [0],
        queue: { url: queue.url, prefix: `t${randomUUID().slice(0, 8)}` },
      }),
      (it) => it.stop(),
    );
    await until(() => worker.queue.answers(), { what: 'the queue to answer' });
    return {
      chain, api, worker, mail, rows, close,
      folk: where.map((place) => new Folk(api, place, instant)),
      mailGate: (opens) => void (open = opens),
      mailLeaves: (referralId) => mailLeaves(rows, worker, referralId),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function agree(chain: Chain, places: readonly Place[], terms: readonly Partial<AgreementParameters>[]): Promise<void> {
  for (const [index, parameters] of terms.entries()) {
    const place = places[index];
    if (place !== undefined) await chain.agree(place.police, place.centre, parameters);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Hands over at once what the next round would, and waits until all of it is settled or out. */
async function mailLeaves(rows: pg.Client, worker: RunningWorker, referralId: string): Promise<void> {
  const pending = async (): Promise<readonly string[]> =>
    (await rows.query<{ id: string }>(`select id from notification where referral_id = $1 and state = 'pending' and next_try_at <= now()`, [referralId])).rows.map(({ id }) => id);
  for (const notificationId of await pending()) await worker.queue.enqueue('send-notification', { notificationId });
  await until(async () => (await pending()).length === 0, { what: 'the mail to leave' });
}
