import { FIELD_GROUPS, measureLastDay, ruleSetFor, type FieldGroup } from '#domain';
import type { Municipality } from '../../shared/api/views';
import { fromLocalInput, toLocalDay, toLocalInput } from '../../shared/time/berlin';
import { EMPTY_CONTACT, toCore, toSafeContact, type ContactValues } from '../../shared/referral/contact-values';

/** What the person answered: `yes` is everything, orally, to the named centre only; `detail` is set one by one. */
export const CONSENT_ANSWERS = ['yes', 'detail', 'no'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** What the form of a new report holds while somebody types. */
export interface ReportValues extends ContactValues {
  policeReference: string;
  municipality: Municipality | null;
  targetGroup: string;
  language: string;
  interpreter: boolean;
  children: string;
  risk: string;
  measure: boolean;
  orderedAt: string;
  lastDayOn: string;
  consent: ConsentAnswer | '';
  /** BCP 47; empty: the language of the counselling. */
  explainedIn: string;
  easyLanguage: boolean;
  groups: FieldGroup[];
  scope: string;
  consentForm: string;
  occurredAt: string;
  consentAt: string;
  centreId: string;
  minor: boolean;
  minorCapacityConfirmed: boolean;
  addressBlock: boolean;
  mutualAllegation: boolean;
  partyToCase: boolean;
}

/** Nothing about the person is ticked or guessed in advance; only the times begin with now. */
export function emptyReport(now: Date): ReportValues {
  const local = toLocalInput(now);
  return {
    ...EMPTY_CONTACT,
    policeReference: '',
    municipality: null,
    targetGroup: '',
    language: 'de',
    interpreter: false,
    children: '',
    risk: 'none',
    measure: false,
    orderedAt: local,
    lastDayOn: proposedLastDay(local),
    consent: '',
    explainedIn: '',
    easyLanguage: false,
    groups: [],
    scope: '',
    consentForm: '',
    occurredAt: local,
    consentAt: local,
    centreId: '',
    minor: false,
    minorCapacityConfirmed: false,
    addressBlock: false,
    mutualAllegation: false,
    partyToCase: false,
  };
}

/** The last day by the law valid on the day of the order; the day on the police form decides. */
export function proposedLastDay(orderedAt: string): string {
  const at = fromLocalInput(orderedAt);
  return at === null ? '' : measureLastDay(at, ruleSetFor(toLocalDay(at)));
}

/** The groups, scope and form that an answer stands for. */
export function consentOf(values: Pick<ReportValues, 'consent' | 'groups' | 'scope' | 'consentForm'>): { readonly groups: readonly FieldGroup[]; readonly scope: string; readonly form: string } {
  if (values.consent === 'yes') return { groups: FIELD_GROUPS, scope: 'named_centre', form: 'oral' };
  return values.consent === 'detail' ? { groups: values.groups, scope: values.scope, form: values.consentForm } : { groups: [], scope: '', form: '' };
}

const instant = (value: string): string | undefined => fromLocalInput(value)?.toISOString();

function toContact(values: ReportValues, now: Date): unknown {
  const children = Number.parseInt(values.children, 10) || 0;
  const has = (group: FieldGroup): boolean => consentOf(values).groups.includes(group);
  return {
    core: toCore(values),
    ...(has('safe_contact') ? { safeContact: toSafeContact(values) } : {}),
    ...(has('communication')
      ? { communication: { language: values.language, interpreter: values.interpreter, signLanguage: false, easyLanguage: values.easyLanguage, counsellorGender: 'any' } }
      : {}),
    ...(has('household')
      ? { household: { children, childrenAges: [], pregnant: false, careDependants: false, pets: false, youthOfficeInformedOn: null } }
      : {}),
    ...(has('deployment')
      ? { deployment: { policeReference: values.policeReference.trim(), criminalComplaint: false, arrest: false, protectedArea: null } }
      : {}),
    ...(has('risk') ? { risk: toRisk(values, now) } : {}),
  };
}

function toRisk({ risk }: ReportValues, now: Date): unknown {
  const unknown = { weapons: false, strangulation: false, threatsToKill: false, stalking: false, repeat: false };
  return { level: risk, instrument: 'none', assessedAt: toLocalDay(now), assessedBy: 'police', ...unknown };
}

/** The body of the request. A group without consent is not even sent. */
export function toNewReferral(values: ReportValues, now: Date): unknown {
  return {
    incident: { ags: values.municipality?.ags ?? '', occurredAt: instant(values.occurredAt) },
    whereaboutsAgs: values.municipality?.ags ?? '',
    targetGroup: values.targetGroup,
    contact: toContact(values, now),
    consent: {
      ...consentOf(values),
      givenAt: instant(values.consentAt),
      explainedIn: values.explainedIn === '' ? values.language : values.explainedIn,
      interpreterPresent: values.interpreter,
    },
    centreId: values.centreId === '' ? null : values.centreId,
    measure: values.measure ? { orderedAt: instant(values.orderedAt), lastDayOn: values.lastDayOn } : null,
    flags: {
      addressBlock: values.addressBlock,
      minor: values.minor,
      minorCapacityConfirmed: values.minor && values.minorCapacityConfirmed,
      mutualAllegation: values.mutualAllegation,
      onBehalf: false,
      partyToCase: values.partyToCase,
      sealedFor: null,
      excludedUserIds: [],
    },
    submit: true,
  };
}

/** Which field of the form a pointer of the API's answer means; the longest matching beginning counts. */
const FIELD_OF: readonly (readonly [pointer: string, field: string])[] = [
  ['/contact/core/phones', 'phone'],
  ['/contact/core/name', 'name'],
  ['/contact/core/street', 'street'],
  ['/contact/core/postcode', 'postcode'],
  ['/contact/core/place', 'place'],
  ['/contact/safeContact/windows', 'safe.when'],
  ['/contact/safeContact/trustedPerson', 'safe.trustedPhone'],
  ['/contact/safeContact', 'safe.phone'],
  ['/contact/communication', 'language'],
  ['/contact/household', 'children'],
  ['/contact/deployment', 'policeReference'],
  ['/contact/risk', 'risk'],
  ['/consent/groups', 'groups'],
  ['/consent/scope', 'scope'],
  ['/consent/form', 'consentForm'],
  ['/consent/givenAt', 'consentAt'],
  ['/consent', 'consent'],
  ['/incident/occurredAt', 'occurredAt'],
  ['/incident', 'municipality'],
  ['/whereaboutsAgs', 'municipality'],
  ['/targetGroup', 'targetGroup'],
  ['/centreId', 'centreId'],
  ['/measure/orderedAt', 'orderedAt'],
  ['/measure', 'lastDayOn'],
  ['/flags/minor', 'minor'],
];

/** In the short answer groups, scope and form have no fields of their own. */
const IN_SHORT: readonly string[] = ['groups', 'scope', 'consentForm', 'consentAt'];

/**
 * The field of the form behind a pointer, or null for one that the form does not ask. A date for which there is no calendar comes without a
 * pointer: with a measure it is the end of the measure.
 */
export function fieldOf(pointer: string, code: string, values: Pick<ReportValues, 'consent' | 'measure'>): string | null {
  if (pointer === '') return code === 'outside_calendar' && values.measure ? 'lastDayOn' : null;
  const field = fieldBehind(pointer);
  return field !== null && IN_SHORT.includes(field) && values.consent !== 'detail' ? 'consent' : field;
}

function fieldBehind(pointer: string): string | null {
  return FIELD_OF.find(([beginning]) => pointer === beginning || pointer.startsWith(`${beginning}/`))?.[1] ?? null;
}
