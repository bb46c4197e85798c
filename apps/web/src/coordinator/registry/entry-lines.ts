import { m } from '../../generated/messages/messages.js';
import { getLocale } from '../../generated/messages/runtime.js';
import { labelOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/referral-labels';
import { toDay } from '../../shared/time/format';
import { ACCESSIBILITY_LABELS, KIND_LABELS } from './registry-labels';
import type { CentreDraft, RuleSet } from './registry-queries';

/** One entry of the registry in words: what it is called and what it says. */
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly words: string;
}

/** A line as it is and as it would be; `before` is null where nothing stood. */
export interface ChangedLine extends Line {
  readonly before: string | null;
}

/** The lines that say something else afterwards. */
export const changedLines = (before: readonly Line[] | null, after: readonly Line[]): readonly ChangedLine[] =>
  after
    .map((line) => ({ ...line, before: before?.find(({ key }) => key === line.key)?.words ?? null }))
    .filter((line) => line.before !== line.words);

export type NameOf = (ags: string) => string;

const yesNo = (yes: boolean): string => (yes ? m.registry_yes() : m.registry_no());
const listOf = (words: readonly string[]): string => (words.length === 0 ? m.registry_none() : words.join(', '));
const orNone = (text: string | null | undefined): string => (text == null || text === '' ? m.registry_none() : text);

/** A language by the name that the browser knows for its tag; the tag itself for none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([getLocale()], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A weekday by its number, Monday being 1. The first of January 2024 was a Monday. */
export const weekdayName = (weekday: number, weekdayLength: 'short' | 'long' = 'long'): string =>
  new Intl.DateTimeFormat(getLocale(), { weekday: weekdayLength, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));

/** The hours of one weekday: "09:00–12:00, 14:00–17:00"; empty: closed. */
export const hoursOf = (windows: CentreDraft['windows'], weekday: number): string =>
  windows
    .filter((window) => window.weekday === weekday)
    .map(({ opens, closes }) => `${opens}–${closes}`)
    .sort()
    .join(', ');

/** The hours of a week, days that follow each other with the same hours taken together: "Mo–Fr 09:00–17:00". */
export function hoursWords(windows: CentreDraft['windows']): string {
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const hours = hoursOf(windows, weekday);
    const last = runs.at(-1);
    if (last !== undefined && last.hours === hours && last.to === weekday - 1) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, hours });
  }
  const days = (from: number, to: number): string => (from === to ? weekdayName(from, 'short') : `${weekdayName(from, 'short')}–${weekdayName(to, 'short')}`);
  return listOf(runs.filter(({ hours }) => hours !== '').map(({ from, to, hours }) => `${days(from, to)} ${hours}`));
}

/** A centre's entry in words. Its catchment is a number; which municipalities come and go, `catchmentChange` says. */
export function centreLines(centre: CentreDraft): readonly Line[] {
  const { address } = centre;
  return [
    { key: 'name', name: m.registry_column_name(), words: centre.name },
    { key: 'code', name: m.registry_field_code(), words: centre.code },
    { key: 'kind', name: m.registry_column_kind(), words: labelOf(KIND_LABELS, centre.kind) },
    { key: 'active', name: m.registry_field_active(), words: yesNo(centre.active) },
    { key: 'targetGroups', name: m.registry_column_groups(), words: listOf([...centre.targetGroups].sort().map((group) => labelOf(TARGET_LABELS, group))) },
    { key: 'languages', name: m.registry_field_languages(), words: listOf([...centre.languages].sort().map(languageName)) },
    { key: 'acceptsMinors', name: m.registry_field_minors(), words: yesNo(centre.acceptsMinors) },
    { key: 'accessibility', name: m.registry_field_access(), words: listOf([...centre.accessibility].sort().map((each) => labelOf(ACCESSIBILITY_LABELS, each))) },
    { key: 'windows', name: m.registry_field_hours(), words: hoursWords(centre.windows) },
    { key: 'dailyService', name: m.registry_field_daily(), words: yesNo(centre.dailyService) },
    { key: 'phone', name: m.registry_field_phone(), words: orNone(centre.phone) },
    { key: 'mail', name: m.registry_field_mail(), words: orNone(centre.mail) },
    { key: 'website', name: m.registry_field_website(), words: orNone(centre.website) },
    { key: 'address', name: m.registry_field_address(), words: address == null ? m.registry_none() : `${address.street}, ${address.postcode} ${address.place}` },
    { key: 'validFrom', name: m.registry_valid_from(), words: toDay(centre.validFrom) },
  ];
}

/** The municipalities that a catchment gains and loses, by name. */
export function catchmentLine(before: readonly string[] | null, after: readonly string[], nameOf: NameOf): readonly ChangedLine[] {
  const names = (all: readonly string[]): string => all.map(nameOf).sort((a, b) => a.localeCompare(b, 'de')).join(', ');
  const added = after.filter((ags) => before?.includes(ags) !== true);
  const removed = (before ?? []).filter((ags) => !after.includes(ags));
  if (added.length === 0 && removed.length === 0) return [];
  const words = [
    m.registry_municipalities({ count: after.length }),
    ...(added.length === 0 ? [] : [m.registry_added({ names: names(added) })]),
    ...(removed.length === 0 ? [] : [m.registry_removed({ names: names(removed) })]),
  ].join('. ');
  return [{ key: 'catchment', name: m.registry_field_catchment(), before: before === null ? null : m.registry_municipalities({ count: before.length }), words }];
}

/** Everything that is different in a centre's entry. */
export const centreChanges = (before: CentreDraft | null, after: CentreDraft, nameOf: NameOf): readonly ChangedLine[] => [
  ...changedLines(before === null ? null : centreLines(before), centreLines(after)),
  ...catchmentLine(before === null ? null : before.catchment, after.catchment, nameOf),
];

/** A prepared rule set stands on the last day there is until somebody names a day. */
export const ruleDay = (validFrom: string): string => (validFrom >= '9999' ? m.registry_rule_no_day() : toDay(validFrom));

export const ruleSetLines = (ruleSet: Omit<RuleSet, 'base'>): readonly Line[] => [
  { key: 'version', name: m.registry_rule_version(), words: ruleSet.version },
  { key: 'active', name: m.registry_rule_state(), words: ruleSet.active ? m.registry_rule_active() : m.registry_rule_prepared() },
  { key: 'validFrom', name: m.registry_rule_from(), words: ruleDay(ruleSet.validFrom) },
  { key: 'baseDays', name: m.registry_rule_base(), words: m.registry_days({ count: ruleSet.baseDays }) },
  { key: 'extensionDays', name: m.registry_rule_extension(), words: m.registry_days({ count: ruleSet.extensionDays }) },
  { key: 'legalReference', name: m.registry_rule_law(), words: ruleSet.legalReference },
];
