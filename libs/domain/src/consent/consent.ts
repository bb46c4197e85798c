/** What a consent can cover, each group by itself. Only the core stands in the statute; all else rests on the person's yes. */
export const FIELD_GROUPS = [
  'core',
  'safe_contact',
  'communication',
  'household',
  'deployment',
  'risk',
  'other_person',
  'feedback',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** For this one centre (PolG NRW § 34a (4)), or for another suitable one too. */
export const CONSENT_SCOPES = ['named_centre', 'other_suitable'] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

/** How it was given; § 34a fixes no form. */
export const CONSENT_FORMS = ['signed', 'oral', 'digital'] as const;
export type ConsentForm = (typeof CONSENT_FORMS)[number];

/** One version of a person's consent. Versions are only appended; a withdrawal is a version with `withdrawnAt`. */
export interface Consent {
  readonly version: number;
  readonly scope: ConsentScope;
  readonly groups: readonly FieldGroup[];
  readonly form: ConsentForm;
  readonly givenAt: Date;
  /** The language in which it was explained, BCP 47 ('de', 'ar', 'tr-TR'). */
  readonly explainedIn: string;
  readonly interpreterPresent: boolean;
  /** The centre named to the person; with the scope `other_suitable` the first choice, if there was one. */
  readonly namedCentreId: string | null;
  readonly withdrawnAt: Date | null;
}

/** True while the consent stands and reaches this centre. */
export function coversCentre(consent: Consent, centreId: string): boolean {
  if (consent.withdrawnAt !== null) return false;
  return consent.scope === 'other_suitable' || consent.namedCentreId === centreId;
}

/** True while the consent stands and includes this field group. */
export function coversGroup(consent: Consent, group: FieldGroup): boolean {
  return consent.withdrawnAt === null && consent.groups.includes(group);
}

/**
 * Why nothing may be handed to this centre at this instant, or `null`. Without the core there is no consent to a contact at
 * all, and one dated in the future has not been given.
 */
export function consentRefusal(consent: Consent | null, centreId: string, at: Date): 'consent_missing' | 'consent_scope' | null {
  if (consent === null || !coversGroup(consent, 'core') || consent.givenAt > at) return 'consent_missing';
  return coversCentre(consent, centreId) ? null : 'consent_scope';
}
