import { getLocale } from '../../generated/messages/runtime.js';
import { m } from '../../generated/messages/messages.js';
import { toNumber } from '../time/format';
import type { Reading } from './reading';

const tag = (): string => (getLocale() === 'de' ? 'de-DE' : 'en-GB');

/** A share between 0 and 1 as "78 %", as the language writes it. */
export const toShare = (share: number): string => new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** "32 Std." */
export const toHours = (hours: number): string => m.chart_hours({ hours: toNumber(hours) });

/** A published count: hidden ones are named as such, because an empty place would look like zero. */
export const toCount = (count: number | null): string => (count === null ? m.chart_hidden() : toNumber(count));

/** "03.08." of a day 'YYYY-MM-DD'. */
export const toDayAndMonth = (day: string): string =>
  new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', day: '2-digit', month: '2-digit' }).format(new Date(`${day}T00:00:00Z`));

/** A share in words: never 0 % for what did not happen, never a blank for what is hidden. */
export function readingWords(reading: Reading): string {
  if (reading.kind === 'none') return m.chart_none();
  return reading.kind === 'hidden' ? m.chart_hidden() : toShare(reading.share);
}

/** As `readingWords`, with how many it is a share of: "78 % · n = 115". */
export const readingWithN = (reading: Reading): string =>
  reading.kind === 'shown' ? m.chart_with_n({ share: toShare(reading.share), n: toNumber(reading.all) }) : readingWords(reading);
