import type { OracleCentre, OracleTerms } from './clock-table.js';
import type { Dice } from './dice.js';
import { Era, RegistryLine, type OracleEdit } from './registry-line.js';
import { anyTerms } from './terms.js';
import type { Minute, Timeline } from './timeline.js';

const FIRST_DAY = '2024-01-22';
const LAST_DAY = '2035-11-20';
const EDITS = 300;

/** A registry that is edited about every fortnight, by the dice: holidays, closures and agreements, most of them shortly before they matter. */
export function anyLine(dice: Dice, timeline: Timeline, centres: readonly OracleCentre[]): RegistryLine {
  const instants = anyInstants(dice, timeline);
  return new RegistryLine(Era.first(timeline, centres), (era) => {
    const at = instants.shift();
    return at === undefined ? null : anyEdit(dice, era, at, centres);
  });
}

/** More of them around holidays, where histories begin. */
function anyInstants(dice: Dice, timeline: Timeline): Minute[] {
  const [first, last] = [timeline.named(FIRST_DAY), timeline.named(LAST_DAY)];
  const holidays = timeline.days.flatMap(({ holiday }, index) => (holiday && index >= first + 3 && index + 10 <= last ? [index] : []));
  const instants = new Set<Minute>();
  while (instants.size < EDITS) {
    const day = dice.chance(0.5) ? dice.one(holidays) + dice.from(-3, 10) : dice.from(first, last);
    instants.add(timeline.day(day).first + dice.from(0, 1380));
  }
  return [...instants].sort((a, b) => a - b);
}

function anyEdit(dice: Dice, { timeline }: Era, at: Minute, centres: readonly OracleCentre[]): OracleEdit {
  const today = timeline.dayOf(at);
  const name = (day: number): string => timeline.day(day).name;
  const chance = dice.roll();
  if (chance < 0.35) return { at, kind: 'calendar', ...anyHoliday(dice, timeline, today) };
  const centre = dice.one(centres);
  if (chance < 0.55) {
    const from = today + dice.from(-1, 4);
    return { at, kind: 'closure', centre, from: name(from), to: name(from + dice.from(0, 5)) };
  }
  // Most hold at once or for some days already; some only later.
  const validFrom = today + dice.one([0, dice.from(-8, -1), dice.from(-8, -1), dice.from(-8, -1), dice.from(1, 5)]);
  return { at, kind: 'agreement', centre, validFrom: name(validFrom), gives: someOf(dice, anyTerms(dice)) };
}

/** A day of these weeks that becomes a holiday, or the next one that no longer is. */
function anyHoliday(dice: Dice, timeline: Timeline, today: number): { readonly day: string; readonly holiday: boolean } {
  const near = Array.from({ length: 9 }, (_, index) => today - 1 + index);
  const holidays = near.filter((day) => timeline.day(day).holiday);
  const working = near.filter((day) => timeline.counts(day, 'AT'));
  const removes = holidays.length > 0 && dice.chance(0.6);
  return { day: timeline.day(dice.one(removes ? holidays : working)).name, holiday: !removes };
}

function someOf(dice: Dice, terms: OracleTerms): Partial<OracleTerms> {
  const some = Object.entries(terms).filter(() => dice.chance(0.5));
  return some.length === 0 ? { acknowledge: terms.acknowledge } : (Object.fromEntries(some) as Partial<OracleTerms>);
}
