import { ACCESSIBILITY_DE } from './accessibility.de.js';
import { ACCESSIBILITY_EN } from './accessibility.en.js';
import type { PublicPage } from './public-page.js';

/** The declaration of accessibility (BITVNRW § 4). */
export const ACCESSIBILITY: PublicPage = { path: '/accessibility', canBeLeft: false, words: { de: ACCESSIBILITY_DE, en: ACCESSIBILITY_EN } };
