import {
  type Actor, ATTEMPT_RESULTS, CLOSE_OUTCOMES, DECLINE_REASONS, type FieldGroup, FORWARD_REASONS, localDayOf, MEASURE_CHANGES,
  OVERRIDE_REASONS, PAUSABLE_CLOCK_KINDS, REACHED_RESULTS, RECALL_ANSWERS, RETURN_REASONS, WITHDRAW_REASONS,
} from '#domain';
import type { ConsentInput, EventInput, InputEventName, NewReferral } from '#referrals';
import { aNewReferral, CENTRES } from './chain.js';
import { HIGH_RISK } from './referral-steps.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Draws by lot, the same for the same seed. */
export class Lot {
  constructor(private state: number) {}

  /** Between 0 and 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

const centre = (lot: Lot): string => lot.of([CENTRES.koeln.id, CENTRES.domstadt.id, CENTRES.domstadt.id, CENTRES.elsewhere.id]);

function consent(lot: Lot, now: Date): ConsentInput {
  const groups: readonly FieldGroup[] = ['core', 'safe_contact', 'deployment', ...(lot.chance(0.7) ? (['feedback'] as const) : []), ...(lot.chance(0.6) ? (['risk'] as const) : [])];
  return {
    scope: lot.chance(0.7) ? 'other_suitable' : 'named_centre', groups, form: 'oral', givenAt: new Date(now.getTime() - lot.next() * 3 * HOUR),
    explainedIn: 'de', interpreterPresent: false,
  };
}

const measure = (lot: Lot, now: Date): NewReferral['measure'] => ({
  orderedAt: new Date(now.getTime() - lot.next() * 12 * HOUR), lastDayOn: localDayOf(new Date(now.getTime() + (8 + Math.floor(lot.next() * 3)) * DAY)),
});

/** A referral by lot: with or without measure, high risk, seal, exclusion; sometimes without a consent. */
export function aReferralByLot(lot: Lot, now: Date, people: { readonly seals: boolean; readonly excluded: readonly string[] }): NewReferral {
  const base = aNewReferral();
  return aNewReferral({
    incident: { ...base.incident, occurredAt: new Date(now.getTime() - 2 * HOUR) },
    contact: { ...base.contact, ...(lot.chance(0.3) && { risk: HIGH_RISK }) },
    consent: lot.chance(0.9) ? consent(lot, now) : null,
    centreId: lot.of([null, CENTRES.koeln.id, CENTRES.domstadt.id]),
    measure: lot.chance(0.5) ? measure(lot, now) : null,
    flags: { ...base.flags, sealedFor: people.seals ? [] : null, excludedUserIds: lot.chance(0.1) ? [lot.of(people.excluded)] : [] },
  });
}

/** The data of an event by lot: mostly what a person would enter, sometimes what must be refused. */
export function anInputByLot(lot: Lot, event: InputEventName, now: Date, actor: Actor, contactVersion: number, colleagues: readonly string[]): EventInput {
  const at = new Date(now.getTime() - lot.next() * 2 * HOUR);
  const maybeConsent = lot.chance(0.3) ? consent(lot, now) : null;
  const { contact } = aNewReferral();
  const answered = { ...contact.safeContact!, letter: lot.chance(0.5), textMessage: lot.chance(0.3) };
  const corrected = { ...contact, safeContact: answered, ...(lot.chance(0.3) && { risk: HIGH_RISK }) };
  const input: { readonly [E in InputEventName]: () => Extract<EventInput, { event: E }>['data'] } = {
    submit: () => ({
      centreId: lot.chance(0.5) ? null : centre(lot), ...(maybeConsent && { consent: maybeConsent, contact: corrected }), measure: lot.chance(0.2) ? measure(lot, now) : null,
    }),
    accept: () => ({ conflictOfInterest: lot.chance(0.05) }),
    undo_accept: () => ({}),
    decline: () => ({ reason: lot.of(DECLINE_REASONS), suggestedCentreId: null }),
    reassign: () => ({ centreId: centre(lot), consent: maybeConsent }),
    return: () => ({ reason: lot.of(RETURN_REASONS) }),
    correct: () => ({ contact: corrected, consent: maybeConsent, measure: lot.chance(0.1) ? measure(lot, now) : null }),
    record_attempt: () => ({
      channel: lot.of(['phone', 'phone', 'letter', 'text_message']), at, result: lot.of(ATTEMPT_RESULTS), contactVersion: lot.chance(0.95) ? contactVersion : contactVersion + 1,
      overrideReason: lot.chance(0.6) ? lot.of(OVERRIDE_REASONS) : null,
    }),
    record_reached: () => ({ result: lot.of(REACHED_RESULTS), at }),
    forward: () => ({ centreId: centre(lot), reason: lot.of(FORWARD_REASONS), consent: maybeConsent, whereaboutsAgs: null }),
    close: () => ({ outcome: lot.of(CLOSE_OUTCOMES) }),
    close_unplaced: () => ({}),
    withdraw_consent: () => ({ heardBy: 'phone', heardAt: at }),
    withdraw: () => ({ reason: lot.of(WITHDRAW_REASONS) }),
    supplement: () => ({ contact: lot.chance(0.5) ? { risk: HIGH_RISK } : { safeContact: answered }, measure: lot.chance(0.2) ? measure(lot, now) : null }),
    update_contact: () => (lot.chance(0.5) ? { phones: [{ number: '0221 4710 321', kind: 'other' }] } : { safeContact: answered }),
    update_measure: () => ({ change: lot.of(MEASURE_CHANGES), on: localDayOf(new Date(now.getTime() + lot.of([-1, 0, 0, 1, 4]) * DAY)) }),
    assign_counsellor: () => ({ userId: lot.chance(0.9) ? lot.of(colleagues) : actor.organisationId, until: null }),
    pause_clock: () => ({ clock: lot.of(PAUSABLE_CLOCK_KINDS), reason: 'person_asked_later', until: new Date(now.getTime() + lot.next() * 48 * HOUR + 1_000) }),
    resume_clock: () => ({ clock: lot.of(PAUSABLE_CLOCK_KINDS) }),
    recall: () => ({ reason: lot.of(WITHDRAW_REASONS) }),
    confirm_recall: () => ({}),
    answer_recall: () => ({ answer: lot.of(RECALL_ANSWERS) }),
    reopen: () => ({}),
  };
  return { event, data: input[event]() } as EventInput;
}
