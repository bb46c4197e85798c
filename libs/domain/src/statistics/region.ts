export const REGION_LEVELS = ['land', 'regierungsbezirk', 'district', 'authority'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** A region of the catalogue. Districts lie in a Regierungsbezirk, these in the Land; a police authority may lie across districts. */
export interface Region {
  readonly level: RegionLevel;
  /** '05', '051', '05111', or the organisation of a police authority. */
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly population: number | null;
}
