import type { Actor, ClockKind, FieldGroup } from '#domain';
import type { EventInput, NewReferral } from '#referrals';
import { aNewReferral } from '../chain.js';
import type { Move, OracleConsent, OracleEvent, OracleMeasure } from './events.js';
import type { Minute } from './timeline.js';

/** What has been said of a referral so far and later requests repeat. */
export interface Said {
  centreId: string;
  contactVersion: number;
  consent: NewReferral['consent'];
  letter: boolean;
}

/** The persons who act for a referral at the moment. */
export interface Persons {
  readonly officer: Actor;
  readonly protection: Actor;
  readonly counsellor: Actor;
  readonly lead: Actor;
}

const RISK = {
  level: 'high', instrument: 'ODARA', assessedAt: '2027-03-02', assessedBy: 'Testwache (fiktiv)', weapons: false, strangulation: true,
  threatsToKill: false, stalking: false, repeat: false,
} as const;

/** The instant of a minute. */
export const instant = (minute: Minute): Date => new Date(minute * 60_000);
const measureOf = (measure: OracleMeasure | null): NewReferral['measure'] => measure && { orderedAt: instant(measure.orderedAt), lastDayOn: measure.lastDay };
const mayTellRisk = ({ consent }: Said): boolean => consent?.groups.includes('risk') === true;

function contactOf(said: Said, highRisk: boolean): NewReferral['contact'] {
  const { contact } = aNewReferral();
  const { safeContact } = contact;
  return { ...contact, ...(safeContact && { safeContact: { ...safeContact, letter: said.letter } }), ...(highRisk && mayTellRisk(said) && { risk: RISK }) };
}

function consentOf(consent: OracleConsent | null): NewReferral['consent'] {
  if (consent === null) return null;
  const groups: FieldGroup[] = ['core', 'safe_contact', 'deployment', ...(consent.feedback ? (['feedback'] as const) : []), ...(consent.risk ? (['risk'] as const) : [])];
  return { scope: consent.scope, groups, form: 'oral', givenAt: instant(consent.givenAt), explainedIn: 'de', interpreterPresent: false };
}

/** The request that creates a referral as the oracle's history has it. */
export function creationOf(said: Said, at: Minute, does: OracleEvent & { readonly event: 'create' }): NewReferral {
  const { centre, consent, measure } = does;
  Object.assign(said, { centreId: centre.id, letter: does.letter, consent: consentOf(consent) });
  const earliest = Math.min(at, ...[consent?.givenAt, measure?.orderedAt].flatMap((minute) => minute ?? []));
  return aNewReferral({
    incident: { ags: aNewReferral().incident.ags, occurredAt: instant(earliest - 20) },
    contact: contactOf(said, does.highRisk), consent: said.consent, centreId: centre.id, measure: measureOf(measure),
  });
}

/** Who sends what for one line of a history. */
export function inputOf(said: Said, { at, does }: Move, { officer, protection, counsellor, lead }: Persons): readonly [Actor, EventInput] {
  switch (does.event) {
    case 'submit': {
      said.centreId = does.centre.id;
      const consent = consentOf(does.consent);
      said.consent ??= consent;
      const contact = consent !== null || does.highRisk ? contactOf(said, does.highRisk) : null;
      return [officer, { event: 'submit', data: { centreId: does.centre.id, contact, consent, measure: measureOf(does.measure) } }];
    }
    case 'accept':
      return [counsellor, { event: 'accept', data: { conflictOfInterest: false } }];
    case 'undo_accept':
      return [counsellor, { event: 'undo_accept', data: {} }];
    case 'decline':
      return [lead, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } }];
    case 'return':
      return [counsellor, { event: 'return', data: { reason: 'wrong_number' } }];
    case 'correct':
      return [officer, { event: 'correct', data: { contact: contactOf(said, does.highRisk), consent: null, measure: measureOf(does.measure) } }];
    case 'supplement': {
      const risk = does.highRisk && mayTellRisk(said);
      return [officer, { event: 'supplement', data: { contact: risk ? { risk: RISK } : {}, measure: measureOf(does.measure) } }];
    }
    case 'reassign':
    case 'forward': {
      const by = does.event === 'forward' ? lead : protection;
      said.centreId = does.centre.id;
      const consent = said.consent?.scope === 'other_suitable' || said.consent === null ? null : { ...said.consent, givenAt: instant(at) };
      return does.event === 'reassign'
        ? [by, { event: 'reassign', data: { centreId: does.centre.id, consent } }]
        : [by, { event: 'forward', data: { centreId: does.centre.id, reason: 'specialist', consent, whereaboutsAgs: null } }];
    }
    case 'attempt': {
      const [channel, result] = does.letter ? (['letter', 'letter_sent'] as const) : (['phone', does.counts ? 'no_answer' : 'number_invalid'] as const);
      return [counsellor, { event: 'record_attempt', data: { channel, result, at: instant(does.at), contactVersion: said.contactVersion, overrideReason: 'agreed_with_lead' } }];
    }
    case 'reached':
      return [counsellor, { event: 'record_reached', data: { result: 'counselled_now', at: instant(does.at) } }];
    case 'close':
      return [counsellor, { event: 'close', data: { outcome: does.outcome as never } }];
    case 'close_unplaced':
      return [protection, { event: 'close_unplaced', data: {} }];
    case 'withdraw_consent':
      return [officer, { event: 'withdraw_consent', data: { heardBy: 'phone', heardAt: instant(at) } }];
    case 'withdraw':
    case 'recall':
      return [officer, { event: does.event, data: { reason: 'error' } }];
    case 'confirm_recall':
      return [counsellor, { event: 'confirm_recall', data: {} }];
    case 'measure':
      return [officer, { event: 'update_measure', data: { change: does.change, on: does.on } }];
    case 'pause':
      return [counsellor, { event: 'pause_clock', data: { clock: does.clock as ClockKind, reason: 'person_asked_later', until: instant(does.until) } }];
    case 'resume':
      return [counsellor, { event: 'resume_clock', data: { clock: does.clock as ClockKind } }];
    case 'reopen':
      return [lead, { event: 'reopen', data: {} }];
    case 'create':
      throw new Error('a referral is created once');
  }
}
