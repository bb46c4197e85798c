import { sortedRecord, type CentreRecord } from './centre-record.js';

/** What a file would do to the registry, by the codes of its centres. */
export interface RegistryDifference {
  /** In the order of the file. */
  readonly centres: readonly CentreDifference[];
  /** Centres of the registry that the file does not name: they stay as they are. */
  readonly notMentioned: readonly string[];
}

export type CentreDifference =
  | { readonly code: string; readonly change: 'added'; readonly record: CentreRecord }
  | { readonly code: string; readonly change: 'unchanged' }
  | {
      readonly code: string;
      readonly change: 'changed';
      readonly record: CentreRecord;
      readonly fields: readonly FieldDifference[];
      readonly catchment: { readonly added: readonly string[]; readonly removed: readonly string[] };
    };

/** The fields that are compared as a whole. */
export type ComparedField = Exclude<keyof CentreRecord, 'code' | 'catchment' | 'validFrom'>;

export type FieldDifference = {
  readonly [Field in ComparedField]: { readonly field: Field; readonly from: CentreRecord[Field]; readonly to: CentreRecord[Field] };
}[ComparedField];

const COMPARED: readonly ComparedField[] = [
  'name',
  'kind',
  'active',
  'targetGroups',
  'languages',
  'acceptsMinors',
  'accessibility',
  'dailyService',
  'windows',
  'phone',
  'mail',
  'website',
  'address',
];

/**
 * Compares the registry with a file. The order within lists means nothing. `validFrom` alone is no change: it says from when the others
 * count, so that a file read twice changes nothing the second time.
 */
export function differenceOf(current: readonly CentreRecord[], incoming: readonly CentreRecord[]): RegistryDifference {
  const before = new Map(current.map((record) => [record.code, record]));
  const named = new Set(incoming.map(({ code }) => code));
  return {
    centres: incoming.map((record) => centreDifference(before.get(record.code), record)),
    notMentioned: current.map(({ code }) => code).filter((code) => !named.has(code)),
  };
}

/** Whether taking the file over would change anything. */
export const isEmptyDifference = ({ centres }: RegistryDifference): boolean => centres.every(({ change }) => change === 'unchanged');

function centreDifference(before: CentreRecord | undefined, record: CentreRecord): CentreDifference {
  const { code } = record;
  if (before === undefined) return { code, change: 'added', record };
  const [from, to] = [sortedRecord(before), sortedRecord(record)];
  const fields = COMPARED.flatMap((field) => fieldDifference(field, from, to));
  const catchment = {
    added: to.catchment.filter((ags) => !from.catchment.includes(ags)),
    removed: from.catchment.filter((ags) => !to.catchment.includes(ags)),
  };
  const same = fields.length === 0 && catchment.added.length === 0 && catchment.removed.length === 0;
  return same ? { code, change: 'unchanged' } : { code, change: 'changed', record, fields, catchment };
}

function fieldDifference(field: ComparedField, from: CentreRecord, to: CentreRecord): readonly FieldDifference[] {
  const same = comparable(from[field]) === comparable(to[field]);
  return same ? [] : [{ field, from: from[field], to: to[field] } as FieldDifference];
}

/** Keys in a fixed order: a row of the database and a file name them in different ones. */
const comparable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
