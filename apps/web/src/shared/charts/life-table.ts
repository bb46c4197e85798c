import { Z_95 } from '#domain';

/** Of a cohort: how many had the event up to so many hours, and how many were no longer watched before; null: hidden. */
export interface LifeRow {
  readonly hours: number;
  readonly happened: number | null;
  readonly censored: number | null;
}

/** The share that has had the event after so many hours, with its 95 % band; all between 0 and 1. */
export interface LifePoint {
  readonly hours: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Who was still waiting and watched when this interval began. */
  readonly atRisk: number;
}

/**
 * The Kaplan-Meier estimate from a table (Kaplan and Meier 1958, with the actuarial half for whoever left within an interval) and Greenwood's band
 * (1926). Open referrals count as censored and do not vanish. A hidden row is stepped over; the next one covers its interval too. Begins at 0 hours.
 */
export function lifeTable(cohort: number, rows: readonly LifeRow[]): readonly LifePoint[] {
  const points: LifePoint[] = [{ hours: 0, share: 0, low: 0, high: 0, atRisk: cohort }];
  let [survival, variance, happened, censored] = [1, 0, 0, 0];
  for (const row of rows) {
    if (row.happened === null || row.censored === null) continue;
    const events = Math.max(0, row.happened - happened);
    const atRisk = cohort - happened - (censored + row.censored) / 2;
    if (atRisk <= 0) break;
    const died = Math.min(events, atRisk);
    survival *= 1 - died / atRisk;
    if (atRisk > died) variance += died / (atRisk * (atRisk - died));
    const half = Z_95 * survival * Math.sqrt(variance);
    points.push({ hours: row.hours, share: 1 - survival, low: Math.max(0, 1 - survival - half), high: Math.min(1, 1 - survival + half), atRisk });
    [happened, censored] = [Math.max(happened, row.happened), Math.max(censored, row.censored)];
  }
  return points;
}

/** The share after exactly so many hours; null where the table has no such row, or it is hidden. */
export const shareAt = (points: readonly LifePoint[], hours: number): number | null => points.find((point) => point.hours === hours)?.share ?? null;
