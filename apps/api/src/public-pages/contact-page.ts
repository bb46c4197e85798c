import { dialled, escaped, mailed, type Operator, type PublicPage } from './public-page.js';

/** The ways to the operating body as a list; null when none was configured. */
export function waysTo({ name, mail, phone }: Operator, words: { readonly mail: string; readonly phone: string }): string | null {
  const ways = [
    ...(mail === '' ? [] : [`<dt>${words.mail}</dt><dd>${mailed(mail)}</dd>`]),
    ...(phone === '' ? [] : [`<dt>${words.phone}</dt><dd>${dialled(phone)}</dd>`]),
  ];
  if (ways.length === 0) return null;
  return `${name === '' ? '' : `<p>${escaped(name)}</p>`}<dl class="numbers">${ways.join('')}</dl>`;
}

/** What stands in place of an address that nobody has entered. */
export const NO_CONTACT = {
  de: '<p class="box">Für diese Installation ist noch keine Kontaktadresse eingetragen. Bitte wenden Sie sich an Ihre Dienststelle oder Ihre Beratungsstelle.</p>',
  en: '<p class="box">No contact address has been entered for this installation yet. Please turn to your police authority or your counselling centre.</p>',
} as const;

/** The electronic way to the operating body. */
export const CONTACT: PublicPage = {
  path: '/contact',
  canBeLeft: true,
  words: {
    de: {
      title: 'Kontakt',
      body: ({ operator }) => `<h1>Kontakt</h1>
<p class="lead">So erreichen Sie die Stelle, die dieses Angebot betreibt.</p>
${waysTo(operator, { mail: 'E-Mail', phone: 'Telefon' }) ?? NO_CONTACT.de}
<h2>Wofür diese Adresse da ist</h2>
<ul>
<li>Etwas ist nicht barrierefrei, oder Sie brauchen Informationen in einer anderen Form.</li>
<li>Sie haben eine Frage zum Datenschutz.</li>
<li>Etwas funktioniert nicht.</li>
</ul>
<p>Schreiben Sie bitte keine Namen oder Telefonnummern von gefährdeten Personen in eine E-Mail.</p>
<div class="box box--urgent">
<h2>Sie brauchen selbst Hilfe?</h2>
<p>In Gefahr: ${dialled('110')}. Beratung Tag und Nacht: ${dialled('116 016')}. Mehr steht im <a href="/leaflet">Merkblatt</a>.</p>
</div>`,
    },
    en: {
      title: 'Contact',
      body: ({ operator }) => `<h1>Contact</h1>
<p class="lead">How to reach the body that operates this service.</p>
${waysTo(operator, { mail: 'E-mail', phone: 'Telephone' }) ?? NO_CONTACT.en}
<h2>What this address is for</h2>
<ul>
<li>Something is not accessible, or you need information in another form.</li>
<li>You have a question about data protection.</li>
<li>Something does not work.</li>
</ul>
<p>Please write no names or telephone numbers of endangered persons in an e-mail.</p>
<div class="box box--urgent">
<h2>Do you need help yourself?</h2>
<p>In danger: ${dialled('110')}. Counselling day and night: ${dialled('116 016')}. The <a href="/leaflet?lang=en">leaflet</a> says more.</p>
</div>`,
    },
  },
};
