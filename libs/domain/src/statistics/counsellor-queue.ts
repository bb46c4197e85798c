import type { OpenTime } from './open-time.js';

/** One referral in the queue of a centre: when it came and for how much open time it keeps a counsellor busy. Milliseconds. */
export interface QueuedReferral {
  readonly id: string;
  readonly arrivedAt: number;
  readonly workload: number;
}

/**
 * When a counsellor turns to each referral: first come, first served, by whoever is free first, while the centre is open. The same arrivals give the same
 * instants in whatever order they are handed over. Without counsellors, or beyond the open time laid out, never: Infinity.
 */
export function serveInTurn(arrivals: readonly QueuedReferral[], counsellors: number, open: OpenTime): ReadonlyMap<string, number> {
  const freeAt = new Array<number>(counsellors).fill(-Infinity);
  const inTurn = [...arrivals].sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1));
  return new Map(
    inTurn.map(({ id, arrivedAt, workload }) => {
      const first = Math.min(...freeAt);
      const begins = open.next(Math.max(arrivedAt, first));
      if (counsellors > 0) freeAt[freeAt.indexOf(first)] = open.add(begins, workload);
      return [id, begins] as const;
    }),
  );
}
