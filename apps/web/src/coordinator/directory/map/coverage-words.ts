import type { TargetGroup } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { getLocale } from '../../../generated/messages/runtime.js';
import type { IconName } from '../../../shared/kern/icon';
import type { AlertKind } from '../../../shared/kern/alert';
import type { Labels } from '../../../shared/labels/label-of';
import { toNumber } from '../../../shared/time/format';
import type { Coverage, MunicipalityCoverage } from './coverage-queries';

/** For whom counselling is looked for, in the order of the chain; named here so that not all words of the report come along. */
export const GROUP_LABELS: Labels<TargetGroup> = {
  women: m.target_women,
  men: m.target_men,
  lsbtiq: m.target_lsbtiq,
  minors: m.target_minors,
};
export const GROUPS = Object.keys(GROUP_LABELS) as readonly TargetGroup[];

/** How a municipality stands at an hour, the worst first. */
export const COVERAGE_STATES = ['gap', 'uncovered', 'overlap', 'covered'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

export const STATE_LABELS: Labels<CoverageState> = {
  gap: m.coverage_state_gap,
  uncovered: m.coverage_state_uncovered,
  overlap: m.coverage_state_overlap,
  covered: m.coverage_state_covered,
};

export const STATE_LOOKS: Readonly<Record<CoverageState, { readonly kind: AlertKind; readonly icon?: IconName }>> = {
  gap: { kind: 'danger' },
  uncovered: { kind: 'warning' },
  overlap: { kind: 'info' },
  covered: { kind: 'success' },
};

/** Several local centres are worth a word only while one of them answers. */
export function stateOf({ candidates, open, overlap }: MunicipalityCoverage): CoverageState {
  if (candidates === 0) return 'gap';
  if (open === 0) return 'uncovered';
  return overlap ? 'overlap' : 'covered';
}

/** "Samstag"; 1 Monday … 7 Sunday. The first of January 2024 was a Monday. */
export const weekdayName = (weekday: number, width: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(getLocale() === 'de' ? 'de-DE' : 'en-GB', { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));

/** "23:00". */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** "Samstag 23:00: 41 Gemeinden ohne Abdeckung", also where there is none. */
export const countAt = (at: string, uncovered: number): string =>
  uncovered === 1 ? m.coverage_finding_one({ at }) : m.coverage_finding_many({ at, count: toNumber(uncovered) });

/** The finding of the hour that was answered, not of the one that was asked for: both change together. */
export function finding({ at, weekday, hour, counts }: Coverage, isNow: boolean): string {
  const words = isNow ? m.coverage_now_at({ at: `${weekdayName(weekday)} ${clockOf(at)}` }) : `${weekdayName(weekday)} ${hourName(hour)}`;
  return counts.uncovered === 0 ? m.coverage_finding_none({ at: words }) : countAt(words, counts.uncovered);
}

/** "16:30" in Europe/Berlin, whatever zone the device believes to be in. */
const clockOf = (iso: string): string => new Intl.DateTimeFormat('de-DE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(new Date(iso));
