import { readFileSync } from 'node:fs';
import { disclose } from '#domain';
import { madeUpReferrals, PUBLISHED_MEASURES, tablesOf, type MadeUpDistrict } from '../support/made-up-population.js';

/** Referrals a year in the whole Land, in proportion to the population. Source: peers' figure for 2016, almost 11,100. */
const YEARLY = 11_100;
const QUARTERS = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
const SEEDS = [20261123, 20261124, 20261125];

function districtsOfTheLand(): readonly MadeUpDistrict[] {
  const [head = '', ...lines] = readFileSync('libs/directory/data/nrw-kreise.csv', 'utf8').trim().split('\n');
  const column = (line: string, name: string): string => line.split(',')[head.split(',').indexOf(name)] ?? '';
  const population = lines.map((line) => Number(column(line, 'population_2018')));
  const all = population.reduce((sum, people) => sum + people, 0);
  return lines.map((line, at) => ({
    key: column(line, 'ags'),
    parent: column(line, 'regierungsbezirk'),
    authorities: column(line, 'kpb_ids').split('|'),
    yearly: ((population[at] ?? 0) / all) * YEARLY,
  }));
}

test.each([...SEEDS.map((seed) => [seed, 'each cell by itself'] as const)])(
  'of the main measures at least nine in ten cells of district and year are published (seed %i, organisations know %s)',
  (seed, known) => {
    const districts = districtsOfTheLand();
    expect(districts).toHaveLength(53);
    const referrals = madeUpReferrals(districts, QUARTERS, seed);
    const { cells, sums } = tablesOf(referrals, districts, QUARTERS);
    const started = performance.now();
    const publication = disclose(
      cells.map(({ tenantIds: _, ...cell }) => cell),
      sums,
    );
    const seconds = (performance.now() - started) / 1000;
    const shareOf = (region: (key: string) => boolean, periods: readonly string[]): number => {
      const ids = [...publication.keys()].filter((id) => region(id.split('|')[0] ?? '') && periods.includes(id.split('|')[1] ?? ''));
      return ids.filter((id) => publication.get(id) !== null).length / ids.length;
    };
    const isDistrict = (key: string): boolean => districts.some((district) => district.key === key);
    const isAuthority = (key: string): boolean => districts.some(({ authorities }) => authorities.includes(key));
    const year = shareOf(isDistrict, ['2026']);
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    process.stdout.write(
      `seed ${seed}, organisations know ${known}: ${referrals.length} referrals, ${cells.length} cells, ${sums.length} sums, ${PUBLISHED_MEASURES.length} measures, ${seconds.toFixed(1)} s; ` +
        `published: district × year ${percent(year)}, district × quarter ${percent(shareOf(isDistrict, QUARTERS))}, ` +
        `authority × year ${percent(shareOf(isAuthority, ['2026']))}\n`,
    );
    expect(year).toBeGreaterThanOrEqual(0.9);
  },
  600_000,
);
