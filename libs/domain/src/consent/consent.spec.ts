import { describe, expect, it } from '@jest/globals';
import { consentRefusal, coversCentre, FIELD_GROUPS, type Consent } from './consent.js';
import { coreGaps, groupsOf, GROUP_OF, keepConsented, type ContactData } from './contact-data.js';
import { minorRuleKept } from './minor-rule.js';

const GIVEN = new Date('2027-03-26T20:00Z');
const consent = (more: Partial<Consent> = {}): Consent => ({
  version: 1,
  scope: 'named_centre',
  groups: ['core', 'safe_contact'],
  form: 'oral',
  givenAt: GIVEN,
  explainedIn: 'de',
  interpreterPresent: false,
  namedCentreId: 'centre-a',
  withdrawnAt: null,
  ...more,
});

// A fictional person; nobody of this name or number exists.
const CONTACT: Required<ContactData> = {
  core: {
    name: 'Erika Beispiel (fiktiv)',
    street: 'Musterweg 1',
    postcode: '40210',
    place: 'Düsseldorf',
    phones: [{ number: '0211 0000001', kind: 'mobile' }],
  },
  safeContact: {
    phone: 'safe',
    whosePhone: 'own',
    windows: [],
    voicemail: false,
    textMessage: false,
    letter: true,
    email: false,
    otherPersonMayAnswer: false,
    codeWord: null,
    trustedPerson: null,
  },
  communication: { language: 'tr', interpreter: true, signLanguage: false, easyLanguage: false, counsellorGender: 'female' },
  household: { children: 2, childrenAges: [3, 7], pregnant: false, careDependants: false, pets: true, youthOfficeInformedOn: null },
  deployment: { policeReference: 'FIKTIV-1', criminalComplaint: true, arrest: false, protectedArea: null },
  risk: {
    level: 'high',
    instrument: 'fiktiv',
    assessedAt: '2027-03-26',
    assessedBy: 'Wache Fiktiv',
    weapons: true,
    strangulation: true,
    threatsToKill: true,
    stalking: false,
    repeat: true,
  },
  otherPerson: { relation: 'partner', gender: 'male', name: null },
};

describe('a consent', () => {
  it('for a named centre covers that centre only', () => {
    expect([coversCentre(consent(), 'centre-a'), coversCentre(consent(), 'centre-b')]).toEqual([true, false]);
  });
  it('for another suitable centre covers every centre', () =>
    expect(coversCentre(consent({ scope: 'other_suitable' }), 'centre-b')).toBe(true));
  it('that was withdrawn covers none', () =>
    expect(coversCentre(consent({ scope: 'other_suitable', withdrawnAt: GIVEN }), 'centre-a')).toBe(false));

  it('refuses a hand-over with the reason', () => {
    expect(consentRefusal(consent(), 'centre-a', GIVEN)).toBeNull();
    expect(consentRefusal(null, 'centre-a', GIVEN)).toBe('consent_missing');
    expect(consentRefusal(consent({ groups: ['risk'] }), 'centre-a', GIVEN)).toBe('consent_missing');
    expect(consentRefusal(consent({ withdrawnAt: GIVEN }), 'centre-a', GIVEN)).toBe('consent_missing');
    expect(consentRefusal(consent({ givenAt: new Date('2027-03-26T20:01Z') }), 'centre-a', GIVEN)).toBe('consent_missing');
    expect(consentRefusal(consent(), 'centre-b', GIVEN)).toBe('consent_scope');
  });
});

describe('contact data', () => {
  it.each(FIELD_GROUPS)('keep nothing but the consented group "%s"', (group) => {
    const kept = keepConsented(CONTACT, [group]);
    const parts = (Object.keys(GROUP_OF) as (keyof ContactData)[]).filter((part) => GROUP_OF[part] === group && part !== 'core');
    expect(Object.keys(kept).filter((part) => part !== 'core')).toEqual(parts);
    expect(kept.core.name).toBe(group === 'core' ? CONTACT.core.name : '');
  });

  it('keep everything when everything is consented, and no unknown part', () => {
    expect(keepConsented({ ...CONTACT, narrative: 'geheim', constructor: 'geheim' } as ContactData, FIELD_GROUPS)).toEqual(CONTACT);
  });

  it('name the groups they touch', () =>
    expect(groupsOf({ risk: CONTACT.risk, household: CONTACT.household })).toEqual(['household', 'risk']));

  it('tell which core fields are missing', () => {
    expect(coreGaps(CONTACT)).toEqual([]);
    expect(coreGaps({ core: { name: ' ', street: '', postcode: '40210', place: '', phones: [{ number: ' ', kind: 'other' }] } })).toEqual([
      'name',
      'street',
      'place',
      'phones',
    ]);
  });

  it('need no own phone when a trusted person has one', () => {
    const safeContact = { ...CONTACT.safeContact, trustedPerson: { name: 'Tante Fiktiv', phone: '0211 0000003' } };
    expect(coreGaps({ core: { ...CONTACT.core, phones: [] }, safeContact })).toEqual([]);
  });

  it('without consent for the core show every gap', () => expect(coreGaps(keepConsented(CONTACT, ['household']))).toHaveLength(5));
});

describe('a minor (scenario 11)', () => {
  it('needs a named person’s decision on capacity and a centre for minors', () => {
    const rule = { minor: true, capacityDecidedBy: 'user-1', centreServesMinors: true };
    expect(minorRuleKept(rule)).toBe(true);
    expect(minorRuleKept({ ...rule, capacityDecidedBy: null })).toBe(false);
    expect(minorRuleKept({ ...rule, capacityDecidedBy: ' ' })).toBe(false);
    expect(minorRuleKept({ ...rule, centreServesMinors: false })).toBe(false);
    expect(minorRuleKept({ minor: false, capacityDecidedBy: null, centreServesMinors: false })).toBe(true);
  });
});
