import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { regions } from '#directory';
import { asOfsBetween, disclose, TurnaroundCount, type CountCell, type SumRule, type TurnaroundReport } from '#domain';
import { Attack, readBy, sensitive, type Knowledge, type Proof } from '../support/figures-attack.js';
import { knownIn, madeUpFacts } from '../support/made-up-facts.js';

// The programs have tens of thousands of unknowns.
jest.setTimeout(900_000);

const SEED = Number(process.env['SEED'] ?? 5_309);
/** Referrals a year in the whole Land. Source: peers' figure for 2016, almost 11,100. */
const YEARLY = 11_100;
/** On this day the third quarter settles. `LAST=2027-02-01`, on which the year does, takes some minutes; docs/privacy.md says what was seen then. */
const LAST = process.env['LAST'] ?? '2026-11-01';

interface Told {
  readonly knowledge: Knowledge;
  readonly cells: readonly CountCell[];
}

/** What whoever has kept every publication knows on the last day; and what he would, if that were disclosed by itself. */
let told: Told;
let careless: Told;

const drained = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** Sums over places or quarters of what is left of a total follow from the others; without them the programs are solved in a fraction of the time. */
const isNeeded = ({ total, parts: [first = ''] }: SumRule): boolean => {
  const nameOf = (id: string): string => id.split('|')[0] ?? '';
  const isLeft = /^(not:|24to48|48to72|triedLate|reachedOtherwise|notAnswered|noWeek)|>/.test(total);
  return !total.endsWith(' grown') && !(isLeft && nameOf(total) === nameOf(first) && dayOf(total) === dayOf(first));
};
const dayOf = (id: string): string => id.split('|').at(-1) ?? '';

/** Reads what was published of a day beside what was read before. */
function reading(read: Map<string, readonly [number, number]>, cells: readonly CountCell[], sums: readonly SumRule[], some: readonly SumRule[]): Told {
  const published = disclose(cells, some);
  const shown = new Map([...published, ...cells.flatMap(({ id, told: before }) => (before === undefined ? [] : [[id, before.value] as const]))]);
  const readToday = readBy(shown, cells, sums);
  for (const id of published.keys()) read.set(id, readToday(id));
  const known = new Map(read);
  return { cells, knowledge: { ids: cells.map(({ id }) => id), between: (id) => known.get(id) ?? readToday(id), sums: sums.filter(isNeeded) } };
}

beforeAll(() => {
  process.stdout.write(`past seed ${SEED}\n`);
  const histories = madeUpFacts({ seed: SEED, count: YEARLY, from: new Date('2025-12-31T23:00:00Z'), until: new Date('2026-12-31T23:00:00Z') });
  const reports: TurnaroundReport[] = [];
  const read = new Map<string, readonly [number, number]>();
  for (const asOf of asOfsBetween('2026-01-01', LAST)) {
    const earlier = TurnaroundCount.earlier(asOf);
    const count = new TurnaroundCount(regions(), asOf, reports.filter((report) => earlier.some((telling) => telling.period === report.period && telling.asOf === report.asOf)));
    for (const quarter of count.quarters()) for (const [origin, facts] of knownIn(histories, quarter)) count.add(quarter, origin, facts);
    const { cells, rules } = drained(count.disclosed());
    if (asOf === LAST) careless = reading(new Map(read), cells, rules, rules.filter(({ total, parts }) => ![total, ...parts].some((id) => id.endsWith(' grown'))));
    told = reading(read, cells, rules, rules);
    reports.push(...drained(count.reporting()));
  }
});

/** Linear programming alone; of so many counts each whole-numbered program would take minutes. */
async function proven({ knowledge, cells }: Told, what: string): Promise<readonly Proof[]> {
  const started = performance.now();
  const attacker = await Attack.with(knowledge);
  try {
    const proofs = attacker.proveByBounds(sensitive(cells));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(`${what}: ${sensitive(cells).length} counts of 1 to 4 among ${cells.length}, ${knowledge.sums.length} sums; ${proofs.length} proven, ${seconds} s\n`);
    return proofs;
  } finally {
    attacker.dispose();
  }
}

describe('at the size of the Land, an attacker who has kept every table of every as-of day', () => {
  it('proves 1 to 4 of no count, nor of what has come in between two days', async () => {
    expect(await proven(told, `up to ${LAST}`)).toEqual([]);
  });

  it('would prove it if one of the days were disclosed by itself, which is planted', async () => {
    expect((await proven(careless, `up to ${LAST}, which is disclosed by itself`)).length).toBeGreaterThan(0);
  });
});
