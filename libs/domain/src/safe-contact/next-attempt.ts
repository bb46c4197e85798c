import type { Calendar } from '../calendar/calendar.js';
import { openSpansBetween, type OpeningHours } from '../calendar/opening-hours.js';
import { addDays, endOfDay, instantAt, localDayOf } from '../calendar/zone.js';
import { attemptRuleGap, timeOfDay, type AttemptRule } from '../referral/attempt-rule.js';
import { phoneFrozen, type Attempt } from '../referral/attempt.js';
import type { SafeContact } from './safe-contact.js';
import { safeSpansBetween, type SafeSpan } from './safe-window.js';

/** What a proposal for the next call depends on. */
export interface NextAttemptQuestion {
  readonly now: Date;
  readonly safeContact: SafeContact;
  readonly attempts: readonly Attempt[];
  readonly rule: AttemptRule;
  /** The clock that asks for the attempt; null when none runs. */
  readonly dueAt: Date | null;
  /** When the centre is open, if that is known. */
  readonly office?: { readonly hours: OpeningHours; readonly calendar: Calendar };
  /** The phone was frozen, as the referral says: older attempts may already be settled by a newer answer. */
  readonly frozen?: boolean;
}

/** Why this stretch and no other; a sentence is made of them in the person's language. */
export const PROPOSAL_REASONS = ['safe_window', 'opening_hours', 'usual_hours', 'other_day', 'other_time_of_day', 'before_deadline', 'after_deadline'] as const;
export type ProposalReason = (typeof PROPOSAL_REASONS)[number];

/**
 * When to ring next. `inside`: before the deadline. `late`: no stretch is left before it; this is the first one after, or the deadline
 * has passed. `none`: the phone must not be rung, or no safe time falls into the hours of work within the next two weeks.
 */
export type NextAttempt =
  | { readonly kind: 'inside' | 'late'; readonly from: Date; readonly to: Date; readonly reasons: readonly ProposalReason[] }
  | { readonly kind: 'none'; readonly why: 'phone_unsafe' | 'phone_frozen' | 'no_common_time' };

/** So far ahead a proposal looks: every weekly window occurs in it twice. */
const HORIZON_DAYS = 15;
/** Whoever did not answer is not rung again at once. ASSUMPTION(adr-0007) */
const REST_MS = 2 * 3_600_000;
/** A shorter stretch is no time for a call. ASSUMPTION(adr-0007) */
const LEAST_MS = 5 * 60_000;
/** The hours at which a stranger may ring, when neither the person nor the centre named any. ASSUMPTION(adr-0007) */
const USUAL_HOURS: OpeningHours = {
  windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '20:00' })),
  dailyService: true,
  closures: [],
};
const NO_HOLIDAYS: Calendar = { version: 'none', from: 0, to: 9999, holidays: {} };

/**
 * The stretch in which to try next: never outside the person's safe windows, never while the centre is closed, before the deadline if
 * any such stretch is left, and on another day or at another time of day as long as the attempt rule still asks for it.
 *
 * Example: window Mon–Fri 16:00–19:00, one call on Mon 16:30, due Mon next week → Mon 18:30–19:00 (evening, another time of day).
 */
export function proposeNextAttempt(question: NextAttemptQuestion): NextAttempt {
  const { safeContact, attempts, now, dueAt } = question;
  if (safeContact.phone === 'unsafe') return { kind: 'none', why: 'phone_unsafe' };
  if (question.frozen ?? phoneFrozen(attempts)) return { kind: 'none', why: 'phone_frozen' };
  const rested = Math.max(now.getTime(), ...attempts.map(({ at }) => at.getTime() + REST_MS));
  const pieces = piecesFrom(question, new Date(rested));
  const inTime = dueAt === null ? pieces : pieces.map((piece) => cutAt(piece, dueAt)).filter(longEnough);
  const chosen = bestOf(inTime, question);
  if (chosen !== null) return { kind: 'inside', ...chosen, reasons: reasonsFor(question, chosen, dueAt === null ? [] : ['before_deadline']) };
  const late = bestOf(pieces.filter(({ from }) => dueAt !== null && from >= dueAt), question) ?? bestOf(pieces, question);
  if (late === null) return { kind: 'none', why: 'no_common_time' };
  return { kind: 'late', ...late, reasons: reasonsFor(question, late, ['after_deadline']) };
}

const longEnough = ({ from, to }: SafeSpan): boolean => to.getTime() - from.getTime() >= LEAST_MS;
const cutAt = ({ from, to }: SafeSpan, end: Date): SafeSpan => ({ from, to: to < end ? to : end });

/** Stretches that are safe and inside the hours of work, each within one part of one local day, by their beginning. */
function piecesFrom({ safeContact, office, now }: NextAttemptQuestion, from: Date): readonly SafeSpan[] {
  const end = endOfDay(addDays(localDayOf(now), HORIZON_DAYS));
  const { hours, calendar } = workOf(safeContact, office);
  const work = hours === null ? [{ from, until: end }] : openSpansBetween(from, end, hours, calendar);
  return safeSpansBetween(safeContact, from, end)
    .flatMap((safe) => work.map(({ from: opens, until }) => ({ from: opens > safe.from ? opens : safe.from, to: until < safe.to ? until : safe.to })))
    .filter(({ from: begins, to }) => begins < to)
    .flatMap(partsOfDay)
    .filter(longEnough)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

function workOf(safeContact: SafeContact, office: NextAttemptQuestion['office']): { readonly hours: OpeningHours | null; readonly calendar: Calendar } {
  if (office !== undefined) return office;
  // Hours that the person named are an answer, whatever a stranger would hold usual.
  return { hours: safeContact.windows.length === 0 ? USUAL_HOURS : null, calendar: NO_HOLIDAYS };
}

/** Cuts a stretch at local midnight, noon and 17:00: within a piece day and time of day stay the same. */
function partsOfDay(span: SafeSpan): readonly SafeSpan[] {
  const parts: SafeSpan[] = [];
  for (let day = localDayOf(span.from); day <= localDayOf(span.to); day = addDays(day, 1)) {
    const edges = [instantAt(day, '00:00'), instantAt(day, '12:00'), instantAt(day, '17:00'), endOfDay(day)];
    for (const [index, edge] of edges.slice(0, -1).entries()) {
      const next = edges[index + 1] ?? edge;
      const part = { from: span.from > edge ? span.from : edge, to: span.to < next ? span.to : next };
      if (part.from < part.to) parts.push(part);
    }
  }
  return parts;
}

/** What the attempt rule still asks for and a stretch would bring. */
function gainsOf({ attempts, rule }: NextAttemptQuestion, { from }: SafeSpan): readonly ProposalReason[] {
  if (attempts.length === 0) return [];
  const gap = attemptRuleGap(attempts, rule, { letterAllowed: false });
  const otherDay = gap.days > 0 && attempts.every(({ at }) => localDayOf(at) !== localDayOf(from));
  const otherTime = gap.timesOfDay > 0 && attempts.every(({ at }) => timeOfDay(at) !== timeOfDay(from));
  return [...(otherDay ? (['other_day'] as const) : []), ...(otherTime ? (['other_time_of_day'] as const) : [])];
}

/** The earliest stretch that brings the rule far enough: with one attempt left all that is missing, before that at least something. */
function bestOf(pieces: readonly SafeSpan[], question: NextAttemptQuestion): SafeSpan | null {
  const gap = attemptRuleGap(question.attempts, question.rule, { letterAllowed: false });
  const missing = question.attempts.length === 0 ? 0 : Number(gap.days > 0) + Number(gap.timesOfDay > 0);
  const wanted = Math.max(Math.min(1, missing), missing - Math.max(0, gap.attempts - 1));
  for (let gains = wanted; gains >= 0; gains -= 1) {
    const found = pieces.find((piece) => gainsOf(question, piece).length >= gains);
    if (found !== undefined) return found;
  }
  return null;
}

function reasonsFor(question: NextAttemptQuestion, span: SafeSpan, deadline: readonly ProposalReason[]): readonly ProposalReason[] {
  const windows = question.safeContact.windows.length > 0;
  const work: readonly ProposalReason[] = question.office !== undefined ? ['opening_hours'] : windows ? [] : ['usual_hours'];
  return [...(windows ? (['safe_window'] as const) : []), ...work, ...gainsOf(question, span), ...deadline];
}
