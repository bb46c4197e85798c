/**
 * The units of a rule. `EH` elapsed hours · `CD` calendar days, local · `WT` Monday to Saturday without public holidays ·
 * `AT` Monday to Friday without public holidays · `OH` opening hours of the centre.
 */
export const UNITS = ['EH', 'CD', 'WT', 'AT', 'OH'] as const;

/** A unit of a rule. */
export type Unit = (typeof UNITS)[number];

/** A span with its unit. Hours (EH, OH) may be fractions, 0.001 EH is 3.6 s; days (CD, WT, AT) are whole numbers. */
export interface Duration {
  readonly amount: number;
  readonly unit: Unit;
}

/** A duration, or the end (24:00) of the next Arbeitstag, which is the same as 1 AT and kept as a word because agreements say it so. */
export type DueRule = Duration | 'end_of_next_AT';

/** A rule names a unit that is not in UNITS. Refused instead of read as some default: hours taken for days would pass unnoticed. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit';
}

/** A rule has an amount that its unit cannot have: negative, not a number, half a day, or 0 working days. */
export class InvalidDuration extends Error {
  override readonly name = 'InvalidDuration';
}

/** Gives a rule as a checked duration; throws UnknownUnit or InvalidDuration. 0 CD means until the end of the same day. */
export function toDuration(rule: DueRule): Duration {
  if (rule === 'end_of_next_AT') return { amount: 1, unit: 'AT' };
  const { amount, unit } = rule;
  if (!(UNITS as readonly string[]).includes(unit)) throw new UnknownUnit(`unit ${String(unit)} is none of ${UNITS.join(', ')}`);
  const least = unit === 'WT' || unit === 'AT' ? 1 : 0;
  const whole = unit === 'EH' || unit === 'OH' || Number.isInteger(amount);
  if (!Number.isFinite(amount) || amount < least || !whole) throw new InvalidDuration(`${amount} ${unit} is no duration`);
  return { amount, unit };
}
