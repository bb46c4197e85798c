import type { RiskLevel } from '../referral/codes.js';
import type { SafeContact } from '../safe-contact/safe-contact.js';
import type { FieldGroup } from './consent.js';

/** Name, address, telephone: what PolG NRW § 34a (4) lets the police pass on. */
export interface CoreData {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly place: string;
  readonly phones: readonly { readonly number: string; readonly kind: 'mobile' | 'landline' | 'work' | 'other' }[];
}

/** How to talk with the person. */
export interface Communication {
  /** BCP 47. */
  readonly language: string;
  readonly interpreter: boolean;
  readonly signLanguage: boolean;
  readonly easyLanguage: boolean;
  readonly counsellorGender: 'female' | 'male' | 'any';
}

/** Who else depends on the person. Children by number and age, never by name. */
export interface Household {
  readonly children: number;
  readonly childrenAges: readonly number[];
  readonly pregnant: boolean;
  readonly careDependants: boolean;
  readonly pets: boolean;
  /** 'YYYY-MM-DD', a fact of the police; `null` if not informed. */
  readonly youthOfficeInformedOn: string | null;
}

/** What the centre needs of the deployment; the dates of the measure stand with the measure. */
export interface DeploymentData {
  readonly policeReference: string;
  readonly criminalComplaint: boolean;
  readonly arrest: boolean;
  /** The area as the order names it (§ 34a (1) PolG NRW). */
  readonly protectedArea: string | null;
}

/** The police's assessment as received, with date and author. Never computed here. */
export interface RiskData {
  readonly level: RiskLevel;
  readonly instrument: string;
  /** 'YYYY-MM-DD'. */
  readonly assessedAt: string;
  readonly assessedBy: string;
  readonly weapons: boolean;
  readonly strangulation: boolean;
  readonly threatsToKill: boolean;
  readonly stalking: boolean;
  readonly repeat: boolean;
}

/** The other person, only as far as a conflict check and safe dialling need it; never how to reach that person. */
export interface OtherPerson {
  readonly relation: string;
  readonly gender: string;
  readonly name: string | null;
}

/** What identifies or reaches the endangered person, by field group of the consent. Stored as ciphertext, read only on purpose. */
export interface ContactData {
  readonly core: CoreData;
  readonly safeContact?: SafeContact;
  readonly communication?: Communication;
  readonly household?: Household;
  readonly deployment?: DeploymentData;
  readonly risk?: RiskData;
  readonly otherPerson?: OtherPerson;
}

/** The consent group on which each part of the contact data rests. `feedback` has no fields: it lets the result travel back. */
export const GROUP_OF = {
  core: 'core',
  safeContact: 'safe_contact',
  communication: 'communication',
  household: 'household',
  deployment: 'deployment',
  risk: 'risk',
  otherPerson: 'other_person',
} as const satisfies Record<keyof ContactData, FieldGroup>;

const EMPTY_CORE: CoreData = { name: '', street: '', postcode: '', place: '', phones: [] };

/**
 * Only what the person agreed to: a part whose group has no consent is dropped, so it is neither stored nor passed on. Without
 * the core group an empty core remains, whose gaps refuse the submission.
 */
export function keepConsented(contact: ContactData, groups: readonly FieldGroup[]): ContactData {
  const parts = Object.entries(contact).filter(([part]) => part !== 'core' && groups.includes(GROUP_OF[part as keyof ContactData]));
  return { core: groups.includes('core') ? contact.core : EMPTY_CORE, ...Object.fromEntries(parts) };
}

/** The groups that data touch, for the check whether each has a consent. */
export function groupsOf(contact: Partial<ContactData>): FieldGroup[] {
  const parts = Object.keys(GROUP_OF) as (keyof ContactData)[];
  return parts.filter((part) => contact[part] !== undefined).map((part) => GROUP_OF[part]);
}

/** A core field without which the centre could reach nobody. */
export type CoreGap = 'name' | 'street' | 'postcode' | 'place' | 'phones';

/** The core fields that are missing, in the order of the form. A trusted person's phone replaces an own one. */
export function coreGaps(contact: ContactData): CoreGap[] {
  const { core, safeContact } = contact;
  const blank = (['name', 'street', 'postcode', 'place'] as const).filter((field) => core[field].trim() === '');
  const reachable = core.phones.some((phone) => phone.number.trim() !== '') || (safeContact?.trustedPerson?.phone.trim() ?? '') !== '';
  return reachable ? blank : [...blank, 'phones'];
}
