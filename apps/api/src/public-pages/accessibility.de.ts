import { NO_CONTACT, waysTo } from './contact-page.js';
import { escaped, mailed, type PageWords } from './public-page.js';

/** The declaration in German; it claims no more than the tests of this repository show. */
export const ACCESSIBILITY_DE: PageWords = {
  title: 'Erklärung zur Barrierefreiheit',
  body: ({ operator }) => `<h1>Erklärung zur Barrierefreiheit</h1>
<p class="lead">${operator.name === '' ? 'Die Stelle, die dieses Angebot betreibt,' : escaped(operator.name)} möchte, dass alle Menschen Zeitnah benutzen können. Maßstab sind das Behindertengleichstellungsgesetz Nordrhein-Westfalen und die Barrierefreie-Informationstechnik-Verordnung (BITVNRW) mit der Norm EN 301 549.</p>
<h2>Wofür die Erklärung gilt</h2>
<p>Für die Web-Anwendung Zeitnah und für die öffentlichen Seiten Merkblatt, Hilfe, Kontakt und diese Erklärung.</p>
<h2>Wie weit die Anforderungen erfüllt sind</h2>
<p><strong>Zeitnah ist nach heutigem Stand teilweise mit den Anforderungen vereinbar.</strong> Eine vollständige Prüfung durch Menschen fehlt noch.</p>
<h3>Das wird bei jeder Änderung automatisch in einem Browser geprüft</h3>
<ul>
<li>die Regeln der WCAG 2.0 bis 2.2, Stufen A und AA, soweit das Programm axe sie erkennen kann</li>
<li>die Wege durch eine Vermittlung nur mit der Tastatur</li>
<li>die öffentlichen Seiten ohne JavaScript und bei 320 Pixeln Breite</li>
</ul>
<h3>Das ist noch nicht geprüft</h3>
<ul>
<li>die Benutzung mit Bildschirmlese-Programmen (NVDA, VoiceOver) durch geübte Personen</li>
<li>die Verständlichkeit der Texte durch eine Prüfgruppe</li>
<li>die gedruckten Blätter (PDF) mit einem Prüfprogramm für PDF/UA</li>
</ul>
<h3>Das fehlt noch</h3>
<ul>
<li>Informationen in Deutscher Gebärdensprache</li>
<li>ein Merkblatt in geprüfter Leichter Sprache</li>
</ul>
<h2>Wann die Erklärung entstanden ist</h2>
<p>Sie wurde am 22. November 2026 auf Grund einer Selbstbewertung erstellt.</p>
<h2>Eine Barriere melden</h2>
<p>Sie können etwas nicht lesen oder nicht bedienen? Bitte schreiben Sie uns oder rufen Sie an. Nennen Sie die Seite und was nicht geht.</p>
${waysTo(operator, { mail: 'E-Mail', phone: 'Telefon' }) ?? NO_CONTACT.de}
<h2>Wenn unsere Antwort nicht hilft</h2>
<p>Dann können Sie sich an die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen wenden. Das Verfahren kostet nichts. Die Ombudsstelle ist der Beauftragten für die Belange der Menschen mit Behinderung zugeordnet (§§ 10d, 10e BGG NRW, §§ 9 ff. BITVNRW).</p>
<dl class="numbers">
<dt>E-Mail</dt><dd>${mailed('ombudsstelle-barrierefreie-it@mags.nrw.de')}</dd>
<dt>Internet</dt><dd><a href="https://www.lbbp.nrw.de/ombudsstelle" rel="noreferrer">www.lbbp.nrw.de/ombudsstelle</a></dd>
</dl>
<p>Ob öffentliche Stellen die Anforderungen einhalten, prüft die Überwachungsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen bei IT.NRW (§ 10c BGG NRW).</p>`,
};
