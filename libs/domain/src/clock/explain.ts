import { addDays, wallClockOf, weekdayOf, type LocalDay } from '../calendar/zone.js';
import type { Derivation, DerivationStep } from './derivation.js';
import { GERMAN } from './explain.de.js';
import { ENGLISH } from './explain.en.js';
import type { ExplainPhrases, SpokenDay } from './explain-phrases.js';

/** The languages in which a due instant can be explained. */
export type ExplainLocale = 'en' | 'de';

const PHRASES: Readonly<Record<ExplainLocale, ExplainPhrases>> = { en: ENGLISH, de: GERMAN };

type StepOf<Code extends DerivationStep['code']> = Extract<DerivationStep, { code: Code }>;

/**
 * One sentence that says why a clock is due when it is due; times are local, the year is named once and again only when it changes.
 * "submitted Fri 26 Mar 2027 21:40; 24 elapsed hours; due Sat 27 Mar 21:40; no rule moved it"
 */
export function explain(derivation: Derivation, locale: ExplainLocale): string {
  const phrases = PHRASES[locale];
  const start = wallClockOf(new Date(derivation.startedAt));
  const say = (day: LocalDay): string => phrases.day(spoken(day, start.day));
  const at = (instant: string): string => sayInstant(instant, say);
  // Of a court application only the day is known.
  const startTime = derivation.kind === 'measure_extended' ? '' : ` ${start.time}`;
  return [
    `${phrases.started[derivation.kind]} ${phrases.day(spoken(start.day, null))}${startTime}`,
    phrases.rule(derivation.rule),
    `${phrases.due} ${derivation.endsDay ? sayEndOfDay(derivation.dueAt, say) : at(derivation.dueAt)}`,
    ...clauses(derivation, phrases, say, at, (day) => phrases.dayOfMonth(spoken(day, start.day))),
  ].join('; ');
}

function clauses(
  { steps, rule: { unit } }: Derivation,
  phrases: ExplainPhrases,
  say: (day: LocalDay) => string,
  at: (instant: string) => string,
  date: (day: LocalDay) => string,
): readonly string[] {
  const holidays = steps.filter((step): step is StepOf<'holiday'> => step.code === 'holiday');
  const weekend = steps.filter((step): step is StepOf<'weekend'> => step.code === 'weekend');
  const others = steps.flatMap((step) => (step.code === 'holiday' || step.code === 'weekend' ? [] : [clause(step, phrases, say, at)]));
  const moved = steps.some((step) => step.code !== 'outside_hours' || step.params.counts === 'from_opening');
  return [
    ...(moved ? [] : [phrases.unmoved]),
    ...(holidays.length > 0
      ? [phrases.doNotCount(holidays.map(({ params }) => `${phrases.holidayName(params.name)} ${date(params.day)}`))]
      : []),
    ...(weekend.length > 0
      ? [
          phrases.notWorkingDays(
            weekend.map(({ params }) => say(params.day)),
            unit,
          ),
        ]
      : []),
    ...others,
  ];
}

function clause(
  step: Exclude<DerivationStep, { code: 'holiday' | 'weekend' }>,
  phrases: ExplainPhrases,
  say: (day: LocalDay) => string,
  at: (instant: string) => string,
): string {
  switch (step.code) {
    case 'closure':
      return phrases.closed(say(step.params.from), say(step.params.to), step.params.reason);
    case 'dst_forward':
      return phrases.clocksForward(say(step.params.day));
    case 'dst_back':
      return phrases.clocksBack(say(step.params.day));
    case 'form_date':
      return phrases.formDate(say(step.params.lastDayOn), say(step.params.computedOn));
    case 'court_applied':
      return phrases.courtApplied(say(step.params.day));
    case 'court_decided':
      return phrases.courtDecided(say(step.params.day));
    case 'after_first_measure':
      return phrases.afterFirstMeasure(say(step.params.day));
    case 'capped_by_measure':
      return phrases.cappedByMeasure(say(step.params.day));
    case 'outside_hours':
      return phrases.outsideHours(at(step.params.opensAt), step.params.counts);
    case 'recomputed':
      return phrases.recomputed(at(step.params.at), at(step.params.instead), step.params.reason);
    case 'paused':
      return phrases.paused(at(step.params.from), at(step.params.until), step.params.reason);
  }
}

function sayInstant(instant: string, say: (day: LocalDay) => string): string {
  const { day, time } = wallClockOf(new Date(instant));
  return `${say(day)} ${time}`;
}

const sayEndOfDay = (instant: string, say: (day: LocalDay) => string): string =>
  `${say(addDays(wallClockOf(new Date(instant)).day, -1))} 24:00`;

function spoken(day: LocalDay, year: LocalDay | null): SpokenDay {
  const [y, m, d] = day.split('-').map(Number);
  return {
    weekday: weekdayOf(day),
    day: d ?? 0,
    month: m ?? 0,
    year: year !== null && year.slice(0, 4) === day.slice(0, 4) ? null : (y ?? null),
  };
}
