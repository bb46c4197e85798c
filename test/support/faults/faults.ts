import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CENTRES, type Chain } from '../chain.js';
import type { QueueServer } from '../queue-server.js';
import { until } from '../until.js';
import { Lot } from '../walk-inputs.js';
import type { Balancer } from './balancer.js';
import { FAILPOINTS, type Failpoint } from './failpoints.js';
import type { Fleet, Slot } from './fleet.js';
import type { MailRecord } from './mail-record.js';
import { STANDSTILL, type Absences } from './outages.js';
import type { OwnPostgres } from './own-postgres.js';
import type { Fault, FaultKind } from './plan.js';

/** What faults are done to. */
export interface House {
  readonly chain: Chain;
  readonly postgres: OwnPostgres;
  readonly queue: QueueServer;
  readonly mail: MailRecord;
  readonly fleet: Fleet;
  readonly absences: Absences;
  readonly balancer: Balancer;
}

/** Longer than a worker's lock on its job (five seconds). Milliseconds. */
const STOPPED_MS = 6_500;
const TWO_HOURS_MS = 2 * 3_600_000;
const ROLES = ['app_rw', 'app_clock', 'app_keys', 'app_queue', 'app_report', 'app_audit'];

/**
 * Does one fault and heals it. What lasts longer goes on beside the next faults: `later` is awaited at the end of the run. `people` is called
 * when there is to be work for people: a failpoint that nobody comes by is not reached.
 */
export async function doFault(house: House, fault: Fault, people: () => void, later: Later): Promise<void> {
  const lot = new Lot(fault.seed);
  if (fault.failpoint !== null) return dieAt(house, fault.failpoint, lot, people, later);
  people();
  if (fault.kind !== 'failpoint') await FAULTS[fault.kind](house, lot, later);
}

/** Takes work that goes on beside the next faults. */
type Later = (work: Promise<unknown>) => void;

type DoFault = (house: House, lot: Lot, later: Later) => Promise<void>;

const somewhere = (lot: Lot, from: number, to: number): Promise<void> => pause(from + lot.next() * (to - from));

const FAULTS: Readonly<Record<FaultKind, DoFault>> = {
  api_killed: (house, lot, later) => onFree(house, 'api', lot, (slot) => house.fleet.killAndStart(slot), later),
  worker_killed: (house, lot) => onFree(house, 'worker', lot, (slot) => house.fleet.killAndStart(slot)),
  all_workers_killed: async ({ fleet }, lot) => {
    const workers = fleet.slots.filter(({ kind, busy }) => kind === 'worker' && busy === 0);
    const away = lot.next() * 2_000;
    await Promise.all(workers.map((slot) => held(slot, () => fleet.killAndStart(slot, () => pause(away)))));
  },
  worker_stopped: (house, lot, later) =>
    onFree(house, 'worker', lot, async (slot) => {
      const [back, goesOn] = [house.absences.begin(slot.name), house.absences.begin(STANDSTILL)];
      slot.process?.child.kill('SIGSTOP');
      await pause(STOPPED_MS);
      slot.process?.child.kill('SIGCONT');
      back();
      goesOn();
    }, later),
  worker_clock_wrong: (house, lot) =>
    onFree(house, 'worker', lot, async (slot) => {
      for (const each of house.fleet.slots) each.clockOffsetMs = 0;
      slot.clockOffsetMs = lot.of([TWO_HOURS_MS, -TWO_HOURS_MS]);
      await house.fleet.replace(slot);
    }),
  api_deployed: (house, lot, later) => onFree(house, 'api', lot, (slot) => house.fleet.replace(slot), later),
  worker_deployed: (house, lot) => onFree(house, 'worker', lot, (slot) => house.fleet.replace(slot)),
  queue_killed: async ({ queue }, lot) => {
    await queue.kill();
    await somewhere(lot, 500, 3_000);
    await queue.restart();
  },
  queue_flushed: ({ queue }) => queue.flush(),
  backends_terminated: async ({ postgres }, lot) => {
    await postgres.terminate(lot.chance(0.5) ? ROLES : [lot.of(ROLES.slice(0, 3))]);
  },
  backend_killed: ({ postgres, absences }, lot) => away(absences, () => postgres.killBackend(lot.of(['app_rw', 'app_clock']))),
  postgres_crashed: ({ postgres, absences }, lot) => away(absences, () => postgres.crash(lot.next() * 1_500)),
  delivered_twice: deliverTwice,
  smtp_away: async ({ mail }, lot) => {
    await mail.leave();
    await somewhere(lot, 1_000, 3_000);
    await mail.comeBack();
  },
};

async function away(absences: Absences, fault: () => Promise<void>): Promise<void> {
  const back = absences.begin('postgres');
  await fault();
  back();
}

/** Chooses by lot a place that nobody is busy with, waiting for one; with `later` the work goes on beside the next faults. */
async function onFree({ fleet }: House, kind: Slot['kind'], lot: Lot, work: (slot: Slot) => Promise<void>, later?: Later): Promise<void> {
  const free = (): readonly Slot[] => fleet.slots.filter((each) => each.kind === kind && each.busy === 0);
  await until(() => free().length > 0, { what: `a free ${kind}`, within: 120_000 });
  const slot = lot.of(free());
  if (later === undefined) await held(slot, () => work(slot));
  else later(held(slot, () => work(slot)));
}

async function held(slot: Slot, work: () => Promise<void>): Promise<void> {
  slot.busy += 1;
  try {
    await work();
  } finally {
    slot.busy -= 1;
  }
}

/** The process dies at the failpoint and another takes its place. Work that leads there is offered where it is rare. */
async function dieAt(house: House, failpoint: Failpoint, lot: Lot, people: () => void, later: Later): Promise<void> {
  const tempt = failpoint.startsWith('purge.') ? () => offerPurges(house) : failpoint.startsWith('shred.') ? () => offerShreds(house) : () => Promise.resolve();
  await onFree(house, FAILPOINTS[failpoint], lot, async (slot) => {
    // Nobody could reach it by way of the other API.
    if (slot.kind === 'api') house.balancer.favour(slot.process?.port ?? null);
    await house.fleet.dieAt(slot, failpoint, people, tempt);
    house.balancer.favour(null);
    // An API takes longer to start; the other one serves meanwhile.
    if (slot.kind === 'api') later(held(slot, () => house.fleet.start(slot)));
    else await awayWhile(house, slot, () => house.fleet.start(slot));
  });
}

async function awayWhile({ absences }: House, { name }: Slot, work: () => Promise<void>): Promise<void> {
  const back = absences.begin(name);
  await work();
  back();
}

async function offerPurges(house: House): Promise<void> {
  const due = await asked<{ id: string }>(house, `select referral_id as id from clock where kind = 'retention' and settled_at is null and due_at <= now() order by random() limit 1`);
  for (const { id } of due) await house.queue.smuggle('zeitnah-errands', 'purge-referral', { referralId: id });
}

/** An order to destroy the keys of an organisation that holds none: it costs nothing and must be marked as done. */
async function offerShreds(house: House): Promise<void> {
  await asked(house, `insert into key_shred (id, referral_id, organisation_id, due_at) select gen_random_uuid(), r.id, '${CENTRES.elsewhere.id}', now() from referral r order by random() limit 1`);
  await house.queue.smuggle('zeitnah-errands', 'shred-keys', {});
}

/** Bells of seconds that were and will be, and errands for notifications sent and unsent, each several times, under ids of their own. */
async function deliverTwice(house: House): Promise<void> {
  const notifications = await asked<{ id: string }>(house, 'select id from notification order by created_at desc limit 15');
  const now = Math.floor(Date.now() / 1_000);
  const jobs = [
    ...[-2, 0, 1].flatMap((second) => [1, 2, 3].map(() => ['zeitnah-bells', 'due', { second: now + second }] as const)),
    ...notifications.flatMap(({ id }) => [1, 2].map(() => ['zeitnah-errands', 'send-notification', { notificationId: id }] as const)),
  ];
  await Promise.all(jobs.map(([queue, name, data]) => house.queue.smuggle(queue, name, data)));
}

async function asked<T extends pg.QueryResultRow>({ chain }: House, sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: chain.database.adminUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
