/** A span of the week, on the wall clock in Europe/Berlin, in which the person may be rung. */
export interface SafeWindow {
  /** Days on which the span begins: 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** 'HH:MM', inside the span. */
  readonly from: string;
  /** 'HH:MM' or '24:00', outside the span; not after `from` means: on the following day. */
  readonly to: string;
}

/** How the endangered person can be reached without telling anybody else. Only what the person answered; nothing is guessed. */
export interface SafeContact {
  /** `unknown`: asked, but the person could not say. The phone may then be tried with care; `unsafe` never. */
  readonly phone: 'safe' | 'unsafe' | 'unknown';
  readonly whosePhone: 'own' | 'shared' | 'trusted_person';
  /** Empty: at any time. */
  readonly windows: readonly SafeWindow[];
  readonly voicemail: boolean;
  readonly textMessage: boolean;
  /** With a neutral sender only. */
  readonly letter: boolean;
  readonly email: boolean;
  readonly otherPersonMayAnswer: boolean;
  readonly codeWord: string | null;
  readonly trustedPerson: { readonly name: string; readonly phone: string } | null;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * True when the question for a safe contact is answered in a way somebody can act on: every window is readable, and if the
 * phone is unsafe, at least one other way is open. An absent answer is no answer.
 */
export function safeContactAnswered(safeContact: SafeContact | null | undefined): safeContact is SafeContact {
  if (safeContact === null || safeContact === undefined) return false;
  if (!safeContact.windows.every(isReadable)) return false;
  if (safeContact.trustedPerson !== null && safeContact.trustedPerson.phone.trim() === '') return false;
  const { letter, email, trustedPerson } = safeContact;
  return safeContact.phone !== 'unsafe' || letter || email || trustedPerson !== null;
}

function isReadable(window: SafeWindow): boolean {
  const days = window.days.length > 0 && window.days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  return days && TIME.test(window.from) && (TIME.test(window.to) || window.to === '24:00');
}
