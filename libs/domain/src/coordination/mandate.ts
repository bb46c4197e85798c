import { addDays, type LocalDay } from '../calendar/zone.js';

/** Who stands for the office on a seat of a body, and for how long; null: until it is ended. */
export interface Mandate {
  readonly seat: string;
  readonly delegate: string;
  readonly deputy: string | null;
  readonly startsOn: LocalDay;
  readonly endsOn: LocalDay | null;
}

export type MandateFault = 'ends_before_start' | 'mandates_overlap' | 'deputy_is_delegate' | 'body_known' | 'in_past';

/** An ending mandate is told so many days before. */
const TOLD_BEFORE_DAYS = 90;

const sameSeat = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What speaks against a mandate: a seat has one delegate at a time; both days of a mandate belong to it. */
export function mandateFaults(mandate: Mandate, others: readonly Mandate[]): readonly { readonly pointer: string; readonly code: MandateFault }[] {
  const faults: { pointer: string; code: MandateFault }[] = [];
  if (mandate.endsOn !== null && mandate.endsOn < mandate.startsOn) faults.push({ pointer: '/endsOn', code: 'ends_before_start' });
  if (mandate.deputy !== null && sameSeat(mandate.deputy, mandate.delegate)) faults.push({ pointer: '/deputy', code: 'deputy_is_delegate' });
  const meets = (other: Mandate): boolean => (other.endsOn === null || mandate.startsOn <= other.endsOn) && (mandate.endsOn === null || other.startsOn <= mandate.endsOn);
  if (others.some((other) => sameSeat(other.seat, mandate.seat) && meets(other))) faults.push({ pointer: '/startsOn', code: 'mandates_overlap' });
  return faults;
}

/** True from 90 days before a mandate ends until it has ended, while nobody follows on its seat. */
export const endsSoon = (mandate: Mandate, others: readonly Mandate[], today: LocalDay): boolean =>
  mandate.endsOn !== null && today <= mandate.endsOn && mandate.endsOn <= addDays(today, TOLD_BEFORE_DAYS) &&
  !others.some(({ seat, startsOn }) => sameSeat(seat, mandate.seat) && startsOn > mandate.startsOn);
