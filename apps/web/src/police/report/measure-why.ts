import { explain, measureEndsAt, measureLastDay, ruleSetFor } from '#domain';
import { fromLocalInput, toLocalDay } from '../../shared/time/berlin';

/** One sentence that says why the measure ends on the proposed day; null without a date. */
export function measureWhy(orderedAt: string, locale: 'de' | 'en'): string | null {
  const at = fromLocalInput(orderedAt);
  if (at === null) return null;
  const ruleSet = ruleSetFor(toLocalDay(at));
  const dueAt = measureEndsAt(measureLastDay(at, ruleSet)).toISOString();
  return explain({ kind: 'measure_end', startedAt: at.toISOString(), rule: { amount: ruleSet.baseDays, unit: 'CD' }, steps: [], dueAt, endsDay: true }, locale);
}
