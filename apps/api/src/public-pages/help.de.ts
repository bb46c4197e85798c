import { keyTable, step } from './help-pictures.js';
import type { PageWords } from './public-page.js';

/** The help in German. */
export const HELP_DE: PageWords = {
  title: 'Hilfe',
  body: () => `<h1>Hilfe</h1>
<p class="lead">Mit Zeitnah gibt die Polizei eine gefährdete Person an eine Beratungsstelle weiter. Alle Beteiligten sehen, ob die Fristen gehalten werden.</p>
<h2>Der Weg einer Vermittlung</h2>
<ol class="steps">
${step('report', '1. Die Polizei meldet', 'Die Streife fragt die Person, ob sie einverstanden ist. Sie füllt eine Seite aus und sendet sie. Die Quittung nennt die Kennung, die Beratungsstelle und die Frist.')}
${step('inbox', '2. Die Beratungsstelle nimmt an', 'Die Meldung steht im Posteingang. Was zuerst fällig ist, steht oben. Erst nach dem Annehmen sind Name und Nummer zu sehen, und jeder Blick wird festgehalten.')}
${step('call', '3. Die Beratungsstelle nimmt Kontakt auf', 'Sie ruft zu einer sicheren Zeit auf einem sicheren Weg an. Jeder Versuch wird mit seinem Ergebnis festgehalten.')}
${step('feedback', '4. Die Polizei erfährt das Ergebnis', 'Wenn die Person es erlaubt hat, erfährt die Polizei, ob der Kontakt gelungen ist. Was besprochen wurde, erfährt sie nicht.')}
</ol>
<h2>Was Sie in Ihrer Rolle tun</h2>
<h3>Streife und polizeilicher Opferschutz</h3>
<ul>
<li>Mit „Neue Meldung“ geben Sie eine Person weiter. Ohne Einwilligung geht es nicht.</li>
<li>Kommt eine Meldung „zur Klärung“ zurück, steht der Grund dabei. Berichtigen Sie die Angaben und senden Sie sie neu.</li>
<li>Nimmt die Person ihre Einwilligung zurück, halten Sie das in der Vermittlung fest. Die Angaben werden sofort gesperrt.</li>
</ul>
<h3>Beratungsfachkraft</h3>
<ul>
<li>Nehmen Sie neue Meldungen an oder geben Sie sie zur Klärung zurück. Ablehnen kann die Leitung.</li>
<li>Halten Sie jeden Kontaktversuch fest, auch den vergeblichen.</li>
<li>Tragen Sie Abwesenheiten ein, damit keine Meldung liegen bleibt.</li>
</ul>
<h3>Leitung</h3>
<ul>
<li>Die Seite „Fällig“ zeigt, was bald fällig ist und was überfällig ist.</li>
<li>Die Leitung der Beratungsstelle lehnt mit einem Grund ab oder leitet weiter. Eine abgelehnte Meldung geht an die Polizei zurück und geht nicht verloren.</li>
<li>„Laufzeiten“ zeigt die genauen Zahlen der eigenen Organisation. Eine Beratungsstelle kann dort durchspielen, was ein Wochenenddienst oder eine weitere Kraft geändert hätte. Die Polizei trägt dort je Monat Einsätze und Ablehnungen ein, als Zahl.</li>
<li>Von dort führt ein Link zu den Modellen anderer Kreise.</li>
</ul>
<h3>Koordination</h3>
<ul>
<li>Die Koordination am Runden Tisch sieht Vermittlungen, die stocken, nur mit Kennung und zuständiger Stelle. Namen sieht sie nie.</li>
<li>Die Landeskoordinierungsstelle sieht nur Zahlen. Zahlen unter 5 werden nicht gezeigt, alle anderen sind auf 5 gerundet.</li>
<li>„Laufzeiten“ nennt zuerst, wo es am längsten dauert. „Engpässe“ zeigt, wer jetzt handeln muss, und erinnert auf Wunsch. „Berichte“ gibt jeden Zeitraum als PDF, XLSX und CSV, mit allen Definitionen.</li>
<li>Im „Verzeichnis“ pflegt die Landeskoordinierungsstelle Stellen, Vereinbarungen und Feiertage. „Abdeckung“ zeigt, wo zu welcher Stunde niemand zuständig ist.</li>
<li>„Modelle und gute Praxis“ unter „Aufgaben“ zeigt, was anderswo eine Lücke geschlossen hat. Die Landeskoordinierungsstelle kann ein Modell als Vorschlag für eine Vereinbarung übernehmen.</li>
<li>„Treffen“ unter „Aufgaben“ plant Sitzungen, lädt ein und hält Protokoll und Beschlüsse fest. Die nächste Sitzung einer Reihe lädt dieselben Organisationen neu ein. Ihre Treffen können Sie in den eigenen Kalender aufnehmen.</li>
<li>„Landesaktionsplan“ hält Maßnahmen mit Status und Nachweis und sagt, welche zu überprüfen ist. Öffentlich ist nur, was Sie freigeben. Viele Maßnahmen auf einmal kommen aus einer Datei: Sie wird zuerst nur gelesen.</li>
<li>„Mandate und Gremien“ sagt, wer die Landesstelle wo vertritt und was als Nächstes ansteht. Ein Positionspapier gibt eine zweite Person frei; frühere Fassungen bleiben lesbar.</li>
</ul>
<h2>Tasten</h2>
${keyTable(['Taste', 'Was sie tut'], [['F8', 'Sichtschutz: verdeckt Namen, Nummern und Adressen und zeigt sie wieder'], ['J', 'in der Beratungsstelle: zur nächsten Vermittlung im Posteingang'], ['K', 'zur vorigen Vermittlung im Posteingang'], ['A', 'die geöffnete Vermittlung annehmen'], ['V', 'einen Kontaktversuch festhalten'], ['E', 'festhalten, dass die Person erreicht ist'], ['?', 'zeigt alle Tasten dieser Seite und schaltet sie aus oder ein'], ['Tab', 'zum nächsten Feld oder Knopf'], ['Esc', 'schließt einen Dialog']])}
<p>Alles, was eine Taste tut, tut auch ein Knopf. Die Buchstaben wirken nie, während Sie in ein Feld schreiben.</p>
<h2>Was tun, wenn …</h2>
<dl class="answers">
<dt>… die Verbindung weg ist?</dt><dd>Lassen Sie die Seite offen. Was Sie getippt haben, bleibt stehen. Sobald der Server wieder antwortet, verschwindet der Hinweis von selbst.</dd>
<dt>… die Sitzung abläuft?</dt><dd>Zwei Minuten vorher fragt die Seite, ob Sie weiterarbeiten. Ist die Sitzung schon zu Ende, melden Sie sich im Fenster neu an. Ihre Eingaben bleiben stehen.</dd>
<dt>… jemand auf den Bildschirm schaut?</dt><dd>Drücken Sie F8 oder den Knopf „Sichtschutz“ oben auf der Seite.</dd>
<dt>… ich etwas Falsches gesendet habe?</dt><dd>Öffnen Sie die Vermittlung. Angaben können Sie berichtigen, eine versehentliche Meldung können Sie zurückziehen.</dd>
<dt>… jemand schneller war?</dt><dd>Dann sehen Sie, wer was getan hat, und den neuen Stand. Es ist nichts verloren.</dd>
<dt>… ich Papier brauche?</dt><dd>In der Vermittlung gibt es „Drucken (PDF)“. Jeder Druck wird festgehalten. Vernichten Sie das Blatt nach Gebrauch.</dd>
</dl>
<p><a href="/contact">Kontakt zur betreibenden Stelle</a></p>`,
};
