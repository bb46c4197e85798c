import { describe, expect, it } from '@jest/globals';
import type { PlanMeasure } from '#domain';
import { PLAN_COLUMNS, type PlanColumn } from './plan-columns.js';
import { PLAN_FILE_LANGUAGES } from './plan-file-words.js';
import { readPlanFile } from './read-plan-file.js';
import { writePlanFile } from './write-plan-file.js';

const MEASURES: readonly PlanMeasure[] = [
  {
    fieldNumber: 1, number: '1.1', title: '=Erste Kontakte; "am" Wochenende (fiktiv)', articles: [20, 22], ministry: 'Ressort für Gleichstellung (fiktiv)', partners: ['Kreise, Städte', 'Beratungsstellen'],
    budgetLine: 'EP 07 / Kapitel 07 030', indicators: ['K1', 'K5'], status: 'running', statusOn: '2027-01-15', evidence: 'Erlass vom 15.01.2027 (fiktiv)', nextReviewOn: '2028-01-10',
    milestones: [{ title: 'Konzept liegt vor', dueOn: '2027-02-01', doneOn: '2027-01-30', evidence: 'Konzept, Fassung 1' }, { title: 'Drei Kreise nehmen teil', dueOn: '2027-12-01', doneOn: null, evidence: null }],
  },
  {
    fieldNumber: 2, number: '2.10', title: 'Fortbildung (fiktiv)', articles: [], ministry: 'Ressort (fiktiv)', partners: [], budgetLine: null, indicators: [], status: 'dropped', statusOn: '2027-01-15',
    evidence: 'Beschluss (fiktiv)', nextReviewOn: null, milestones: [],
  },
];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const GOOD: Readonly<Record<PlanColumn, string>> = {
  fieldNumber: '1', number: '1.1', title: 'Wochenende', articles: '20', ministry: 'Ressort', partners: '', budgetLine: '', indicators: '', status: 'geplant', statusOn: '15.01.2027', evidence: '', milestones: '', nextReviewOn: '2028-01-10',
};
const file = (...rows: readonly Partial<typeof GOOD>[]): string =>
  [Object.values(PLAN_FILE_LANGUAGES.de.columns), ...rows.map((row) => Object.values({ ...GOOD, ...row }))].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\n');
const problemsOf = async (text: string): Promise<readonly string[]> => (await readPlanFile(utf8(text))).problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);

describe('a file of measures', () => {
  it.each([['csv', 'de'], ['csv', 'en'], ['xlsx', 'de'], ['xlsx', 'en']] as const)('comes back from %s in %s as it was', async (format, language) => {
    const written = await writePlanFile(MEASURES, { format, language });
    const { measures, problems } = await readPlanFile(typeof written === 'string' ? utf8(written) : written);
    expect([problems, measures.map(({ measure }) => measure)]).toEqual([[], MEASURES]);
  });

  it('is read with its columns in any order, names of codes and both forms of a day', async () => {
    const turned = [...PLAN_COLUMNS].reverse();
    const { measures, problems } = await readPlanFile(utf8([turned.join(','), turned.map((column) => ({ ...GOOD, status: 'Planned', articles: 'Art. 22 20' })[column]).join(',')].join('\n')));
    expect([problems, measures]).toMatchObject([[], [{ line: 2, measure: { status: 'planned', statusOn: '2027-01-15', articles: [20, 22] } }]]);
  });

  it.each<[string, Partial<typeof GOOD>, string]>([
    ['no number', { number: '' }, 'number missing'],
    ['a number in no known form', { number: 'eins' }, 'number malformed'],
    ['a title of two letters', { title: 'ab' }, 'title too_short'],
    ['a title that is too long', { title: 'x'.repeat(301) }, 'title too_long'],
    ['an article in words', { articles: 'zwanzig' }, 'articles malformed'],
    ['a status that nobody knows', { status: 'halb fertig' }, 'status unknown_status'],
    ['an indicator that nobody knows', { indicators: 'K5, K99' }, 'indicators unknown_indicator'],
    ['a day that does not exist', { statusOn: '30.02.2027' }, 'statusOn bad_date'],
    ['no day', { statusOn: '' }, 'statusOn missing'],
    ['a milestone without its day', { milestones: 'Konzept liegt vor' }, 'milestones bad_milestone'],
    ['a milestone with five parts', { milestones: 'Konzept | 2027-02-01 | 2027-01-30 | Fassung | mehr' }, 'milestones bad_milestone'],
    ['too many partners', { partners: Array.from({ length: 21 }, (_, index) => `Stelle ${index}`).join(';') }, 'partners too_many'],
    ['a control character', { ministry: 'Ress\u0000ort' }, 'ministry malformed'],
  ])('says to the line that a measure has %s', async (_, change, expected) => {
    expect(await problemsOf(file({ number: '1.2' }, change))).toEqual([`3 ${expected}`]);
  });

  it('says every fault of a file, by line and column, and which number stands twice', async () => {
    expect(await problemsOf(file({ status: '?', title: '' }, { number: '1.2' }, { number: '1.2' }))).toEqual(['2 title missing', '2 status unknown_status', '4 number duplicate_number']);
  });

  it('is refused without one of its columns, with one that nobody knows, and without a row', async () => {
    const heading = PLAN_COLUMNS.filter((column) => column !== 'evidence').join(';');
    expect(await problemsOf(`${heading};Bemerkung\n`)).toEqual(['1 M unknown_column', '1 evidence missing']);
    expect(await problemsOf(file())).toEqual(['1 - empty_file']);
  });

  it('never repeats what stood in a cell', async () => {
    const { problems } = await readPlanFile(utf8(file({ status: 'Erika Musterfrau', milestones: 'Erika Musterfrau', statusOn: 'Erika' })));
    expect(problems).toHaveLength(3);
    expect(JSON.stringify(problems)).not.toContain('Erika');
  });
});
