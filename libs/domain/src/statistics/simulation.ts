import type { Calendar } from '../calendar/calendar.js';
import type { OpeningHours, OpeningWindow } from '../calendar/opening-hours.js';
import { addDays, endOfDay, type LocalDay } from '../calendar/zone.js';
import { serveInTurn } from './counsellor-queue.js';
import { LocalDays } from './local-days.js';
import { OpenTime } from './open-time.js';
import { RecordedLags } from './recorded-lags.js';
import { ReplayFigures, type WhatIfResult } from './replay-figures.js';
import { seededNumbers } from './seeded-numbers.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** So many days after the last arrival a queue is followed; what is not attempted by then counts as never. */
const FOLLOWED_DAYS = 120;

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

interface Arrival {
  readonly referral: RecordedReferral;
  readonly centre: string;
  readonly arrivedAt: number;
}

/** A change with the turn of every referral. Chance has no part in it, so that it is computed once and drawn from often. */
export interface Supposition {
  readonly change: WhatIf;
  /** The centre of each referral, in the order of the record. */
  readonly centres: readonly string[];
  /** The referrals whose centre or turn is not the recorded one, by their place in the record. */
  readonly touched: readonly { readonly at: number; readonly draw: (random: () => number) => number }[];
}

/**
 * Replays recorded referrals through the queues of their centres, once as recorded and once as supposed. A referral whose turn comes at the same instant in the
 * same centre keeps its recorded attempt exactly, so that a replay without a change reproduces the record. For the others the time from their turn to the
 * attempt is drawn, in open time: in the same centre from those recorded there that were about as long as the own one, so that a change of the turn alone makes
 * nobody faster or slower by chance; in another centre from all of that one. One that never came is drawn too. Whoever was tried out of turn stays so.
 */
export class Replay {
  readonly #open = new Map<string, OpenTime>();
  readonly #span: readonly [Date, Date];
  #days: LocalDays | null = null;
  readonly #recordedTurns: ReadonlyMap<string, number>;
  readonly #lags: ReadonlyMap<string, RecordedLags>;

  constructor(private readonly chain: RecordedChain) {
    this.#span = followedBy(chain);
    const arrivals = chain.referrals.map((referral) => ({ referral, centre: referral.centre, arrivedAt: referral.arrivedAt.getTime() }));
    this.#recordedTurns = this.turns(arrivals, {});
    this.#lags = this.lagsByCentre();
  }

  /** The turns under a change. Throws a RangeError when a centre is named that is not in the record. */
  suppose(change: WhatIf): Supposition {
    const arrivals = this.chain.referrals.map((referral) => arrivalOf(referral, change, this.chain.centres));
    const turns = this.turns(arrivals, change);
    const touched = arrivals.flatMap(({ referral, centre }, at) => {
      const turn = turns.get(referral.id) ?? Infinity;
      if (centre === referral.centre && turn === this.#recordedTurns.get(referral.id)) return [];
      return [{ at, draw: this.drawOf(referral, centre, turn, this.openTimeOf(centre, change)) }];
    });
    return { change, centres: arrivals.map(({ centre }) => centre), touched };
  }

  /** One replay; the same seed gives the same. Throws a RangeError when a centre is named that is not in the record. */
  run(change: WhatIf, seed: number): readonly ReplayedReferral[] {
    const supposition = this.suppose(change);
    const drawn = new Map(drawnAttempts(supposition, seed).map(({ at, attempt }) => [at, attempt]));
    return this.chain.referrals.map(({ id, firstAttemptAt }, at) => {
      const attempt = drawn.get(at);
      const centre = supposition.centres[at] ?? '';
      if (attempt === undefined) return { id, centre, attemptAt: firstAttemptAt, touched: false };
      return { id, centre, attemptAt: Number.isFinite(attempt) ? new Date(attempt) : null, touched: true };
    });
  }

  /** Many replays, one for each seed, put together. */
  distribution(change: WhatIf, seeds: readonly number[]): WhatIfResult {
    const distributing = this.distributing(this.suppose(change), seeds, [() => true]);
    let step = distributing.next();
    while (step.done !== true) step = distributing.next();
    return step.value[0] as WhatIfResult;
  }

  /** The same for parts of the record, each by whether it holds the referral at a place, in steps: a step is one seed. */
  *distributing(supposition: Supposition, seeds: readonly number[], parts: readonly ((at: number) => boolean)[]): Generator<void, readonly WhatIfResult[]> {
    const { referrals, measureDays } = this.chain;
    const longer = (supposition.change.measureDays ?? measureDays) - measureDays;
    const recorded = Float64Array.from(referrals, ({ firstAttemptAt }) => firstAttemptAt?.getTime() ?? Infinity);
    const ends = endsOf(referrals, longer);
    const submitted = Float64Array.from(referrals, ({ submittedAt }) => submittedAt.getTime());
    const touched = new Set(supposition.touched.map(({ at }) => at));
    const groups = parts.map((holds) => new ReplayFigures(submitted, ends, touched, holds));
    for (const seed of seeds) {
      const attempts = Float64Array.from(recorded);
      for (const { at, attempt } of drawnAttempts(supposition, seed)) attempts[at] = attempt;
      for (const group of groups) group.add(attempts);
      yield;
    }
    return groups.map((group) => group.result());
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
    this.#days ??= new LocalDays(this.chain.calendar, ...this.#span);
    const open = new OpenTime({ ...hours, windows: [...hours.windows, ...weekend] }, this.chain.calendar, ...this.#span, this.#days);
    this.#open.set(key, open);
    return open;
  }

  /** Where a referral's attempt falls at another turn or in another centre. */
  private drawOf(referral: RecordedReferral, centre: string, turn: number, open: OpenTime): (random: () => number) => number {
    const lags = this.#lags.get(centre);
    if (lags === undefined) return () => open.add(turn, 0);
    if (centre !== referral.centre) return (random) => open.add(turn, lags.drawn(random));
    const attempt = referral.firstAttemptAt?.getTime() ?? Infinity;
    if (attempt < (this.#recordedTurns.get(referral.id) ?? Infinity)) return () => attempt;
    return (random) => open.add(turn, lags.near(referral.id, random));
  }

  /** By centre, from each referral's turn to its attempt in open time. */
  private lagsByCentre(): ReadonlyMap<string, RecordedLags> {
    const lagOf = (referral: RecordedReferral) => {
      const [turn, attempt] = [this.#recordedTurns.get(referral.id) ?? Infinity, referral.firstAttemptAt?.getTime() ?? Infinity];
      const lag = attempt === Infinity || turn === Infinity ? Infinity : this.openTimeOf(referral.centre, {}).between(turn, attempt);
      return { id: referral.id, lag, outOfTurn: attempt < turn };
    };
    return new Map([...byCentre(this.chain.referrals)].map(([centre, referrals]) => [centre, new RecordedLags(referrals.map(lagOf))]));
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
  const triedInTime = referral.firstAttemptAt !== null && referral.firstAttemptAt.getTime() <= limit;
  const alternative = centres.get(referral.firstCentre)?.alternative ?? null;
  return triedInTime || answeredInTime || movedBefore || alternative === null ? recorded : { referral, centre: alternative, arrivedAt: limit };
}

function followedBy({ referrals }: RecordedChain): readonly [Date, Date] {
  const instants = referrals
    .flatMap(({ submittedAt, firstAttemptAt }) => [submittedAt.getTime(), firstAttemptAt?.getTime() ?? 0])
    .filter((at) => at > 0);
  const [first, last] = instants.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]);
  return [new Date(first), new Date(last + FOLLOWED_DAYS * 24 * HOUR)];
}

/** When each measure is over, if it lasts so many days longer; -Infinity without one. There are few days and many referrals. */
function endsOf(referrals: readonly RecordedReferral[], longer: number): Float64Array {
  const ends = new Map<LocalDay, number>();
  return Float64Array.from(referrals, ({ measureLastDay }) => {
    if (measureLastDay === null) return -Infinity;
    const end = ends.get(measureLastDay) ?? endOfDay(addDays(measureLastDay, longer)).getTime();
    ends.set(measureLastDay, end);
    return end;
  });
}

/** The attempts of the touched referrals in one replay. */
function drawnAttempts({ touched }: Supposition, seed: number): readonly { readonly at: number; readonly attempt: number }[] {
  const random = seededNumbers(seed);
  return touched.map(({ at, draw }) => ({ at, attempt: draw(random) }));
}
