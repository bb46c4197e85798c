/** One referral as time-to-event sees it: after so many hours it happened, or was last seen without. */
export interface TimeToEvent {
  /** Elapsed hours since the start; not negative, finite. */
  readonly hours: number;
  /** False: right-censored, the referral was still open then. */
  readonly occurred: boolean;
}

/** One step of the curve: what holds from `hours` on until the next step. */
export interface SurvivalStep {
  readonly hours: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share without the event, 1 at the start. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number;
  /** 95 % log-log band (Kalbfleisch and Prentice 1980); it stays between 0 and 1. Where survival is 0 or 1 it has no width. */
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * The Kaplan-Meier curve: one step for each time at which something happened, in order. Referrals censored at that very time are still at risk then.
 * The order of the observations never matters. Empty, or everything censored: no steps. A time that is negative or not finite throws a RangeError.
 */
export function kaplanMeier(observations: readonly TimeToEvent[]): readonly SurvivalStep[] {
  if (observations.some(({ hours }) => !Number.isFinite(hours) || hours < 0))
    throw new RangeError('a time to an event is neither negative nor infinite');
  const sorted = [...observations].sort((a, b) => a.hours - b.hours);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let first = 0; first < sorted.length;) {
    const hours = sorted[first]?.hours ?? 0;
    let next = first + 1;
    while (sorted[next]?.hours === hours) next += 1;
    const events = sorted.slice(first, next).filter(({ occurred }) => occurred).length;
    const atRisk = sorted.length - first;
    first = next;
    if (events === 0) continue;
    survival *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    steps.push({
      hours,
      atRisk,
      events,
      survival,
      standardError: survival === 0 ? 0 : survival * Math.sqrt(greenwood),
      ...band(survival, greenwood),
    });
  }
  return steps;
}

function band(survival: number, greenwood: number): { readonly low: number; readonly high: number } {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const spread = (Z_95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}

/** The share that had the event by so many hours, between 0 and 1; open referrals count as at risk until they were last seen. */
export function shareBy(steps: readonly SurvivalStep[], hours: number): number {
  const last = steps.filter((step) => step.hours <= hours).at(-1);
  return last ? 1 - last.survival : 0;
}
