import type { ConsentText } from './consent-text';

/** The languages offered, by their own names, so that a person finds hers or his without reading German. */
export const CONSENT_LANGUAGES = [
  { code: 'de', language: 'de', name: 'Deutsch' },
  { code: 'de-easy', language: 'de', name: 'Einfache Sprache' },
  { code: 'en', language: 'en', name: 'English' },
  { code: 'tr', language: 'tr', name: 'Türkçe' },
  { code: 'ar', language: 'ar', name: 'العربية' },
  { code: 'fa', language: 'fa', name: 'فارسی' },
  { code: 'ru', language: 'ru', name: 'Русский' },
  { code: 'uk', language: 'uk', name: 'Українська' },
  { code: 'pl', language: 'pl', name: 'Polski' },
  { code: 'ro', language: 'ro', name: 'Română' },
  { code: 'fr', language: 'fr', name: 'Français' },
] as const;
export type ConsentCode = (typeof CONSENT_LANGUAGES)[number]['code'];

/** One file per language, loaded when it is chosen. */
export const CONSENT_TEXTS: Readonly<Record<ConsentCode, () => Promise<{ readonly default: ConsentText }>>> = {
  de: () => import('./texts/de'),
  'de-easy': () => import('./texts/de-easy'),
  en: () => import('./texts/en'),
  tr: () => import('./texts/tr'),
  ar: () => import('./texts/ar'),
  fa: () => import('./texts/fa'),
  ru: () => import('./texts/ru'),
  uk: () => import('./texts/uk'),
  pl: () => import('./texts/pl'),
  ro: () => import('./texts/ro'),
  fr: () => import('./texts/fr'),
};
