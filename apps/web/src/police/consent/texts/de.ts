import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: the German text. */
export default {
  code: 'de',
  language: 'de',
  name: 'Deutsch',
  dir: 'ltr',
  review: null,
  title: 'Dürfen wir Ihre Daten an eine Beratungsstelle weitergeben?',
  sections: [
    ['Worum geht es?', 'Eine Beratungsstelle möchte Sie anrufen und Ihnen Hilfe anbieten. Die Beratung ist kostenlos und vertraulich.'],
    ['Wer bekommt Ihre Daten?', 'Nur die Beratungsstelle, die die Polizei Ihnen nennt. Eine andere nur, wenn Sie das ausdrücklich erlauben.'],
    ['Welche Daten?', 'Die ersten beiden Punkte sind nötig. Zu allen anderen können Sie einzeln Nein sagen.'],
    ['Wofür?', 'Nur damit die Beratungsstelle Sie sicher erreichen und beraten kann.'],
    ['Sie entscheiden', 'Ihre Zustimmung ist freiwillig. Wenn Sie Nein sagen, haben Sie keinen Nachteil. Dann wird nichts gespeichert und nichts weitergegeben.'],
    ['Sie können Ihre Meinung ändern', 'Sie können Ihre Zustimmung jederzeit zurücknehmen, bei der Polizei oder bei der Beratungsstelle. Dann werden Ihre Daten gesperrt und gelöscht.'],
    ['Wie geht es weiter?', 'Die Beratungsstelle meldet sich in den nächsten Tagen, nur auf dem Weg und zu der Zeit, die Sie erlauben. In Gefahr rufen Sie 110 an.'],
  ],
  groups: {
    core: 'Name, Anschrift, Telefonnummer',
    safe_contact: 'Wie und wann man Sie sicher erreicht',
    communication: 'Ihre Sprache',
    household: 'Kinder und Haushalt',
    deployment: 'Einsatz der Polizei und Vorgangsnummer',
    risk: 'Wie die Polizei die Gefahr einschätzt',
    other_person: 'Wer die andere Person ist',
    feedback: 'Die Polizei erfährt, ob Sie erreicht wurden',
  },
  yes: 'Ja, ich bin einverstanden',
  part: 'Ja, aber nicht mit allem',
  no: 'Nein',
} as const satisfies ConsentText;
