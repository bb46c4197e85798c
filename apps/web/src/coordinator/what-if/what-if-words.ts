import { m } from '../../generated/messages/messages.js';
import { toHours, toShare } from '../../shared/charts/chart-words';
import { toNumber } from '../../shared/time/format';
import type { OwnWhatIf, Question, Spread, WhatIfFigures } from './what-if-queries';

/** Below so many the band says little. */
const FEW = 20;
const SHORT = 24;

/** The hours that the page tells, out of those that the answer holds. */
export const TOLD_HOURS: readonly number[] = [12, 24, 48, 72, 120, 168];

export const minutesWords = (minutes: number): string => m.what_if_minutes({ minutes: toNumber(minutes) });

/** What is supposed, in words; empty: nothing. */
export function supposedWords({ weekendCover, rerouteAfterHours, moreCounsellors, measureDays }: Question): string {
  const parts = [
    ...(weekendCover === undefined ? [] : [m.what_if_weekend_when(weekendCover)]),
    ...(rerouteAfterHours === undefined ? [] : [m.what_if_reroute_after({ hours: toHours(rerouteAfterHours) })]),
    ...(moreCounsellors === undefined ? [] : [m.what_if_more_by({ count: toNumber(moreCounsellors) })]),
    ...(measureDays === undefined ? [] : [m.what_if_measure_days({ days: toNumber(measureDays) })]),
  ];
  const words = parts.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export const attemptedBy = ({ attemptedBy: all }: WhatIfFigures, hours: number): Spread | null => all.find((each) => each.hours === hours) ?? null;

/** A middle value as a share or in hours; one that never came says so. */
export const shareWords = (share: number | null | undefined): string => (share == null ? m.chart_unknown() : toShare(share));
export const hoursOf = (hours: number | null | undefined): string => (hours == null ? m.own_no_median() : toHours(Math.round(hours)));

/** The finding: what would have been, with its band, and what was. */
export function finding(question: Question, { referrals, measured, touched, leaving, recorded, supposed }: OwnWhatIf): string {
  const what = supposedWords(question);
  if (referrals === 0) return m.own_none();
  if (what === '') return m.what_if_nothing();
  const [before, after] = [attemptedBy(recorded, SHORT), attemptedBy(supposed, SHORT)];
  const n = toNumber(referrals);
  if (touched > 0 || leaving > 0)
    return m.what_if_sentence({ what, n, share: shareWords(after?.middle), low: shareWords(after?.low), high: shareWords(after?.high), before: shareWords(before?.middle) });
  const [inMeasure, wasInMeasure] = [supposed.attemptedInMeasure?.middle, recorded.attemptedInMeasure?.middle];
  return inMeasure === wasInMeasure
    ? m.what_if_no_effect({ what, n })
    : m.what_if_sentence_measure({ what, n: toNumber(measured), share: shareWords(inMeasure), before: shareWords(wasInMeasure) });
}

export const isFew = (referrals: number): boolean => referrals > 0 && referrals < FEW;
