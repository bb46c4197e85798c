import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'ro',
  language: 'ro',
  name: 'Română',
  dir: 'ltr',
  review: 'Übersetzung noch zu prüfen',
  title: 'Putem transmite datele dumneavoastră unui centru de consiliere?',
  sections: [
    ['Despre ce este vorba?', 'Un centru de consiliere dorește să vă sune și să vă ofere ajutor. Consilierea este gratuită și confidențială.'],
    ['Cine primește datele?', 'Numai centrul pe care vi-l numește poliția. Alt centru numai dacă permiteți în mod expres.'],
    ['Ce date?', 'Primele două puncte sunt necesare. La fiecare dintre celelalte puteți spune nu.'],
    ['Pentru ce?', 'Numai pentru ca centrul să vă poată contacta în siguranță și consilia.'],
    ['Dumneavoastră decideți', 'Acordul este voluntar. Dacă spuneți nu, nu aveți niciun dezavantaj. Atunci nu se salvează și nu se transmite nimic.'],
    ['Vă puteți răzgândi', 'Vă puteți retrage acordul oricând, la poliție sau la centru. Atunci datele sunt blocate și șterse.'],
    ['Ce urmează?', 'Centrul vă va contacta în zilele următoare, numai pe calea și la orele pe care le permiteți. În pericol sunați la 110.'],
  ],
  groups: {
    core: 'Nume, adresă, număr de telefon',
    safe_contact: 'Cum și când puteți fi contactat(ă) în siguranță',
    communication: 'Limba dumneavoastră',
    household: 'Copii și gospodărie',
    deployment: 'Intervenția poliției și numărul dosarului',
    risk: 'Cum evaluează poliția pericolul',
    other_person: 'Cine este cealaltă persoană',
    feedback: 'Poliția află dacă ați fost contactat(ă)',
  },
  yes: 'Da, sunt de acord',
  part: 'Da, dar nu cu toate',
  no: 'Nu',
} as const satisfies ConsentText;
