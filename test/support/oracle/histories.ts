import { KEPT, type OracleCentre } from './clock-table.js';
import { Dice } from './dice.js';
import type { Move, OracleConsent, OracleEvent, OracleMeasure, OracleMeasureChange } from './events.js';
import { OracleReferral } from './model.js';
import type { OracleEdit, RegistryLine } from './registry-line.js';
import type { Minute, Timeline } from './timeline.js';

/** One invented referral from its creation to the instant at which it is looked at, and the model that has lived through it. */
export interface History {
  readonly seed: number;
  readonly moves: readonly Move[];
  readonly endsAt: Minute;
  readonly outcome: OracleReferral;
}

const HOUR = 60;
const DAY = 1440;

/** What histories are made from. */
export interface HistoryWorld {
  readonly timeline: Timeline;
  readonly centres: readonly OracleCentre[];
  readonly line: RegistryLine;
}

const EARLIEST = '2024-01-20';
const LATEST = '2035-10-26';
/** After this day nothing new happens, so that the longest clock still ends inside the calendar. */
const QUIET_FROM = '2035-11-28';

/** Makes histories; the same seed and world make the same. */
export class HistoryMaker {
  private readonly special: readonly number[];
  private readonly edits: readonly OracleEdit[];
  private edited: OracleCentre | null = null;

  constructor(private readonly world: HistoryWorld) {
    const { timeline, line } = world;
    this.edits = line.edits.filter(({ at }) => timeline.nameOf(at) <= LATEST && timeline.nameOf(at - 6 * DAY) >= EARLIEST);
    const between = (index: number): boolean => timeline.day(index).name >= EARLIEST && timeline.day(index).name <= LATEST;
    this.special = timeline.days.flatMap((day, index) => {
      const next = timeline.days[index + 1];
      const turns = next !== undefined && next.first - day.first !== DAY;
      const newYear = day.name.endsWith('12-31');
      return (day.holiday || turns || newYear) && between(index) && between(index - 3) ? [index] : [];
    });
  }

  make(seed: number): History {
    const dice = new Dice(seed);
    // Most histories begin in the days before an edit, most of them where it is made.
    const edit = dice.chance(0.7) ? dice.one(this.edits) : null;
    const at = edit === null ? this.start(dice) : edit.at - dice.one([dice.from(1, 12 * HOUR), dice.from(1, 5 * DAY)]);
    this.edited = edit === null || edit.kind === 'calendar' ? null : edit.centre;
    const referral = new OracleReferral(this.world.line, at);
    const moves: Move[] = [];
    const happen = (...events: readonly OracleEvent[]): void => {
      for (const does of events) moves.push({ at: referral.now, does });
      referral.happen(...events);
    };
    happen(...this.creation(dice, referral));
    const length = dice.from(3, 16);
    while (moves.length < length) {
      referral.advanceTo(this.later(dice, referral));
      if (this.world.timeline.nameOf(referral.now) >= QUIET_FROM) break;
      const does = this.next(dice, referral);
      if (does === null) break;
      happen(does);
      if (does.event === 'accept' && dice.chance(0.15)) happen({ event: 'undo_accept' });
    }
    referral.advanceTo(referral.now + dice.one([1, 2 * DAY, 12 * DAY, 33 * DAY]));
    return { seed, moves, endsAt: referral.now, outcome: referral };
  }

  private start(dice: Dice): Minute {
    const { timeline } = this.world;
    const anyDay = dice.from(timeline.named(EARLIEST), timeline.named(LATEST));
    const day = dice.chance(0.25) ? anyDay : dice.one(this.special) - dice.from(0, 3);
    return timeline.day(day).first + dice.from(0, DAY - 61);
  }

  /** When the next thing happens: soon, hours or days later, within a minute of the next rung, or after an edit. */
  private later(dice: Dice, referral: OracleReferral): Minute {
    const edit = this.edits.find(({ at }) => at > referral.now);
    if (edit !== undefined && edit.at - referral.now < 5 * DAY && dice.chance(0.5)) return Math.max(referral.now + 1, edit.at + dice.from(-1, HOUR));
    const next = referral.nextInstant();
    if (next !== null && dice.chance(0.25)) return Math.max(referral.now + 1, Math.ceil(next / 60) + dice.from(-1, 1));
    return referral.now + dice.one([dice.from(1, 30), dice.from(HOUR, 10 * HOUR), dice.from(HOUR, 10 * HOUR), dice.from(12 * HOUR, 3 * DAY)]);
  }

  /** Any centre but one, often the one for which something is about to change. */
  private anyCentre(dice: Dice, but: OracleCentre | null): OracleCentre {
    const { edited, world } = this;
    return edited !== null && edited !== but && dice.chance(0.75) ? edited : dice.one(world.centres.filter((centre) => centre !== but));
  }

  private consent(dice: Dice, now: Minute): OracleConsent {
    const ago = dice.one([0, dice.from(1, 50), dice.from(1, 50), dice.from(HOUR, 4 * DAY)]);
    return { givenAt: now - ago, feedback: dice.chance(0.6), risk: dice.chance(0.8), scope: dice.one(['named_centre', 'other_suitable']) };
  }

  private measure(dice: Dice, now: Minute): OracleMeasure {
    const { timeline } = this.world;
    const orderedAt = now - dice.one([dice.from(0, 90), dice.from(0, DAY), dice.from(0, 9 * DAY), dice.from(10 * DAY, 13 * DAY)]);
    const days = dice.chance(0.8) ? 10 : dice.from(0, 20);
    return { orderedAt, lastDay: timeline.day(timeline.dayOf(orderedAt) + days).name };
  }

  private creation(dice: Dice, referral: OracleReferral): readonly OracleEvent[] {
    const consent = dice.chance(0.85) ? this.consent(dice, referral.now) : null;
    const measure = dice.chance(0.7) ? this.measure(dice, referral.now) : null;
    const centre = this.anyCentre(dice, null);
    const create: OracleEvent = { event: 'create', centre, consent, measure, highRisk: dice.chance(0.25), letter: dice.chance(0.3) };
    if (consent === null || dice.chance(0.35)) return [create];
    return [create, { event: 'submit', centre, consent: null, measure: null, highRisk: false, atOnce: true }];
  }

  /** Something that the chain allows now; null when nothing is left to happen. */
  private next(dice: Dice, referral: OracleReferral): OracleEvent | null {
    const possible = this.possible(dice, referral);
    const sum = possible.reduce((total, [weight]) => total + weight, 0);
    let left = dice.roll() * sum;
    for (const [weight, event] of possible) {
      left -= weight;
      if (left <= 0) return event();
    }
    return null;
  }

  private possible(dice: Dice, referral: OracleReferral): readonly (readonly [weight: number, event: () => OracleEvent])[] {
    const plain = (event: 'accept' | 'decline' | 'return' | 'close_unplaced' | 'withdraw_consent' | 'withdraw' | 'recall' | 'confirm_recall' | 'reopen') => () => ({ event }) as const;
    const { now, measure } = referral;
    const amended = (event: 'correct' | 'supplement') => () => ({ event, highRisk: dice.chance(0.5), measure: measure === null && dice.chance(0.3) ? this.measure(dice, now) : null });
    const elsewhere = (event: 'reassign' | 'forward') => () => ({ event, centre: this.anyCentre(dice, referral.centre) });
    const change = this.measureChange(dice, referral);
    const always = [...(change === null ? [] : [[3, () => change] as const]), ...(referral.consent ? [[0.3, plain('withdraw_consent')] as const] : [])];
    switch (referral.state) {
      case 'draft':
        return [...always, [10, () => this.submission(dice, referral)], [1, plain('withdraw')]];
      case 'submitted':
        return [...always, [8, plain('accept')], [4, plain('decline')], [3, plain('return')], [3, amended('supplement')], [0.5, plain('withdraw')]];
      case 'returned':
        return [...always, [10, amended('correct')]];
      case 'declined':
        return [...always, [10, elsewhere('reassign')], [1, plain('close_unplaced')]];
      case 'accepted':
      case 'contacting':
        return [
          ...always, [8, () => this.attempt(dice, referral)], [2, () => ({ event: 'reached', at: now - dice.from(0, 5) }) as const], [2, plain('return')],
          [2, elsewhere('forward')], [referral.attemptRuleMet() ? 6 : 1.5, () => this.closing(dice, referral)], [2, amended('supplement')], ...this.pauses(dice, referral),
          ...(referral.recalled ? [[3, plain('confirm_recall')] as const] : [[0.4, plain('recall')] as const]),
        ];
      case 'reached':
        return [...always, [2, elsewhere('forward')], [5, () => this.closing(dice, referral)]];
      case 'closed':
        return referral.reopenable() ? [[10, plain('reopen')]] : [];
      default:
        return [];
    }
  }

  private submission(dice: Dice, referral: OracleReferral): OracleEvent {
    const { consent, now } = referral;
    return {
      event: 'submit',
      centre: consent?.scope === 'other_suitable' ? this.anyCentre(dice, null) : (referral.centre ?? this.anyCentre(dice, null)),
      consent: consent === null ? this.consent(dice, now) : null,
      measure: referral.measure === null && dice.chance(0.3) ? this.measure(dice, now) : null,
      highRisk: dice.chance(0.3),
      atOnce: false,
    };
  }

  private attempt(dice: Dice, { now, lastAttemptAt }: OracleReferral): OracleEvent {
    const letter = dice.chance(0.15);
    const at = Math.max(now - dice.one([0, 0, dice.from(0, 40)]), lastAttemptAt);
    return { event: 'attempt', at, letter, counts: !letter && dice.chance(0.9) };
  }

  private closing(dice: Dice, referral: OracleReferral): OracleEvent {
    const outcomes = Object.keys(KEPT).filter((outcome) => !['draft', 'withdrawn', 'consent_withdrawn', 'not_placeable', 'not_reached'].includes(outcome));
    const rule = referral.attemptRuleMet() && dice.chance(0.8);
    return { event: 'close', outcome: rule ? 'not_reached' : dice.one(outcomes) };
  }

  private pauses(dice: Dice, referral: OracleReferral): readonly (readonly [number, () => OracleEvent])[] {
    const kinds = referral.pausable().filter((kind) => referral.minutesLeftToPause(kind) > 1);
    const paused = referral.paused();
    return [
      ...(kinds.length > 0
        ? [[3, () => {
            const clock = dice.one(kinds);
            const until = referral.now + dice.from(1, Math.min(referral.minutesLeftToPause(clock), dice.one([HOUR, DAY, 4 * DAY])));
            return { event: 'pause', clock, until } as const;
          }] as const]
        : []),
      ...(paused.length > 0 ? [[3, () => ({ event: 'resume', clock: dice.one(paused) }) as const] as const] : []),
    ];
  }

  /** A change that does not contradict what is known; entered on its day or up to two days later. */
  private measureChange(dice: Dice, { measure, now }: OracleReferral): OracleEvent | null {
    const { timeline } = this.world;
    if (measure === null || measure.lifted) return null;
    const today = timeline.dayOf(now);
    const ordered = timeline.dayOf(measure.orderedAt);
    const last = timeline.named(measure.lastDay);
    const on = (change: OracleMeasureChange, earliest: number, latest: number): readonly OracleEvent[] =>
      earliest > latest ? [] : [{ event: 'measure', change, on: timeline.day(dice.from(Math.max(earliest, latest - 2), latest)).name }];
    const end = Math.min(last + (measure.applied ? 10 : 0), measure.decided ? timeline.named(measure.decided) : Infinity);
    const applied = measure.applied ? timeline.named(measure.applied) : null;
    const changes = [
      ...(measure.applied || measure.decided ? [] : on('court_applied', ordered, Math.min(today, last))),
      ...(measure.decided ? [] : on('court_decided', applied ?? ordered, applied === null ? Math.min(today, last) : today)),
      ...(measure.decided ? [] : on('shortened', Math.max(ordered, applied ?? 0), Math.min(today + dice.from(0, 6), last - 1))),
      ...(dice.chance(0.3) ? on('lifted', ordered, Math.min(today, end)) : []),
      ...on('checked', ordered, Math.min(today, end)),
    ];
    return changes.length === 0 ? null : dice.one(changes);
  }
}
