import PDFDocument from 'pdfkit';
import { element, type Element } from './pdf-tagging.js';
import { FONTS } from './sheet-fonts.js';

/** A tagged file that has been begun: what is drawn hangs on the root, and its bytes come when both have been ended. */
export interface TaggedPdf {
  readonly pdf: PDFKit.PDFDocument;
  readonly root: Element;
  readonly bytes: Promise<Buffer>;
}

/** Begins a tagged PDF (PDF/UA-1) of A4 pages with the typeface of the house. */
export function beginTaggedPdf({ title, language, at, margin, ...more }: { readonly title: string; readonly language: string; readonly at: Date; readonly margin: number; readonly bufferPages?: boolean }): TaggedPdf {
  const options = {
    size: 'A4', margin, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: language, displayTitle: true, ...more,
    info: { Title: title, Creator: 'Zeitnah', Producer: 'Zeitnah', CreationDate: at },
  };
  // The published types do not know the subset PDF/UA yet.
  const pdf = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
  for (const { name, data } of FONTS) pdf.registerFont(name, data);
  const parts: Buffer[] = [];
  const bytes = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  // A tagged file has one root (PDF/UA-1, 7.1), so that nothing stands beside the document.
  const root = element(pdf, 'Document');
  pdf.addStructure(root);
  return { pdf, root, bytes };
}
