import { ACCESSIBILITY, CENTRE_KINDS, TARGET_GROUPS, type OpeningWindow } from '#domain';
import type { CentreRecord } from '#directory';

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Beginnings that a spreadsheet or a CSV file could take for something else. */
const AWKWARD = [
  '=1+1',
  '+49',
  '-1',
  '@SUM',
  "'=x",
  "''-x",
  "'s Haus",
  'a "b" c',
  'a;b,c',
  '05',
  'TRUE',
  '_x0041_',
  '1,5',
  'Männer*Büro',
  '<b>&amp;',
];
const HOURS = ['08:00', '09:00', '10:30', '12:00'] as const;

/** Fictional centres, different ones for each seed, their lists sorted as a file that was read has them. */
export function madeUpCentres(count: number, seed: number, municipalities: readonly string[]): readonly CentreRecord[] {
  const random = numbersOf(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const someOf = <Item extends string>(items: readonly Item[], share: number): readonly Item[] =>
    items.filter(() => random() < share).sort();
  const atLeastOne = <Item extends string>(items: readonly Item[]): readonly Item[] => {
    const some = someOf(items, 0.4);
    return some.length > 0 ? some : [oneOf(items)];
  };
  const windows = (): readonly OpeningWindow[] =>
    [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
      if (random() < 0.3) return [];
      const morning = { weekday, opens: oneOf(HOURS.slice(0, 2)), closes: oneOf(HOURS.slice(2)) };
      return random() < 0.6 ? [morning] : [morning, { weekday, opens: '14:00', closes: oneOf(['17:00', '24:00', '02:00']) }];
    });
  return Array.from({ length: count }, (_, at): CentreRecord => {
    const kind = oneOf(CENTRE_KINDS);
    const name = `${random() < 0.3 ? `${oneOf(AWKWARD)} ` : ''}Beratungsstelle Beispiel ${at}`;
    const place = {
      street: `Musterstraße ${at + 1}`,
      postcode: oneOf(['32049', '50667', '58452']),
      place: oneOf(['Herford', 'Köln', 'Witten']),
    };
    return {
      code: `BST-${String(at + 1).padStart(4, '0')}`,
      name,
      kind,
      active: random() < 0.9,
      targetGroups: [...atLeastOne(TARGET_GROUPS)],
      languages: [...atLeastOne(['ar', 'de', 'en', 'fa', 'gsg', 'ku', 'sr-Latn', 'tr', 'uk'])],
      acceptsMinors: random() < 0.5,
      accessibility: [...someOf(ACCESSIBILITY, 0.4)],
      dailyService: random() < 0.2,
      windows: windows(),
      phone: random() < 0.2 ? null : oneOf(['0221 5550000', '+49 221 5550000', '02302/555-0', '116 016']),
      mail: random() < 0.3 ? null : `stelle${at}@beispiel.example`,
      website: random() < 0.5 ? null : `https://stelle${at}.beispiel.example/?a=1,2;3`,
      address: kind === 'shelter' || random() < 0.2 ? null : place,
      catchment: [...new Set(Array.from({ length: Math.floor(random() * 12) }, () => oneOf(municipalities)))].sort(),
      validFrom: oneOf(['2026-12-01', '2027-01-01', '2028-02-29']),
    };
  });
}
