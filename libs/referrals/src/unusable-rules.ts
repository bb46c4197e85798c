import { DayOutsideCalendar, InvalidDuration, NeverOpen, NoRuleSet, UnknownUnit } from '#domain';
import { InvalidInput } from './referral-errors.js';

/**
 * No due instant can be said for what was entered: the calendar ends before, no rule set is valid on the day of the order, the centre never
 * opens or its agreement holds a rule that nobody can read. Said at the entry, by field, so that no worker finds out at night. Anything
 * else is answered unchanged.
 */
export function saidAtEntry(error: unknown): Error {
  const mistake = mistakeOf(error);
  return mistake === null ? (error as Error) : new InvalidInput([mistake]);
}

function mistakeOf(error: unknown): { readonly pointer: string; readonly code: string } | null {
  if (error instanceof DayOutsideCalendar) return { pointer: '', code: 'outside_calendar' };
  if (error instanceof NoRuleSet) return { pointer: '/measure/orderedAt', code: 'no_rule_set' };
  if (error instanceof NeverOpen) return { pointer: '/centreId', code: 'never_open' };
  if (error instanceof UnknownUnit || error instanceof InvalidDuration) return { pointer: '/centreId', code: 'agreement_unusable' };
  return null;
}
