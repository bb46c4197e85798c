import { v5 } from 'uuid';
import { readRows } from './csv.js';

/** Namespace of the ids that follow from a code (RFC 9562, version 5). Never changes: the ids are foreign keys everywhere. */
const NAMESPACE = 'b2a1f6f0-3c55-5d0c-9a34-6f3b8f2f7a10';

/** The id of an organisation from its code, the same on every installation: `PP-Duesseldorf` is one id everywhere. */
export const organisationIdOf = (code: string): string => v5(code, NAMESPACE);

/** A district (Kreis, kreisfreie Stadt, Städteregion). */
export interface District {
  readonly ags: string;
  readonly name: string;
  readonly kind: string;
  readonly administrativeRegion: string;
}

/** A municipality with the police authority competent for it; not always that of its district. */
export interface RegistryMunicipality {
  readonly ags: string;
  readonly name: string;
  readonly kind: string;
  readonly districtAgs: string;
  readonly policeAuthorityCode: string;
}

/** The registry of NRW as the files hold it: 53 districts, 396 municipalities, 47 police authorities, 869 postcodes. */
export interface Registry {
  readonly districts: readonly District[];
  readonly municipalities: readonly RegistryMunicipality[];
  readonly policeAuthorities: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** A default that the person can change, never the routing truth: a postcode's area may cross a boundary. */
  readonly postcodes: readonly { readonly postcode: string; readonly ags: string }[];
}

/** Reads the files; throws when one is damaged. */
export function readRegistry(): Registry {
  return {
    districts: readRows('nrw-kreise.csv', ['ags', 'name', 'type', 'regierungsbezirk']).map((row) => ({
      ags: row.ags,
      name: row.name,
      kind: row.type,
      administrativeRegion: row.regierungsbezirk,
    })),
    municipalities: readRows('nrw-gemeinden.csv', ['ags', 'name', 'type', 'kreis_ags', 'kpb_id']).map((row) => ({
      ags: row.ags,
      name: row.name,
      kind: row.type,
      districtAgs: row.kreis_ags,
      policeAuthorityCode: row.kpb_id,
    })),
    policeAuthorities: readRows('nrw-kpb.csv', ['kpb_id', 'name']).map((row) => ({
      id: organisationIdOf(row.kpb_id),
      code: row.kpb_id,
      name: row.name,
    })),
    postcodes: readRows('nrw-plz.csv', ['plz', 'gemeinde_ags']).map((row) => ({ postcode: row.plz, ags: row.gemeinde_ags })),
  };
}
