import type { OpeningWindow } from '../calendar/opening-hours.js';
import type { AgreementParameters } from '../clock/agreement-parameters.js';
import { toDuration, type DueRule } from '../clock/duration.js';

/** What speaks against adopting a model for an authority and a centre, without forbidding it. */
export const MODEL_CONTRADICTIONS = ['model_without_weekend_hours', 'model_limit_below_escalation', 'model_longer_limit', 'model_fewer_forms'] as const;
export type ModelContradiction = (typeof MODEL_CONTRADICTIONS)[number];

/** The agreement that runs, the one that the model would make of it, and when the centre is open. */
export interface Adoption {
  readonly running: AgreementParameters;
  readonly adopted: AgreementParameters;
  readonly windows: readonly Pick<OpeningWindow, 'weekday'>[];
}

/**
 * Where a model contradicts what runs:
 * - a service on all 365 days by a centre that has no hours on Saturday or on Sunday;
 * - a limit that the model shortens below the last step of its ladder: the third level would be told later than the limit is long;
 * - a limit longer than the one that was promised so far;
 * - a form of consent that is taken so far and would not be any more.
 */
export function contradictionsOf({ running, adopted, windows }: Adoption): readonly ModelContradiction[] {
  const limits = [
    { before: hoursOf(running.acknowledge), after: hoursOf(adopted.acknowledge), third: hoursOf(adopted.escalation.acknowledge.third) },
    { before: hoursOf(running.firstAttempt), after: hoursOf(adopted.firstAttempt), third: hoursOf(adopted.escalation.firstAttempt.third) },
  ];
  const open = (weekday: number): boolean => windows.some((window) => window.weekday === weekday);
  const found: Readonly<Record<ModelContradiction, boolean>> = {
    model_without_weekend_hours: adopted.dailyService && !(open(6) && open(7)),
    model_limit_below_escalation: limits.some(({ before, after, third }) => after < before && after < third),
    model_longer_limit: limits.some(({ before, after }) => after > before),
    model_fewer_forms: running.consentForms.some((form) => !adopted.consentForms.includes(form)),
  };
  return MODEL_CONTRADICTIONS.filter((code) => found[code]);
}

/** Hours on the clock at most, without weekends and holidays: enough to compare two limits. */
function hoursOf(rule: DueRule): number {
  const { amount, unit } = toDuration(rule);
  return unit === 'EH' || unit === 'OH' ? amount : amount * 24;
}
