import {
  checkAgreementParameters, completeParameters,
  type Calendar, type Closure, type GivenParameters, type LocalDay, type RecomputationReason, type RuleSet,
} from '#domain';
import type { CentreRecord } from './exchange/centre-record.js';

/** A centre's entry as it shall be from its `validFrom`; `line`: where it stands in the file it came from. */
export interface CentreDraft {
  readonly record: CentreRecord;
  readonly line: number | null;
}

/** A new version of the parameters between an authority and a centre; what is left out stays as it was. */
export interface AgreementChange {
  readonly kind: 'agreement';
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly validFrom: LocalDay;
  readonly validTo?: LocalDay | null;
  readonly parameters: GivenParameters;
  /** The model of the library that is adopted by it. */
  readonly modelId?: string | null;
}

/** How organisations reach an authority or a network; null: not known. */
export interface OrganisationContact {
  readonly phone: string | null;
  readonly mail: string | null;
}

/** A local network as it shall be from now on; without a district it has no area and nobody is told through it. */
export interface NetworkChange extends OrganisationContact {
  readonly kind: 'network';
  readonly code: string;
  readonly name: string;
  readonly districts: readonly string[];
}

/**
 * A change of the registry. Much of it can move running clocks or the routing.
 * - `centres`: the whole entries of one or many centres, their catchments included; centres that are not named stay.
 * - `agreement`, `rule_set` and `calendar` make a new version; nothing that was used is overwritten.
 * - `authority` and `network` hold from the moment they are put in force; what stood before is told by the proposals.
 */
export type RegistryChange =
  | { readonly kind: 'closure'; readonly centreId: string; readonly closure: Closure; readonly coverCentreId?: string | null }
  | AgreementChange
  | { readonly kind: 'calendar'; readonly version: string; readonly add: Readonly<Record<LocalDay, string>>; readonly remove: readonly LocalDay[] }
  | { readonly kind: 'rule_set'; readonly ruleSet: Omit<RuleSet, 'warnings'> }
  | { readonly kind: 'centres'; readonly drafts: readonly CentreDraft[]; readonly uncoveredReason: string | null }
  | ({ readonly kind: 'authority'; readonly policeAuthorityId: string } & OrganisationContact)
  | NetworkChange;

export type RegistryChangeKind = RegistryChange['kind'];
export const REGISTRY_CHANGE_KINDS = ['centres', 'agreement', 'rule_set', 'calendar', 'closure', 'authority', 'network'] as const satisfies readonly RegistryChangeKind[];

/** What the running clocks are told as the reason; null: a rule set holds for orders to come, and whom to call moves none. */
export function recomputationReasonOf({ kind }: RegistryChange): RecomputationReason | null {
  if (kind === 'rule_set' || kind === 'authority' || kind === 'network') return null;
  return kind === 'centres' ? 'opening_hours' : kind;
}

/** The change cannot be: what is wrong, in words for the person who wrote it. Nothing was changed. */
export class InvalidRegistryChange extends Error {
  override readonly name = 'InvalidRegistryChange';
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The kinds that are written by hand as a file; centres come as a table. */
const KEYS = {
  closure: ['kind', 'centreId', 'closure', 'coverCentreId'],
  agreement: ['kind', 'policeAuthorityId', 'centreId', 'validFrom', 'validTo', 'parameters'],
  calendar: ['kind', 'version', 'add', 'remove'],
} as const satisfies Partial<Record<RegistryChangeKind, readonly string[]>>;
type WrittenKind = keyof typeof KEYS;

/** Reads a change as plain JSON; throws InvalidRegistryChange for anything unknown, missing or contradictory. */
export function readRegistryChange(json: unknown): Extract<RegistryChange, { kind: WrittenKind }> {
  const raw = object(json, 'the change');
  const kind = raw['kind'];
  if (kind !== 'closure' && kind !== 'agreement' && kind !== 'calendar') throw new InvalidRegistryChange('kind must be closure, agreement or calendar');
  const known: readonly string[] = KEYS[kind];
  const unknown = Object.keys(raw).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new InvalidRegistryChange(`${unknown} is no part of a change of kind ${kind}`);
  if (kind === 'calendar') return calendarOf(raw);
  if (kind === 'closure') {
    const change = { kind: 'closure' as const, centreId: id(raw, 'centreId'), closure: closureOf(raw['closure']) };
    return raw['coverCentreId'] == null ? change : { ...change, coverCentreId: id(raw, 'coverCentreId') };
  }
  const parameters = object(raw['parameters'], 'parameters') as GivenParameters;
  checkParameters(parameters);
  const change = { kind: 'agreement' as const, policeAuthorityId: id(raw, 'policeAuthorityId'), centreId: id(raw, 'centreId'), validFrom: realDay(raw['validFrom'], 'validFrom'), parameters };
  return raw['validTo'] == null ? change : { ...change, validTo: realDay(raw['validTo'], 'validTo') };
}

/** The calendar as it is after the change; throws when a day lies outside its years, is added twice or removed without being there. */
export function changedCalendar(calendar: Calendar, change: Extract<RegistryChange, { kind: 'calendar' }>): Calendar {
  if (!(change.version > calendar.version)) throw new InvalidRegistryChange(`the new version must come after ${calendar.version} in order of letters`);
  const outside = [...Object.keys(change.add), ...change.remove].find((day) => Number(day.slice(0, 4)) < calendar.from || Number(day.slice(0, 4)) > calendar.to);
  if (outside !== undefined) throw new InvalidRegistryChange(`${outside} lies outside the years of the calendar, ${calendar.from} to ${calendar.to}`);
  const absent = change.remove.find((day) => calendar.holidays[day] === undefined);
  if (absent !== undefined) throw new InvalidRegistryChange(`${absent} is no holiday of the calendar`);
  const present = Object.keys(change.add).find((day) => calendar.holidays[day] !== undefined);
  if (present !== undefined) throw new InvalidRegistryChange(`${present} is a holiday already`);
  const kept = Object.entries(calendar.holidays).filter(([day]) => !change.remove.includes(day));
  return { ...calendar, version: change.version, holidays: { ...Object.fromEntries(kept), ...change.add } };
}

/** Throws InvalidRegistryChange when an agreement cannot have these parameters. */
export function checkParameters(parameters: GivenParameters): void {
  try {
    checkAgreementParameters(completeParameters(parameters, false));
  } catch (error) {
    throw new InvalidRegistryChange(error instanceof Error ? error.message : 'parameters cannot be', { cause: error });
  }
}

function calendarOf(raw: Record<string, unknown>): Extract<RegistryChange, { kind: 'calendar' }> {
  const add = object(raw['add'] ?? {}, 'add');
  const remove = raw['remove'] ?? [];
  if (!Array.isArray(remove)) throw new InvalidRegistryChange('remove must be a list of days');
  for (const day of [...Object.keys(add), ...(remove as unknown[])]) realDay(day, 'a day of the calendar');
  if (Object.values(add).some((name) => typeof name !== 'string' || name === '')) throw new InvalidRegistryChange('an added day needs the name of the holiday');
  if (Object.keys(add).length + remove.length === 0) throw new InvalidRegistryChange('a calendar change adds or removes at least one day');
  return { kind: 'calendar', version: text(raw, 'version'), add: add as Record<LocalDay, string>, remove: remove as LocalDay[] };
}

function closureOf(json: unknown): Closure {
  const { from, to, reason, ...rest } = object(json, 'closure');
  if (Object.keys(rest).length > 0) throw new InvalidRegistryChange(`${String(Object.keys(rest)[0])} is no part of a closure`);
  if (typeof reason !== 'string' || reason === '') throw new InvalidRegistryChange('a closure needs a reason');
  const closure = { from: realDay(from, 'from'), to: realDay(to, 'to'), reason };
  if (closure.to < closure.from) throw new InvalidRegistryChange('a closure ends on the day it begins or later');
  return closure;
}

function object(json: unknown, what: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new InvalidRegistryChange(`${what} must be an object`);
  return json as Record<string, unknown>;
}

function text(raw: Record<string, unknown>, key: string): string {
  const value = raw[key];
  if (typeof value !== 'string' || value === '') throw new InvalidRegistryChange(`${key} is missing`);
  return value;
}

function id(raw: Record<string, unknown>, key: string): string {
  const value = text(raw, key);
  if (!ID.test(value)) throw new InvalidRegistryChange(`${key} must be the id of an organisation`);
  return value;
}

function realDay(value: unknown, what: string): LocalDay {
  const real = typeof value === 'string' && DAY.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!real) throw new InvalidRegistryChange(`${what} must be a day such as 2027-02-08`);
  return value;
}
