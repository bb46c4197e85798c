import { readRegistry } from '../registry.js';
import { madeUpCentres } from '../../../../test/support/made-up-centres.js';
import type { CentreRecord } from './centre-record.js';
import { readOpeningHours, writeOpeningHours } from './opening-hours-text.js';
import { readRegistryFile } from './read-registry-file.js';
import { differenceOf, isEmptyDifference } from './registry-difference.js';
import { writeCsv, writeXlsx } from './write-registry.js';

const ags = readRegistry().municipalities.map((municipality) => municipality.ags);
const municipalities = { knownAgs: new Set(ags), retiredAgs: new Set<string>() };
const read = (bytes: Uint8Array) => readRegistryFile(bytes, municipalities);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const given = Number(process.env['EXCHANGE_SEED'] ?? NaN);
const SEEDS = Number.isNaN(given) ? [1, 2, 3, 20_261_123, 4_294_967_295] : [given];

describe.each(SEEDS)('a registry written with the seed %i', (seed) => {
  const centres = madeUpCentres(120, seed, ags);

  it.each(['de', 'en'] as const)('comes back from CSV in the language %s as it was', async (language) => {
    expect(await read(utf8(writeCsv(centres, language)))).toMatchObject({ problems: [], records: centres });
  });

  it.each(['de', 'en'] as const)('comes back from a spreadsheet in the language %s as it was', async (language) => {
    expect(await read(await writeXlsx(centres, language))).toMatchObject({ problems: [], records: centres });
  });

  it('makes no difference to itself, nor in another order', () => {
    const turned = [...centres].reverse().map((centre) => ({ ...centre, catchment: [...centre.catchment].reverse() }));
    expect(isEmptyDifference(differenceOf(centres, turned))).toBe(true);
  });
});

describe('what a spreadsheet would calculate', () => {
  const [centre] = madeUpCentres(1, 5, ags) as [CentreRecord];

  it.each(['=1+1', '+49', '-1', '@SUM(A1)'])('begins with an apostrophe in CSV: %s', (name) =>
    expect(writeCsv([{ ...centre, name }], 'de')).toContain(`;'${name};`),
  );

  it.each(["'=1", "''=1", "'s Haus", '=1', "'", "='"])('keeps its own apostrophes: %s', async (name) => {
    const written = { ...centre, name };
    expect((await read(utf8(writeCsv([written], 'en')))).records).toEqual([written]);
    expect((await read(await writeXlsx([written], 'en'))).records).toEqual([written]);
  });
});

describe('opening hours', () => {
  it.each([
    ['Mo-Fr 09:00-12:00, 14:00-17:00; Sa 10:00-12:00', 'Mon-Fri 9:00-12:00, 14:00-17:00; Saturday 10:00 – 12:00'],
    ['Mo 09:00-12:00; Mi-Do 09:00-12:00', 'Mo, Mi, Do 09:00-12:00'],
    ['Mo-So 00:00-24:00', 'Sun-Sat 00:00-24:00'],
    ['Fr-Sa 20:00-02:00', 'Freitag–Samstag 20:00–02:00'],
    ['', ' ; '],
  ])('are written as "%s" when read as "%s"', (written, text) => {
    const windows = readOpeningHours(text) ?? [];
    expect(writeOpeningHours(windows, 'de')).toBe(written);
    expect(readOpeningHours(written)).toEqual(windows);
  });

  it.each([
    'Mo',
    '09:00-12:00',
    'Mo 9-12',
    'Mo 25:00-26:00',
    'Mo 24:00-02:00',
    'Mo 09:60-12:00',
    'Xx 09:00-12:00',
    'Mo- 09:00-12:00',
    'Mo 09:00-12:00,',
    'Mo 09:00-12:00, 11:00-14:00',
    'Mo-Di 09:00-12:00; Di 11:00-13:00',
    'So 20:00-04:00; Mo 03:00-08:00',
    'nach Vereinbarung',
  ])('are refused as "%s"', (text) => expect(readOpeningHours(text)).toBeNull());
});
