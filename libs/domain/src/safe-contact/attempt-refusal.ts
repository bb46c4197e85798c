import { phoneFrozen, type Attempt } from '../referral/attempt.js';
import type { Channel } from '../referral/codes.js';
import type { Facts } from '../referral/facts.js';
import type { SafeContact } from './safe-contact.js';
import { insideSafeWindow } from './safe-window.js';

/** What is asked before an attempt is recorded: this channel, at this instant, on this version of the contact data. */
export interface AttemptQuestion {
  readonly channel: Channel;
  readonly at: Date;
  /** The contact version that the counsellor looked at. */
  readonly quotedContactVersion: number;
  readonly currentContactVersion: number;
  readonly safeContact: SafeContact;
  /** All attempts so far, of every centre. */
  readonly attempts: readonly Attempt[];
  /** The contact version that last answered the question for a safe channel; earlier attempts then no longer freeze the phone. */
  readonly safeSince?: number;
}

export type AttemptRefusal = 'stale_contact' | 'unsafe_channel' | 'outside_safe_window' | 'contact_frozen';
type AttemptFacts = Pick<Facts, 'contactCurrent' | 'channelSafe' | 'insideSafeWindow' | 'phoneNotFrozen'>;

/** The least length of the reason with which a counsellor overrides a refusal, in characters without margins. ASSUMPTION(adr-0007) */
export const OVERRIDE_REASON_MIN_CHARACTERS = 10;

/** What makes the person's own phone ring or light up: windows and the freeze apply to these. A letter lies where it lies. */
const RINGING: readonly Channel[] = ['phone', 'text_message', 'voicemail'];
/** What somebody at home notices at once: these keep to the windows. */
const TIMED: readonly Channel[] = [...RINGING, 'visit'];

/** The first reason against an attempt, in the order of the chain, or `null`. An override is not considered here. */
export function attemptRefusal(question: AttemptQuestion): AttemptRefusal | null {
  const facts = attemptFacts(question, null);
  if (!facts.contactCurrent) return 'stale_contact';
  if (!facts.channelSafe) return 'unsafe_channel';
  if (!facts.insideSafeWindow) return 'outside_safe_window';
  return facts.phoneNotFrozen ? null : 'contact_frozen';
}

/**
 * The four facts of an attempt. With an override reason of sufficient length the last three hold; a stale contact version never
 * does: whoever rings must have seen the newest data.
 */
export function attemptFacts(question: AttemptQuestion, overrideReason: string | null): AttemptFacts {
  const overridden = (overrideReason ?? '').trim().length >= OVERRIDE_REASON_MIN_CHARACTERS;
  const { channel, at, safeContact, attempts } = question;
  return {
    contactCurrent: question.quotedContactVersion === question.currentContactVersion,
    channelSafe: overridden || isChannelSafe(channel, safeContact),
    insideSafeWindow: overridden || !TIMED.includes(channel) || insideSafeWindow(safeContact, at),
    phoneNotFrozen: overridden || !RINGING.includes(channel) || !phoneFrozen(attempts, question.safeSince),
  };
}

/** True when the person allowed this channel. Nobody is asked about visits, so a visit always needs a reason. ASSUMPTION(adr-0007) */
export function isChannelSafe(channel: Channel, safeContact: SafeContact): boolean {
  const phoneUsable = safeContact.phone !== 'unsafe';
  switch (channel) {
    case 'phone':
      return phoneUsable;
    case 'text_message':
      return phoneUsable && safeContact.textMessage;
    case 'voicemail':
      return phoneUsable && safeContact.voicemail;
    case 'letter':
      return safeContact.letter;
    case 'email':
      return safeContact.email;
    case 'trusted_person':
      return safeContact.trustedPerson !== null;
    case 'visit':
      return false;
  }
}
