import { addDays, instantAt, localDayOf, weekdayOf, type LocalDay } from '../calendar/zone.js';
import { HUMAN_ROLES, type HumanRole } from '../organisation/organisation.js';

/** When a role is left alone: from a local time 'HH:MM' to another, which may lie on the next day; `weekends` adds all of Saturday and Sunday. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly weekends: boolean;
}

/** The quiet hours of each role; a role that is not listed has none. */
export type QuietRules = Readonly<Partial<Record<HumanRole, QuietHours>>>;

/** ASSUMPTION(adr-0007): who works by day is left alone from 20:00 to 07:00; the officer on duty and the operator never are. */
export const DEFAULT_QUIET_HOURS = [
  'counsellor=20:00-07:00',
  'centre_lead=20:00-07:00',
  'facilitator=20:00-07:00',
  'facilitator_lead=20:00-07:00',
  'victim_protection=20:00-07:00',
  'police_lead=20:00-07:00',
  'local_coordinator=20:00-07:00',
  'state_coordinator=20:00-07:00',
].join(',');

/** A rule that cannot be read; says which one and why, never read as a default. */
export class UnreadableQuietHours extends Error {
  override readonly name = 'UnreadableQuietHours';
}

const ENTRY = /^([a-z_]+)=(\d\d:\d\d)-(\d\d:\d\d)(\+weekends)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads 'counsellor=20:00-07:00,centre_lead=19:00-08:00+weekends'; the empty text is no quiet hours at all. Throws UnreadableQuietHours. */
export function parseQuietHours(text: string): QuietRules {
  const rules: Partial<Record<HumanRole, QuietHours>> = {};
  for (const [index, entry] of text.trim() === '' ? [] : [...text.split(',').entries()]) {
    const refuse = (why: string): never => {
      throw new UnreadableQuietHours(`entry ${index + 1} ${why}`);
    };
    const [, name = '', from = '', to = '', weekends] = ENTRY.exec(entry.trim()) ?? refuse('must read like counsellor=20:00-07:00, with +weekends if wanted');
    const role = HUMAN_ROLES.find((known) => known === name) ?? refuse('names no role');
    if (!TIME.test(from) || !TIME.test(to)) refuse('names a time that is none');
    if (from === to) refuse('begins and ends at the same time');
    if (rules[role] !== undefined) refuse('names a role for the second time');
    rules[role] = { from, to, weekends: weekends !== undefined };
  }
  return rules;
}

/**
 * The end of the quiet hours in which an instant lies, or null when it lies in none. The beginning is inside, the end is not. Times are wall
 * clock in Europe/Berlin: a night of a clock change is an hour shorter or longer. A time in the hour that is left out is read an hour later, one
 * in the doubled hour as the first of the two.
 */
export function quietUntil(role: string, at: Date, rules: QuietRules): Date | null {
  const hours = Object.hasOwn(rules, role) ? rules[role as HumanRole] : undefined;
  if (hours === undefined) return null;
  let end: Date | null = null;
  for (let next = endOfSpan(at, hours); next !== null; next = endOfSpan(next, hours)) end = next;
  return end;
}

/** The latest end of the spans in which an instant lies; quiet hours and a weekend may touch. */
function endOfSpan(at: Date, hours: QuietHours): Date | null {
  const day = localDayOf(at);
  const around = [addDays(day, -1), day];
  const spans = [...around.map((each) => night(each, hours)), ...(hours.weekends ? around.flatMap(weekend) : [])];
  const ends = spans.filter(({ from, to }) => from <= at && at < to).map(({ to }) => to.getTime());
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

const night = (day: LocalDay, { from, to }: QuietHours): Span => ({ from: instantAt(day, from), to: instantAt(to > from ? day : addDays(day, 1), to) });

const weekend = (day: LocalDay): readonly Span[] => (weekdayOf(day) > 5 ? [{ from: instantAt(day, '00:00'), to: instantAt(day, '24:00') }] : []);
