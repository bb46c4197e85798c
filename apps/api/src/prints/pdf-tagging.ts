/** A part of the structure of a tagged file. */
export type Element = ReturnType<PDFKit.PDFDocument['struct']>;

interface ElementOptions {
  readonly title?: string;
  readonly alt?: string;
  /** Left, top, right, bottom, in points from the upper left corner. */
  readonly bbox?: readonly [number, number, number, number];
  /** Of a head cell. */
  readonly scope?: 'Row' | 'Column';
}

interface Tagging {
  struct(type: string, options: ElementOptions, content?: () => void): Element;
  markContent(tag: 'Artifact', options: { readonly type: 'Background' | 'Layout' | 'Pagination' }): void;
  endMarkedContent(): void;
}

/** The parts of pdfkit 0.20 that its published types do not know yet. */
const tagging = (pdf: PDFKit.PDFDocument): Tagging => pdf as unknown as Tagging;

/** An element of the structure that a screen reader follows. Without content it is filled by `add` and closed by `end`. */
export const element = (pdf: PDFKit.PDFDocument, type: string, options: ElementOptions = {}, content?: () => void): Element =>
  content === undefined ? tagging(pdf).struct(type, options) : tagging(pdf).struct(type, options, content);

/** Draws what only eyes need. */
export function artifact(pdf: PDFKit.PDFDocument, type: 'Background' | 'Layout' | 'Pagination', draw: () => void): void {
  tagging(pdf).markContent('Artifact', { type });
  draw();
  tagging(pdf).endMarkedContent();
}
