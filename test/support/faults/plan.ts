import { Lot } from '../walk-inputs.js';
import { FAILPOINTS, type Failpoint } from './failpoints.js';

/** What can happen to the house, besides dying at a failpoint. */
export const FAULT_KINDS = [
  'smtp_away', 'worker_clock_wrong', 'api_killed', 'worker_killed', 'all_workers_killed', 'worker_stopped', 'queue_killed', 'queue_flushed',
  'backends_terminated', 'backend_killed', 'postgres_crashed', 'delivered_twice', 'api_deployed', 'worker_deployed',
] as const;

/** The kind of a fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One fault of a run, with a seed of its own for what it still has to choose. */
export interface Fault {
  readonly kind: FaultKind | 'failpoint';
  readonly failpoint: Failpoint | null;
  readonly seed: number;
}

/** They hit upon what others have left behind, so they come late. */
const LATE: readonly (Failpoint | null)[] = ['purge.before_commit', 'purge.after_commit', 'shred.before_mark'];
/** What fails now is tried again a minute later, so it fails early. */
const EARLY: readonly string[] = ['smtp_away'];

/**
 * The faults of a run: every kind and every failpoint once, in an order by lot, then as many more by lot as are wanted. With fewer than there
 * are kinds, a choice by lot. The same seed gives the same plan. `only`: just these, in this order, to look into one thing.
 */
export function faultPlan(count: number, seed: number, only: readonly string[] = []): readonly Fault[] {
  const lot = new Lot(seed);
  const fault = (kind: Fault['kind'], failpoint: Failpoint | null = null): Fault => ({ kind, failpoint, seed: Math.floor(lot.next() * 2 ** 31) });
  const each = [...FAULT_KINDS.map((kind) => fault(kind)), ...(Object.keys(FAILPOINTS) as Failpoint[]).map((failpoint) => fault('failpoint', failpoint))];
  if (only.length > 0) return only.flatMap((name) => each.filter((one) => nameOf(one) === name));
  const chosen = shuffled(each, lot).slice(0, count);
  const more = Array.from({ length: count - chosen.length }, () => ({ ...lot.of(each.filter(({ kind }) => !EARLY.includes(kind))), seed: Math.floor(lot.next() * 2 ** 31) }));
  const rank = ({ kind, failpoint }: Fault): number => (EARLY.includes(kind) ? 0 : LATE.includes(failpoint) ? 2 : 1);
  return shuffled([...chosen, ...more], lot).sort((a, b) => rank(a) - rank(b));
}

/** How a fault is called in what a run prints. */
export const nameOf = ({ kind, failpoint }: Fault): string => failpoint ?? kind;

function shuffled<T>(items: readonly T[], lot: Lot): T[] {
  return items.map((item) => ({ item, at: lot.next() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}
