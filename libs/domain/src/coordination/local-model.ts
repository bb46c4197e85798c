import type { LocalDay } from '../calendar/zone.js';
import type { GivenParameters } from '../clock/agreement-parameters.js';

/** What a model of local cooperation solves; one model may solve several. */
export const MODEL_TAGS = [
  'weekend_cover', 'male_victims', 'capacity', 'consent_form', 'high_risk', 'rural', 'languages', 'children', 'repeated_deployments',
] as const;
export type ModelTag = (typeof MODEL_TAGS)[number];

/** How far a model has come: nowhere yet, tried somewhere, part of the daily work, given up. */
export const MODEL_STANDINGS = ['idea', 'tried', 'established', 'ended'] as const;
export type ModelStanding = (typeof MODEL_STANDINGS)[number];

/** A district in which a model is, or was, worked by; `beganOn`: its first day there. */
export interface ModelUse {
  readonly districtAgs: string;
  readonly beganOn: LocalDay;
}

/** What is written of a model. Without a template it is not adopted by an agreement but by talking to the contact. */
export interface LocalModelText {
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly ModelTag[];
  readonly standing: ModelStanding;
  /** When somebody last made sure that all of it still holds; null: never. */
  readonly checkedOn: LocalDay | null;
  readonly contactOrganisationId: string | null;
  readonly uses: readonly ModelUse[];
  readonly template: GivenParameters | null;
}

/** What is wrong with an entry: a JSON pointer and a stable code. */
export interface ModelFault {
  readonly pointer: string;
  readonly code: 'required' | 'in_future' | 'malformed' | 'never_begun';
}

/** What cannot stand in the library, whoever writes it; empty: nothing. What is in use somewhere says where and since when, an idea is in use nowhere. */
export function modelFaults({ tags, standing, checkedOn, uses }: LocalModelText, today: LocalDay): readonly ModelFault[] {
  const districts = uses.map(({ districtAgs }) => districtAgs);
  return [
    ...(tags.length === 0 ? [{ pointer: '/tags', code: 'required' as const }] : []),
    ...(checkedOn !== null && checkedOn > today ? [{ pointer: '/checkedOn', code: 'in_future' as const }] : []),
    ...(standing !== 'idea' && uses.length === 0 ? [{ pointer: '/uses', code: 'required' as const }] : []),
    ...(standing === 'idea' && uses.length > 0 ? [{ pointer: '/standing', code: 'never_begun' as const }] : []),
    ...(new Set(districts).size < districts.length ? [{ pointer: '/uses', code: 'malformed' as const }] : []),
    ...uses.flatMap(({ beganOn }, index) => (beganOn > today ? [{ pointer: `/uses/${index}/beganOn`, code: 'in_future' as const }] : [])),
  ];
}

/** True where nobody has looked for a year: what it says may no longer hold. 2026-03-01 holds until the end of 2027-03-01. */
export const isUnchecked = (checkedOn: LocalDay | null, today: LocalDay): boolean =>
  checkedOn === null || `${Number(checkedOn.slice(0, 4)) + 1}${checkedOn.slice(4)}` < today;

/** The years to hold against each other for a district: the last whole one before the model began there and the first whole one with it. Begun on 2025-03-01: 2024 and 2026. */
export function yearsAround(beganOn: LocalDay): { readonly before: string; readonly after: string } {
  const year = Number(beganOn.slice(0, 4));
  return { before: String(year - 1), after: String(beganOn.endsWith('-01-01') ? year : year + 1) };
}
