import { CENTRE_KINDS } from '#domain';
import { Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

const COUNT = { min: 0, max: 1_000_000 } as const;
/** Why a centre is not in the public files. */
export const NOT_EXPORTED = ['not_begun', 'takes_nobody', 'not_active'] as const;
export type NotExported = (typeof NOT_EXPORTED)[number];

export class RegistryFetchView {
  @OneOf(['opferschutzportal']) reader: string;
  @Text({ max: 80 }) file: string;
  @Instant() fetchedAt: Date;
}

export class ExportedKindView {
  @OneOf(CENTRE_KINDS) kind: string;
  @Whole(COUNT) centres: number;
  @Whole(COUNT) withAddress: number;
}

export class NotExportedView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @OneOf(CENTRE_KINDS) kind: string;
  @OneOf(NOT_EXPORTED) reason: NotExported;
}

/** What the public files hold right now, what they do not and why, and when they were last fetched. */
export class RegistryExportView {
  @Text({ max: 200 }) address: string;
  @Text({ max: 20 }) formatVersion: string;
  @Text({ max: 200 }) licence: string;
  /** When what is public changed last. */
  @Instant({ optional: true }) changedAt: Date | null;
  @Nested(() => RegistryFetchView, { list: 20 }) fetches: readonly RegistryFetchView[];
  @Nested(() => ExportedKindView, { list: 20 }) exported: readonly ExportedKindView[];
  /** BCP 47 tags of the languages in which centres counsel. */
  @Text({ max: 35, list: 500 }) languages: readonly string[];
  @Nested(() => NotExportedView, { list: 5_000 }) notExported: readonly NotExportedView[];
}
