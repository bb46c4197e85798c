import { sameTimeAfter } from '../calendar/zone.js';
import { ROLES, type HumanRole } from '../organisation/organisation.js';
import type { State } from '../referral/state.js';

/** For what contact data may be read. Every read names one and leaves an audit event. */
export const READ_PURPOSES = [
  'handover',
  'first_contact',
  'repeat_attempt',
  'correction',
  'data_subject_request',
  'supervision',
  'emergency',
] as const;
export type ReadPurpose = (typeof READ_PURPOSES)[number];

/** The least length of the text that an emergency needs, in characters without margins. ASSUMPTION(adr-0007) */
export const EMERGENCY_TEXT_MIN_CHARACTERS = 20;

interface ReadRule {
  readonly roles: readonly HumanRole[];
  readonly states: readonly State[];
}

const POLICE_ACTING: readonly HumanRole[] = ['officer', 'victim_protection'];
const POLICE: readonly HumanRole[] = [...POLICE_ACTING, 'police_lead'];
const CENTRE: readonly HumanRole[] = ['counsellor', 'centre_lead'];
/** A centre holds the data from the hand-over until the purge; the police from the draft, within their time. */
const CENTRE_HOLDS: readonly State[] = ['submitted', 'returned', 'accepted', 'contacting', 'reached', 'closed'];
const POLICE_HOLD: readonly State[] = ['draft', 'declined', 'withdrawn', ...CENTRE_HOLDS];

/** Which role may read for which purpose in which state. Reads for work need an open step of that work. */
const RULES: Readonly<Record<ReadPurpose, readonly ReadRule[]>> = {
  handover: [
    { roles: POLICE_ACTING, states: ['draft', 'submitted'] },
    { roles: POLICE, states: ['declined'] },
    { roles: CENTRE, states: ['submitted'] },
  ],
  first_contact: [{ roles: CENTRE, states: ['accepted'] }],
  repeat_attempt: [{ roles: CENTRE, states: ['accepted', 'contacting', 'reached'] }],
  correction: [
    { roles: POLICE_ACTING, states: ['draft', 'submitted', 'returned', 'declined', 'accepted', 'contacting'] },
    { roles: CENTRE, states: ['accepted', 'contacting', 'reached'] },
  ],
  data_subject_request: [
    { roles: ['victim_protection', 'police_lead'], states: POLICE_HOLD },
    { roles: ['centre_lead'], states: CENTRE_HOLDS },
  ],
  supervision: [
    { roles: ['police_lead'], states: POLICE_HOLD },
    { roles: ['centre_lead'], states: CENTRE_HOLDS },
  ],
  emergency: [
    { roles: POLICE, states: POLICE_HOLD },
    { roles: CENTRE, states: CENTRE_HOLDS },
  ],
};

/** How long the police keep the plaintext after the hand-over. */
export interface PoliceAccessParameters {
  /** Elapsed hours after acceptance. */
  readonly afterAcceptanceHours: number;
  /** Calendar days after the first submission, at the same time of day; the latest end, accepted or not. */
  readonly latestDays: number;
}

/** 72 h after acceptance, at the latest on day 14. */
export const DEFAULT_POLICE_ACCESS: PoliceAccessParameters = { afterAcceptanceHours: 72, latestDays: 14 };

const HOUR = 3_600_000;

/**
 * When the police lose the plaintext. Example: submitted Fri 26 Mar 2027 21:40, accepted Sat 27 Mar 10:00 → Tue 30 Mar 11:00
 * (72 elapsed hours across the clock change); never accepted → Fri 9 Apr 21:40.
 */
export function policeAccessEndsAt(
  firstSubmittedAt: Date,
  acceptedAt: Date | null,
  parameters: PoliceAccessParameters = DEFAULT_POLICE_ACCESS,
): Date {
  const latest = sameTimeAfter(firstSubmittedAt, parameters.latestDays).getTime();
  const afterAcceptance = acceptedAt === null ? latest : acceptedAt.getTime() + parameters.afterAcceptanceHours * HOUR;
  return new Date(Math.min(latest, afterAcceptance));
}

/** Everything on which a read of contact data depends, once the row itself is visible to the actor. */
export interface ContactRead {
  readonly role: HumanRole;
  readonly purpose: ReadPurpose;
  /** The text of an emergency; ignored otherwise. */
  readonly text: string | null;
  readonly state: State;
  readonly at: Date;
  /** Locked since a withdrawn consent: nobody reads any more. */
  readonly locked: boolean;
  /** When the police lose the plaintext; `null` before the first submission. */
  readonly policeAccessEndsAt: Date | null;
}

export type ContactReadRefusal = 'contact_locked' | 'purpose_not_open' | 'police_access_ended' | 'purpose_text_missing';

/** Why contact data may not be read now, or `null`. */
export function contactReadRefusal(read: ContactRead): ContactReadRefusal | null {
  if (read.locked) return 'contact_locked';
  const open = RULES[read.purpose].some((rule) => rule.roles.includes(read.role) && rule.states.includes(read.state));
  if (!open) return 'purpose_not_open';
  const ofPolice = ROLES[read.role] === 'police_authority';
  if (ofPolice && read.policeAccessEndsAt !== null && read.at >= read.policeAccessEndsAt) return 'police_access_ended';
  const text = (read.text ?? '').trim();
  return read.purpose === 'emergency' && text.length < EMERGENCY_TEXT_MIN_CHARACTERS ? 'purpose_text_missing' : null;
}

/** True when this role may read the contact data now for this purpose. */
export function mayReadContact(read: ContactRead): boolean {
  return contactReadRefusal(read) === null;
}
