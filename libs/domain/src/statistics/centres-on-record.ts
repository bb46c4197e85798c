import type { Calendar } from '../calendar/calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { serveInTurn } from './counsellor-queue.js';
import { LocalDays } from './local-days.js';
import { OpenTime } from './open-time.js';
import type { RecordedCentre, RecordedReferral } from './simulation.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** More are not looked for. */
const MOST_COUNSELLORS = 20;
/** So large a share of attempts may lie before the turn that the model gives them. ASSUMPTION(adr-0007) */
const EARLY_SHARE = 0.05;

/**
 * The centres of a record as far as it tells of them, in steps: a step is one centre. How many counsellors there were is not on record over time; taken is the
 * smallest number with which no more than one in twenty of the recorded attempts comes before the turn that the model gives it (attempts outside of opening
 * hours aside). A referral without an answer would go to the other centre that has most referrals in the district where this one has most; where there is
 * none, in its Regierungsbezirk; else nowhere.
 */
export function* centresOnRecord(
  referrals: readonly RecordedReferral[],
  hoursOf: (centre: string) => OpeningHours,
  calendar: Calendar,
): Generator<void, ReadonlyMap<string, RecordedCentre>> {
  const centres = new Map<string, RecordedCentre>();
  if (referrals.length === 0) return centres;
  const queues = new Map<string, RecordedReferral[]>();
  for (const referral of referrals) {
    const queue = queues.get(referral.centre);
    if (queue === undefined) queues.set(referral.centre, [referral]);
    else queue.push(referral);
  }
  const span = spanOfRecord(referrals);
  const days = new LocalDays(calendar, ...span);
  yield;
  const districts = new Map([...queues].map(([centre, queue]) => [centre, countedBy(queue, ({ district }) => district)]));
  for (const [centre, queue] of [...queues].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const hours = hoursOf(centre);
    centres.set(centre, { hours, counsellors: counsellorsOf(queue, new OpenTime(hours, calendar, ...span, days)), alternative: alternativeOf(centre, districts) });
    yield;
  }
  return centres;
}

function spanOfRecord(referrals: readonly RecordedReferral[]): readonly [Date, Date] {
  const [first, last] = referrals.reduce(([low, high], { submittedAt, arrivedAt }) => [Math.min(low, submittedAt.getTime()), Math.max(high, arrivedAt.getTime())], [Infinity, -Infinity]);
  // Long enough for the last of a queue to have its turn, whatever the number of counsellors that is tried.
  return [new Date(first), new Date(last + 120 * DAY)];
}

function counsellorsOf(queue: readonly RecordedReferral[], open: OpenTime): number {
  const queued = queue.map(({ id, arrivedAt, workloadMinutes }) => ({ id, arrivedAt: arrivedAt.getTime(), workload: workloadMinutes * MINUTE }));
  const early = (turnOf: (referral: RecordedReferral) => number): number => queue.filter((referral) => referral.firstAttemptAt !== null && turnOf(referral) > referral.firstAttemptAt.getTime()).length;
  const atOnce = early(({ arrivedAt }) => open.next(arrivedAt.getTime()));
  for (let counsellors = 1; counsellors < MOST_COUNSELLORS; counsellors += 1) {
    const turns = serveInTurn(queued, counsellors, open);
    if (early(({ id }) => turns.get(id) ?? Infinity) - atOnce <= EARLY_SHARE * queue.length) return counsellors;
  }
  return MOST_COUNSELLORS;
}

function alternativeOf(centre: string, districts: ReadonlyMap<string, ReadonlyMap<string, number>>): string | null {
  const main = most([...(districts.get(centre) ?? [])]) ?? '';
  const others = [...districts].filter(([other]) => other !== centre);
  const within = (area: string): string | null =>
    most(others.map(([other, counts]) => [other, [...counts].filter(([district]) => district.startsWith(area)).reduce((sum, [, count]) => sum + count, 0)]));
  return within(main) ?? within(main.slice(0, 3));
}

/** The key with the largest count above zero; of equal ones the first by name. */
const most = (counts: readonly (readonly [string, number])[]): string | null =>
  [...counts].filter(([, count]) => count > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null;

function countedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
