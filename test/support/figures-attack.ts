import highsModule from 'highs';

// The package's types describe its CommonJS face; imported as a module, Node hands over the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;
import type { CountCell, SumRule } from '#domain';

const NEAR = 1e-6;

/** What an attacker holds: of each count that it lies between two finite numbers, and which counts make up which. */
export interface Knowledge {
  readonly ids: readonly string[];
  readonly between: (id: string) => readonly [number, number];
  readonly sums: readonly SumRule[];
}

/** A count of others that the attacker has proven to be 1 to 4. */
export interface Proof {
  readonly id: string;
  readonly least: number;
  readonly most: number;
}

type Model = ReturnType<Awaited<ReturnType<typeof loadHighs>>['createModel']>;

/**
 * Linear and integer programming against published tables: which of the counts asked for are certainly 1 to 4.
 * A count is let go once a whole-numbered table is found that fits everything known and in which it is 0 or at least 5; else its least and greatest value
 * are computed. `own` are the attacker's own parts: every count is at least these, and what is proven is about the rest.
 */
export class Attack {
  private constructor(
    private readonly highs: Awaited<ReturnType<typeof loadHighs>>,
    private readonly model: Model,
    private readonly knowledge: Knowledge,
    private readonly places: ReadonlyMap<string, number>,
  ) {}

  static async with(knowledge: Knowledge): Promise<Attack> {
    const highs = await loadHighs();
    const places = new Map(knowledge.ids.map((id, place) => [id, place]));
    const placeOf = (id: string): number => {
      const place = places.get(id);
      if (place === undefined) throw new Error('a sum names a count that is not there');
      return place;
    };
    const rows = knowledge.sums.map(
      ({ total, parts }) => [[placeOf(total), -1], ...parts.map((part) => [placeOf(part), 1])] as [number, number][],
    );
    const entries = rows.flat();
    const model = highs.createModel({
      numCols: knowledge.ids.length,
      numRows: rows.length,
      colCost: new Float64Array(knowledge.ids.length),
      colLower: Float64Array.from(knowledge.ids, (id) => knowledge.between(id)[0]),
      colUpper: Float64Array.from(knowledge.ids, (id) => knowledge.between(id)[1]),
      rowLower: new Float64Array(rows.length),
      rowUpper: new Float64Array(rows.length),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: knowledge.ids.length,
        starts: Int32Array.from(startsOf(rows)),
        indices: Int32Array.from(entries, ([place]) => place),
        values: Float64Array.from(entries, ([, value]) => value),
      },
    });
    // Only costs and bounds change between the programs, so the last solution stays a start for the primal method.
    model.options.set({ output_flag: false, simplex_strategy: 4 });
    return new Attack(highs, model, knowledge, places);
  }

  /** Which of the counts are proven to be 1 to 4. */
  prove(ids: readonly string[], own: ReadonlyMap<string, number> = new Map()): readonly Proof[] {
    this.know(own);
    const rest = (id: string, values: Float64Array): number => Math.round(values[this.placeOf(id)] ?? 0) - (own.get(id) ?? 0);
    const open = (values: Float64Array) => (id: string) => rest(id, values) >= 1 && rest(id, values) <= 4;
    let pending = ids;
    for (let stuck = 0, cost = 1; pending.length > 1 && stuck < 2; cost = -cost) {
      const values = this.optimum(pending, cost);
      const left = isWhole(values) ? pending.filter(open(values)) : pending;
      stuck = left.length < pending.length ? 0 : stuck + 1;
      pending = left;
    }
    const proofs: Proof[] = [];
    while (pending.length > 0) {
      const [id = '', ...others] = pending;
      const lowest = this.wholeOptimum(id, 1);
      const highest = rest(id, lowest) >= 1 ? this.wholeOptimum(id, -1) : lowest;
      if (open(lowest)(id) && open(highest)(id)) proofs.push({ id, least: rest(id, lowest), most: rest(id, highest) });
      pending = others.filter((other) => open(lowest)(other) && open(highest)(other));
    }
    this.know(new Map());
    return proofs;
  }

  /**
   * The same by linear programming alone, for tables in which whole-numbered programs take too long: a count is let go once some table of fractions fits in
   * which it is no whole number from 1 to 4, so that less is proven than there may be.
   */
  proveByBounds(ids: readonly string[]): readonly Proof[] {
    const open = (values: Float64Array) => (id: string): boolean => leastIn(values[this.placeOf(id)]) >= 1 && mostIn(values[this.placeOf(id)]) <= 4;
    let pending = ids;
    for (let round = 0, stuck = 0; pending.length > 1 && stuck < 4; round += 1) {
      const left = pending.filter(open(this.optimum(pending, round % 2 === 0 ? 1 : -1)));
      stuck = left.length < pending.length ? 0 : stuck + 1;
      pending = left;
    }
    const proofs: Proof[] = [];
    while (pending.length > 0) {
      const [id = '', ...others] = pending;
      const place = this.placeOf(id);
      const lowest = this.optimum([id], 1);
      const highest = leastIn(lowest[place]) >= 1 ? this.optimum([id], -1) : lowest;
      if (open(lowest)(id) && open(highest)(id)) proofs.push({ id, least: leastIn(lowest[place]), most: mostIn(highest[place]) });
      pending = others.filter((other) => open(lowest)(other) && open(highest)(other));
    }
    return proofs;
  }

  dispose(): void {
    this.model.dispose();
  }

  private placeOf(id: string): number {
    return this.places.get(id) ?? -1;
  }

  private all(): { readonly kind: 'range'; readonly from: number; readonly to: number } {
    return { kind: 'range', from: 0, to: this.knowledge.ids.length - 1 };
  }

  private know(own: ReadonlyMap<string, number>): void {
    const bounds = this.knowledge.ids.map((id) => this.knowledge.between(id));
    const lower = this.knowledge.ids.map((id, place) => Math.max(bounds[place]?.[0] ?? 0, own.get(id) ?? 0));
    this.model.changeColsBounds(
      this.all(),
      lower,
      bounds.map(([, high]) => high),
    );
  }

  private optimum(ids: readonly string[], cost: number): Float64Array {
    const costs = new Float64Array(this.knowledge.ids.length);
    for (const id of ids) costs[this.placeOf(id)] = cost;
    this.model.changeColsCost(this.all(), costs);
    return this.run();
  }

  /** A table of whole numbers in which one count is as small (1) or as great (-1) as it can be. */
  private wholeOptimum(id: string, cost: number): Float64Array {
    const values = this.optimum([id], cost);
    if (isWhole(values)) return values;
    const types = this.highs.constants.variableType;
    const setAll = (type: typeof types.integer | typeof types.continuous): void =>
      this.knowledge.ids.forEach((_, place) => this.model.changeColIntegrality(place, type));
    setAll(types.integer);
    const whole = this.run();
    setAll(types.continuous);
    return whole;
  }

  private run(): Float64Array {
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== this.highs.constants.modelStatus.optimal) throw new Error(`no table fits what is known (${String(status)})`);
    return this.model.getSolution().colValue;
  }
}

/** The least and the greatest whole number that a value of a program stands for. */
const leastIn = (value = 0): number => Math.ceil(value - NEAR);
const mostIn = (value = 0): number => Math.floor(value + NEAR);

/** Where each row begins, and where the last one ends. */
function startsOf(rows: readonly (readonly unknown[])[]): number[] {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  return starts;
}

const isWhole = (values: Float64Array): boolean => values.every((value) => Math.abs(value - Math.round(value)) < NEAR);

/** More than there are referrals in any made-up population. */
const MORE_THAN_ALL = 100_000;

/** What is shown of each published count; null where it is hidden. */
export type Publication = ReadonlyMap<string, number | null>;

/** What an attacker who knows the rule of disclosure reads from what is shown. Of a count that is not shown at all, nothing. */
export function readBy(publication: Publication, cells: readonly CountCell[], sums: readonly SumRule[]): Knowledge['between'] {
  const open = new Set(cells.filter(({ zeroIsOpen }) => zeroIsOpen).map(({ id }) => id));
  const underHidden = new Set(sums.filter(({ total }) => publication.get(total) === null).flatMap(({ parts }) => parts));
  return (id) => {
    const value = publication.get(id);
    if (value === undefined) return [0, MORE_THAN_ALL];
    if (value === 0) return [0, 0];
    if (value !== null) return [Math.max(value - 2, open.has(id) ? 8 : 5), value + 2];
    return [open.has(id) && !underHidden.has(id) ? 1 : 0, MORE_THAN_ALL];
  };
}

/** What an attacker reads who takes every hidden count for 0 to 4, as primary suppression alone means it; other figures as exact or as rounded as they are. */
export function readPrimary(cells: readonly CountCell[], rounded: boolean): Knowledge['between'] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return (id) => {
    const cell = byId.get(id);
    if (!cell?.published) return [0, MORE_THAN_ALL];
    if (cell.count < 5) return [0, 4];
    const value = Math.round(cell.count / 5) * 5;
    return rounded ? [Math.max(value - 2, 5), value + 2] : [cell.count, cell.count];
  };
}

/** The counts that nobody may learn: 1 to 4 beyond what is one's own, shown or not. */
export const sensitive = (cells: readonly CountCell[], own: ReadonlyMap<string, number> = new Map()): readonly string[] =>
  cells.filter(({ id, count }) => count - (own.get(id) ?? 0) >= 1 && count - (own.get(id) ?? 0) <= 4).map(({ id }) => id);

/** One attack from beginning to end. */
export async function attack(
  knowledge: Knowledge,
  ids: readonly string[],
  own: ReadonlyMap<string, number> = new Map(),
): Promise<readonly Proof[]> {
  const attacker = await Attack.with(knowledge);
  try {
    return attacker.prove(ids, own);
  } finally {
    attacker.dispose();
  }
}
