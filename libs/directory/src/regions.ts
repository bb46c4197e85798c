import type { Region } from '#domain';
import { readRows } from './csv.js';
import { organisationIdOf } from './registry.js';

/** Official key of the Land. */
const LAND = '05';

/**
 * The regions of the published turnaround, as the files hold them: the Land, its 5 Regierungsbezirke, 53 districts with their population (Destatis,
 * end of 2018), 47 police authorities. Always in this order. The authorities lie in the Land, across districts.
 */
export function regions(): readonly Region[] {
  const districts = readRows('nrw-kreise.csv', ['ags', 'name', 'regierungsbezirk', 'population_2018']);
  const population = (of: readonly { readonly population_2018: string }[]): number => of.reduce((sum, row) => sum + Number(row.population_2018), 0);
  const named = new Map(districts.map((row) => [row.ags.slice(0, 3), row.regierungsbezirk]));
  return [
    { level: 'land', key: LAND, name: 'Nordrhein-Westfalen', parentKey: null, population: population(districts) },
    ...[...named].sort().map(([key, name]): Region => ({
      level: 'regierungsbezirk', key, name, parentKey: LAND, population: population(districts.filter((row) => row.ags.startsWith(key))),
    })),
    ...districts.map((row): Region => ({ level: 'district', key: row.ags, name: row.name, parentKey: row.ags.slice(0, 3), population: Number(row.population_2018) })),
    ...readRows('nrw-kpb.csv', ['kpb_id', 'name']).map((row): Region => ({
      level: 'authority', key: organisationIdOf(row.kpb_id), name: row.name, parentKey: LAND, population: null,
    })),
  ];
}
