import Holidays from 'date-holidays';
import type { Calendar } from '#domain';

/** The years of the calendar that is imported. */
export const CALENDAR_YEARS = { from: 2024, to: 2035 } as const;

/**
 * The public holidays of North Rhine-Westphalia from the package date-holidays, as a calendar of the domain: version `DE-NW-2024-2035-v1`.
 * Only days off by statute (Feiertagsgesetz NW § 2): no observances, and not 24 and 31 December, which the package lists as bank holidays.
 */
export function nrwHolidays({ from, to }: { readonly from: number; readonly to: number } = CALENDAR_YEARS): Calendar {
  const source = new Holidays('DE', 'NW', { languages: ['de'], timezone: 'Europe/Berlin' });
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const days = years.flatMap((year) => source.getHolidays(year).filter((holiday) => holiday.type === 'public'));
  return {
    version: `DE-NW-${from}-${to}-v1`,
    from,
    to,
    holidays: Object.fromEntries(days.map((holiday) => [holiday.date.slice(0, 10), holiday.name])),
  };
}
