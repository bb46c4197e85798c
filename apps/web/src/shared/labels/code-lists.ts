/** Languages offered first on the police form, BCP 47; `und` is one that is not listed. */
export const LANGUAGES = ['de', 'ar', 'uk', 'tr', 'ru', 'pl', 'ro', 'bg', 'en', 'fr', 'fa', 'ku', 'sq', 'und'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Whose telephone a number belongs to. */
export const PHONE_OWNERS = ['own', 'shared', 'trusted_person'] as const;
export type PhoneOwner = (typeof PHONE_OWNERS)[number];
/** Answers to the question whether a number may be rung. */
export const PHONE_SAFETY = ['safe', 'unsafe', 'unknown'] as const;
export type PhoneSafety = (typeof PHONE_SAFETY)[number];
