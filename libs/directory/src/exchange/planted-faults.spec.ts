import Papa from 'papaparse';
import writeSheet from 'write-excel-file/node';
import { readRegistry } from '../registry.js';
import { madeUpCentres } from '../../../../test/support/made-up-centres.js';
import type { CentreRecord } from './centre-record.js';
import { readRegistryFile } from './read-registry-file.js';
import { REGISTRY_COLUMNS, type RegistryColumn } from './registry-columns.js';
import { writeCsv } from './write-registry.js';

const ags = readRegistry().municipalities.map((municipality) => municipality.ags);
const municipalities = { knownAgs: new Set(ags), retiredAgs: new Set<string>() };
const read = (bytes: Uint8Array) => readRegistryFile(bytes, municipalities);

describe('500 organisations with seven planted faults', () => {
  const seed = Number(process.env['EXCHANGE_SEED'] ?? 500);
  const centres = madeUpCentres(500, seed, ags);
  const FAULTS: readonly [number, RegistryColumn, string, string, string?][] = [
    [3, 'kind', 'church', 'unknown_kind'],
    [77, 'catchment', '05999999', 'unknown_ags', '05999999'],
    [78, 'catchment', '5315000', 'leading_zero_lost', '05315000'],
    [200, 'openingHours', 'Mo 9-17', 'bad_hours'],
    [333, 'validFrom', '2027-02-29', 'bad_date'],
    [499, 'code', 'BST-0001', 'duplicate_code'],
    [501, 'street', 'Geheimweg 1', 'shelter_address'],
  ];
  const expected = FAULTS.map(([at, column, , code, key]) => ({ line: at, column, code, ...(key === undefined ? {} : { ags: key }) }));

  /** The cells of the file as it is written, with the faults put in; the last centre is a shelter. */
  function cells(): string[][] {
    const last = { ...(centres.at(-1) as CentreRecord), kind: 'shelter' as const, address: null };
    const { data } = Papa.parse<string[]>(writeCsv([...centres.slice(0, -1), last], 'de').trim());
    for (const [at, column, cell] of FAULTS) (data[at - 1] as string[])[REGISTRY_COLUMNS.indexOf(column)] = cell;
    return data;
  }

  /** The quickest of three counts: on a busy machine any single one may have to wait. */
  async function readQuickly(reading: () => ReturnType<typeof read>): ReturnType<typeof read> {
    const took: number[] = [];
    for (let round = 0; round < 3; round++) {
      const began = performance.now();
      await reading();
      took.push(performance.now() - began);
    }
    expect(Math.min(...took)).toBeLessThan(1000);
    return reading();
  }

  it(`are seven line-exact problems in CSV, read within a second (EXCHANGE_SEED=${seed})`, async () => {
    const text = Papa.unparse(cells(), { delimiter: ';' });
    const { problems, records } = await readQuickly(() => read(new TextEncoder().encode(text)));
    expect(problems).toEqual(expected);
    expect(records).toHaveLength(493);
  });

  it(`are seven line-exact problems in a spreadsheet, read within a second (EXCHANGE_SEED=${seed})`, async () => {
    const rows = cells().map((row) => row.map((value) => ({ value, type: String })));
    const bytes = await writeSheet(rows).toBuffer();
    const { problems, records } = await readQuickly(() => read(bytes));
    expect(problems).toEqual(expected);
    expect(records).toHaveLength(493);
  });
});
