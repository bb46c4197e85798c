import type { Accessibility, CentreKind, TargetGroup } from '#domain';

/** The columns of a registry file, in the order in which they are written. A file that is read needs all of them, in any order. */
export const REGISTRY_COLUMNS = [
  'code',
  'name',
  'kind',
  'active',
  'targetGroups',
  'languages',
  'acceptsMinors',
  'accessibility',
  'dailyService',
  'openingHours',
  'phone',
  'mail',
  'website',
  'street',
  'postcode',
  'place',
  'catchment',
  'validFrom',
] as const;
export type RegistryColumn = (typeof REGISTRY_COLUMNS)[number];

/** The words of a registry file in one language; what is compared is compared without case. */
export interface RegistryWords {
  readonly columns: Readonly<Record<RegistryColumn, string>>;
  readonly kinds: Readonly<Record<CentreKind, string>>;
  readonly targetGroups: Readonly<Record<TargetGroup, string>>;
  readonly accessibility: Readonly<Record<Accessibility, string>>;
  /** The first is written. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Monday to Sunday, for each the word that is written and others that are understood. */
  readonly weekdays: readonly (readonly string[])[];
  readonly sheet: string;
  /** Between the cells of a CSV file: what the spreadsheets of that language expect. */
  readonly separator: ',' | ';';
}
