import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'pl',
  language: 'pl',
  name: 'Polski',
  dir: 'ltr',
  review: 'Übersetzung noch zu prüfen',
  title: 'Czy możemy przekazać Pani/Pana dane do poradni?',
  sections: [
    ['O co chodzi?', 'Poradnia chce do Pani/Pana zadzwonić i zaproponować pomoc. Porada jest bezpłatna i poufna.'],
    ['Kto otrzyma dane?', 'Tylko poradnia, którą wskaże policja. Inna tylko za wyraźną zgodą.'],
    ['Jakie dane?', 'Pierwsze dwa punkty są konieczne. Na każdy z pozostałych można się nie zgodzić.'],
    ['Po co?', 'Tylko po to, aby poradnia mogła bezpiecznie się skontaktować i doradzić.'],
    ['To Pani/Pana decyzja', 'Zgoda jest dobrowolna. Odmowa nie ma żadnych złych skutków. Wtedy nic nie jest zapisywane ani przekazywane.'],
    ['Można zmienić zdanie', 'Zgodę można w każdej chwili wycofać na policji lub w poradni. Dane zostaną wtedy zablokowane i usunięte.'],
    ['Co dalej?', 'Poradnia odezwie się w najbliższych dniach, tylko w sposób i w czasie, na które Pani/Pan pozwoli. W niebezpieczeństwie: 110.'],
  ],
  groups: {
    core: 'Imię i nazwisko, adres, numer telefonu',
    safe_contact: 'Jak i kiedy można się bezpiecznie skontaktować',
    communication: 'Język',
    household: 'Dzieci i gospodarstwo domowe',
    deployment: 'Interwencja policji i numer sprawy',
    risk: 'Jak policja ocenia zagrożenie',
    other_person: 'Kim jest druga osoba',
    feedback: 'Policja dowie się, czy udało się skontaktować',
  },
  yes: 'Tak, zgadzam się',
  part: 'Tak, ale nie na wszystko',
  no: 'Nie',
} as const satisfies ConsentText;
