import { OF_MEASURE, WAITS_FOR_CENTRE, type OracleCentre, type OracleClock, type OracleTerms } from './clock-table.js';
import { dueMinute, type OracleRule } from './due.js';
import { ladder, type OracleRung } from './ladder.js';
import type { Era, RegistryLine } from './registry-line.js';
import { RunningClocks, type Basis, type Running } from './running-clocks.js';
import type { Minute, Timeline } from './timeline.js';

/** A clock that an edit of the registry has moved, as it is compared; due instants in minutes. */
export interface Recomputed {
  readonly clock: OracleClock;
  readonly at: Minute;
  readonly from: Minute;
  readonly to: Minute;
}

/** Clocks that follow what is agreed and entered in the registry, and are computed anew when that changes. */
export abstract class AgreedClocks extends RunningClocks {
  readonly recomputed: Recomputed[] = [];
  protected era: Era;
  private edits: number;

  constructor(
    private readonly line: RegistryLine,
    at: Minute,
  ) {
    super(at);
    this.edits = line.editsBy(at);
    this.era = line.eraAfter(this.edits);
  }

  /** The centre whose agreement decides, and whether it holds the referral. */
  protected abstract party(): { readonly centre: OracleCentre; readonly held: boolean };

  protected get timeline(): Timeline {
    return this.era.timeline;
  }

  protected terms(): OracleTerms {
    return this.era.termsOf(this.party().centre, this.timeline.nameOf(this.now));
  }

  protected start(kind: OracleClock, rule: (terms: OracleTerms) => OracleRule, startedAt: Minute = this.now): void {
    const basis = { ...this.party(), on: this.timeline.nameOf(this.now), rule };
    this.clocks.set(kind, { startedAt, basis, ...this.computed(kind, basis, startedAt, this.now), told: new Set(), armedAt: this.now, pause: null, stoodMinutes: 0 });
  }

  /** A clock whose end is not agreed. */
  protected enter(kind: OracleClock, startedAt: Minute, dueAt: Minute): void {
    const basis = { ...this.party(), on: this.timeline.nameOf(this.now), rule: null };
    const rungs = this.rungs(kind, basis, null, startedAt, dueAt, this.now);
    this.clocks.set(kind, { startedAt, basis, dueAt, rungs, told: new Set(), armedAt: this.now, pause: null, stoodMinutes: 0 });
  }

  /** What began with the same request as the handing over is held from its beginning. */
  protected heldFromNow(): void {
    for (const clock of this.clocks.values()) if (clock.startedAt === this.now) Object.assign(clock, { basis: { ...clock.basis, ...this.party() } });
  }

  protected override turn(): void {
    for (let edit = this.line.edits[this.edits]; edit !== undefined && edit.at <= this.now; edit = this.line.edits[this.edits]) {
      this.edits += 1;
      this.era = this.line.eraAfter(this.edits);
      for (const [kind, clock] of this.clocks) {
        const ofMeasure = OF_MEASURE.includes(kind);
        if (ofMeasure ? edit.kind === 'calendar' : clock.basis.held && clock.basis.rule !== null) this.computeAnew(kind, clock);
      }
      this.tick();
    }
  }

  /** What a clock would be had it begun on today's registry, later by what it has stood still; what is told and past stays told. */
  private computeAnew(kind: OracleClock, clock: Running): void {
    const before = clock.dueAt;
    const since = (clock.pause?.from ?? this.now) * 60;
    const fresh = clock.basis.rule === null
      ? { dueAt: before, rungs: this.rungs(kind, clock.basis, null, clock.startedAt, before, clock.startedAt) }
      : this.computed(kind, clock.basis, clock.startedAt, clock.startedAt);
    const stood = clock.basis.rule === null ? 0 : clock.stoodMinutes;
    const rungs = fresh.rungs
      .map((rung) => ({ ...rung, due: rung.due + stood * 60 }))
      .filter(({ rung, due }) => due > since || (!rung.startsWith('warning') && !clock.told.has(rung)));
    const dueAt = fresh.dueAt + stood;
    if (dueAt === before && JSON.stringify(rungs) === JSON.stringify(clock.rungs)) return;
    for (const { rung } of rungs) clock.told.delete(rung);
    Object.assign(clock, { dueAt, rungs, armedAt: this.now });
    this.recomputed.push({ clock: kind, at: this.now, from: before, to: dueAt });
  }

  private computed(kind: OracleClock, basis: Basis, startedAt: Minute, enteredAt: Minute): Pick<Running, 'dueAt' | 'rungs'> {
    const terms = this.era.termsOf(basis.centre, basis.on);
    const open = this.era.openOf(basis.centre);
    const rule = basis.rule?.(terms);
    if (rule === undefined) throw new Error(`nothing is agreed for ${kind}`);
    const fromOpening = WAITS_FOR_CENTRE.includes(kind) && ((rule !== 'end_of_next_AT' && rule.unit === 'OH') || terms.outsideHours === 'from_opening');
    const countedFrom = fromOpening ? open.opening(startedAt) : startedAt;
    const dueAt = dueMinute(rule, countedFrom, this.timeline, open);
    return { dueAt, rungs: this.rungs(kind, basis, rule, countedFrom, dueAt, enteredAt) };
  }

  private rungs(kind: OracleClock, basis: Basis, rule: OracleRule | null, startedAt: Minute, dueAt: Minute, enteredAt: Minute): OracleRung[] {
    const terms = this.era.termsOf(basis.centre, basis.on);
    return [...ladder({ kind, rule, startedAt, dueAt, enteredAt, terms, open: this.era.openOf(basis.centre) }, this.timeline)];
  }
}
