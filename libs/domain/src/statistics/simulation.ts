import type { Calendar } from '../calendar/calendar.js';
import type { OpeningHours, OpeningWindow } from '../calendar/opening-hours.js';
import { addDays, endOfDay, type LocalDay } from '../calendar/zone.js';
import { serveInTurn } from './counsellor-queue.js';
import { OpenTime } from './open-time.js';
import { percentile } from './percentile.js';
import { seededNumbers } from './seeded-numbers.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** So many days after the last arrival a queue is followed; what is not attempted by then counts as never. */
const FOLLOWED_DAYS = 120;
/** The hours at which the curve of a what-if is read. */
export const WHAT_IF_HOURS: readonly number[] = [4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240];

/** A referral as it was recorded; no person in it. */
export interface RecordedReferral {
  readonly id: string;
  readonly submittedAt: Date;
  readonly district: string;
  /** Where it was first, and when that centre accepted or declined it; null: it never answered. */
  readonly firstCentre: string;
  readonly answeredAt: Date | null;
  /** Where it was in the end, and since when. */
  readonly centre: string;
  readonly arrivedAt: Date;
  /** How much of a counsellor's open time it takes. */
  readonly workloadMinutes: number;
  /** Null: there was no attempt while it was observed. */
  readonly firstAttemptAt: Date | null;
  /** The last local day of its protection measure; null: there is none. */
  readonly measureLastDay: LocalDay | null;
}

/** Who works where and when, as it was while the referrals were recorded. */
export interface RecordedCentre {
  readonly hours: OpeningHours;
  readonly counsellors: number;
  /** Where a referral goes when this centre does not answer; null: nowhere. */
  readonly alternative: string | null;
}

/** What is recorded of the chain: the input of every replay. */
export interface RecordedChain {
  readonly referrals: readonly RecordedReferral[];
  readonly centres: ReadonlyMap<string, RecordedCentre>;
  readonly calendar: Calendar;
  /** Days of a measure under the rule set in force. */
  readonly measureDays: number;
}

/** What is to be different. Nothing given: as recorded. */
export interface WhatIf {
  /** Centres that are also there on Saturdays and Sundays, from and until 'HH:MM'. */
  readonly weekendCover?: readonly { readonly centre: string; readonly opens: string; readonly closes: string }[];
  /** A referral that its first centre has not answered after so many elapsed hours goes to the alternative. */
  readonly rerouteAfterHours?: number;
  /** So many more counsellors in a centre. */
  readonly moreCounsellors?: readonly { readonly centre: string; readonly by: number }[];
  /** Days of a measure under the supposed rule set. */
  readonly measureDays?: number;
}

/** One referral after a replay. `touched`: the change altered its centre, its arrival or its turn; all others keep what was recorded. */
export interface ReplayedReferral {
  readonly id: string;
  readonly centre: string;
  readonly attemptAt: Date | null;
  readonly touched: boolean;
}

/** A figure over all seeds: the middle one and where nine in ten lie. */
export interface Spread {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What a what-if comes to. Shares between 0 and 1; hours are Infinity where so many were never attempted. */
export interface WhatIfResult {
  readonly referrals: number;
  readonly touched: Spread;
  readonly medianHours: Spread;
  readonly p90Hours: Spread;
  readonly attemptedBy: readonly ({ readonly hours: number } & Spread)[];
  /** Of referrals with a measure, how many were attempted while it lasted; null where there is no measure at all. */
  readonly attemptedInMeasure: Spread | null;
}

interface Arrival {
  readonly referral: RecordedReferral;
  readonly centre: string;
  readonly arrivedAt: number;
}

/**
 * Replays recorded referrals through the queues of their centres, once as recorded and once as supposed. A referral whose turn comes at the same instant in the
 * same centre keeps its recorded attempt exactly, so that a replay without a change reproduces the record. For the others the time from their turn to the
 * attempt is drawn from those recorded in the centre, in open time, one that never came included.
 */
export class Replay {
  readonly #open = new Map<string, OpenTime>();
  readonly #recordedTurns: ReadonlyMap<string, number>;
  readonly #lags: ReadonlyMap<string, readonly number[]>;

  constructor(private readonly chain: RecordedChain) {
    const arrivals = chain.referrals.map((referral) => ({ referral, centre: referral.centre, arrivedAt: referral.arrivedAt.getTime() }));
    this.#recordedTurns = this.turns(arrivals, {});
    this.#lags = this.lagsByCentre();
  }

  /** One replay; the same seed gives the same. Throws a RangeError when a centre is named that is not in the record. */
  run(change: WhatIf, seed: number): readonly ReplayedReferral[] {
    const random = seededNumbers(seed);
    const arrivals = this.chain.referrals.map((referral) => arrivalOf(referral, change, this.chain.centres));
    const turns = this.turns(arrivals, change);
    return arrivals.map(({ referral, centre }) => {
      const turn = turns.get(referral.id) ?? Infinity;
      const touched = centre !== referral.centre || turn !== this.#recordedTurns.get(referral.id);
      if (!touched) return { id: referral.id, centre, attemptAt: referral.firstAttemptAt, touched };
      const lags = this.#lags.get(centre) ?? [];
      const lag = lags[Math.floor(random() * lags.length)] ?? 0;
      const at = this.openTimeOf(centre, change).add(turn, lag);
      return { id: referral.id, centre, attemptAt: Number.isFinite(at) ? new Date(at) : null, touched };
    });
  }

  /** Many replays, one for each seed, put together. */
  distribution(change: WhatIf, seeds: readonly number[]): WhatIfResult {
    const { referrals } = this.chain;
    const longer = (change.measureDays ?? this.chain.measureDays) - this.chain.measureDays;
    const measured = referrals.filter(({ measureLastDay }) => measureLastDay !== null).length;
    const runs = seeds.map((seed) => {
      const replayed = this.run(change, seed);
      const hours = replayed.map(({ attemptAt }, at) => hoursBetween(referrals[at]?.submittedAt, attemptAt));
      const inMeasure = replayed.filter(({ attemptAt }, at) =>
        isInMeasure(referrals[at]?.measureLastDay ?? null, longer, attemptAt),
      ).length;
      return { hours, inMeasure, touched: replayed.filter(({ touched }) => touched).length };
    });
    const spread = (figure: (run: (typeof runs)[number]) => number): Spread => spreadOf(runs.map(figure));
    return {
      referrals: referrals.length,
      touched: spread(({ touched }) => touched),
      medianHours: spread(({ hours }) => percentile(hours, 0.5) ?? 0),
      p90Hours: spread(({ hours }) => percentile(hours, 0.9) ?? 0),
      attemptedBy: WHAT_IF_HOURS.map((by) => ({
        hours: by,
        ...spread(({ hours }) => (hours.length === 0 ? 0 : hours.filter((wait) => wait <= by).length / hours.length)),
      })),
      attemptedInMeasure: measured === 0 ? null : spread(({ inMeasure }) => inMeasure / measured),
    };
  }

  private turns(arrivals: readonly Arrival[], change: WhatIf): ReadonlyMap<string, number> {
    return new Map(
      [...byCentre(arrivals)].flatMap(([centre, queue]) => {
        const more = (change.moreCounsellors ?? []).filter((one) => one.centre === centre).reduce((sum, { by }) => sum + by, 0);
        const queued = queue.map(({ referral, arrivedAt }) => ({
          id: referral.id,
          arrivedAt,
          workload: referral.workloadMinutes * MINUTE,
        }));
        return [...serveInTurn(queued, this.centreOf(centre).counsellors + more, this.openTimeOf(centre, change))];
      }),
    );
  }

  private centreOf(centre: string): RecordedCentre {
    const found = this.chain.centres.get(centre);
    if (!found) throw new RangeError('a centre is named that the record does not hold; nothing was replayed');
    return found;
  }

  private openTimeOf(centre: string, change: WhatIf): OpenTime {
    const cover = (change.weekendCover ?? []).filter((one) => one.centre === centre);
    const key = JSON.stringify([centre, cover]);
    const known = this.#open.get(key);
    if (known) return known;
    const { hours } = this.centreOf(centre);
    const weekend: readonly OpeningWindow[] = cover.flatMap(({ opens, closes }) => [6, 7].map((weekday) => ({ weekday, opens, closes })));
    const [from, until] = followedBy(this.chain);
    const open = new OpenTime({ ...hours, windows: [...hours.windows, ...weekend] }, this.chain.calendar, from, until);
    this.#open.set(key, open);
    return open;
  }

  /** By centre, from each referral's turn to its attempt in open time; an attempt before its turn counts as at once, one that never came as Infinity. */
  private lagsByCentre(): ReadonlyMap<string, readonly number[]> {
    const lagOf = (referral: RecordedReferral): number => {
      const turn = this.#recordedTurns.get(referral.id) ?? Infinity;
      if (!referral.firstAttemptAt || turn === Infinity) return Infinity;
      return this.openTimeOf(referral.centre, {}).between(turn, referral.firstAttemptAt.getTime());
    };
    return new Map([...byCentre(this.chain.referrals)].map(([centre, referrals]) => [centre, referrals.map(lagOf)]));
  }
}

function byCentre<T extends { readonly centre: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.centre);
    if (group) group.push(one);
    else groups.set(one.centre, [one]);
  }
  return groups;
}

/** Where and when a referral comes into a queue. The supposed rerouting only ever brings it on earlier than it was recorded. */
function arrivalOf(referral: RecordedReferral, { rerouteAfterHours }: WhatIf, centres: RecordedChain['centres']): Arrival {
  const recorded = { referral, centre: referral.centre, arrivedAt: referral.arrivedAt.getTime() };
  if (rerouteAfterHours === undefined) return recorded;
  const limit = referral.submittedAt.getTime() + rerouteAfterHours * HOUR;
  const answeredInTime = referral.answeredAt !== null && referral.answeredAt.getTime() <= limit;
  const movedBefore = referral.centre !== referral.firstCentre && recorded.arrivedAt <= limit;
  const alternative = centres.get(referral.firstCentre)?.alternative ?? null;
  return answeredInTime || movedBefore || alternative === null ? recorded : { referral, centre: alternative, arrivedAt: limit };
}

function followedBy({ referrals }: RecordedChain): readonly [Date, Date] {
  const instants = referrals
    .flatMap(({ submittedAt, firstAttemptAt }) => [submittedAt.getTime(), firstAttemptAt?.getTime() ?? 0])
    .filter((at) => at > 0);
  const [first, last] = instants.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]);
  return [new Date(first), new Date(last + FOLLOWED_DAYS * 24 * HOUR)];
}

const hoursBetween = (from: Date | undefined, until: Date | null): number =>
  from && until ? (until.getTime() - from.getTime()) / HOUR : Infinity;

const isInMeasure = (lastDay: LocalDay | null, longer: number, at: Date | null): boolean =>
  lastDay !== null && at !== null && at < endOfDay(addDays(lastDay, longer));

function spreadOf(figures: readonly number[]): Spread {
  return { low: percentile(figures, 0.05) ?? 0, middle: percentile(figures, 0.5) ?? 0, high: percentile(figures, 0.95) ?? 0 };
}
