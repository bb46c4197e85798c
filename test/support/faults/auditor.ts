import { grouped } from './grouped.js';
import { outageWithin, type Outage } from './outages.js';

/** One step of a clock's ladder. All instants of a record are milliseconds since 1970, and "committed" is when the database made it true. */
export interface LadderStep {
  readonly rung: string;
  readonly dueAt: number;
  /** Whether it tells anybody. */
  readonly tells: boolean;
}

export interface RecordedClock {
  readonly id: string;
  readonly referralId: string;
  readonly kind: string;
  readonly startedAt: number;
  readonly ladder: readonly LadderStep[];
  /** When it was settled or paused; null while it runs. */
  readonly endedAt: number | null;
}

export interface RecordedRung {
  readonly clockId: string;
  readonly rung: string;
  readonly committedAt: number;
}

/** A notification of a rung or of a person's doing, and the mail that must have left for it. */
export interface RecordedNotification {
  readonly id: string;
  /** What stands before the @ of its mail's Message-ID; several notifications may share a mail. */
  readonly mailKey: string;
  readonly clockId: string | null;
  readonly rung: string | null;
  /** Organisation and role. */
  readonly addressee: string;
  readonly state: string;
  /** When whoever mailed it took it into hand: a mail that is on its way cannot be called back. Null when it was not mailed, or when whoever mailed it ended before that was written. */
  readonly handedOverFrom: number | null;
}

export interface RecordedMail {
  readonly key: string;
  readonly begunAt: number;
  readonly takenAt: number;
  readonly digest: string;
}

/** What was found in the house and beside it after a run. */
export interface FaultRecord {
  readonly takenAt: number;
  readonly outages: readonly Outage[];
  /** When a worker stood still, to go on with what it had in hand. */
  readonly standstills: readonly Outage[];
  readonly clocks: readonly RecordedClock[];
  readonly rungs: readonly RecordedRung[];
  /** How often the history, and the trail, say that a rung of a kind passed on a referral: `referral|kind|rung`. */
  readonly passedInHistory: ReadonlyMap<string, number>;
  readonly passedInTrail: ReadonlyMap<string, number>;
  readonly notifications: readonly RecordedNotification[];
  readonly mails: readonly RecordedMail[];
  /** Versions in a referral's history, in order, without those of rungs. */
  readonly versions: ReadonlyMap<string, readonly number[]>;
  /** Referrals by idempotency key, and how often each event happened: `referral|event`. */
  readonly keys: ReadonlyMap<string, string>;
  readonly events: ReadonlyMap<string, number>;
  readonly acknowledged: {
    readonly creations: readonly { readonly key: string; readonly referralId: string }[];
    readonly events: readonly { readonly referralId: string; readonly event: string }[];
    readonly uncertain: readonly { readonly referralId: string; readonly event: string }[];
  };
  /** Places at which the trail cannot be trusted. */
  readonly brokenTrail: readonly string[];
}

/** What the auditor calls what it finds. */
export type FindingKind =
  | 'rung lost' | 'rung doubled' | 'rung early' | 'rung late' | 'rung after the answer' | 'notification lost' | 'notification doubled'
  | 'mail lost' | 'mail doubled' | 'mail unknown' | 'mail after the answer' | 'outbox not drained' | 'write lost' | 'write doubled' | 'history broken' | 'trail broken';

export interface Finding {
  readonly kind: FindingKind;
  readonly what: string;
}

/** A rung may be this late beyond the outage. Milliseconds. */
export const ALLOWED_LATENESS_MS = 2_000;

/**
 * So long before the mail server first hears of it a mail may have been in the hands of somebody who could not write that down: killed, or cut
 * off from the database. While a worker stands still, that time stands still with it: it has the mail in hand, and nobody can take it away.
 */
const IN_HAND_MS = 1_000;

/** Everything that is wrong in the record; empty when every promise was kept. */
export function findings(record: FaultRecord): readonly Finding[] {
  return [...rungFindings(record), ...tellingFindings(record), ...mailFindings(record), ...writeFindings(record),
    ...record.brokenTrail.map((what): Finding => ({ kind: 'trail broken', what }))];
}

/** How late each rung was beyond the outages in its time, in milliseconds; a late entry counts from the start of its clock. */
export function latenessOf(record: FaultRecord): readonly number[] {
  const clocks = new Map(record.clocks.map((clock) => [clock.id, clock]));
  return record.rungs.map((fired) => {
    const due = dueOf(clocks.get(fired.clockId), fired.rung) ?? fired.committedAt;
    return fired.committedAt - due - outageWithin(record.outages, due, fired.committedAt);
  });
}

function dueOf(clock: RecordedClock | undefined, rung: string): number | undefined {
  const step = clock?.ladder.find((each) => each.rung === rung);
  return clock === undefined || step === undefined ? undefined : Math.max(step.dueAt, clock.startedAt);
}

function rungFindings({ clocks, rungs, outages, takenAt, passedInHistory, passedInTrail }: FaultRecord): Finding[] {
  const found: Finding[] = [];
  const firedOf = grouped(rungs, ({ clockId, rung }) => `${clockId}|${rung}`);
  const passed = new Map<string, number>();
  for (const clock of clocks) {
    for (const step of clock.ladder) {
      const what = `${clock.kind} ${step.rung} of referral ${clock.referralId}, due ${at(step.dueAt)}`;
      const fired = firedOf.get(`${clock.id}|${step.rung}`) ?? [];
      const due = dueOf(clock, step.rung) ?? step.dueAt;
      const until = clock.endedAt ?? takenAt;
      const key = `${clock.referralId}|${clock.kind}|${step.rung}`;
      passed.set(key, (passed.get(key) ?? 0) + fired.length);
      if (fired.length === 0 && until - due - outageWithin(outages, due, until) > ALLOWED_LATENESS_MS) found.push({ kind: 'rung lost', what });
      if (fired.length > 1) found.push({ kind: 'rung doubled', what });
      for (const { committedAt } of fired) {
        const late = committedAt - due - outageWithin(outages, due, committedAt);
        if (committedAt < step.dueAt) found.push({ kind: 'rung early', what: `${what}, fired ${at(committedAt)}` });
        if (late > ALLOWED_LATENESS_MS) found.push({ kind: 'rung late', what: `${what}, ${Math.round(late)} ms beyond the outage` });
        if (clock.endedAt !== null && committedAt > clock.endedAt) found.push({ kind: 'rung after the answer', what: `${what}, answered ${at(clock.endedAt)}, fired ${at(committedAt)}` });
      }
    }
  }
  for (const [name, told] of [['history', passedInHistory], ['trail', passedInTrail]] as const)
    for (const key of new Set([...passed.keys(), ...told.keys()])) {
      const [times, said] = [passed.get(key) ?? 0, told.get(key) ?? 0];
      if (times !== said) found.push({ kind: said > times ? 'rung doubled' : 'rung lost', what: `${key} fired ${times} times, the ${name} says ${said}` });
    }
  return found;
}

/** Each fired rung that tells somebody told each of them once. Whom it tells, the wired test of each clock shows. */
function tellingFindings({ notifications, rungs, clocks }: FaultRecord): Finding[] {
  const ofRungs = notifications.filter(({ rung }) => rung !== null);
  const fired = new Set(rungs.map(({ clockId, rung }) => `${clockId}|${rung}`));
  const told = new Set(ofRungs.map(({ clockId, rung }) => `${clockId}|${rung}`));
  const silent = clocks.flatMap(({ id, kind, ladder }) => ladder.filter(({ rung, tells }) => tells && fired.has(`${id}|${rung}`) && !told.has(`${id}|${rung}`)).map(({ rung }) => `${kind} ${rung} of clock ${id} told nobody`));
  const doubled = [...grouped(ofRungs, ({ clockId, rung, addressee }) => `${clockId}|${rung}|${addressee}`)].filter(([, same]) => same.length > 1);
  return [
    ...silent.map((what): Finding => ({ kind: 'notification lost', what })),
    ...doubled.map(([what]): Finding => ({ kind: 'notification doubled', what })),
    ...ofRungs.filter(({ clockId, rung }) => !fired.has(`${clockId}|${rung}`)).map(({ id }): Finding => ({ kind: 'notification doubled', what: `${id} tells of a rung that did not fire` })),
  ];
}

function mailFindings({ notifications, mails, clocks, standstills, takenAt }: FaultRecord): Finding[] {
  const found: Finding[] = [];
  const rows = grouped(notifications, ({ mailKey }) => mailKey);
  const taken = grouped(mails, ({ key }) => key);
  const answeredAt = new Map(clocks.map(({ id, endedAt }) => [id, endedAt]));
  for (const { id, mailKey, state, clockId } of notifications) {
    if (state === 'sent' && !taken.has(mailKey)) found.push({ kind: 'mail lost', what: `notification ${id} is marked sent` });
    if (state === 'pending' || state === 'dead') found.push({ kind: 'outbox not drained', what: `notification ${id} is ${state}${clockId !== null && answeredAt.get(clockId) != null ? ', its clock is answered' : ''}` });
  }
  for (const [key, copies] of taken) {
    const told = rows.get(key) ?? [];
    if (told.length === 0) found.push({ kind: 'mail unknown', what: key });
    if (new Set(copies.map(({ digest }) => digest)).size > 1) found.push({ kind: 'mail doubled', what: `${key}: two mails that differ under one Message-ID` });
    const answered = Math.max(...told.map(({ clockId }) => (clockId === null ? takenAt : (answeredAt.get(clockId) ?? takenAt))));
    for (const { begunAt } of copies) {
      const unwritten = begunAt - IN_HAND_MS - outageWithin(standstills, answered, begunAt);
      const inHand = Math.min(begunAt, ...told.map(({ handedOverFrom }) => handedOverFrom ?? unwritten));
      if (told.length > 0 && inHand > answered) found.push({ kind: 'mail after the answer', what: `${key}: answered ${at(answered)}, handed over from ${at(begunAt)}` });
    }
  }
  return found;
}

function writeFindings({ acknowledged, keys, events, versions }: FaultRecord): Finding[] {
  const found: Finding[] = [];
  for (const { key, referralId } of acknowledged.creations) if (keys.get(key) !== referralId) found.push({ kind: 'write lost', what: `referral ${referralId} of key ${key}` });
  const known = new Set(acknowledged.creations.map(({ key }) => key));
  for (const [key, referralId] of keys) if (!known.has(key)) found.push({ kind: 'write doubled', what: `referral ${referralId} under key ${key}, which nobody was answered for` });
  const created = new Set(keys.values());
  for (const referralId of versions.keys()) if (!created.has(referralId)) found.push({ kind: 'write doubled', what: `referral ${referralId} without a key` });
  const count = (list: FaultRecord['acknowledged']['events']): Map<string, number> =>
    new Map([...grouped(list, ({ referralId, event }) => `${referralId}|${event}`)].map(([key, same]) => [key, same.length]));
  const [done, maybe] = [count(acknowledged.events), count(acknowledged.uncertain)];
  for (const key of new Set([...done.keys(), ...events.keys()])) {
    const [times, least] = [events.get(key) ?? 0, done.get(key) ?? 0];
    if (times < least) found.push({ kind: 'write lost', what: `${key}: acknowledged ${least} times, found ${times}` });
    if (times > least + (maybe.get(key) ?? 0)) found.push({ kind: 'write doubled', what: `${key}: acknowledged ${least} times, found ${times}` });
  }
  for (const [referralId, seen] of versions)
    if (seen.some((version, index) => version !== index + 1)) found.push({ kind: 'history broken', what: `referral ${referralId}: versions ${seen.join()}` });
  return found;
}

const at = (instant: number): string => new Date(instant).toISOString();
