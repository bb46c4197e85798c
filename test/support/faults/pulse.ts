import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Absences } from './outages.js';

/** Milliseconds between two beats, and how long one may take before the machine itself counts as away. */
const EVERY_MS = 400;
const SLOW_MS = 1_000;
/** About five milliseconds of work for the server; a beat is five of them in one transaction, the work of a small round of the sweep. */
const WORK = `select count(sha256(n::text::bytea)) from generate_series(1, 8000) n`;

/** Notes when the machine did not get simple work done in time, because others had the processors: for that the house cannot answer. */
export interface Pulse {
  /** How many milliseconds in all. */
  readonly slowMs: () => number;
  stop(): Promise<void>;
}

/** Beats on a connection of its own, as its superuser; a beat that fails is none, for then PostgreSQL is away, which others note. */
export function startPulse(adminUrl: string, absences: Absences): Pulse {
  let stopped = false;
  let slowMs = 0;
  const beats = (async () => {
    while (!stopped) {
      const from = Date.now();
      const beaten = await beat(adminUrl).then(() => true, () => false);
      const took = Date.now() - from;
      if (beaten && took > SLOW_MS) {
        slowMs += took;
        absences.note('machine', from, Date.now());
      }
      await pause(EVERY_MS);
    }
  })();
  return {
    slowMs: () => slowMs,
    stop: async () => {
      stopped = true;
      await beats;
    },
  };
}

async function beat(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    for (let part = 0; part < 5; part += 1) await client.query(WORK);
    await client.query('commit');
  } finally {
    await client.end().catch(() => undefined);
  }
}
