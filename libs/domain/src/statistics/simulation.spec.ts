import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { addDays, instantAt, localDayOf } from '../calendar/zone.js';
import { serveInTurn, type QueuedReferral } from './counsellor-queue.js';
import { erlangC } from './erlang-c.js';
import { OpenTime } from './open-time.js';
import { seededNumbers } from './seeded-numbers.js';
import { Replay, type RecordedCentre, type RecordedChain, type RecordedReferral } from './simulation.js';

const HOUR = 3_600_000;
const SEED = 20_261_123;
const WEEKDAYS: OpeningHours = {
  windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  dailyService: false,
  closures: [{ from: '2026-11-09', to: '2026-11-10', reason: 'works outing' }],
};
const ALWAYS: OpeningHours = {
  windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
  dailyService: true,
  closures: [],
};
const SEEDS = Array.from({ length: 20 }, (_, at) => SEED + at);

/**
 * Ninety days of a made-up chain of three centres. Most attempts come some open time after the referral's turn; some were made at any instant, outside opening
 * hours or before a counsellor was free, and some never.
 */
function ninetyDays(seed: number): RecordedChain {
  const random = seededNumbers(seed);
  const begin = instantAt('2026-09-01', '00:00').getTime();
  const centres = new Map<string, RecordedCentre>([
    ['a', { hours: WEEKDAYS, counsellors: 1, alternative: 'b' }],
    ['b', { hours: WEEKDAYS, counsellors: 2, alternative: 'c' }],
    ['c', { hours: ALWAYS, counsellors: 1, alternative: null }],
  ]);
  const submitted = Array.from({ length: 600 }, (_, at): RecordedReferral => {
    const submittedAt = new Date(begin + Math.floor(random() * 90 * 24 * HOUR));
    const firstCentre = ['a', 'b', 'c'][Math.floor(random() * 3)] ?? 'a';
    const rerouted = random() < 0.1 && firstCentre !== 'c';
    return {
      id: `referral ${at}`,
      submittedAt,
      district: '05111',
      firstCentre,
      answeredAt: random() < 0.9 ? new Date(submittedAt.getTime() + Math.floor(random() * 12 * HOUR)) : null,
      centre: rerouted ? (centres.get(firstCentre)?.alternative ?? firstCentre) : firstCentre,
      arrivedAt: rerouted ? new Date(submittedAt.getTime() + Math.floor(random() * 30 * HOUR)) : submittedAt,
      workloadMinutes: 20 + Math.floor(random() * 60),
      firstAttemptAt: null,
      measureLastDay: random() < 0.6 ? addDays(localDayOf(submittedAt), 10) : null,
    };
  });
  const attemptOf = (open: OpenTime, turn: number, from: Date): Date | null => {
    const lot = random();
    if (lot < 0.05) return null;
    return new Date(lot < 0.15 ? from.getTime() + Math.floor(random() * 40 * HOUR) : open.add(turn, Math.floor(random() * 3 * HOUR)));
  };
  const referrals = [...centres].flatMap(([centre, { hours, counsellors }]) => {
    const here = submitted.filter((one) => one.centre === centre);
    const open = new OpenTime(hours, NRW_CALENDAR, instantAt('2026-09-01', '00:00'), instantAt('2027-06-01', '00:00'));
    const turns = serveInTurn(here.map(queued), counsellors, open);
    return here.map((one) => ({ ...one, firstAttemptAt: attemptOf(open, turns.get(one.id) ?? Infinity, one.arrivedAt) }));
  });
  return { referrals, centres, calendar: NRW_CALENDAR, measureDays: 10 };
}

const queued = ({ id, arrivedAt, workloadMinutes }: RecordedReferral): QueuedReferral => ({
  id,
  arrivedAt: arrivedAt.getTime(),
  workload: workloadMinutes * 60_000,
});

/** How many attempts of a replay are not at the recorded instant. */
const differences = (chain: RecordedChain, replayed: ReturnType<Replay['run']>): number =>
  replayed.filter(({ attemptAt, centre }, at) => {
    const recorded = chain.referrals[at];
    return attemptAt?.getTime() !== recorded?.firstAttemptAt?.getTime() || centre !== recorded?.centre;
  }).length;

describe('a replay of ninety recorded days', () => {
  const chain = ninetyDays(SEED);
  const replay = new Replay(chain);

  test('without a change has 0 differences from the record', () => {
    for (const seed of SEEDS) expect(differences(chain, replay.run({}, seed))).toBe(0);
    expect(replay.distribution({}, SEEDS).touched).toBe(0);
    process.stdout.write(`replay, seed ${SEED}: ${chain.referrals.length} referrals in 90 days, 0 differences\n`);
  });

  test('has differences when a lag is planted that the record does not hold', () => {
    const planted = chain.referrals.map((one) => ({
      ...one,
      firstAttemptAt: one.firstAttemptAt && new Date(one.firstAttemptAt.getTime() + 1),
    }));
    expect(differences(chain, new Replay({ ...chain, referrals: planted }).run({}, SEED))).toBeGreaterThan(500);
  });

  test('with weekend cover touches nobody in another centre', () => {
    const covered = replay.run({ weekendCover: [{ centre: 'a', opens: '09:00', closes: '17:00' }] }, SEED);
    const touched = covered.filter((one) => one.touched);
    expect(touched.length).toBeGreaterThan(10);
    expect(touched.every(({ centre }) => centre === 'a')).toBe(true);
    expect(differences(chain, covered)).toBeLessThanOrEqual(touched.length);
    const [before, after] = [{}, { weekendCover: [{ centre: 'a', opens: '09:00', closes: '17:00' }] }].map((change) =>
      replay.distribution(change, SEEDS),
    );
    expect(after?.attemptedBy[3]?.middle).toBeGreaterThan(before?.attemptedBy[3]?.middle ?? 1);
  });

  test('with one more counsellor never turns later to anybody', () => {
    const open = new OpenTime(WEEKDAYS, NRW_CALENDAR, instantAt('2026-09-01', '00:00'), instantAt('2027-06-01', '00:00'));
    const queue = chain.referrals.map(queued);
    const [one, two] = [2, 3].map((counsellors) => serveInTurn(queue, counsellors, open));
    for (const { id } of queue) expect(two?.get(id)).toBeLessThanOrEqual(one?.get(id) ?? -1);
  });

  test('with rerouting after four hours moves those without an answer to the alternative', () => {
    const rerouted = replay.run({ rerouteAfterHours: 4 }, SEED);
    const moved = rerouted.filter(({ centre }, at) => centre !== chain.referrals[at]?.centre);
    expect(moved.length).toBeGreaterThan(50);
    expect(moved.some(({ centre }) => centre === 'a')).toBe(false);
    const late = replay.run({ rerouteAfterHours: 10_000 }, SEED);
    const unanswered = new Set(chain.referrals.filter(({ answeredAt }) => answeredAt === null).map(({ id }) => id));
    expect(late.filter(({ centre }, at) => centre !== chain.referrals[at]?.centre).every(({ id }) => unanswered.has(id))).toBe(true);
  });

  test('with a rule set of fourteen days changes no attempt, only what counts as within the measure', () => {
    expect(differences(chain, replay.run({ measureDays: 14 }, SEED))).toBe(0);
    const [ten, fourteen] = [10, 14].map((measureDays) => replay.distribution({ measureDays }, SEEDS).attemptedInMeasure);
    expect(fourteen?.middle).toBeGreaterThanOrEqual(ten?.middle ?? 1);
    expect(ten).toEqual(replay.distribution({}, SEEDS).attemptedInMeasure);
  });

  test('gives the same for the same seed, and a band over several', () => {
    const change = { moreCounsellors: [{ centre: 'a', by: 1 }] };
    expect(replay.run(change, SEED)).toEqual(replay.run(change, SEED));
    const { medianHours } = replay.distribution(change, SEEDS);
    expect(medianHours.low).toBeLessThanOrEqual(medianHours.middle);
    expect(medianHours.middle).toBeLessThanOrEqual(medianHours.high);
  });

  test('refuses a centre that is not in the record', () => {
    const [first] = chain.referrals;
    expect(() => new Replay({ ...chain, referrals: first ? [{ ...first, centre: 'elsewhere' }] : [] })).toThrow(RangeError);
  });
});

describe('the queue of counsellors', () => {
  const begin = instantAt('2026-01-01', '00:00');
  const always = new OpenTime(ALWAYS, NRW_CALENDAR, begin, instantAt('2030-01-01', '00:00'));
  const REPLICATIONS = 100;
  const WARM_UP = 500;
  const COUNTED = 3000;

  /** Share that waits and mean wait in hours of one run with Poisson arrivals and exponential service, the first ones left out. */
  function run(
    servers: number,
    arrivalRate: number,
    serviceRate: number,
    seed: number,
  ): { readonly waiting: number; readonly wait: number } {
    const random = seededNumbers(seed);
    const exponential = (rate: number): number => (-Math.log(1 - random()) / rate) * HOUR;
    let at = begin.getTime();
    const arrivals = Array.from({ length: WARM_UP + COUNTED }, (_, number) => {
      at += exponential(arrivalRate);
      return { id: String(number).padStart(6, '0'), arrivedAt: at, workload: exponential(serviceRate) };
    });
    const turns = serveInTurn(arrivals, servers, always);
    const waits = arrivals.slice(WARM_UP).map(({ id, arrivedAt }) => ((turns.get(id) ?? Infinity) - arrivedAt) / HOUR);
    return {
      waiting: waits.filter((wait) => wait > 1e-9).length / waits.length,
      wait: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    };
  }

  /** By how many standard errors, over independent runs, a figure is off. */
  function standardErrorsOff(figures: readonly number[], expected: number): number {
    const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
    const variance = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0) / (figures.length - 1);
    return Math.abs(mean - expected) / Math.sqrt(variance / figures.length);
  }

  test.each([
    [1, 0.6, 1],
    [3, 2.1, 1],
    [5, 2, 0.5],
  ])(
    'of %i, with %f arrivals an hour and %f served an hour by each, agrees with Erlang C within two standard errors',
    (servers, arrivals, service) => {
      const runs = Array.from({ length: REPLICATIONS }, (_, at) => run(servers, arrivals, service, SEED + 1000 * servers + at));
      const theory = erlangC(servers, arrivals, service);
      const off = [
        standardErrorsOff(
          runs.map(({ waiting }) => waiting),
          theory.shareWaiting,
        ),
        standardErrorsOff(
          runs.map(({ wait }) => wait),
          theory.meanWait,
        ),
      ];
      process.stdout.write(
        `M/M/${servers}, seed ${SEED + 1000 * servers}: Erlang C ${theory.shareWaiting.toFixed(4)} wait, ${theory.meanWait.toFixed(4)} h; off by ${off.map((one) => one.toFixed(2)).join(' and ')} standard errors\n`,
      );
      expect(Math.max(...off)).toBeLessThan(2);
      // Planted: one server too many is far off.
      expect(
        standardErrorsOff(
          runs.map(({ waiting }) => waiting),
          erlangC(servers + 1, arrivals, service).shareWaiting,
        ),
      ).toBeGreaterThan(2);
    },
  );
});

describe('the open time of a centre', () => {
  const open = new OpenTime(WEEKDAYS, NRW_CALENDAR, instantAt('2026-11-02', '00:00'), instantAt('2026-12-01', '00:00'));
  const at = (day: string, time: string): number => instantAt(day, time).getTime();

  test('goes on after a weekend and a closure', () => {
    expect(open.next(at('2026-11-06', '17:00'))).toBe(at('2026-11-11', '09:00'));
    expect(open.add(at('2026-11-06', '16:00'), 2 * HOUR)).toBe(at('2026-11-11', '10:00'));
    expect(open.add(at('2026-11-06', '16:00'), HOUR)).toBe(at('2026-11-06', '17:00'));
    expect(open.between(at('2026-11-06', '16:00'), at('2026-11-11', '10:00'))).toBe(2 * HOUR);
  });

  test('ends where it was laid out to', () => {
    expect(open.next(at('2026-12-01', '12:00'))).toBe(Infinity);
    expect(open.add(at('2026-11-30', '16:00'), 2 * HOUR)).toBe(Infinity);
    expect(open.add(Infinity, 0)).toBe(Infinity);
  });
});
