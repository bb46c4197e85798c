import type { Derivation, OutsideHours, RecomputationReason } from './derivation.js';
import type { Duration, Unit } from './duration.js';

/** A day taken apart for display; weekday 1 Monday … 7 Sunday, `year` only where it must be named. */
export interface SpokenDay {
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
}

/** The phrases of one language: a message catalogue, no rules. Day lists arrive in order of time. */
export interface ExplainPhrases {
  readonly started: Readonly<Record<Derivation['kind'], string>>;
  readonly due: string;
  readonly unmoved: string;
  day(day: SpokenDay): string;
  dayOfMonth(day: SpokenDay): string;
  rule(rule: Duration): string;
  holidayName(name: string): string;
  doNotCount(days: readonly string[]): string;
  notWorkingDays(days: readonly string[], unit: Unit): string;
  closed(from: string, to: string, reason: string): string;
  clocksForward(day: string): string;
  clocksBack(day: string): string;
  formDate(written: string, computed: string): string;
  courtApplied(day: string): string;
  courtDecided(day: string): string;
  afterFirstMeasure(day: string): string;
  cappedByMeasure(day: string): string;
  outsideHours(opensAt: string, counts: OutsideHours): string;
  recomputed(at: string, instead: string, reason: RecomputationReason): string;
  paused(from: string, until: string, reason: string): string;
}
