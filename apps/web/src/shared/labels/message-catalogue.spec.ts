import { readFileSync } from 'node:fs';
import {
  ATTEMPT_RESULTS, CANDIDATE_REASONS, CHANNELS, CLOCK_KINDS, CONSENT_FORMS, CONSENT_SCOPES, DECLINE_REASONS, EVENTS, EXCLUSION_REASONS,
  FIELD_GROUPS, FORWARD_REASONS, HUMAN_EVENTS, HUMAN_ROLES, MEASURE_CHANGES, OUTCOMES, OVERRIDE_REASONS, PAUSE_REASONS, REACHED_RESULTS,
  READ_PURPOSES, RECALL_ANSWERS, REFUSALS, RETURN_REASONS, RISK_LEVELS, RUNGS, STATES, TARGET_GROUPS, WITHDRAW_REASONS,
  WITHDRAWAL_HEARD_BY,
} from '#domain';
import { LANGUAGES, PHONE_OWNERS, PHONE_SAFETY } from './code-lists.js';

type Message = string | Readonly<Record<string, string>>;
type Catalogue = Readonly<Record<string, Message>>;

const LOCALES = ['de', 'en'] as const;
const catalogueOf = (locale: string): Catalogue =>
  JSON.parse(readFileSync(new URL(`../../../messages/${locale}.json`, import.meta.url), 'utf8')) as Catalogue;
const CATALOGUES = { de: catalogueOf('de'), en: catalogueOf('en') };

/** Every list of codes that a person may read, by the prefix of its message keys. */
const CODE_LISTS: Readonly<Record<string, readonly string[]>> = {
  state: STATES,
  event: HUMAN_EVENTS,
  happened: EVENTS,
  outcome: OUTCOMES,
  decline: DECLINE_REASONS,
  return: RETURN_REASONS,
  attempt: ATTEMPT_RESULTS,
  reached: REACHED_RESULTS,
  forward: FORWARD_REASONS,
  withdraw: WITHDRAW_REASONS,
  pause: PAUSE_REASONS,
  measure: MEASURE_CHANGES,
  channel: CHANNELS,
  target: TARGET_GROUPS,
  risk: RISK_LEVELS,
  refusal: [...REFUSALS, 'contact_locked', 'purpose_not_open', 'police_access_ended', 'purpose_text_missing'],
  group: FIELD_GROUPS,
  scope: CONSENT_SCOPES,
  form: CONSENT_FORMS,
  clock: CLOCK_KINDS,
  rung: RUNGS,
  role: HUMAN_ROLES,
  purpose: READ_PURPOSES,
  candidate: CANDIDATE_REASONS,
  exclusion: EXCLUSION_REASONS,
  override: OVERRIDE_REASONS,
  heard: WITHDRAWAL_HEARD_BY,
  recall: RECALL_ANSWERS,
  language: LANGUAGES,
  owner: PHONE_OWNERS,
  phone: PHONE_SAFETY,
};

const keysWithout = (catalogue: Catalogue): readonly string[] =>
  Object.entries(CODE_LISTS).flatMap(([prefix, codes]) => codes.map((code) => `${prefix}_${code}`).filter((key) => catalogue[key] === undefined));

const textsOf = (message: Message): readonly string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placeholdersOf = (message: Message): readonly string[] =>
  [...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? '')))].sort();

/** What is wrong with the second catalogue, seen from the first. */
function differences(one: Catalogue, other: Catalogue): readonly string[] {
  return Object.entries(one).flatMap(([key, message]) => {
    const counterpart = other[key];
    if (counterpart === undefined) return [`${key} is missing`];
    if (typeof message !== typeof counterpart) return [`${key} is plural in one language only`];
    if (textsOf(counterpart).some((text) => text.trim() === '')) return [`${key} is empty`];
    return placeholdersOf(message).join() === placeholdersOf(counterpart).join() ? [] : [`${key} names other placeholders`];
  });
}

/** Words that chain.md's table forbids, or that blame. Opferschutz and Täterarbeit are names of offices and programmes, not of a person. */
const FORBIDDEN = /\b(Opfer(?!schutz)\w*|Täter(?!arbeit\b)\w*|Klient\w*|betroffene Person|victim(?! protection)|perpetrator|client|ticket)\b/i;
const forbiddenIn = (catalogue: Catalogue): readonly string[] =>
  Object.entries(catalogue).filter(([, message]) => textsOf(message).some((text) => FORBIDDEN.test(text))).map(([key]) => key);

describe('the message catalogues', () => {
  it.each(LOCALES)('name every code of the chain (%s)', (locale) => expect(keysWithout(CATALOGUES[locale])).toEqual([]));
  it('say everything in German and in English', () => {
    expect(differences(CATALOGUES.de, CATALOGUES.en)).toEqual([]);
    expect(differences(CATALOGUES.en, CATALOGUES.de)).toEqual([]);
  });
  it.each(LOCALES)('use the words of the glossary (%s)', (locale) => expect(forbiddenIn(CATALOGUES[locale])).toEqual([]));

  describe('are caught when', () => {
    const { state_draft: _, ...withoutDraft } = CATALOGUES.en;
    it('a code has no label', () => expect(keysWithout(withoutDraft)).toEqual(['state_draft']));
    it('an English message is missing', () => expect(differences(CATALOGUES.de, withoutDraft)).toEqual(['state_draft is missing']));
    it('a placeholder is misspelt', () =>
      expect(differences({ a: 'bis {day}' }, { a: 'until {date}' })).toEqual(['a names other placeholders']));
    it('a message blames', () => expect(forbiddenIn({ a: 'Das Opfer anrufen', b: 'Polizeilicher Opferschutz', c: 'Programm Täterarbeit' })).toEqual(['a']));
  });
});
