import type { CountCell, SumRule } from '../statistics/count-cell.js';
import { disclose } from '../statistics/disclosure.js';
import { courtDistrictNames } from './court-district.js';
import { YEARLY_COUNTS, type YearlyCount, type YearlyFigures } from './yearly-figures.js';

/** The figures that a programme handed in, and the districts it served then. */
export interface HandedIn {
  readonly districts: readonly string[];
  readonly figures: YearlyFigures;
}

/** What is told of a year. A count is rounded to 5; null: hidden. */
export interface YearlySums {
  readonly rows: readonly YearlySum[];
  /** How many programmes are in it. */
  readonly programmes: number;
}

/** `districts`: the codes that its programmes serve together, empty for the Land. */
export interface YearlySum {
  readonly districts: readonly string[];
  readonly programmes: number;
  readonly counts: Readonly<Record<YearlyCount | 'referred' | 'persons', number | null>>;
}

/** The rows of a table: what each sum is made of, in one row. */
const IN_ROW: readonly (readonly [total: string, parts: readonly YearlyCount[]])[] = [
  ['referred', ['referredByPolice', 'referredByJustice', 'referredByYouthWelfare', 'referredBySelf', 'referredByOthers']],
  ['persons', ['carriedOver', 'begun']],
  ['persons', ['completed', 'brokenOff', 'running']],
  ['begun', ['waitedToFourWeeks', 'waitedToTwelveWeeks', 'waitedLonger']],
  ['begun', ['inGroup', 'individually']],
];
/** What is told of a row, each total before its parts. */
export const YEARLY_TOLD = ['referred', ...YEARLY_COUNTS.slice(0, 5), 'persons', ...YEARLY_COUNTS.slice(5)] as const satisfies readonly (YearlyCount | 'referred' | 'persons')[];
const LAND = 'land';

/**
 * The sums of a year by district and for the Land, under the same rule as every other publication (`disclose`): 1 to 4 are hidden, and with them whatever
 * would give them away. A programme of several districts stands in a row of its own with their names, so that the rows add up to the Land. Every figure
 * has to balance (`yearlyFaults`). To be told once for a year: two tellings would say what came between them.
 */
export function yearlySums(reports: readonly HandedIn[]): YearlySums {
  const groups = grouped(reports);
  const rows = [...groups, [LAND, reports] as const].map(([key, members]) => ({ key, members, counts: countsOf(members) }));
  const cells: CountCell[] = rows.flatMap(({ key, counts }) => YEARLY_TOLD.map((count) => ({ id: `${key} ${count}`, count: counts[count], published: true })));
  const sums: SumRule[] = [
    ...rows.flatMap(({ key }) => IN_ROW.map(([total, parts]) => ({ total: `${key} ${total}`, parts: parts.map((part) => `${key} ${part}`) }))),
    ...(groups.length === 0 ? [] : YEARLY_TOLD.map((count) => ({ total: `${LAND} ${count}`, parts: groups.map(([key]) => `${key} ${count}`) }))),
  ];
  const told = disclose(cells, sums);
  return {
    programmes: reports.length,
    rows: rows.map(({ key, members }) => ({
      districts: key === LAND ? [] : key.split('+'),
      programmes: members.length,
      counts: Object.fromEntries(YEARLY_TOLD.map((count) => [count, told.get(`${key} ${count}`) ?? null])) as YearlySum['counts'],
    })),
  };
}

function grouped(reports: readonly HandedIn[]): readonly (readonly [string, readonly HandedIn[]])[] {
  const groups = new Map<string, HandedIn[]>();
  for (const report of reports) {
    const key = [...report.districts].sort().join('+');
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups].sort(([a], [b]) => courtDistrictNames(a.split('+')).localeCompare(courtDistrictNames(b.split('+')), 'de'));
}

function countsOf(reports: readonly HandedIn[]): Readonly<Record<(typeof YEARLY_TOLD)[number], number>> {
  const sum = (counts: readonly YearlyCount[]): number => reports.reduce((all, { figures }) => all + counts.reduce((own, count) => own + figures[count], 0), 0);
  return {
    ...(Object.fromEntries(YEARLY_COUNTS.map((count) => [count, sum([count])])) as Record<YearlyCount, number>),
    referred: sum(['referredByPolice', 'referredByJustice', 'referredByYouthWelfare', 'referredBySelf', 'referredByOthers']),
    persons: sum(['carriedOver', 'begun']),
  };
}
