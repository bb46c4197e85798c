import { setTimeout as pause } from 'node:timers/promises';
import { crashAndRestart } from './server-restart.js';
import type { Stage } from './stage.js';
import { startWorkerProcess, type WorkerProcess } from './worker-process.js';

/** What the drill may reach while rungs fall due. */
export interface Scene {
  readonly stage: Stage;
  readonly queueUrl: string;
  /** Running workers; a fault may end one and start another. */
  readonly workers: WorkerProcess[];
  /** What the fault has started and somebody must stop. */
  readonly cleanUps: (() => Promise<void>)[];
}

/** Something that goes wrong while twenty rungs a second fall due. */
export interface Fault {
  readonly name: string;
  readonly workers: number;
  /** False: the workers are told of a Redis that does not exist. */
  readonly redis: boolean;
  /** Done once a third of the rungs was due. */
  readonly strike?: (scene: Scene) => Promise<void>;
  /** How long nothing could fire, in milliseconds: part of the bound for lateness. */
  readonly outage: number;
}

const SERVER_AWAY = 1_500;
const WORKER_AWAY = 2_000;

export const FAULTS: readonly Fault[] = [
  { name: 'none', workers: 1, redis: true, outage: 0 },
  { name: 'FLUSHALL', workers: 1, redis: true, outage: 0, strike: ({ stage }) => stage.redis.flush() },
  { name: 'Redis killed, never back', workers: 1, redis: true, outage: 0, strike: ({ stage }) => stage.redis.kill() },
  { name: 'Redis never there', workers: 1, redis: false, outage: 0 },
  { name: 'worker SIGKILL, another 2 s later', workers: 1, redis: true, outage: WORKER_AWAY, strike: killAndReplace },
  { name: 'one of two workers SIGKILL', workers: 2, redis: true, outage: 0, strike: async ({ workers }) => workers[0]?.kill() },
  { name: 'PostgreSQL crash, back after 1.5 s', workers: 1, redis: true, outage: SERVER_AWAY, strike: crash },
  { name: 'PostgreSQL crash, two workers', workers: 2, redis: true, outage: SERVER_AWAY, strike: crash },
];

async function killAndReplace({ stage, queueUrl, workers }: Scene): Promise<void> {
  await workers[0]?.kill();
  await pause(WORKER_AWAY);
  workers.push(await startWorkerProcess(stage.chain, queueUrl));
}

async function crash({ stage, cleanUps }: Scene): Promise<void> {
  cleanUps.push(await crashAndRestart(stage.chain.database.adminUrl, SERVER_AWAY));
}
