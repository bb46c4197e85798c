import { escaped, type Language, type PageSettings, type PublicPage } from './public-page.js';

/** Where the built web app keeps what these pages load. */
const FILES = '/information';

const WORDS = {
  de: {
    skip: 'Zum Inhalt springen',
    leave: 'Seite verlassen',
    leaveKeys: 'Oder drücken Sie dreimal nacheinander die Umschalttaste (⇧).',
    pressMore: ['Noch zweimal Umschalttaste: Seite verlassen.', 'Noch einmal Umschalttaste: Seite verlassen.', 'Die Seite wird verlassen.'],
    pressForgotten: 'Das Verlassen ist abgebrochen.',
    other: 'English',
    pages: 'Weitere Seiten',
    links: [['/help', 'Hilfe'], ['/leaflet', 'Merkblatt'], ['/accessibility', 'Barrierefreiheit'], ['/contact', 'Kontakt']],
  },
  en: {
    skip: 'Skip to content',
    leave: 'Leave this page',
    leaveKeys: 'Or press the Shift key (⇧) three times in a row.',
    pressMore: ['Shift two more times: leave this page.', 'Shift one more time: leave this page.', 'Leaving this page.'],
    pressForgotten: 'Leaving was cancelled.',
    other: 'Deutsch',
    pages: 'Other pages',
    links: [['/help', 'Help'], ['/leaflet', 'Leaflet'], ['/accessibility', 'Accessibility'], ['/contact', 'Contact']],
  },
} as const;

const withLanguage = (path: string, language: Language): string => (language === 'de' ? path : `${path}?lang=${language}`);

/** A link, so that it works without script; the script makes it a button that leaves no trace in the tab's history. */
function wayOut(language: Language, { leaveTo }: PageSettings): string {
  const words = WORDS[language];
  const said = words.pressMore.map((text, pressed) => `data-pressed-${pressed + 1}="${escaped(text)}"`).join(' ');
  return `<div class="leave">
<a class="leave__link" id="leave" href="${escaped(leaveTo.href)}" rel="nofollow noreferrer" ${said} data-forgotten="${escaped(words.pressForgotten)}">${words.leave}</a>
<p class="leave__keys" id="leave-keys" hidden>${words.leaveKeys}</p>
<p class="unseen" id="leave-said" role="status"></p>
</div>`;
}

function footer(page: PublicPage, language: Language): string {
  const items = WORDS[language].links.map(([path, label]) => {
    const here = path === page.path ? ' aria-current="page"' : '';
    return `<li><a href="${withLanguage(path, language)}"${here}>${label}</a></li>`;
  });
  return `<footer class="foot"><nav aria-label="${WORDS[language].pages}"><ul>${items.join('')}</ul></nav></footer>`;
}

/** The whole document of a page: nothing inline, nothing from elsewhere. */
export function toDocument(page: PublicPage, language: Language, settings: PageSettings): string {
  const words = WORDS[language];
  const other = language === 'de' ? 'en' : 'de';
  const { title, body } = page.words[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${FILES}/pages.css">
${page.canBeLeft ? `<script src="${FILES}/leave-page.js" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="head">
<a class="head__language" id="language" href="${page.path}?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a>
${page.canBeLeft ? wayOut(language, settings) : ''}
</header>
<main id="main" tabindex="-1">
${body(settings)}
</main>
${footer(page, language)}
</body>
</html>
`;
}
