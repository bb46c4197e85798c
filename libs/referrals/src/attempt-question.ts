import { attemptRefusal, type AttemptQuestion, type AttemptRefusal, type SafeContact } from '#domain';
import type { ReferralStep } from './referral-step.js';

/** A safe contact for a referral whose data hold none: nothing is allowed, so every channel needs an override. */
const UNANSWERED: SafeContact = {
  phone: 'unsafe', whosePhone: 'own', windows: [], voicemail: false, textMessage: false, letter: false, email: false,
  otherPersonMayAnswer: false, codeWord: null, trustedPerson: null,
};

/** What the chain asks about the attempt of a step; null for every other event. */
export function attemptQuestion({ input, before, draft, openContact }: Pick<ReferralStep, 'input' | 'before' | 'draft' | 'openContact'>): AttemptQuestion | null {
  if (input.event !== 'record_attempt') return null;
  return {
    channel: input.data.channel, at: input.data.at, quotedContactVersion: input.data.contactVersion, currentContactVersion: draft.row.contact_version,
    safeContact: openContact?.contact.safeContact ?? UNANSWERED, attempts: before.attempts, safeSince: openContact?.safeSince ?? 0,
  };
}

/** The refusal that the counsellor overrode with a reason; null when nothing stood against the attempt, whatever was entered. */
export function overriddenRefusal(step: Parameters<typeof attemptQuestion>[0]): AttemptRefusal | null {
  const question = attemptQuestion(step);
  return question === null ? null : attemptRefusal(question);
}
