import qrcode from 'qrcode-generator';
import { artifact, element, type Element } from './pdf-tagging.js';
import type { SheetContent, SheetSection } from './sheet-content.js';
import { fontName, runsOf, type Weight } from './sheet-fonts.js';
import { SHEET } from './sheet-words.de.js';
import { beginTaggedPdf } from './tagged-pdf.js';

type Pdf = PDFKit.PDFDocument;

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;
const NAMES = 150;
const QR = 84;
const FOOT = 36;
/** Sizes of type, the largest first: the sheet stays one page. */
const SIZES = [11, 10, 9, 8, 7] as const;
/** Longer values are cut: nothing that long can be read over the telephone either. */
const LONGEST = 300;

/** The sheet as a tagged PDF (PDF/UA-1), A4, one page, German. */
export function drawSheet(content: SheetContent, at: Date): Promise<Buffer> {
  const { pdf, root, bytes } = beginTaggedPdf({ title: `${SHEET.title} ${content.reference}`, language: 'de-DE', at, margin: MARGIN });
  drawWatermark(pdf);
  drawHead(pdf, root, content);
  drawSections(pdf, root, content.sections);
  root.end();
  drawFoot(pdf);
  pdf.end();
  return bytes;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly weight?: Weight;
}

/** Writes a text in as many pieces as it has scripts; answers the height that it took. */
function write(pdf: Pdf, text: string, { x, y, width, size, weight = 400 }: Place): number {
  const runs = runsOf(text);
  pdf.fontSize(size).fillColor('#111');
  runs.forEach((run, index) => {
    const options = { width, continued: index < runs.length - 1 };
    pdf.font(fontName(run.part, weight));
    if (index === 0) pdf.text(run.text, x, y, options);
    else pdf.text(run.text, options);
  });
  return pdf.y - y;
}

/** How high a text would be. Other scripts are about as wide as Latin letters. */
const heightOf = (pdf: Pdf, text: string, width: number, size: number, weight: Weight = 400): number =>
  pdf.font(fontName('latin', weight)).fontSize(size).heightOfString(runsOf(text).map((run) => run.text).join(''), { width });

function drawWatermark(pdf: Pdf): void {
  artifact(pdf, 'Background', () => {
    pdf.save().rotate(-52, { origin: [297, 421] }).fillColor('#ececec').font(fontName('latin', 600)).fontSize(34);
    pdf.text(SHEET.watermark, -40, 400, { width: 675, align: 'center', lineBreak: false });
    pdf.restore();
  });
}

function drawHead(pdf: Pdf, root: Element, { reference, printed }: SheetContent): void {
  const width = WIDTH - QR - 24;
  let y = MARGIN;
  const tell = (type: 'P' | 'H1', text: string, size: number, weight: Weight = 400): void => {
    root.add(element(pdf, type, {}, () => void (y += write(pdf, text, { x: MARGIN, y, width, size, weight }) + 4)));
  };
  tell('P', SHEET.product, 10);
  tell('H1', `${SHEET.title} ${reference}`, 22, 600);
  tell('P', SHEET.watermark, 11, 600);
  tell('P', printed, 10);
  const x = MARGIN + WIDTH - QR;
  const box: [number, number, number, number] = [x, MARGIN, x + QR, MARGIN + QR];
  root.add(element(pdf, 'Figure', { alt: `${SHEET.code}: ${reference}`, bbox: box }, () => drawCode(pdf, reference, x, MARGIN)));
  pdf.y = Math.max(y, MARGIN + QR) + 10;
}

function drawCode(pdf: Pdf, text: string, x: number, y: number): void {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const side = QR / count;
  for (let line = 0; line < count; line += 1)
    for (let column = 0; column < count; column += 1) if (code.isDark(line, column)) pdf.rect(x + column * side, y + line * side, side, side);
  pdf.fill('#111');
}

const cut = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value);

function heightOfSection(pdf: Pdf, { title, rows, note }: SheetSection, size: number): number {
  const table = rows.reduce((sum, { name, value }) => sum + rowHeight(pdf, name, cut(value), size), 0);
  return heightOf(pdf, title, WIDTH, size + 3, 600) + 4 + table + (note === null ? 0 : heightOf(pdf, note, WIDTH, size)) + size;
}

const rowHeight = (pdf: Pdf, name: string, value: string, size: number): number =>
  Math.max(heightOf(pdf, name, NAMES, size, 600), heightOf(pdf, value, WIDTH - NAMES - 12, size)) + 8;

function drawSections(pdf: Pdf, root: Element, sections: readonly SheetSection[]): void {
  const room = pdf.page.height - MARGIN - FOOT - pdf.y;
  const size = SIZES.find((each) => sections.reduce((sum, section) => sum + heightOfSection(pdf, section, each), 0) <= room) ?? 7;
  let y = pdf.y;
  for (const section of sections) y = drawSection(pdf, root, section, size, y);
}

function drawSection(pdf: Pdf, root: Element, { title, rows, note }: SheetSection, size: number, top: number): number {
  let y = top;
  root.add(element(pdf, 'H2', {}, () => void (y += write(pdf, title, { x: MARGIN, y, width: WIDTH, size: size + 3, weight: 600 }) + 4)));
  if (note !== null) root.add(element(pdf, 'P', {}, () => void (y += write(pdf, note, { x: MARGIN, y, width: WIDTH, size }))));
  if (rows.length > 0) {
    const table = element(pdf, 'Table', { title });
    root.add(table);
    for (const { name, value } of rows) {
      const height = rowHeight(pdf, name, cut(value), size);
      const rowTop = y;
      const line = element(pdf, 'TR');
      table.add(line);
      line.add(element(pdf, 'TH', { scope: 'Row' }, () => void write(pdf, name, { x: MARGIN, y: rowTop + 4, width: NAMES, size, weight: 600 })));
      line.add(element(pdf, 'TD', {}, () => void write(pdf, cut(value), { x: MARGIN + NAMES + 12, y: rowTop + 4, width: WIDTH - NAMES - 12, size })));
      line.end();
      y += height;
      const below = y;
      artifact(pdf, 'Layout', () => void pdf.moveTo(MARGIN, below).lineTo(MARGIN + WIDTH, below).lineWidth(0.5).stroke('#999'));
    }
    table.end();
  }
  return y + size;
}

function drawFoot(pdf: Pdf): void {
  const y = pdf.page.height - MARGIN - 14;
  artifact(pdf, 'Pagination', () => {
    pdf.font(fontName('latin', 400)).fontSize(9).fillColor('#444').text(`${SHEET.page} · ${SHEET.watermark}`, MARGIN, y, { width: WIDTH, align: 'center', lineBreak: false });
  });
}
