import { startOfDay, type LocalDay } from '../calendar/zone.js';
import { isSettled, nameOf, tellingsBeside, toldAsOf, type Telling } from './catalogue.js';
import type { CountCell, SumRule } from './count-cell.js';
import { couldBeTold } from './disclosure-marks.js';
import { disclosing } from './disclosure.js';
import type { FactOrigin, ReferralFacts } from './fact.js';
import { isDue } from './measures.js';
import { isLarge } from './measures-told.js';
import { periodBefore, spanOf, weeksOf, yearOf } from './period.js';
import { disclosingOf, regionRules, type Disclosing, type Intersection } from './publication-cells.js';
import { grownAlike, growth, yearRules, type PlaceTable } from './publication-joins.js';
import type { Region } from './region.js';
import { measuresOf, RegionTally } from './region-tally.js';
import { figuresOf, shownIn, type TurnaroundReport } from './turnaround-report.js';

/** A quarter as it was known on a day: the submissions to be counted, and as of when their facts are to be read. */
export interface QuarterToCount extends Telling {
  readonly from: Date;
  readonly until: Date;
  readonly knownAt: Date;
}

interface CountedQuarter extends QuarterToCount {
  /** Instants once computed: a day's beginning costs more than a referral. */
  readonly weeks: readonly { readonly week: LocalDay; readonly from: Date }[];
  /** The quarter's table, and that of its year if it is told. */
  readonly tables: readonly string[];
}

/**
 * Counts referrals one by one and tells the reports of one as-of day. Everything that hangs together with them is disclosed together, that which was told on
 * earlier days too: a year is its quarters, a district is its share of an authority, and what a running quarter tells today holds what it told before.
 */
export class TurnaroundCount {
  private readonly tellings: readonly Telling[];
  private readonly counted: ReadonlyMap<string, CountedQuarter>;
  private readonly tallies = new Map<string, RegionTally>();
  private readonly parents: ReadonlyMap<string, string | null>;

  constructor(
    private readonly regions: readonly Region[],
    private readonly asOfDay: LocalDay,
    /** What was published of the tables of `earlier`, where it was. */
    private readonly told: readonly TurnaroundReport[],
  ) {
    this.tellings = tellingsBeside(asOfDay);
    this.counted = new Map(this.tellings.filter(({ period }) => period !== yearOf(period)).map((telling) => [nameOf(telling), countedQuarter(telling, asOfDay)]));
    this.parents = new Map(regions.map(({ key, parentKey }) => [key, parentKey]));
  }

  /** The tables told on earlier days that hang together with those of a day. */
  static earlier(asOfDay: LocalDay): readonly Telling[] {
    return tellingsBeside(asOfDay).filter(({ asOf }) => asOf < asOfDay);
  }

  /** Which referrals are to be counted, as of when. */
  quarters(): readonly QuarterToCount[] {
    return [...this.counted.values()];
  }

  /** Counts a referral of a quarter by its facts as they were known then. */
  add(quarter: QuarterToCount, origin: Omit<FactOrigin, 'referralId'>, facts: ReferralFacts): void {
    const { weeks, tables } = this.counted.get(nameOf(quarter)) ?? NOT_COUNTED;
    const at = weeks.findLast(({ from }) => from <= facts.submittedAt);
    if (at === undefined || !isDue(facts, quarter.knownAt)) return;
    const tenants = [origin.policeAuthorityId, ...(facts.centreId === null ? [] : [facts.centreId])];
    const referral = { facts, counted: measuresOf(facts), tenants, week: at.week, asOf: quarter.knownAt };
    const small = isSettled(quarter) ? [origin.policeAuthorityId, `${origin.districtAgs} ${origin.policeAuthorityId}`] : [];
    const places = [...this.lineOf(origin.districtAgs), ...small];
    for (const place of places) for (const table of tables) this.tally(place, table).add(referral);
  }

  /** The reports, newest period first; in steps, because computing them takes seconds. */
  *reporting(): Generator<void, readonly TurnaroundReport[]> {
    const { cells, rules } = yield* this.disclosed();
    const shown = yield* disclosing(cells, rules);
    return toldAsOf(this.asOfDay).map((period) => {
      const telling = { period, asOf: this.asOfDay };
      const figures = this.regionsIn(telling).map((region) => figuresOf(region, telling, this.tally(region.key, nameOf(telling)), shown));
      return { ...telling, previousPeriod: periodBefore(period), regions: figures };
    });
  }

  /** Every count that the reports tell or could give away, and all sums among them; in steps. */
  *disclosed(): Generator<void, Disclosing> {
    const [tables, rules] = yield* this.tablesAndSums();
    const joins = [...tables.values()].map((table) => this.joinsOf(table, tables));
    yield;
    const joined = joins.flatMap((join) => join.rules);
    return fitting([...this.asPublished(tables), ...joins.flatMap((join) => join.cells)], [...rules, ...joined, ...grownAlike(rules, joined)]);
  }

  /** Every region and intersection in every table, and the sums within the tables. */
  private *tablesAndSums(): Generator<void, readonly [ReadonlyMap<string, PlaceTable>, readonly SumRule[]]> {
    const places = new Map<string, PlaceTable>();
    const rules: SumRule[] = [];
    const intersections = this.intersections();
    for (const telling of this.tellings) {
      yield;
      const name = nameOf(telling);
      const common = isSettled(telling) ? intersections : [];
      const inCommon = common.map(({ place }) => ({ level: 'intersection' as const, key: place }));
      for (const region of [...this.regionsIn(telling), ...inCommon]) {
        const tally = this.tally(region.key, name);
        const part = disclosingOf(region, telling, tally);
        places.set(`${region.key}|${name}`, { place: region.key, telling, tally, cells: part.cells });
        rules.push(...part.rules);
      }
      rules.push(...regionRules(this.regionsIn(telling), common, telling, (place) => places.get(`${place}|${name}`)?.cells ?? new Map()));
    }
    return [places, rules];
  }

  /** The cells with what was told of them before. Of a table that was due before and has not been published nothing is shown. */
  private asPublished(tables: ReadonlyMap<string, PlaceTable>): readonly CountCell[] {
    const shown = new Map(this.told.flatMap((report) => [...shownIn(report)].map(([id, value]) => [id, { value, asOf: report.asOf }] as const)));
    return [...tables.values()].flatMap(({ telling, cells }) =>
      [...cells.values()].map((cell) => {
        if (!cell.published || telling.asOf === this.asOfDay) return cell;
        const told = shown.get(cell.id);
        return told === undefined ? { ...cell, published: false } : { ...cell, told };
      }),
    );
  }

  /** How a table hangs together with those of other days and periods. */
  private joinsOf(table: PlaceTable, places: ReadonlyMap<string, PlaceTable>): Disclosing {
    const { period, asOf } = table.telling;
    const at = (telling: Telling | undefined): PlaceTable | undefined => (telling === undefined ? undefined : places.get(`${table.place}|${nameOf(telling)}`));
    if (period !== yearOf(period)) return growth(at(this.tellings.filter((each) => each.period === period && each.asOf < asOf).at(-1)), table);
    const settled = [...this.counted.values()].filter((each) => yearOf(each.period) === period && isSettled(each));
    return { cells: [], rules: yearRules(table, settled.flatMap((each) => at(each) ?? [])) };
  }

  private regionsIn(telling: Telling): readonly Region[] {
    return isSettled(telling) ? this.regions : this.regions.filter(({ level }) => isLarge(level));
  }

  /** Where a district and an authority meet. */
  private intersections(): readonly Intersection[] {
    const places = [...new Set([...this.tallies.keys()].map((key) => key.split('|')[0] ?? ''))].filter((place) => place.includes(' ')).sort();
    return places.map((place) => ({ district: place.split(' ')[0] ?? '', authority: place.split(' ')[1] ?? '', place }));
  }

  /** A region with everything that it lies in. */
  private lineOf(key: string): readonly string[] {
    const parent = this.parents.get(key) ?? null;
    return parent === null ? [key] : [key, ...this.lineOf(parent)];
  }

  private tally(place: string, table: string): RegionTally {
    const key = `${place}|${table}`;
    const known = this.tallies.get(key) ?? new RegionTally();
    this.tallies.set(key, known);
    return known;
  }
}

const NOT_COUNTED: Pick<CountedQuarter, 'weeks' | 'tables'> = { weeks: [], tables: [] };

function countedQuarter(telling: Telling, asOfDay: LocalDay): CountedQuarter {
  const { period, asOf } = telling;
  const ofYear = isSettled(telling) ? tellingsBeside(asOfDay).filter((each) => each.period === yearOf(period)) : [];
  return {
    ...telling, ...spanOf(period), knownAt: startOfDay(asOf),
    weeks: weeksOf(period).map((week) => ({ week, from: startOfDay(week) })),
    tables: [telling, ...ofYear].map(nameOf),
  };
}

/** Facts that were mended after they had been told: what was told is no truth about them, and whoever reckons with it proves nothing. */
function fitting(cells: readonly CountCell[], rules: readonly SumRule[]): Disclosing {
  const mended = new Set(cells.filter((cell) => !couldBeTold(cell)).map(({ id }) => id));
  if (mended.size === 0) return { cells, rules };
  return { cells: cells.filter(({ id }) => !mended.has(id)), rules: rules.filter(({ total, parts }) => ![total, ...parts].some((id) => mended.has(id))) };
}
