import type { ConsentText } from '../consent-text';

/** What is read out or shown to the person: to be reviewed before it is relied on. */
export default {
  code: 'en',
  language: 'en',
  name: 'English',
  dir: 'ltr',
  review: 'Übersetzung noch zu prüfen',
  title: 'May we pass your details on to a counselling centre?',
  sections: [
    ['What is this about?', 'A counselling centre would like to call you and offer help. The help is free and confidential.'],
    ['Who gets your details?', 'Only the centre that the police name to you. Another one only if you expressly allow it.'],
    ['Which details?', 'The first two are needed. You can say no to each of the others.'],
    ['What for?', 'Only so that the centre can reach you safely and advise you.'],
    ['You decide', 'Your consent is voluntary. If you say no, you have no disadvantage. Then nothing is stored and nothing is passed on.'],
    ['You can change your mind', 'You can withdraw your consent at any time, with the police or with the centre. Your details are then locked and deleted.'],
    ['What happens next?', 'The centre will contact you in the next days, only in the way and at the times that you allow. In danger call 110.'],
  ],
  groups: {
    core: 'Name, address, telephone number',
    safe_contact: 'How and when you can be reached safely',
    communication: 'Your language',
    household: 'Children and household',
    deployment: 'Police deployment and reference number',
    risk: 'How the police assess the danger',
    other_person: 'Who the other person is',
    feedback: 'The police learn whether you were reached',
  },
  yes: 'Yes, I agree',
  part: 'Yes, but not to everything',
  no: 'No',
} as const satisfies ConsentText;
