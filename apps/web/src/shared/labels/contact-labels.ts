import { m } from '../../generated/messages/messages.js';
import type { Language, PhoneOwner, PhoneSafety } from './code-lists';
import type { Labels } from './label-of';

/** Language and telephone: a code without a message does not compile. */
export const LANGUAGE_LABELS: Labels<Language> = {
  de: m.language_de,
  ar: m.language_ar,
  uk: m.language_uk,
  tr: m.language_tr,
  ru: m.language_ru,
  pl: m.language_pl,
  ro: m.language_ro,
  bg: m.language_bg,
  en: m.language_en,
  fr: m.language_fr,
  fa: m.language_fa,
  ku: m.language_ku,
  sq: m.language_sq,
  und: m.language_und,
};

/** Language and telephone: a code without a message does not compile. */
export const OWNER_LABELS: Labels<PhoneOwner> = {
  own: m.owner_own,
  shared: m.owner_shared,
  trusted_person: m.owner_trusted_person,
};

/** Language and telephone: a code without a message does not compile. */
export const PHONE_LABELS: Labels<PhoneSafety> = {
  safe: m.phone_safe,
  unsafe: m.phone_unsafe,
  unknown: m.phone_unknown,
};
