import { INDICATORS, indicatorWords, type IndicatorLocale, type MeasureId, type RegionFigures } from '#domain';
import type { PublishedReport } from '#turnaround';
import { beginTaggedPdf } from '../prints/tagged-pdf.js';
import { LINE, MARGIN, WrittenPage } from '../prints/written-page.js';
import { caveats, reportWords, writtenDay } from './report-words.js';

/** What a page of paper has room for; everything else is in the spreadsheet. */
const COLUMNS = ['referrals', 'attempt24', 'attempt72', 'reached', 'notReached'] as const satisfies readonly MeasureId[];

/** The report as a tagged PDF (PDF/UA-1): figures by region, what they count, and the rule by which some are hidden. No picture, so no finding that only eyes get. */
export function drawReport(published: PublishedReport, language: IndicatorLocale): Promise<Buffer> {
  const { report, publishedAt } = published;
  const words = reportWords(language);
  const { pdf, root, bytes } = beginTaggedPdf({
    title: `${words.title} ${report.period}`, language: language === 'de' ? 'de-DE' : 'en-GB', at: publishedAt, margin: MARGIN, bufferPages: true,
  });
  const page = new WrittenPage(pdf, root);
  page.tell('H1', `${words.title} ${report.period}`, 20, 600);
  page.tell('P', `${words.asOf}: ${writtenDay(report.asOf, language)}`, 10);
  for (const line of caveats(language)) page.tell('P', line, 9);
  for (const level of ['land', 'regierungsbezirk', 'district', 'authority'] as const) {
    const regions = report.regions.filter((region) => region.level === level);
    if (regions.length > 0) figureTable(page, { title: words.levels[level], regions }, language);
  }
  page.tell('H2', words.definitions, 14, 600);
  for (const { id } of INDICATORS) definition(page, id, language);
  root.end();
  page.number(`${words.title} ${report.period}`);
  pdf.end();
  return bytes;
}

function figureTable(page: WrittenPage, { title, regions }: { readonly title: string; readonly regions: readonly RegionFigures[] }, language: IndicatorLocale): void {
  const words = reportWords(language);
  page.room(6 * LINE);
  page.space(LINE);
  page.tell('H2', title, 14, 600);
  const table = page.table(title);
  const head = [words.region, ...COLUMNS.map((id) => words.short[id]), words.short.median].map((text) => ({ text, head: 'Column' as const }));
  const headRow = (): void => page.row(table, head, 2 * LINE);
  headRow();
  for (const region of regions) {
    if (page.room(LINE)) headRow();
    page.row(table, cellsOf(region, language), LINE);
  }
  table.end();
}

function cellsOf(region: RegionFigures, language: IndicatorLocale): readonly { readonly text: string; readonly head: 'Row' | null }[] {
  const words = reportWords(language);
  const name = { text: region.name, head: 'Row' as const };
  if (region.counts.referrals === 0) return [name, { text: words.noReferrals, head: null }, ...Array.from({ length: COLUMNS.length }, () => ({ text: '', head: null }))];
  const figures = [...COLUMNS.map((id) => region.counts[id]), region.medianHours];
  return [name, ...figures.map((figure) => ({ text: figure === null ? words.hidden : String(figure), head: null }))];
}

function definition(page: WrittenPage, id: (typeof INDICATORS)[number]['id'], language: IndicatorLocale): void {
  const words = reportWords(language);
  const { title, numerator, denominator, cohort, note } = indicatorWords(id, language);
  page.tell('H3', `${id} ${title}`, 10, 600);
  page.tell('P', `${words.numerator}: ${numerator}. ${words.denominator}: ${denominator}. ${words.cohort}: ${cohort}.${note === undefined ? '' : ` ${note}`}`, 9);
}
