import type { CapacityLevel, CentreKind, TargetGroup } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { getLocale } from '../../generated/messages/runtime.js';
import type { ClosurePreview, OwnHours } from '../../shared/api/views';
import { labelOf, type Labels } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/report-labels';

/** The registry's codes in words: a code without a message does not compile. */
export const KIND_LABELS: Labels<CentreKind> = {
  intervention: m.own_centre_kind_intervention,
  womens_counselling: m.own_centre_kind_womens_counselling,
  sexual_violence_counselling: m.own_centre_kind_sexual_violence_counselling,
  mens_counselling: m.own_centre_kind_mens_counselling,
  lsbtiq_service: m.own_centre_kind_lsbtiq_service,
  perpetrator_work: m.own_centre_kind_perpetrator_work,
  shelter: m.own_centre_kind_shelter,
};

export const CAPACITY_LABELS: Labels<CapacityLevel> = {
  free: m.own_centre_capacity_free,
  few: m.own_centre_capacity_few,
  full: m.own_centre_capacity_full,
};

/** Why an entry of the own centre does not fit, as what to do. */
const FAULT_LABELS: Labels<string> = {
  in_past: m.own_centre_error_in_past,
  before_start: m.own_centre_error_before_start,
  span_too_long: m.own_centre_error_span_too_long,
  outside_calendar: m.own_centre_error_outside_calendar,
  overlap: m.own_centre_error_overlap,
  no_neighbour: m.own_centre_error_no_neighbour,
  before_newer_version: m.own_centre_error_before_newer,
  too_short: m.own_centre_error_reason,
};

export const faultWords = (code: string): string => (Object.hasOwn(FAULT_LABELS, code) ? (FAULT_LABELS[code]?.() ?? code) : m.error_check_field());

const tag = (): string => (getLocale() === 'de' ? 'de-DE' : 'en-GB');

/** "Kurdisch" for 'ku': any language, not only those of the report. */
export const languageName = (code: string): string => new Intl.DisplayNames(tag(), { type: 'language' }).of(code) ?? code;

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** "Montag" for 1; the first of January 2024 was a Monday. */
export const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', weekday: 'long' }).format(Date.UTC(2024, 0, weekday));

/** The windows of one weekday: "09:00 bis 12:00 Uhr, 13:00 bis 17:00 Uhr", or closed. */
export function timesOf({ windows }: Pick<OwnHours, 'windows'>, weekday: number): string {
  const own = windows.filter((window) => window.weekday === weekday).sort((a, b) => a.opens.localeCompare(b.opens));
  return own.length === 0 ? m.own_centre_hours_closed() : own.map(({ opens, closes }) => m.own_centre_hours_span({ opens, closes })).join(', ');
}

export const dailyWords = ({ dailyService }: Pick<OwnHours, 'dailyService'>): string => (dailyService ? m.own_centre_hours_daily() : m.own_centre_hours_not_daily());

/** "Köln: Frauen, LSBTIQ*", one line per place. */
export function uncoveredLines(uncovered: ClosurePreview['uncovered']): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { municipality, targetGroup } of uncovered) places.set(municipality, [...(places.get(municipality) ?? []), labelOf(TARGET_LABELS, targetGroup as TargetGroup)]);
  return [...places].map(([place, groups]) => m.own_centre_closure_uncovered_row({ place, groups: groups.join(', ') }));
}
