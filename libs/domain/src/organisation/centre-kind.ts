/** The kinds of centre in the registry: counselling of every kind, work with perpetrators, and shelters as onward services without addresses. */
export const CENTRE_KINDS = [
  'intervention',
  'womens_counselling',
  'sexual_violence_counselling',
  'mens_counselling',
  'lsbtiq_service',
  'perpetrator_work',
  'shelter',
] as const;
export type CentreKind = (typeof CENTRE_KINDS)[number];

/** Kinds that may hold a referral of an endangered person: not perpetrator work, and not shelters, to which one is sent on by a centre. */
export const takesReferrals = (kind: CentreKind): boolean => kind !== 'perpetrator_work' && kind !== 'shelter';
