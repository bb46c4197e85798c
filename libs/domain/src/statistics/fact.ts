import type { DeclineReason, Outcome, ReachedResult } from '../referral/codes.js';
import type { EventName } from '../referral/event.js';
import type { LocalDay } from '../calendar/zone.js';

/** What of a referral never changes, so that no correction can move it from one figure to another: the place is that of the deployment. */
export interface FactOrigin {
  readonly referralId: string;
  readonly districtAgs: string;
  readonly policeAuthorityId: string;
}

/** One row of the history: when it was written, and its codes and instants. */
export interface FactEvent {
  readonly event: EventName;
  readonly recordedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the turnaround knows of a referral: instants and codes, no person. It outlives the purge (domain.md 6, tombstone). */
export interface ReferralFacts {
  readonly submittedAt: Date;
  /** When the person consented; null: not in the history. */
  readonly consentAt: Date | null;
  /** The centre that has it, or had it last. */
  readonly centreId: string | null;
  /** The first answer of a centre: accepted, declined or returned. An acceptance taken back is none. */
  readonly answeredAt: Date | null;
  readonly declinedAt: Date | null;
  readonly declineReason: DeclineReason | null;
  /** The first new assignment after the first decline. */
  readonly reroutedAt: Date | null;
  /** Earliest of what the centre has entered; being reached counts as an attempt. */
  readonly firstAttemptAt: Date | null;
  readonly reachedAt: Date | null;
  readonly reachedResult: ReachedResult | null;
  /** Last day of the protection measure; null: none, or not in the history. */
  readonly measureUntil: LocalDay | null;
  readonly closedAt: Date | null;
  readonly outcome: Outcome | null;
  readonly withdrawn: boolean;
}

/** Facts as they were known from one instant until the next change was written. */
export interface FactVersion {
  readonly recordedFrom: Date;
  /** Null: until today. */
  readonly recordedUntil: Date | null;
  readonly facts: ReferralFacts;
}

/** The events that change facts; the others need not be looked at. */
export const FACT_EVENTS = [
  'submit', 'accept', 'undo_accept', 'decline', 'reassign', 'return', 'forward', 'record_attempt', 'record_reached', 'update_measure', 'supplement', 'correct',
  'close', 'close_unplaced', 'withdraw_consent', 'withdraw', 'confirm_recall', 'reopen',
] as const satisfies readonly EventName[];

/**
 * The versions of a referral's facts, oldest first, from its events in the order written; none before the first submission. What was entered late
 * (an attempt of yesterday) is in no version older than its entry: a report as of an earlier instant stays as it was.
 */
export function foldFacts(events: readonly FactEvent[]): readonly FactVersion[] {
  const versions: { recordedFrom: Date; recordedUntil: Date | null; facts: ReferralFacts }[] = [];
  let facts: ReferralFacts | null = null;
  let measureUntil: LocalDay | null = null;
  for (const event of events) {
    measureUntil = dayIn(event.data, 'measureUntil') ?? measureUntil;
    const next = after(facts, event, measureUntil);
    if (next === null || (facts !== null && same(facts, next))) continue;
    facts = next;
    const last = versions.at(-1);
    if (last?.recordedFrom.getTime() === event.recordedAt.getTime()) last.facts = next;
    else {
      if (last !== undefined) last.recordedUntil = event.recordedAt;
      versions.push({ recordedFrom: event.recordedAt, recordedUntil: null, facts: next });
    }
  }
  return versions;
}

function after(facts: ReferralFacts | null, event: FactEvent, measureUntil: LocalDay | null): ReferralFacts | null {
  if (facts === null) return event.event === 'submit' ? submitted(event, measureUntil) : null;
  const known = { ...facts, measureUntil };
  const change = CHANGES[event.event];
  return change === undefined ? known : { ...known, ...change(known, event) };
}

const submitted = ({ recordedAt, data }: FactEvent, measureUntil: LocalDay | null): ReferralFacts => ({
  submittedAt: recordedAt, consentAt: instantIn(data, 'consentAt'), centreId: textIn(data, 'centreId'), answeredAt: null, declinedAt: null, declineReason: null,
  reroutedAt: null, firstAttemptAt: null, reachedAt: null, reachedResult: null, measureUntil, closedAt: null, outcome: null, withdrawn: false,
});

type Change = (facts: ReferralFacts, event: FactEvent) => Partial<ReferralFacts>;
const answered: Change = ({ answeredAt }, { recordedAt }) => ({ answeredAt: answeredAt ?? recordedAt });
const handedOn: Change = ({ centreId }, { data }) => ({ centreId: textIn(data, 'centreId') ?? centreId });
const closedAs = (outcome: (event: FactEvent) => Outcome | null): Change => (_, event) => ({ closedAt: event.recordedAt, outcome: outcome(event) });
const taken: Change = () => ({ withdrawn: true });

const CHANGES: Partial<Record<EventName, Change>> = {
  accept: answered,
  return: answered,
  // What was answered before the acceptance that is taken back was answered by another centre, or by a return.
  undo_accept: ({ declinedAt }) => ({ answeredAt: declinedAt }),
  decline: (facts, event) => ({
    ...answered(facts, event),
    declinedAt: facts.declinedAt ?? event.recordedAt,
    declineReason: facts.declineReason ?? (textIn(event.data, 'reason') as DeclineReason | null),
  }),
  reassign: (facts, event) => ({ ...handedOn(facts, event), reroutedAt: facts.reroutedAt ?? event.recordedAt }),
  forward: handedOn,
  record_attempt: ({ firstAttemptAt }, event) => ({ firstAttemptAt: earliest(firstAttemptAt, instantIn(event.data, 'at') ?? event.recordedAt) }),
  record_reached: (facts, event) => {
    const at = instantIn(event.data, 'at') ?? event.recordedAt;
    // Reached again after a forward or a reopening: the first time counts, the last result stands.
    return { firstAttemptAt: earliest(facts.firstAttemptAt, at), reachedAt: facts.reachedAt ?? at, reachedResult: textIn(event.data, 'result') as ReachedResult | null };
  },
  close: closedAs(({ data }) => textIn(data, 'outcome') as Outcome | null),
  close_unplaced: closedAs(() => 'not_placeable'),
  withdraw_consent: closedAs(() => 'consent_withdrawn'),
  reopen: () => ({ closedAt: null, outcome: null }),
  withdraw: taken,
  confirm_recall: taken,
};

const earliest = (a: Date | null, b: Date): Date => (a !== null && a <= b ? a : b);
const textIn = (data: FactEvent['data'], name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
const dayIn = textIn;
function instantIn(data: FactEvent['data'], name: string): Date | null {
  const text = textIn(data, name);
  return text === null ? null : new Date(text);
}

const same = (a: ReferralFacts, b: ReferralFacts): boolean => JSON.stringify(a) === JSON.stringify(b);
