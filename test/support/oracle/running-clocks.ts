import { PAUSABLE, type OracleCentre, type OracleClock, type OracleTerms } from './clock-table.js';
import type { OracleRule } from './due.js';
import type { OracleRung } from './ladder.js';
import type { Minute } from './timeline.js';

/** A rung that fired, as it is compared; instants in seconds since 1970, `told` as `organisation:role`, sorted. */
export interface Fired {
  readonly clock: OracleClock;
  readonly rung: string;
  readonly due: number;
  readonly firedAt: number;
  readonly told: readonly string[];
}

/** What a clock was computed from, so that it can be computed anew. */
export interface Basis {
  readonly centre: OracleCentre;
  /** The day on which it was entered: its agreement is the one in force then. */
  readonly on: string;
  /** Null for what the law fixes. */
  readonly rule: ((terms: OracleTerms) => OracleRule) | null;
  /** While a referral is a draft no centre holds it, and nothing that changes for a centre moves its clocks. */
  readonly held: boolean;
}

/** A clock that runs, with what of its ladder has not fired. */
export interface Running {
  readonly startedAt: Minute;
  readonly basis: Basis;
  /** The rungs that have fired and do not lie ahead again. */
  readonly told: Set<string>;
  dueAt: Minute;
  rungs: OracleRung[];
  /** Since when rungs that are due fire at all: the event that started the clock, or the end of its last pause. */
  armedAt: Minute;
  pause: { readonly from: Minute; readonly until: Minute } | null;
  stoodMinutes: number;
}

/** The clocks of one referral, stepping minute by minute. What starts and stops them, and whom a role stands for, the referral says. */
export abstract class RunningClocks {
  readonly fired: Fired[] = [];
  readonly clocks = new Map<OracleClock, Running>();

  constructor(public now: Minute) {}

  /** Who is meant by the roles of a rung at the moment of firing. */
  protected abstract told(tells: readonly string[]): readonly string[];

  /** Lets time pass, one minute after the other. */
  advanceTo(minute: Minute): void {
    while (this.now < minute) {
      this.now += 1;
      this.tick();
      this.turn();
    }
  }

  /** The next instant at which something fires or goes on by itself, in seconds; null when nothing is left. */
  nextInstant(): number | null {
    const ahead = [...this.clocks.values()].map((clock) => (clock.pause ? clock.pause.until * 60 : (clock.rungs[0]?.due ?? Infinity)));
    const next = Math.min(...ahead);
    return Number.isFinite(next) ? next : null;
  }

  pausable(): readonly OracleClock[] {
    return PAUSABLE.filter((kind) => {
      const clock = this.clocks.get(kind);
      return clock !== undefined && clock.pause === null && clock.dueAt > this.now;
    });
  }

  paused(): readonly OracleClock[] {
    return [...this.clocks].filter(([, { pause }]) => pause !== null).map(([kind]) => kind);
  }

  /** What besides the clocks themselves happens with a minute: after all that was due by then. */
  protected abstract turn(): void;

  protected tick(): void {
    for (const [kind, clock] of this.clocks) {
      if (clock.pause && this.now >= clock.pause.until) this.goOn(clock, clock.pause.until);
      if (clock.pause) continue;
      for (let next = clock.rungs[0]; next !== undefined && next.due <= this.now * 60; next = clock.rungs[0]) {
        clock.rungs.shift();
        clock.told.add(next.rung);
        this.fired.push({ clock: kind, rung: next.rung, due: next.due, firedAt: Math.max(next.due, clock.armedAt * 60), told: this.told(next.tells) });
      }
    }
  }

  protected goOn(clock: Running, at: Minute): void {
    if (clock.pause === null) return;
    const stood = at - clock.pause.from;
    clock.rungs = clock.rungs.map((rung) => ({ ...rung, due: rung.due + stood * 60 }));
    Object.assign(clock, { dueAt: clock.dueAt + stood, stoodMinutes: clock.stoodMinutes + stood, armedAt: at, pause: null });
  }

  protected stop(...kinds: readonly OracleClock[]): void {
    for (const kind of kinds) this.clocks.delete(kind);
  }
}
