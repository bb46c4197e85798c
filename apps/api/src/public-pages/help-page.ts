import { HELP_DE } from './help.de.js';
import { HELP_EN } from './help.en.js';
import type { PublicPage } from './public-page.js';

/** How a referral travels, in pictures, and what each role does. */
export const HELP: PublicPage = { path: '/help', canBeLeft: false, words: { de: HELP_DE, en: HELP_EN } };
