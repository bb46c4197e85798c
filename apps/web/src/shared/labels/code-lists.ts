/** Why a counsellor goes ahead although a rule says no. */
export const OVERRIDE_REASONS = ['person_asked_for_it', 'new_safe_channel_known', 'imminent_danger', 'agreed_with_lead'] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];
/** How somebody learned that consent is withdrawn. */
export const WITHDRAWAL_HEARD_BY = ['phone', 'in_person', 'letter', 'email', 'third_party'] as const;
export type WithdrawalHeardBy = (typeof WITHDRAWAL_HEARD_BY)[number];
/** What a centre answers to a recall that it does not confirm. */
export const RECALL_ANSWERS = ['already_in_contact', 'person_wants_contact', 'question_follows'] as const;
export type RecallAnswer = (typeof RECALL_ANSWERS)[number];
/** Languages offered first on the police form, BCP 47; `und` is one that is not listed. */
export const LANGUAGES = ['de', 'ar', 'uk', 'tr', 'ru', 'pl', 'ro', 'bg', 'en', 'fr', 'fa', 'ku', 'sq', 'und'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Whose telephone a number belongs to. */
export const PHONE_OWNERS = ['own', 'shared', 'trusted_person'] as const;
export type PhoneOwner = (typeof PHONE_OWNERS)[number];
/** Answers to the question whether a number may be rung. */
export const PHONE_SAFETY = ['safe', 'unsafe', 'unknown'] as const;
export type PhoneSafety = (typeof PHONE_SAFETY)[number];
