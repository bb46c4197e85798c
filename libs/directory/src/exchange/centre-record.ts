import type { Accessibility, CentreKind, LocalDay, OpeningWindow, TargetGroup } from '#domain';

/** A centre as files carry it in and out of the registry. Holds what an organisation publishes of itself; no person. */
export interface CentreRecord {
  /** The key that stays the same from file to file: `^[A-Z0-9][A-Z0-9-]{2,39}$`. */
  readonly code: string;
  readonly name: string;
  readonly kind: CentreKind;
  readonly active: boolean;
  /** Order means nothing in the lists; a file that was read has them sorted. */
  readonly targetGroups: readonly TargetGroup[];
  /** BCP 47 tags. */
  readonly languages: readonly string[];
  readonly acceptsMinors: boolean;
  readonly accessibility: readonly Accessibility[];
  /** Served on all 365 days, public holidays included. */
  readonly dailyService: boolean;
  readonly windows: readonly OpeningWindow[];
  readonly phone: string | null;
  readonly mail: string | null;
  readonly website: string | null;
  /** Always null for a shelter: reading refuses one, writing leaves it out. */
  readonly address: CentreAddress | null;
  /** AGS, 8 digits as text. */
  readonly catchment: readonly string[];
  /** The day from which this version is to count. */
  readonly validFrom: LocalDay;
}

export interface CentreAddress {
  readonly street: string;
  readonly postcode: string;
  readonly place: string;
}

/** The form of a code: capitals, digits and hyphens, 3 to 40 of them. */
export const CENTRE_CODE = /^[A-Z0-9][A-Z0-9-]{2,39}$/;

/** The same record with its lists in a fixed order, so that two can be compared. */
export const sortedRecord = (record: CentreRecord): CentreRecord => ({
  ...record,
  targetGroups: [...record.targetGroups].sort(),
  languages: [...record.languages].sort(),
  accessibility: [...record.accessibility].sort(),
  windows: [...record.windows].sort((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0)),
  catchment: [...record.catchment].sort(),
});

/** What may leave the registry in any file: a shelter's address never does, should one ever have been stored. */
export const withoutShelterAddress = (record: CentreRecord): CentreRecord =>
  record.kind === 'shelter' ? { ...record, address: null } : record;

/**
 * The part that may be published: active centres, without telephone and mailbox, which are for organisations: alarms go there. A shelter appears
 * without address, postcode and place, and without its catchment, which would say in which town it lies.
 */
export const publicPart = (records: readonly CentreRecord[]): readonly CentreRecord[] =>
  records
    .filter(({ active }) => active)
    .map((record) => ({ ...record, phone: null, mail: null, ...(record.kind === 'shelter' ? { address: null, catchment: [] } : {}) }));
