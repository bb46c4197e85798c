import type { RegistryView } from '#directory';
import { addDays, windowFaults, type LocalDay } from '#domain';
import type { FieldError } from '../http/input-pipe.js';
import type { ClosurePeriodDto, NewHoursDto } from './own-centre.dto.js';

/** Longer than a leap year is no closure: the centre then takes nobody, which the state office enters. */
const LONGEST_DAYS = 366;

/** What is wrong with the days of a closure: it begins today or later, ends within a year and inside the calendar. `at`: where the days stand. */
export function periodFaults({ from, to }: ClosurePeriodDto, view: RegistryView, at: '' | '/query' = ''): readonly FieldError[] {
  const end = to < from ? 'before_start' : to > addDays(from, LONGEST_DAYS - 1) ? 'span_too_long' : yearOf(to) > view.calendar().to ? 'outside_calendar' : null;
  return [...(from < view.today() ? [{ pointer: `${at}/from`, code: 'in_past' }] : []), ...(end === null ? [] : [{ pointer: `${at}/to`, code: end }])];
}

/** What is wrong with new opening hours. `newest`: the day from which the newest version of the entry holds. */
export function hoursFaults({ windows, validFrom }: NewHoursDto, view: RegistryView, newest: LocalDay): readonly FieldError[] {
  const day = validFrom < view.today() ? 'in_past' : validFrom < newest ? 'before_newer_version' : yearOf(validFrom) > view.calendar().to ? 'outside_calendar' : null;
  return [
    // Without hours nothing could be counted in them.
    ...(windows.length === 0 ? [{ pointer: '/windows', code: 'required' }] : []),
    ...windowFaults(windows).map(({ index, field, code }) => ({ pointer: `/windows/${index}/${field}`, code })),
    ...(day === null ? [] : [{ pointer: '/validFrom', code: day }]),
  ];
}

const yearOf = (day: LocalDay): number => Number(day.slice(0, 4));
