import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'de-easy',
  language: 'de',
  name: 'Einfache Sprache',
  dir: 'ltr',
  review: 'Entwurf: noch von keiner Prüfgruppe gelesen',
  title: 'Dürfen wir Ihre Daten weitergeben?',
  sections: [
    ['Worum geht es?', 'Eine Beratungs-Stelle möchte Sie anrufen. Sie bietet Ihnen Hilfe an. Die Hilfe kostet nichts. Die Beratungs-Stelle erzählt nichts weiter.'],
    ['Wer bekommt Ihre Daten?', 'Nur diese eine Beratungs-Stelle. Eine andere Stelle nur, wenn Sie Ja dazu sagen.'],
    ['Welche Daten?', 'Die ersten 2 Punkte müssen sein. Sonst kann niemand Sie anrufen. Bei allen anderen Punkten dürfen Sie Nein sagen.'],
    ['Wozu?', 'Damit die Beratungs-Stelle Sie sicher anrufen kann. Für nichts anderes.'],
    ['Sie entscheiden', 'Sie müssen nicht Ja sagen. Bei Nein passiert Ihnen nichts Schlechtes. Bei Nein schreiben wir nichts auf.'],
    ['Sie dürfen es sich anders überlegen', 'Sie können später Nein sagen. Sagen Sie es der Polizei oder der Beratungs-Stelle. Dann werden Ihre Daten gelöscht.'],
    ['Was passiert dann?', 'Die Beratungs-Stelle meldet sich in den nächsten Tagen. Nur so, wie Sie es wollen. Sind Sie in Gefahr? Dann rufen Sie an: 110.'],
  ],
  groups: {
    core: 'Ihr Name, wo Sie wohnen, Ihre Telefon-Nummer',
    safe_contact: 'Wann man Sie sicher anrufen kann',
    communication: 'Ihre Sprache',
    household: 'Ihre Kinder und wer bei Ihnen wohnt',
    deployment: 'Was die Polizei gemacht hat',
    risk: 'Wie gefährlich es ist',
    other_person: 'Wer die andere Person ist',
    feedback: 'Die Polizei erfährt: Hat man Sie erreicht?',
  },
  yes: 'Ja',
  part: 'Ja, aber nicht zu allem',
  no: 'Nein',
} as const satisfies ConsentText;
