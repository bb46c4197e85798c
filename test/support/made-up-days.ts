import { grownAlike, type CountCell, type SumRule, type Told } from '#domain';
import { readBy, type Knowledge, type Publication } from './figures-attack.js';
import { numbersOf } from './made-up-centres.js';
import { tablesOf, type MadeUpDistrict, type MadeUpReferral } from './made-up-population.js';

/** Cells with the sums among them. */
export interface Tables {
  readonly cells: readonly CountCell[];
  readonly sums: readonly SumRule[];
}

/** What is published on one day: the tables of that day, and what joins them to those of the days before. */
export interface Day {
  readonly asOf: string;
  readonly today: Tables;
  readonly joined: Tables;
}

/**
 * A population as it was known on each of so many days: referrals come in, attempts and contacts are entered late, now and then one is taken back.
 * The same for the same seed; the last day knows all of it.
 */
export function asKnownOn(referrals: readonly MadeUpReferral[], days: number, seed: number): readonly (readonly MadeUpReferral[])[] {
  const random = numbersOf(seed + 1);
  const dayBy = (share: number): number => Math.max(0, Math.ceil(days - 1 - Math.log(random()) / Math.log(1 - share)) - days + 1);
  const lots = referrals.map((referral) => ({
    referral,
    from: random() < 0.6 ? 0 : Math.min(days - 1, dayBy(0.5)),
    tried: random() < 0.9 ? 0 : Math.floor(random() * days),
    reached: random() < 0.8 ? 0 : Math.floor(random() * days),
    until: random() < 0.005 ? Math.floor(random() * days) : days,
  }));
  return Array.from({ length: days }, (_, day) =>
    lots
      .filter(({ from, until }) => from <= day && day < until)
      .map(({ referral, tried, reached }) => ({ ...referral, hours: tried <= day ? referral.hours : Infinity, reached: referral.reached && reached <= day })),
  );
}

/** Referrals leave these while more becomes known: nothing joins two days of them. */
const SHRINKS = ['after72', 'notReached'];
const grows = (id: string): boolean => !SHRINKS.includes(id.split('|').at(-1) ?? '');

const named = ({ cells, sums }: Tables, name: (id: string) => string): Tables => ({
  cells: cells.map((cell) => ({ ...cell, id: name(cell.id) })),
  sums: sums.map(({ total, parts }) => ({ total: name(total), parts: parts.map(name) })),
});

/** Today = earlier + what has come in since, for every count that has not become smaller; and what has come in adds up as today does. */
export function growth(earlier: Tables, later: Tables, name: (id: string) => string, laterName: (id: string) => string): Tables {
  const before = new Map(earlier.cells.map((cell) => [cell.id, cell]));
  const grown = later.cells.flatMap((cell) => {
    const was = before.get(cell.id);
    return was !== undefined && grows(cell.id) && cell.count >= was.count ? [{ cell, was }] : [];
  });
  const joins = grown.map(({ cell }) => ({ total: laterName(cell.id), parts: [name(cell.id), `${laterName(cell.id)} grown`] }));
  return {
    cells: grown.map(({ cell, was }) => ({ id: `${laterName(cell.id)} grown`, count: cell.count - was.count, published: false })),
    sums: [...joins, ...grownAlike(named(later, laterName).sums, joins)],
  };
}

/** The same tables, of all regions and periods, told anew on every day. */
export function toldDaily(referrals: readonly MadeUpReferral[], districts: readonly MadeUpDistrict[], periods: readonly string[], days: number, seed: number): readonly Day[] {
  const tables = asKnownOn(referrals, days, seed).map((known) => tablesOf(known, districts, periods));
  return tables.map((table, day) => {
    const before = tables[day - 1];
    return {
      asOf: `day ${day}`,
      today: named(table, onDay(day)),
      joined: before === undefined ? NOTHING : growth(before, table, onDay(day - 1), onDay(day)),
    };
  });
}

/**
 * As the catalogue tells them: of a running quarter the large regions on so many days, everything once when it has settled, on the day on which the next
 * quarter is told for the first time; and with the last quarter their year, each quarter as it was when it settled.
 */
export function toldOnceSettled(referrals: readonly MadeUpReferral[], districts: readonly MadeUpDistrict[], quarters: readonly string[], running: number, seed: number): readonly Day[] {
  const parents = [...new Set(districts.map(({ parent }) => parent))];
  const isLarge = (id: string): boolean => ['land', ...parents].includes(id.split('|')[0] ?? '');
  const known = quarters.map((quarter) => asKnownOn(referrals.filter(({ period }) => period === quarter), running + 1, seed));
  const dayOf = (quarter: number, step: number): number => quarter * running + step;
  const quarterAt = (quarter: number, step: number): Tables => {
    const [period = '', isSettled] = [quarters[quarter], step === running];
    return onlyOf(tablesOf(known[quarter]?.[step] ?? [], districts, [period]), (id) => id.includes(`|${period}|`) && (isSettled || isLarge(id)));
  };
  const told = (quarter: number, step: number): { readonly today: Tables; readonly joined: Tables } => {
    const [table, name] = [quarterAt(quarter, step), onDay(dayOf(quarter, step))];
    return { today: named(table, name), joined: step === 0 ? NOTHING : growth(quarterAt(quarter, step - 1), table, onDay(dayOf(quarter, step - 1)), name) };
  };
  const year = (): Tables => {
    const tables = tablesOf(known.flatMap((each) => each[running] ?? []), districts, quarters);
    const quarterOf = (id: string): number => quarters.indexOf(id.split('|')[1] ?? '');
    const rename = (id: string): string => onDay(dayOf(quarterOf(id) < 0 ? quarters.length - 1 : quarterOf(id), running))(id);
    return named({ cells: tables.cells.filter(({ id }) => quarterOf(id) < 0), sums: tables.sums.filter(({ total }) => quarterOf(total) < 0) }, rename);
  };
  return Array.from({ length: quarters.length * running + 1 }, (_, day): Day => {
    const [quarter, step] = [Math.floor(day / running), day % running];
    const tables = [...(quarter < quarters.length ? [told(quarter, step)] : []), ...(step === 0 && quarter > 0 ? [told(quarter - 1, running)] : [])];
    const ofYear = quarter === quarters.length ? [year()] : [];
    return { asOf: `day ${day}`, today: together([...tables.map(({ today }) => today), ...ofYear]), joined: together(tables.map(({ joined }) => joined)) };
  });
}

const NOTHING: Tables = { cells: [], sums: [] };
const onDay = (day: number) => (id: string): string => `${day}@${id}`;
const together = (tables: readonly Tables[]): Tables => ({ cells: tables.flatMap(({ cells }) => cells), sums: tables.flatMap(({ sums }) => sums) });
const onlyOf = ({ cells, sums }: Tables, keeps: (id: string) => boolean): Tables => ({
  cells: cells.filter(({ id }) => keeps(id)),
  sums: sums.filter(({ total, parts }) => [total, ...parts].every(keeps)),
});

type Disclose = (cells: readonly CountCell[], sums: readonly SumRule[]) => Publication;

/** What an attacker knows who has kept every day's publication, each disclosed together with what was told before. */
export function publishedDaily(days: readonly Day[], disclose: Disclose, joining = true): { readonly knowledge: Knowledge; readonly cells: readonly CountCell[]; readonly shown: Publication } {
  const told = new Map<string, Told>();
  const read = new Map<string, readonly [number, number]>();
  const cells: CountCell[] = [];
  const sums: SumRule[] = [];
  for (const { asOf, today, joined } of days) {
    cells.push(...today.cells, ...joined.cells);
    sums.push(...today.sums, ...joined.sums);
    const all = cells.map((cell) => ({ ...cell, ...(told.has(cell.id) ? { told: told.get(cell.id) } : {}) }) as CountCell);
    const publication = joining ? disclose(all, sums) : disclose(today.cells, onlyOf(today, (id) => today.cells.some((cell) => cell.id === id)).sums);
    publication.forEach((value, id) => told.set(id, { value, asOf }));
    const shown = new Map([...told].map(([id, { value }]) => [id, value]));
    const readToday = readBy(shown, cells, sums);
    for (const { id } of [...today.cells, ...joined.cells]) read.set(id, readToday(id));
  }
  return {
    cells,
    shown: new Map([...told].map(([id, { value }]) => [id, value])),
    knowledge: { ids: cells.map(({ id }) => id), between: (id) => read.get(id) ?? [0, 100_000], sums },
  };
}
