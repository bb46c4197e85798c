import { INDICATORS, indicatorWords, type IndicatorLocale, type MeasureId, type RegionFigures } from '#domain';
import type { PublishedReport } from '#turnaround';
import { artifact, element, type Element } from '../prints/pdf-tagging.js';
import { fontName } from '../prints/sheet-fonts.js';
import { beginTaggedPdf } from '../prints/tagged-pdf.js';
import { caveats, reportWords, writtenDay } from './report-words.js';

type Pdf = PDFKit.PDFDocument;

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;
const SIZE = 8;
const LINE = 15;
const BOTTOM = 841.89 - MARGIN - 30;
const NAME = 150;

/** What a page of paper has room for; everything else is in the spreadsheet. */
const COLUMNS = ['referrals', 'attempt24', 'attempt72', 'reached', 'notReached'] as const satisfies readonly MeasureId[];

/** The report as a tagged PDF (PDF/UA-1): figures by region, what they count, and the rule by which some are hidden. No picture, so no finding that only eyes get. */
export function drawReport(published: PublishedReport, language: IndicatorLocale): Promise<Buffer> {
  const { report, publishedAt } = published;
  const words = reportWords(language);
  const { pdf, root, bytes } = beginTaggedPdf({
    title: `${words.title} ${report.period}`, language: language === 'de' ? 'de-DE' : 'en-GB', at: publishedAt, margin: MARGIN, bufferPages: true,
  });
  const page = new Page(pdf, root);
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

/** Where the writing stands; begins a new page when this one is full. */
class Page {
  private y = MARGIN;

  constructor(
    private readonly pdf: Pdf,
    private readonly root: Element,
  ) {}

  tell(type: 'P' | 'H1' | 'H2' | 'H3', text: string, size: number, weight: 400 | 600 = 400): void {
    const { pdf } = this;
    const height = pdf.font(fontName('latin', weight)).fontSize(size).heightOfString(text, { width: WIDTH }) + 5;
    this.room(height);
    const { y } = this;
    this.root.add(element(pdf, type, {}, () => void pdf.font(fontName('latin', weight)).fontSize(size).fillColor('#111').text(text, MARGIN, y, { width: WIDTH })));
    this.y += height;
  }

  /** Leaves a space; none at the top of a page. */
  space(height: number): void {
    if (this.y > MARGIN) this.y += height;
  }

  room(height: number): boolean {
    if (this.y + height <= BOTTOM) return false;
    this.pdf.addPage();
    this.y = MARGIN;
    return true;
  }

  table(title: string): Element {
    const table = element(this.pdf, 'Table', { title });
    this.root.add(table);
    return table;
  }

  row(table: Element, cells: readonly { readonly text: string; readonly head: 'Row' | 'Column' | null }[], height: number): void {
    const { pdf, y } = this;
    const line = element(pdf, 'TR');
    table.add(line);
    const width = (WIDTH - NAME) / (cells.length - 1);
    cells.forEach(({ text, head }, index) => {
      const x = MARGIN + (index === 0 ? 0 : NAME + (index - 1) * width);
      const draw = (): void =>
        void pdf.font(fontName('latin', head === null ? 400 : 600)).fontSize(SIZE).fillColor('#111').text(text, x, y + 3, { width: (index === 0 ? NAME : width) - 6, align: index === 0 ? 'left' : 'right' });
      line.add(head === null ? element(pdf, 'TD', {}, draw) : element(pdf, 'TH', { scope: head }, draw));
    });
    line.end();
    this.y += height;
    const below = this.y;
    artifact(pdf, 'Layout', () => void pdf.moveTo(MARGIN, below).lineTo(MARGIN + WIDTH, below).lineWidth(0.5).stroke('#999'));
  }

  /** The foot of every page, for eyes only. */
  number(title: string): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let index = start; index < start + count; index += 1) {
      this.pdf.switchToPage(index);
      // Writing below the margin would begin a new page.
      this.pdf.page.margins.bottom = 0;
      artifact(this.pdf, 'Pagination', () => {
        this.pdf.font(fontName('latin', 400)).fontSize(9).fillColor('#444').text(`${title} · ${index + 1} / ${count}`, MARGIN, 841.89 - MARGIN, { width: WIDTH, align: 'center', lineBreak: false });
      });
    }
  }
}

function figureTable(page: Page, { title, regions }: { readonly title: string; readonly regions: readonly RegionFigures[] }, language: IndicatorLocale): void {
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

function definition(page: Page, id: (typeof INDICATORS)[number]['id'], language: IndicatorLocale): void {
  const words = reportWords(language);
  const { title, numerator, denominator, cohort, note } = indicatorWords(id, language);
  page.tell('H3', `${id} ${title}`, 10, 600);
  page.tell('P', `${words.numerator}: ${numerator}. ${words.denominator}: ${denominator}. ${words.cohort}: ${cohort}.${note === undefined ? '' : ` ${note}`}`, 9);
}
