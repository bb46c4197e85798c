/**
 * When a warning comes: after a share of the elapsed time, after a share of the days (at 08:00), so many days before the last day (at 08:00),
 * or on the last court working day (08:00).
 */
export type Warning = { readonly share: number } | { readonly shareOfDays: number } | { readonly daysBefore: number } | 'last_court_day';

/** A clock has at most so many warnings: that is how many names of rungs there are for them. */
export const MOST_WARNINGS = 4;

/** Warnings that no ladder could have: too many, a share that is none, half a day, or of an unknown form. */
export class InvalidWarning extends Error {
  override readonly name = 'InvalidWarning';
}

/** Throws InvalidWarning for the first that cannot be. Called when an agreement or a rule set is entered. */
export function checkWarnings(warnings: unknown): void {
  if (!Array.isArray(warnings)) throw new InvalidWarning('warnings are a list');
  if (warnings.length > MOST_WARNINGS) throw new InvalidWarning(`a clock has at most ${MOST_WARNINGS} warnings`);
  for (const warning of warnings as unknown[]) if (!isWarning(warning)) throw new InvalidWarning('a warning is {share}, {shareOfDays}, {daysBefore} or last_court_day');
}

function isWarning(warning: unknown): warning is Warning {
  if (warning === 'last_court_day') return true;
  if (typeof warning !== 'object' || warning === null) return false;
  const [[key, value] = ['', null], ...others] = Object.entries(warning);
  if (others.length > 0 || typeof value !== 'number') return false;
  if (key === 'daysBefore') return Number.isInteger(value) && value > 0;
  return (key === 'share' || key === 'shareOfDays') && value > 0 && value < 1;
}
