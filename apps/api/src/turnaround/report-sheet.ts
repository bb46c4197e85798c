import writeSheet from 'write-excel-file/node';
import { INDICATORS, indicatorWords, MEASURES, turnaroundWords, type IndicatorLocale, type RegionFigures } from '#domain';
import type { PublishedReport } from '#turnaround';
import { csvOf } from './csv.js';
import { caveats, heading, reportWords, writtenDay } from './report-words.js';

type Cell = string | number | null;

/** The figures as a table: one line per region, a hidden figure as its sign, so that it is never taken for zero. */
function figures({ report }: PublishedReport, language: IndicatorLocale): readonly (readonly Cell[])[] {
  const words = reportWords(language);
  const head = [words.level, words.key, words.region, ...MEASURES.map((id) => heading(id, language)), words.median, words.p90];
  return [head, ...report.regions.map((region) => lineOf(region, language))];
}

function lineOf(region: RegionFigures, language: IndicatorLocale): readonly Cell[] {
  const words = reportWords(language);
  const empty = region.counts.referrals === 0;
  // An empty period is no 0 percent: the line says so once.
  const counts = MEASURES.map((id, index) => (empty ? (index === 0 ? words.noReferrals : '') : (region.counts[id] ?? words.hidden)));
  return [words.levels[region.level], region.level === 'authority' ? '' : region.key, region.name, ...counts, region.medianHours ?? (empty ? '' : words.hidden), region.p90Hours ?? (empty ? '' : words.hidden)];
}

function about({ report, sha256, publishedAt }: PublishedReport, language: IndicatorLocale): readonly (readonly string[])[] {
  const words = reportWords(language);
  return [
    [words.title], [words.period, report.period], [words.asOf, writtenDay(report.asOf, language)], [words.published, publishedAt.toISOString()], [words.check, sha256], [],
    ...caveats(language).map((line) => [line]), [],
    [words.indicator, '', words.numerator, words.denominator, words.cohort, words.attribution, words.note],
    ...INDICATORS.map(({ id, attribution }) => {
      const { title, numerator, denominator, cohort, note = '' } = indicatorWords(id, language);
      return [id, title, numerator, denominator, cohort, turnaroundWords(language).attribution[attribution], note];
    }),
  ];
}

/** The report as CSV; the definitions follow below the figures. */
export const reportCsv = (published: PublishedReport, language: IndicatorLocale): string => csvOf([...figures(published, language), [], ...about(published, language)], language);

/** The report as a spreadsheet: figures on the first sheet, definitions and the rule on the second. */
export async function reportXlsx(published: PublishedReport, language: IndicatorLocale): Promise<Buffer> {
  const words = reportWords(language);
  const [head = [], ...lines] = figures(published, language);
  const bold = head.map((value) => ({ value: String(value), type: String, fontWeight: 'bold' as const }));
  const data = [bold, ...lines.map((line) => line.map(cellOf))];
  const definitions = about(published, language).map((line) => line.map(cellOf));
  return writeSheet([
    { data, sheet: words.figures, stickyRowsCount: 1, columns: head.map((_, index) => ({ width: index === 2 ? 28 : 16 })) },
    { data: definitions, sheet: words.definitions, columns: [14, 30, 50, 50, 60, 30, 50].map((width) => ({ width })) },
  ]).toBuffer();
}

const cellOf = (value: Cell) => (value === null || value === '' ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String });
