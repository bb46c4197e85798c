import { numbersOf } from './made-up-centres.js';
import type { CountCell, SumRule } from '#domain';

/** A place where referrals come from: its Regierungsbezirk, the police authorities that share it, and how many referrals a year it has. */
export interface MadeUpDistrict {
  readonly key: string;
  readonly parent: string;
  readonly authorities: readonly string[];
  readonly yearly: number;
}

/** One referral, as far as the tables count it. `hours` from submission to the first attempt, Infinity if there was none. */
export interface MadeUpReferral {
  readonly district: MadeUpDistrict;
  readonly authority: string;
  readonly centre: string;
  readonly period: string;
  readonly hours: number;
  readonly reached: boolean;
}

const LAND = 'land';
const PUBLISHED: Readonly<Record<string, (referral: MadeUpReferral) => boolean>> = {
  referrals: () => true,
  within24: ({ hours }) => hours <= 24,
  within48: ({ hours }) => hours <= 48,
  within72: ({ hours }) => hours <= 72,
  reached: ({ reached }) => reached,
};
const ATOMS: Readonly<Record<string, (referral: MadeUpReferral) => boolean>> = {
  between24And48: ({ hours }) => hours > 24 && hours <= 48,
  between48And72: ({ hours }) => hours > 48 && hours <= 72,
  after72: ({ hours }) => hours > 72,
  notReached: ({ reached }) => !reached,
};
/** The measures that are shown, without the atoms. */
export const PUBLISHED_MEASURES = Object.keys(PUBLISHED);
const MEASURES = { ...PUBLISHED, ...ATOMS };
const NESTED: readonly (readonly [string, ...string[]])[] = [
  ['within48', 'within24', 'between24And48'],
  ['within72', 'within48', 'between48And72'],
  ['referrals', 'within72', 'after72'],
  ['referrals', 'reached', 'notReached'],
];

/** Two small Regierungsbezirke of a made-up Land; some authorities overlap districts. */
export function madeUpDistricts(seed: number): readonly MadeUpDistrict[] {
  const random = numbersOf(seed);
  return ['051', '053'].flatMap((parent, region) =>
    Array.from({ length: 1 + Math.floor(random() * 2) }, (_, at) => ({
      key: `${parent}${at + 1}`,
      parent,
      authorities: [`authority ${region}.${at}`, ...(random() < 0.5 ? [`authority ${region}.${1 - at}`] : [])],
      yearly: Math.ceil(6 * 40 ** random()),
    })),
  );
}

/** The referrals of the periods ('2026-Q1'), by lot, the same for the same seed. */
export function madeUpReferrals(districts: readonly MadeUpDistrict[], periods: readonly string[], seed: number): readonly MadeUpReferral[] {
  const random = numbersOf(seed);
  return districts.flatMap((district) => {
    const speed = 10 + 20 * random();
    return periods.flatMap((period) =>
      Array.from({ length: Math.round((district.yearly / 4) * (0.6 + 0.8 * random())) }, () => ({
        district,
        authority: district.authorities[Math.floor(random() ** 2 * district.authorities.length)] ?? '',
        centre: `centre ${random() < 0.7 ? district.key : district.parent}`,
        period,
        hours: random() < 0.04 ? Infinity : -Math.log(1 - random()) * speed,
        reached: random() < 0.75,
      })),
    );
  });
}

interface Region {
  readonly key: string;
  readonly published: boolean;
  readonly has: (referral: MadeUpReferral) => boolean;
}

/** Every table that would be published of the referrals, with the atoms behind them, and every sum that a reader can set up among them. */
export function tablesOf(
  referrals: readonly MadeUpReferral[],
  districts: readonly MadeUpDistrict[],
  periods: readonly string[],
): { readonly cells: readonly CountCell[]; readonly sums: readonly SumRule[] } {
  const year = periods[0]?.slice(0, 4) ?? '';
  const regions = regionsOf(districts);
  const cells = regions.flatMap((region) => {
    const there = referrals.filter(region.has);
    return [...periods, year].flatMap((period) => {
      const then = there.filter((referral) => referral.period.startsWith(period));
      return Object.entries(MEASURES).map(([measure, counts]) =>
        cellOf(`${region.key}|${period}|${measure}`, then.filter(counts), region, measure),
      );
    });
  });
  return {
    cells,
    sums: sumsOf(
      regions,
      districts,
      [...periods, year],
      periods.map((period) => [period, year]),
    ),
  };
}

function regionsOf(districts: readonly MadeUpDistrict[]): readonly Region[] {
  const authorities = [...new Set(districts.flatMap((district) => district.authorities))];
  return [
    { key: LAND, published: true, has: () => true },
    ...[...new Set(districts.map(({ parent }) => parent))].map((key) => ({
      key,
      published: true,
      has: (r: MadeUpReferral) => r.district.parent === key,
    })),
    ...districts.map(({ key }) => ({ key, published: true, has: (r: MadeUpReferral) => r.district.key === key })),
    ...authorities.map((key) => ({ key, published: true, has: (r: MadeUpReferral) => r.authority === key })),
    ...districts.flatMap(({ key, authorities: shared }) =>
      shared.map((authority) => ({
        key: `${key}/${authority}`,
        published: false,
        has: (r: MadeUpReferral) => r.district.key === key && r.authority === authority,
      })),
    ),
  ];
}

function cellOf(id: string, referrals: readonly MadeUpReferral[], region: Region, measure: string): CountCell {
  const owners = new Map<string, number>();
  for (const owner of referrals.flatMap(({ centre, authority }) => [centre, authority])) owners.set(owner, (owners.get(owner) ?? 0) + 1);
  return {
    id,
    count: referrals.length,
    published: region.published && measure in PUBLISHED,
    zeroIsOpen: measure === 'referrals',
    tenants: [...owners.values()],
    tenantIds: [...owners.keys()],
  };
}

function sumsOf(
  regions: readonly Region[],
  districts: readonly MadeUpDistrict[],
  periods: readonly string[],
  within: readonly (readonly [string, string])[],
): readonly SumRule[] {
  const unique = (keys: readonly string[]): readonly string[] => [...new Set(keys)];
  const parents = unique(districts.map(({ parent }) => parent));
  const pairs = districts.flatMap(({ key, authorities }) => authorities.map((authority) => ({ key, authority })));
  const places: readonly (readonly [string, readonly string[]])[] = [
    [LAND, parents],
    ...parents.map((parent) => [parent, districts.filter((district) => district.parent === parent).map(({ key }) => key)] as const),
    ...districts.map(({ key, authorities }) => [key, authorities.map((authority) => `${key}/${authority}`)] as const),
    ...unique(pairs.map(({ authority }) => authority)).map(
      (authority) => [authority, pairs.filter((pair) => pair.authority === authority).map(({ key }) => `${key}/${authority}`)] as const,
    ),
  ];
  const years = unique(within.map(([, year]) => year));
  const measures = Object.keys(MEASURES);
  return [
    ...places.flatMap(([total, parts]) =>
      periods.flatMap((period) =>
        measures.map((m) => ({ total: `${total}|${period}|${m}`, parts: parts.map((part) => `${part}|${period}|${m}`) })),
      ),
    ),
    ...regions.flatMap(({ key }) => [
      ...years.flatMap((year) =>
        measures.map((m) => ({
          total: `${key}|${year}|${m}`,
          parts: within.filter(([, of]) => of === year).map(([period]) => `${key}|${period}|${m}`),
        })),
      ),
      ...periods.flatMap((period) =>
        NESTED.map(([total, ...parts]) => ({ total: `${key}|${period}|${total}`, parts: parts.map((part) => `${key}|${period}|${part}`) })),
      ),
    ]),
  ];
}
