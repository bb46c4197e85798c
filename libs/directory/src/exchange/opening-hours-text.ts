import type { OpeningWindow } from '#domain';
import { plainWord } from '#tables';
import { REGISTRY_LANGUAGES, WEEKDAY_OF, type RegistryLanguage } from './registry-words.js';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * Weekly windows from text: 'Mo-Fr 09:00-12:00, 14:00-17:00; Sa 10:00-12:00', in German or English; nothing for an empty text.
 * A window that closes at or before it opens runs over midnight, '24:00' is the end of the day.
 * Null when it is not of this form, or when two windows overlap.
 */
export function readOpeningHours(text: string): readonly OpeningWindow[] | null {
  const windows: OpeningWindow[] = [];
  for (const part of text.split(/[;\n]/).map((each) => each.trim())) {
    if (part === '') continue;
    const [, days = '', times = ''] = /^([^\d]+)(\d.*)$/.exec(part) ?? [];
    const weekdays = readWeekdays(days);
    const spans = times.split(',').map(readSpan);
    if (weekdays === null || spans.length === 0) return null;
    for (const span of spans) {
      if (span === null) return null;
      windows.push(...weekdays.map((weekday) => ({ weekday, ...span })));
    }
  }
  windows.sort((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1));
  return overlap(windows) ? null : windows;
}

/** The text of weekly windows, days with the same times together; reading it gives the same windows. */
export function writeOpeningHours(windows: readonly OpeningWindow[], language: RegistryLanguage): string {
  const names = REGISTRY_LANGUAGES[language].weekdays.map(([name = '']) => name);
  const timesOf = (weekday: number): string =>
    windows
      .filter((window) => window.weekday === weekday)
      .map(({ opens, closes }) => `${opens}-${closes}`)
      .sort()
      .join(', ');
  const groups: { from: number; to: number; times: string }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const times = timesOf(weekday);
    const last = groups.at(-1);
    if (times === '') continue;
    if (last?.to === weekday - 1 && last.times === times) last.to = weekday;
    else groups.push({ from: weekday, to: weekday, times });
  }
  const named = (weekday: number): string => names[weekday - 1] ?? '';
  return groups.map(({ from, to, times }) => `${from === to ? named(from) : `${named(from)}-${named(to)}`} ${times}`).join('; ');
}

/** 'Mo, Mi-Fr' as weekdays; 'Sa-Mo' runs over the end of the week. */
function readWeekdays(text: string): readonly number[] | null {
  const weekdays: number[] = [];
  for (const range of text.split(',')) {
    const [from, to, ...more] = range.split(/[-–]/).map((word) => WEEKDAY_OF.get(plainWord(word)));
    const single = !/[-–]/.test(range);
    if (from === undefined || (!single && to === undefined) || more.length > 0) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      weekdays.push(day);
      if (day === (to ?? from)) break;
    }
  }
  return weekdays;
}

function readSpan(text: string): Pick<OpeningWindow, 'opens' | 'closes'> | null {
  const [, opens, closes] = /^\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*$/.exec(text) ?? [];
  if (opens === undefined || closes === undefined) return null;
  const span = { opens: opens.padStart(5, '0'), closes: closes.padStart(5, '0') };
  const known = /^([01]\d|2[0-3]):[0-5]\d$/;
  return known.test(span.opens) && (known.test(span.closes) || span.closes === '24:00') ? span : null;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function overlap(sorted: readonly OpeningWindow[]): boolean {
  const spans = sorted.map(({ weekday, opens, closes }) => {
    const from = (weekday - 1) * DAY + minutesOf(opens);
    const length = minutesOf(closes) - minutesOf(opens);
    return { from, until: from + (length > 0 ? length : length + DAY) };
  });
  return spans.some(({ until }, at) => {
    const next = spans[at + 1]?.from ?? (spans[0]?.from ?? 0) + WEEK;
    return until > next;
  });
}
