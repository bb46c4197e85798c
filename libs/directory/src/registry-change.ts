import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  checkAgreementParameters, completeParameters,
  type Calendar, type Closure, type GivenParameters, type LocalDay,
} from '#domain';

/** A change of the registry that may move running clocks. `agreement`: a new version of parameters between an authority and a centre. */
export type RegistryChange =
  | { readonly kind: 'closure'; readonly centreId: string; readonly closure: Closure }
  | { readonly kind: 'agreement'; readonly policeAuthorityId: string; readonly centreId: string; readonly validFrom: LocalDay; readonly parameters: GivenParameters }
  | { readonly kind: 'calendar'; readonly version: string; readonly add: Readonly<Record<LocalDay, string>>; readonly remove: readonly LocalDay[] };

/** The change cannot be: what is wrong, in words for the person who wrote it. Nothing was changed. */
export class InvalidRegistryChange extends Error {
  override readonly name = 'InvalidRegistryChange';
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEYS: Readonly<Record<RegistryChange['kind'], readonly string[]>> = {
  closure: ['kind', 'centreId', 'closure'],
  agreement: ['kind', 'policeAuthorityId', 'centreId', 'validFrom', 'parameters'],
  calendar: ['kind', 'version', 'add', 'remove'],
};

/** Reads a change as plain JSON; throws InvalidRegistryChange for anything unknown, missing or contradictory. */
export function readRegistryChange(json: unknown): RegistryChange {
  const raw = object(json, 'the change');
  const kind = raw['kind'];
  if (kind !== 'closure' && kind !== 'agreement' && kind !== 'calendar') throw new InvalidRegistryChange('kind must be closure, agreement or calendar');
  const unknown = Object.keys(raw).find((key) => !KEYS[kind].includes(key));
  if (unknown !== undefined) throw new InvalidRegistryChange(`${unknown} is no part of a change of kind ${kind}`);
  if (kind === 'closure') return { kind, centreId: id(raw, 'centreId'), closure: closureOf(raw['closure']) };
  if (kind === 'calendar') {
    const add = object(raw['add'] ?? {}, 'add');
    const remove = raw['remove'] ?? [];
    if (!Array.isArray(remove)) throw new InvalidRegistryChange('remove must be a list of days');
    for (const day of [...Object.keys(add), ...(remove as unknown[])]) realDay(day, 'a day of the calendar');
    if (Object.values(add).some((name) => typeof name !== 'string' || name === '')) throw new InvalidRegistryChange('an added day needs the name of the holiday');
    if (Object.keys(add).length + remove.length === 0) throw new InvalidRegistryChange('a calendar change adds or removes at least one day');
    return { kind, version: text(raw, 'version'), add: add as Record<LocalDay, string>, remove: remove as LocalDay[] };
  }
  const parameters = object(raw['parameters'], 'parameters') as GivenParameters;
  checkParameters(parameters);
  return { kind, policeAuthorityId: id(raw, 'policeAuthorityId'), centreId: id(raw, 'centreId'), validFrom: realDay(raw['validFrom'], 'validFrom'), parameters };
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

/**
 * Writes a checked change as the role migrator, and the order to compute running clocks anew, which the worker carries out.
 * All or nothing; `calendar` is the one in force. Answers the id of the order.
 */
export async function writeRegistryChange(
  tx: EntityManager, change: RegistryChange, note: { readonly reason: string; readonly recordedBy: string; readonly calendar: Calendar },
): Promise<string> {
  if (note.reason.length < 3 || note.reason.length > 200) throw new InvalidRegistryChange('a change needs a reason of 3 to 200 characters');
  if (change.kind === 'closure') await writeClosure(tx, change);
  else if (change.kind === 'agreement') await writeAgreement(tx, change);
  else await writeCalendar(tx, changedCalendar(note.calendar, change));
  const order = randomUUID();
  await tx.query('insert into registry_change (id, kind, reason, recorded_at, recorded_by) values ($1, $2, $3, now(), $4)', [order, change.kind, note.reason, note.recordedBy]);
  return order;
}

async function writeClosure(tx: EntityManager, { centreId, closure }: Extract<RegistryChange, { kind: 'closure' }>): Promise<void> {
  const [, changed] = await tx.query<[unknown, number]>(
    `update centre_profile set opening_hours = jsonb_set(opening_hours, '{closures}', coalesce(opening_hours -> 'closures', '[]') || $2::jsonb) where centre_id = $1`,
    [centreId, JSON.stringify([closure])],
  );
  if (changed === 0) throw new InvalidRegistryChange('there is no centre of this id');
}

async function writeAgreement(tx: EntityManager, change: Extract<RegistryChange, { kind: 'agreement' }>): Promise<void> {
  const [found] = await tx.query<{ parties: number; version: number; parameters: GivenParameters | null }[]>(
    `select (select count(*)::int from organisation where id = $1 and kind = 'police_authority' or id = $2 and kind = 'centre') as parties,
       coalesce((select max(version) from agreement where police_authority_id = $1 and centre_id = $2), 0) as version,
       (select parameters from agreement where police_authority_id = $1 and centre_id = $2 order by version desc limit 1) as parameters`,
    [change.policeAuthorityId, change.centreId],
  );
  if (found?.parties !== 2) throw new InvalidRegistryChange('an agreement needs a police authority and a centre that exist');
  const parameters = { ...found.parameters, ...change.parameters };
  checkParameters(parameters);
  await tx.query('insert into agreement (id, police_authority_id, centre_id, version, valid_from, parameters) values ($1, $2, $3, $4, $5, $6)', [
    randomUUID(), change.policeAuthorityId, change.centreId, found.version + 1, change.validFrom, JSON.stringify(parameters),
  ]);
}

async function writeCalendar(tx: EntityManager, calendar: Calendar): Promise<void> {
  await tx.query(`insert into calendar (version, region, first_day, last_day) values ($1, 'DE-NW', $2, $3)`, [
    calendar.version, `${calendar.from}-01-01`, `${calendar.to}-12-31`,
  ]);
  await tx.query('insert into calendar_day (calendar_version, day, name) select $1, key::date, value from jsonb_each_text($2)', [
    calendar.version, JSON.stringify(calendar.holidays),
  ]);
}

function checkParameters(parameters: GivenParameters): void {
  try {
    checkAgreementParameters(completeParameters(parameters, false));
  } catch (error) {
    throw new InvalidRegistryChange(error instanceof Error ? error.message : 'parameters cannot be', { cause: error });
  }
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
