import { useQuery } from '@tanstack/react-query';
import type { EventName } from '#domain';
import { historyQuery } from '../api/queries';
import type { HistoryEntry } from '../api/views';
import { Loading } from '../kern/loading';
import { Timeline, type TimelineEntry } from '../kern/timeline';
import { CLOCK_LABELS, RUNG_LABELS } from '../labels/clock-labels';
import { HAPPENED_LABELS } from '../labels/happened-labels';
import { labelOf } from '../labels/label-of';
import {
  ATTEMPT_LABELS,
  CHANNEL_LABELS,
  DECLINE_LABELS,
  FORWARD_LABELS,
  HEARD_LABELS,
  MEASURE_LABELS,
  OUTCOME_LABELS,
  OVERRIDE_LABELS,
  PAUSE_LABELS,
  REACHED_LABELS,
  RECALL_LABELS,
  RETURN_LABELS,
  WITHDRAW_LABELS,
} from '../labels/referral-labels';
import { toDateTime, toDay } from '../time/format';
import { useWhoDid, type WhoDid } from './who-did';

type AnyLabels = Readonly<Record<string, () => string>>;

/** Which list a code in an entry's data belongs to; anything else in the data is not shown. */
const REASONS: Readonly<Partial<Record<EventName, AnyLabels>>> = {
  decline: DECLINE_LABELS,
  return: RETURN_LABELS,
  forward: FORWARD_LABELS,
  withdraw: WITHDRAW_LABELS,
  recall: WITHDRAW_LABELS,
  pause_clock: PAUSE_LABELS,
};
const RESULTS: Readonly<Partial<Record<EventName, AnyLabels>>> = { record_attempt: ATTEMPT_LABELS, record_reached: REACHED_LABELS };
const DETAILS: Readonly<Record<string, AnyLabels>> = {
  channel: CHANNEL_LABELS,
  outcome: OUTCOME_LABELS,
  change: MEASURE_LABELS,
  clock: CLOCK_LABELS,
  kind: CLOCK_LABELS,
  rung: RUNG_LABELS,
  answer: RECALL_LABELS,
  heardBy: HEARD_LABELS,
  overrideReason: OVERRIDE_LABELS,
};

function detailsOf(entry: HistoryEntry): readonly string[] {
  const lists: Readonly<Record<string, AnyLabels | undefined>> = { reason: REASONS[entry.event], result: RESULTS[entry.event], ...DETAILS };
  const words = Object.entries(lists).flatMap(([key, labels]) => {
    const value = entry.data[key];
    return typeof value === 'string' && labels !== undefined ? [labelOf(labels, value)] : [];
  });
  const on = entry.data['on'];
  return [...(words.length === 0 ? [] : [words.join(' · ')]), ...(typeof on === 'string' ? [toDay(on)] : [])];
}

const toEntry = (whoDid: WhoDid) => (entry: HistoryEntry, index: number): TimelineEntry => ({
  key: String(index),
  what: labelOf(HAPPENED_LABELS, entry.event),
  who: whoDid(entry),
  when: toDateTime(entry.happenedAt),
  dateTime: entry.happenedAt,
  details: detailsOf(entry),
});

/** What has happened to a referral, in words, newest first. */
export function History({ referralId }: { readonly referralId: string }) {
  const query = useQuery(historyQuery(referralId));
  const whoDid = useWhoDid();
  if (query.data === undefined) return <Loading />;
  return <Timeline entries={query.data.map(toEntry(whoDid)).reverse()} />;
}
