import { artifact, element, type Element } from './pdf-tagging.js';
import { fontName } from './sheet-fonts.js';

type Pdf = PDFKit.PDFDocument;

/** Around what is written, in points. */
export const MARGIN = 48;
/** The height of a line of a table. */
export const LINE = 15;
const WIDTH = 595.28 - 2 * MARGIN;
const SIZE = 8;
const BOTTOM = 841.89 - MARGIN - 30;
const NAME = 150;

/** Where the writing of a tagged file stands; begins a new page when this one is full. */
export class WrittenPage {
  private y = MARGIN;

  constructor(
    private readonly pdf: Pdf,
    private readonly root: Element,
  ) {}

  tell(type: 'P' | 'H1' | 'H2' | 'H3' | 'H4', text: string, size: number, weight: 400 | 600 = 400): void {
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
