import { PlanNotFound } from '#coordination';

/** The year of an address; what cannot be one answers like one that does not exist. */
export function yearOfAddress(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new PlanNotFound();
  return Number(text);
}
