import { addDays, localDayOf, type ContactData, type FieldGroup, type RiskLevel, type SafeContact } from '#domain';
import type { Random } from './random.js';

const FIRST_NAMES = [
  'Ada',
  'Bente',
  'Cleo',
  'Dana',
  'Elif',
  'Fenja',
  'Greta',
  'Hatice',
  'Ines',
  'Jule',
  'Karla',
  'Leyla',
  'Mara',
  'Nele',
  'Olga',
  'Petra',
];
const MALE_NAMES = ['Anton', 'Bela', 'Cem', 'David', 'Emil', 'Finn', 'Goran', 'Hannes'];

/**
 * Numbers that no network ever assigns, for books and films: Bundesnetzagentur, Mitteilung 148/2021, Amtsblatt 7/2021
 * ("Rufnummern für Medienproduktionen"). Köln 0221 4710 000–999, Berlin 030 23125 000–999, and single mobile numbers.
 */
const MOBILE_NUMBERS = ['0152 28817386', '0172 9980752'];
const landline = (random: Random): string => `${random.pick(['0221 4710', '030 23125'])} ${String(random.whole(0, 999)).padStart(3, '0')}`;

/** What a made-up person brings along. */
export interface PersonWish {
  /** Counts through the demo, so that a person is recognised in the interface. */
  readonly number: number;
  readonly male: boolean;
  readonly minor: boolean;
  readonly postcode: string;
  readonly place: string;
  readonly risk: RiskLevel;
  readonly at: Date;
  /** Reachable at any time; else within windows on weekdays. */
  readonly anyTime: boolean;
  readonly letter: boolean;
  readonly groups: readonly FieldGroup[];
}

/** Contact data of somebody who does not exist, visibly so. */
export function fictionalContact(random: Random, wish: PersonWish): ContactData {
  const number = String(wish.number).padStart(3, '0');
  const first = random.pick(wish.male ? MALE_NAMES : FIRST_NAMES);
  const mobile = random.chance(0.7);
  const language = random.weighted([
    ['de', 70],
    ['tr', 8],
    ['ar', 8],
    ['uk', 6],
    ['ru', 4],
    ['pl', 4],
  ]);
  const children = random.weighted([
    [0, 45],
    [1, 25],
    [2, 20],
    [3, 10],
  ]);
  const all: ContactData = {
    core: {
      name: `Testperson ${first} Muster ${number} (fiktiv)`,
      street: `Beispielweg ${random.whole(1, 120)} (fiktiv)`,
      postcode: wish.postcode,
      place: wish.place,
      phones: [{ number: mobile ? random.pick(MOBILE_NUMBERS) : landline(random), kind: mobile ? 'mobile' : 'landline' }],
    },
    safeContact: safeContact(random, wish),
    communication: {
      language,
      interpreter: language !== 'de' && random.chance(0.6),
      signLanguage: false,
      easyLanguage: random.chance(0.05),
      counsellorGender: wish.male ? 'any' : random.pick(['female', 'any']),
    },
    household: {
      children,
      childrenAges: Array.from({ length: children }, () => random.whole(0, 16)),
      pregnant: !wish.male && random.chance(0.05),
      careDependants: random.chance(0.04),
      pets: random.chance(0.2),
      youthOfficeInformedOn: children > 0 && random.chance(0.7) ? localDayOf(wish.at) : null,
    },
    deployment: {
      policeReference: `DEMO-${number}/${localDayOf(wish.at).slice(0, 4)}`,
      criminalComplaint: random.chance(0.8),
      arrest: random.chance(0.1),
      protectedArea: 'Wohnung und Treppenhaus (fiktiv)',
    },
    risk: {
      level: wish.risk,
      instrument: 'ODARA',
      assessedAt: addDays(localDayOf(wish.at), 0),
      assessedBy: 'Opferschutz (fiktiv)',
      weapons: wish.risk === 'high' && random.chance(0.4),
      strangulation: wish.risk === 'high' && random.chance(0.5),
      threatsToKill: wish.risk !== 'none' && random.chance(0.5),
      stalking: random.chance(0.2),
      repeat: random.chance(0.3),
    },
    otherPerson: {
      relation: random.pick(['partner', 'former_partner', 'relative']),
      gender: wish.male ? random.pick(['male', 'female']) : 'male',
      name: null,
    },
  };
  return consentedParts(all, wish.groups);
}

/** How the made-up person can be reached; with windows, only on weekdays in the daytime. */
export function safeContact(random: Random, { anyTime, letter }: Pick<PersonWish, 'anyTime' | 'letter'>): SafeContact {
  return {
    phone: anyTime ? 'safe' : random.pick(['safe', 'unknown']),
    whosePhone: random.pick(['own', 'own', 'own', 'shared']),
    windows: anyTime ? [] : [{ days: [1, 2, 3, 4, 5], from: '09:00', to: random.pick(['13:00', '16:00']) }],
    voicemail: random.chance(0.1),
    textMessage: random.chance(0.2),
    letter,
    email: false,
    otherPersonMayAnswer: random.chance(0.1),
    codeWord: random.chance(0.3) ? 'Demo-Codewort' : null,
    trustedPerson: random.chance(0.1) ? { name: 'Vertrauensperson Muster (fiktiv)', phone: '030 23125 042' } : null,
  };
}

/** Leaves away what the person did not agree to, as a careful officer would. */
function consentedParts(all: ContactData, groups: readonly FieldGroup[]): ContactData {
  const { core, safeContact: safe, communication, household, deployment, risk, otherPerson } = all;
  return {
    core,
    ...(safe && { safeContact: safe }),
    ...(communication && groups.includes('communication') && { communication }),
    ...(household && groups.includes('household') && { household }),
    ...(deployment && groups.includes('deployment') && { deployment }),
    ...(risk && groups.includes('risk') && { risk }),
    ...(otherPerson && groups.includes('other_person') && { otherPerson }),
  };
}
