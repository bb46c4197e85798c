import { getLocale } from '../../generated/messages/runtime.js';
import { m } from '../../generated/messages/messages.js';
import { toHours, toShare } from '../../shared/charts/chart-words';
import { verdictOn, worstFirst, type Read } from '../../shared/charts/reading';
import { toNumber } from '../../shared/time/format';
import { isQuarter } from './periods';
import type { Catalogue, InTwoLanguages, Level, MeasureId, Region } from './turnaround-queries';

/** What the catalogue says, in the language of the page. */
export const inWords = (text: InTwoLanguages): string => text[getLocale()];

const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase(getLocale())}${text.slice(1)}`;

/** What a measure counts, as the catalogue says it. */
export function measureName({ measures }: Catalogue, measure: MeasureId): string {
  const found = measures.find(({ id }) => id === measure);
  return found === undefined ? measure : capital(inWords(found.counts));
}

/** "3. Quartal 2026", "Jahr 2026". */
export const periodName = (period: string): string =>
  isQuarter(period) ? m.turnaround_quarter_name({ quarter: period.slice(6), year: period.slice(0, 4) }) : m.turnaround_year_name({ year: period });

/** "Februar 2027", of a first day. */
export const monthName = (day: string): string => new Intl.DateTimeFormat(getLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** "Q3 2026", where there is little room. */
export const shortPeriod = (period: string): string => (isQuarter(period) ? `${period.slice(5)} ${period.slice(0, 4)}` : period);

export const LEVEL_NAMES: Readonly<Record<Level, () => string>> = {
  land: m.turnaround_level_land,
  regierungsbezirk: m.turnaround_level_regierungsbezirk,
  district: m.turnaround_level_district,
  authority: m.turnaround_level_authority,
};

/** What a single region is. */
export const KIND_NAMES: Readonly<Record<Level, () => string>> = {
  land: m.turnaround_kind_land,
  regierungsbezirk: m.turnaround_kind_regierungsbezirk,
  district: m.turnaround_kind_district,
  authority: m.turnaround_kind_authority,
};

/** A region by a name that is that of no other: there are a city and a Regierungsbezirk of Köln. */
export const regionName = ({ level, name }: Pick<Region, 'level' | 'name'>): string => (level === 'regierungsbezirk' ? `${KIND_NAMES.regierungsbezirk()} ${name}` : name);

const WORST: Readonly<Record<Exclude<Level, 'land'>, (input: { name: string; share: string; n: string }) => string>> = {
  district: m.turnaround_worst_district,
  regierungsbezirk: m.turnaround_worst_regierungsbezirk,
  authority: m.turnaround_worst_authority,
};

/** The one sentence of the overview: which region is worst, how far from the Land, and how many are. */
export function worstSentence(rows: readonly Read[], level: Exclude<Level, 'land'>, reference: number | null): string {
  const verdict = verdictOn(worstFirst(rows));
  if (verdict.kind === 'none') return m.turnaround_all_none();
  if (verdict.kind === 'hidden') return m.turnaround_all_hidden();
  const { row, reading, below } = verdict;
  const worst = WORST[level]({ name: row.name, share: toShare(reading.share), n: toNumber(reading.all) });
  const beside = reference === null ? '' : ` ${m.turnaround_beside_land({ share: toShare(reference) })}`;
  return `${worst}${beside} ${below === 0 ? m.turnaround_none_below() : m.turnaround_below({ count: below })}`;
}

/** Hours of a median: hidden where too few stand behind it, "keine Vermittlungen" where there are none. */
export const hoursWords = (hours: number | null, referrals: number | null): string => (hours !== null ? toHours(hours) : referrals === 0 ? m.chart_none() : m.chart_hidden());
