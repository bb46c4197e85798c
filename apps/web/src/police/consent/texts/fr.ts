import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'fr',
  language: 'fr',
  name: 'Français',
  dir: 'ltr',
  review: 'Übersetzung noch zu prüfen',
  title: 'Pouvons-nous transmettre vos données à un centre de conseil ?',
  sections: [
    ['De quoi s’agit-il ?', 'Un centre de conseil souhaite vous appeler et vous proposer de l’aide. Le conseil est gratuit et confidentiel.'],
    ['Qui reçoit vos données ?', 'Seulement le centre que la police vous indique. Un autre uniquement si vous le permettez expressément.'],
    ['Quelles données ?', 'Les deux premiers points sont nécessaires. Vous pouvez refuser chacun des autres.'],
    ['Dans quel but ?', 'Seulement pour que le centre puisse vous joindre en sécurité et vous conseiller.'],
    ['C’est vous qui décidez', 'Votre accord est volontaire. Si vous dites non, cela n’a aucun inconvénient pour vous. Rien n’est alors enregistré ni transmis.'],
    ['Vous pouvez changer d’avis', 'Vous pouvez retirer votre accord à tout moment, auprès de la police ou du centre. Vos données sont alors bloquées et effacées.'],
    ['Que se passe-t-il ensuite ?', 'Le centre vous contactera dans les prochains jours, seulement par le moyen et aux heures que vous permettez. En danger, appelez le 110.'],
  ],
  groups: {
    core: 'Nom, adresse, numéro de téléphone',
    safe_contact: 'Comment et quand vous joindre en sécurité',
    communication: 'Votre langue',
    household: 'Enfants et foyer',
    deployment: 'Intervention de la police et numéro de dossier',
    risk: 'Comment la police évalue le danger',
    other_person: 'Qui est l’autre personne',
    feedback: 'La police apprend si vous avez été joint(e)',
  },
  yes: 'Oui, je suis d’accord',
  part: 'Oui, mais pas avec tout',
  no: 'Non',
} as const satisfies ConsentText;
