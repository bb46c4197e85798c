import {
  DECLINE_REASONS, FORWARD_REASONS, type HumanEventName, MEASURE_CHANGES, PAUSABLE_CLOCK_KINDS, PAUSE_REASONS,
  REACHED_RESULTS, RECALL_ANSWERS, RETURN_REASONS, WITHDRAW_REASONS, WITHDRAWAL_HEARD_BY,
} from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../api/views';
import type { Option } from '../kern/field';
import { labelOf, optionsOf, type Labels } from '../labels/label-of';
import {
  DECLINE_LABELS,
  FORWARD_LABELS,
  GROUP_LABELS,
  HEARD_LABELS,
  MEASURE_LABELS,
  PAUSE_LABELS,
  REACHED_LABELS,
  RECALL_LABELS,
  RETURN_LABELS,
  WITHDRAW_LABELS,
} from '../labels/referral-labels';

/** One question of an event's form. The name is the name in the event's data. */
export type Question =
  | { readonly kind: 'choice'; readonly name: string; readonly label: () => string; readonly options: () => readonly Option[] }
  | { readonly kind: 'instant'; readonly name: string; readonly label: () => string; readonly ahead?: boolean }
  | { readonly kind: 'day'; readonly name: string; readonly label: () => string; readonly hint?: () => string }
  | { readonly kind: 'centre'; readonly name: string; readonly label: () => string; readonly from: 'candidates' | 'directory'; readonly optional: boolean }
  /** Asked only while the consent names one centre alone. */
  | { readonly kind: 'consent'; readonly name: 'consent' }
  | { readonly kind: 'clock'; readonly name: string; readonly label: () => string; readonly state: 'running' | 'paused' };

export interface EventSpec {
  readonly questions: readonly Question[];
  /** What the event sends besides the answers. */
  readonly constant?: Readonly<Record<string, unknown>>;
  /** What a person should know before sending. */
  readonly note?: (referral: ReferralView) => string;
  readonly danger?: boolean;
}

/** Events with a form of their own. */
export type OwnForm = 'create' | 'correct' | 'supplement' | 'update_contact' | 'record_attempt' | 'assign_counsellor' | 'close';

const choice = <Code extends string>(name: string, label: () => string, labels: Labels<Code>, codes: readonly Code[]): Question => ({
  kind: 'choice',
  name,
  label,
  options: () => optionsOf(labels, codes),
});

/** What the consent allows to pass on, and what to do while it names this centre alone. */
function forwardNote({ consent }: ReferralView): string {
  if (consent?.scope !== 'other_suitable') return m.note_forward_named();
  return m.note_forward_other({ groups: consent.groups.map((group) => labelOf(GROUP_LABELS, group)).join(', ') });
}

/** The questions of every other event. A new event of the chain does not compile until it has its form. */
export const EVENT_SPECS: Readonly<Record<Exclude<HumanEventName, OwnForm>, EventSpec>> = {
  submit: { questions: [{ kind: 'centre', name: 'centreId', label: m.ask_centre, from: 'candidates', optional: true }] },
  accept: { questions: [], constant: { conflictOfInterest: false }, note: m.note_accept },
  decline: {
    questions: [
      choice('reason', m.ask_decline_reason, DECLINE_LABELS, DECLINE_REASONS),
      { kind: 'centre', name: 'suggestedCentreId', label: m.ask_suggested_centre, from: 'directory', optional: true },
    ],
    note: m.note_decline,
    danger: true,
  },
  reassign: {
    questions: [
      { kind: 'centre', name: 'centreId', label: m.ask_centre, from: 'candidates', optional: false },
      { kind: 'consent', name: 'consent' },
    ],
  },
  return: { questions: [choice('reason', m.ask_return_reason, RETURN_LABELS, RETURN_REASONS)], note: m.note_return },
  record_reached: {
    questions: [choice('result', m.ask_reached_result, REACHED_LABELS, REACHED_RESULTS), { kind: 'instant', name: 'at', label: m.ask_at }],
  },
  forward: {
    questions: [
      choice('reason', m.ask_forward_reason, FORWARD_LABELS, FORWARD_REASONS),
      { kind: 'centre', name: 'centreId', label: m.ask_centre, from: 'directory', optional: false },
      { kind: 'consent', name: 'consent' },
    ],
    constant: { whereaboutsAgs: null },
    note: forwardNote,
  },
  close_unplaced: { questions: [], note: m.note_close_unplaced, danger: true },
  withdraw_consent: {
    questions: [choice('heardBy', m.ask_heard_by, HEARD_LABELS, WITHDRAWAL_HEARD_BY), { kind: 'instant', name: 'heardAt', label: m.ask_heard_at }],
    note: m.note_withdraw_consent,
    danger: true,
  },
  withdraw: { questions: [choice('reason', m.ask_withdraw_reason, WITHDRAW_LABELS, WITHDRAW_REASONS)], note: m.note_withdraw, danger: true },
  update_measure: {
    questions: [
      choice('change', m.ask_measure_change, MEASURE_LABELS, MEASURE_CHANGES),
      { kind: 'day', name: 'on', label: m.ask_measure_on, hint: m.hint_measure_on },
    ],
  },
  pause_clock: {
    questions: [
      { kind: 'clock', name: 'clock', label: m.ask_clock, state: 'running' },
      choice('reason', m.ask_pause_reason, PAUSE_LABELS, PAUSE_REASONS),
      { kind: 'instant', name: 'until', label: m.ask_pause_until, ahead: true },
    ],
    note: m.note_pause,
  },
  resume_clock: { questions: [{ kind: 'clock', name: 'clock', label: m.ask_clock, state: 'paused' }] },
  recall: { questions: [choice('reason', m.ask_withdraw_reason, WITHDRAW_LABELS, WITHDRAW_REASONS)], note: m.note_recall },
  confirm_recall: { questions: [], note: m.note_confirm_recall, danger: true },
  answer_recall: { questions: [choice('answer', m.ask_recall_answer, RECALL_LABELS, RECALL_ANSWERS)] },
  reopen: { questions: [], note: m.note_reopen },
  undo_accept: { questions: [] },
};

/** The clocks that a counsellor may let stand still. */
export const pausable = (kind: string): boolean => (PAUSABLE_CLOCK_KINDS as readonly string[]).includes(kind);
