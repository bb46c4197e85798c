import { getLocale } from '../../generated/messages/runtime.js';
import { m } from '../../generated/messages/messages.js';

const ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;
const MINUTE = 60_000;

const tag = (): string => (getLocale() === 'de' ? 'de-DE' : 'en-GB');
const format = (at: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tag(), { timeZone: ZONE, ...options }).format(at);

/** "Fr., 26.03.2027, 21:40 Uhr". */
export function toDateTime(iso: string): string {
  const at = new Date(iso);
  const day = format(at, { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' });
  return m.date_time({ day, time: format(at, { hour: '2-digit', minute: '2-digit' }) });
}

/** As `toDateTime`, but midnight is the end of the day before: a measure ends "Do., 26.11.2026, 24:00 Uhr". */
export function toDue(iso: string): string {
  const at = new Date(iso);
  if (format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) !== '00:00') return toDateTime(iso);
  const day = format(new Date(at.getTime() - 1), { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' });
  return m.date_time({ day, time: '24:00' });
}

/** "Fr., 26.03., 21:40 Uhr", for instants around now. */
export function toShortDateTime(iso: string): string {
  const at = new Date(iso);
  const day = format(at, { weekday: 'short', day: '2-digit', month: '2-digit' });
  return m.date_time({ day, time: format(at, { hour: '2-digit', minute: '2-digit' }) });
}

/** "21:40 Uhr", when the day is already said. */
export const toTime = (iso: string): string => m.time_only({ time: format(new Date(iso), { hour: '2-digit', minute: '2-digit' }) });

/** A calendar day 'YYYY-MM-DD' as "Fr., 26.03.2027". */
export function toDay(day: string): string {
  return new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The calendar day in Europe/Berlin on which an instant lies, 'YYYY-MM-DD'. Sweden writes its days so. */
export const toLocalDay = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at);

/** A span in words, in the largest unit that says enough: "45 Min.", "14 Std.", "3 Tage". */
export function toSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < 2 * HOUR) return m.span_minutes({ count: Math.max(1, Math.round(span / MINUTE)) });
  if (span < 48 * HOUR) return m.span_hours({ count: Math.round(span / HOUR) });
  return m.span_days({ count: Math.round(span / (24 * HOUR)) });
}

/** A span for an operator: "0,3 s", "41 s", from two minutes on as `toSpan`. */
export function toFigure(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span >= 2 * MINUTE) return toSpan(span);
  return m.figure_seconds({ value: toNumber(span / 1_000, span < 10_000 ? 1 : 0) });
}

/** A number as the language writes it. */
export function toNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value);
}
