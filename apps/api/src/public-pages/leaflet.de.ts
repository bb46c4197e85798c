import { HOTLINES } from '#domain';
import { dialled, type PageWords } from './public-page.js';

/** The leaflet in plain German. Not yet read by a test-reading group, and it says so. */
export const LEAFLET_DE: PageWords = {
  title: 'Informationen',
  body: () => `<h1>So geht es jetzt weiter</h1>
<p class="lead">Die Polizei war bei Ihnen. Eine Beratungsstelle kann Ihnen jetzt helfen.</p>
<div class="box box--urgent">
<h2>Sie sind in Gefahr?</h2>
<p>Rufen Sie die Polizei: ${dialled('110')}. Das kostet nichts. Es geht Tag und Nacht.</p>
</div>
<h2>Was passiert jetzt?</h2>
<ol>
<li>Die Polizei hat Sie gefragt: Darf eine Beratungsstelle Sie anrufen?</li>
<li>Sie haben Ja gesagt? Dann gibt die Polizei Ihren Namen, Ihre Adresse und Ihre Telefonnummer an die Beratungsstelle. Sie gibt nur weiter, was Sie erlaubt haben.</li>
<li>Die Beratungsstelle ruft Sie an. Meistens dauert das 1 bis 3 Tage.</li>
<li>Sie entscheiden selbst, ob Sie mit ihr sprechen.</li>
</ol>
<h2>Wer ruft mich an?</h2>
<ul>
<li>Eine Fachkraft aus einer Beratungsstelle. Sie arbeitet nicht bei der Polizei.</li>
<li>Sie hört zu und kennt Ihre Rechte. Sie kann Ihnen sagen, was Sie tun können und wer noch hilft.</li>
<li>Was Sie dort erzählen, erfährt die Polizei nicht von ihr.</li>
<li>Sie können gerade nicht sprechen? Sagen Sie das. Die Fachkraft ruft zu einer anderen Zeit wieder an.</li>
</ul>
<h2>Muss ich das machen?</h2>
<p>Nein. Das Angebot ist freiwillig. Wenn Sie Nein sagen, haben Sie davon keinen Nachteil. Sie müssen keinen Grund nennen.</p>
<h2>Kann ich mein Ja zurücknehmen?</h2>
<p>Ja, jederzeit. Sagen Sie es der Polizei oder der Beratungsstelle. Ein Anruf genügt. Dann werden Ihre Angaben sofort gesperrt. Danach werden sie gelöscht.</p>
<h2>Wer hilft sofort?</h2>
<dl class="numbers">
<dt>Polizei, wenn Sie in Gefahr sind</dt><dd>${dialled('110')}</dd>
<dt>Rettungsdienst, wenn Sie verletzt sind</dt><dd>${dialled('112')}</dd>
<dt>${HOTLINES.violence_against_women.name}</dt><dd>${dialled(HOTLINES.violence_against_women.phone)}<br>Tag und Nacht, kostenlos, in vielen Sprachen. Sie müssen Ihren Namen nicht sagen.</dd>
<dt>${HOTLINES.men.name}</dt><dd>${dialled(HOTLINES.men.phone)}<br>Für Männer. Nicht zu jeder Uhrzeit besetzt.</dd>
</dl>
<h2>Ihr Handy und Ihr Computer</h2>
<p>Vielleicht schaut jemand nach, was Sie lesen oder wen Sie anrufen. Dann kann das helfen:</p>
<ul>
<li>Lesen Sie diese Seite auf einem Gerät, das nur Sie benutzen.</li>
<li>Mit „Seite verlassen“ kommen Sie sofort zu einer Seite über das Wetter. Vorher besuchte Seiten können trotzdem im Verlauf des Browsers stehen.</li>
<li>Löschen Sie nur diese Seite aus dem Verlauf. Ein ganz leerer Verlauf fällt auf.</li>
<li>Auch die Liste der Anrufe kann jemand lesen. Löschen Sie dort einzelne Nummern.</li>
<li>Kennt jemand Ihre Passwörter? Ändern Sie sie auf einem anderen Gerät. Denken Sie auch an das Teilen Ihres Standorts.</li>
<li>Sagen Sie der Polizei oder der Beratungsstelle, wann und wo ein Anruf sicher ist.</li>
</ul>
<p class="note">Dieser Text ist in einfacher Sprache geschrieben. Eine Prüfgruppe hat ihn noch nicht gelesen. Diese Seite speichert nichts über Sie.</p>`,
};
