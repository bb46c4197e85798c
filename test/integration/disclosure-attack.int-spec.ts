import { disclose, type CountCell, type SumRule } from '#domain';
import { attack, readBy, readPrimary, sensitive, type Knowledge, type Proof } from '../support/figures-attack.js';
import { publishedDaily, toldDaily, toldOnceSettled, type Day, type Tables } from '../support/made-up-days.js';
import { madeUpDistricts, madeUpReferrals, tablesOf, type MadeUpReferral } from '../support/made-up-population.js';

const QUARTERS = ['2026-Q1', '2026-Q2'];
// Each takes a third of a second or more; `POPULATIONS=1000` runs as many as the figures in docs/privacy.md were shown on.
const POPULATIONS = Number(process.env['POPULATIONS'] ?? 200);
const SEED = Number(process.env['SEED'] ?? 20_261_123);
/** Seven as-of days of a population take about four seconds. */
const DAYS = Number(process.env['DAYS'] ?? 20);
const LONG = 900_000;

const knowledgeOf = ({ cells, sums }: Tables, between: Knowledge['between']): Knowledge => ({
  ids: cells.map(({ id }) => id),
  between,
  sums,
});
const published = (tables: Tables): Knowledge =>
  knowledgeOf(tables, readBy(disclose(tables.cells, tables.sums), tables.cells, tables.sums));

/** What an organisation knows of several cells is put together only where that is attacked: it takes ten times as long. */
const apart = <T extends Tables>(tables: T): T => ({ ...tables, cells: tables.cells.map(({ tenantIds: _, ...cell }) => cell) });

function population(
  seed: number,
): Tables & { readonly referrals: readonly MadeUpReferral[]; readonly with: (referrals: readonly MadeUpReferral[]) => Tables } {
  const districts = madeUpDistricts(seed);
  const referrals = madeUpReferrals(districts, QUARTERS, seed);
  const with_ = (some: readonly MadeUpReferral[]): Tables => tablesOf(some, districts, QUARTERS);
  return { referrals, with: with_, ...with_(referrals) };
}

/** Runs an attack on so many populations and says what it broke. */
async function broken(
  what: string,
  populations: number,
  attackOn: (seed: number) => Promise<readonly Proof[]>,
): Promise<readonly string[]> {
  const started = performance.now();
  const found: string[] = [];
  for (let seed = SEED; seed < SEED + populations; seed += 1) {
    const [proof] = await attackOn(seed);
    if (proof) found.push(`seed ${seed}: ${proof.id} is ${proof.least} to ${proof.most}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${what}: seeds ${SEED} to ${SEED + populations - 1}, ${found.length} of ${populations} broken, ${seconds} s\n`);
  return found;
}

describe('an attacker who holds every published table and solves for each count', () => {
  test(
    'proves 1 to 4 of no count',
    async () => {
      const attackOn = (seed: number): Promise<readonly Proof[]> => {
        const tables = apart(population(seed));
        return attack(published(tables), sensitive(tables.cells));
      };
      expect(await broken('published', POPULATIONS, attackOn)).toEqual([]);
    },
    LONG,
  );

  test.each([
    ['with exact totals', false],
    ['with rounded figures', true],
  ])('breaks the planted publication that only hides small counts, %s', async (what, rounded) => {
    const attackOn = (seed: number): Promise<readonly Proof[]> => {
      const tables = population(seed);
      return attack(knowledgeOf(tables, readPrimary(tables.cells, rounded)), sensitive(tables.cells));
    };
    expect((await broken(`primary suppression ${what}`, 10, attackOn)).length).toBeGreaterThan(0);
  });
});

describe('an organisation that also holds its own exact figures', () => {
  const ownPartsOf = (cells: readonly CountCell[], organisation: string): ReadonlyMap<string, number> =>
    new Map(cells.map(({ id, tenants = [], tenantIds = [] }) => [id, tenants[tenantIds.indexOf(organisation)] ?? 0]));
  const organisationsOf = (cells: readonly CountCell[]): readonly string[] => [
    ...new Set(cells.flatMap(({ tenantIds = [] }) => tenantIds)),
  ];
  const everyOrganisation =
    (publish: (tables: Tables) => Knowledge) =>
    async (seed: number): Promise<readonly Proof[]> => {
      const tables = population(seed);
      const knowledge = publish(tables);
      const proofs: Proof[] = [];
      for (const organisation of organisationsOf(tables.cells)) {
        const own = ownPartsOf(tables.cells, organisation);
        proofs.push(...(await attack(knowledge, sensitive(tables.cells, own), own)));
      }
      return proofs;
    };

  test(
    'proves 1 to 4 of no count of the others',
    async () => {
      expect(await broken('organisations', Math.min(POPULATIONS, 20), everyOrganisation(published))).toEqual([]);
    },
    LONG,
  );

  test(
    'would prove it if the publication took no account of it, which is planted',
    async () => {
      const careless = (tables: Tables): Knowledge => {
        const publication = disclose(
          tables.cells.map(({ tenants: _, tenantIds: __, ...cell }) => cell),
          tables.sums,
        );
        return knowledgeOf(tables, readBy(publication, tables.cells, tables.sums));
      };
      expect((await broken('organisations, careless', 5, everyOrganisation(careless))).length).toBeGreaterThan(0);
    },
    LONG,
  );
});

describe('an attacker who has kept the tables of every as-of day', () => {
  type Telling = (...of: Parameters<typeof toldDaily>) => readonly Day[];
  const RUNNING = 3;
  const withoutNames = (cells: readonly CountCell[], sums: readonly SumRule[]): ReturnType<typeof disclose> => disclose(apart({ cells, sums }).cells, sums);
  const everyDay =
    (tell: Telling, joining: boolean) =>
    (seed: number): Promise<readonly Proof[]> => {
      const districts = madeUpDistricts(seed);
      const days = tell(madeUpReferrals(districts, QUARTERS, seed), districts, QUARTERS, RUNNING, seed);
      const { knowledge, cells } = publishedDaily(days, withoutNames, joining);
      return attack(knowledge, sensitive(cells));
    };

  test(
    'proves 1 to 4 of no count of any day, nor of what has come in between two',
    async () => {
      expect(await broken('as-of days', Math.min(POPULATIONS, DAYS), everyDay(toldOnceSettled, true))).toEqual([]);
    },
    LONG,
  );

  test(
    'proves none either where every table is told anew on every day, which the catalogue does not',
    async () => {
      expect(await broken('as-of days, everything anew', Math.min(POPULATIONS, 10), everyDay(toldDaily, true))).toEqual([]);
    },
    LONG,
  );

  test.each([
    ['as the catalogue tells them', toldOnceSettled],
    ['told anew on every day', toldDaily],
  ])(
    'would prove it if each day were disclosed by itself, which is planted: %s',
    async (what, tell) => {
      expect((await broken(`as-of days by themselves, ${what}`, 5, everyDay(tell, false))).length).toBeGreaterThan(0);
    },
    LONG,
  );
});

test(
  'a local coordinator with one Regierungsbezirk and the Land proves 1 to 4 of no count anywhere',
  async () => {
    const attackOn = (seed: number): Promise<readonly Proof[]> => {
      const tables = apart(population(seed));
      const all = published(tables);
      const seen = (id: string): boolean => /^(land|051|053\||authority)/.test(id);
      return attack({ ...all, between: (id) => (seen(id) ? all.between(id) : [0, 100_000]) }, sensitive(tables.cells));
    };
    expect(await broken('local coordinator', Math.min(POPULATIONS, 50), attackOn)).toEqual([]);
  },
  LONG,
);
