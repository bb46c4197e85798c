import { addDays, type LocalDay } from '../calendar/zone.js';

/**
 * What a funded programme is looked at for, in our words: that it works by the standard of BAG TäHG, which the funding makes a condition (S87, S88), and
 * what follows from it; separate staff: S91. ASSUMPTION(adr-0007): which conditions there are beside the first.
 */
export const STANDARD_CONDITIONS = ['standard_adopted', 'child_protection', 'cooperation_agreement', 'separate_staff', 'supervision', 'evaluation'] as const;
export type StandardCondition = (typeof STANDARD_CONDITIONS)[number];

/** How a condition stands; unknown: nobody has looked. */
export const CONDITION_STANDINGS = ['fulfilled', 'unfulfilled', 'unknown'] as const;
export type ConditionStanding = (typeof CONDITION_STANDINGS)[number];

/** How somebody found a condition, and on which day; unknown has no day. */
export interface StandardCheck {
  readonly condition: StandardCondition;
  readonly standing: ConditionStanding;
  readonly checkedOn: LocalDay | null;
}

/** For how many years a check may be relied on. ASSUMPTION(adr-0007) */
const CHECK_HOLDS_YEARS = 1;

/** What speaks against entering a check. */
export function checkFaults({ standing, checkedOn }: Pick<StandardCheck, 'standing' | 'checkedOn'>, today: LocalDay): readonly { readonly pointer: string; readonly code: 'required' | 'in_future' | 'not_checked' }[] {
  if (standing === 'unknown') return checkedOn === null ? [] : [{ pointer: '/checkedOn', code: 'not_checked' }];
  if (checkedOn === null) return [{ pointer: '/checkedOn', code: 'required' }];
  return checkedOn > today ? [{ pointer: '/checkedOn', code: 'in_future' }] : [];
}

/** The last day on which a check may be relied on: of 2026-03-01 it is 2027-03-01, of 2024-02-29 it is 2025-02-28. */
export function checkHoldsUntil(checkedOn: LocalDay): LocalDay {
  const year = Number(checkedOn.slice(0, 4)) + CHECK_HOLDS_YEARS;
  // 29 February of a year that has none: the last day of that February.
  return checkedOn.endsWith('-02-29') && !isLeap(year) ? `${year}-02-28` : `${year}${checkedOn.slice(4)}`;
}

/** True when a condition is to be looked at: nobody has, or longer ago than may be relied on. It never counts as current then. */
export const isToCheckAgain = ({ standing, checkedOn }: Pick<StandardCheck, 'standing' | 'checkedOn'>, today: LocalDay): boolean =>
  standing === 'unknown' || checkedOn === null || checkHoldsUntil(checkedOn) < today;

const isLeap = (year: number): boolean => addDays(`${year}-02-28`, 1).endsWith('-02-29');
