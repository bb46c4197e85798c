import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { SheetContent } from './sheet-content.js';
import { isDrawable, runsOf } from './sheet-fonts.js';
import { drawSheet } from './sheet-pdf.js';
import { languageInWords } from './sheet-words.de.js';

const AT = new Date('2027-03-26T20:40:00Z');
const sheet = (value: string, rows = 4): SheetContent => ({
  reference: 'F-7F3K',
  printed: 'Ausgedruckt von Testperson Bea (fiktiv), Beratungsfachkraft, Fiktive Stelle, am Fr., 26.03.2027, 21:40 Uhr. Zweck: erster Kontakt.',
  sections: [
    { title: 'Angaben zur Person', rows: Array.from({ length: rows }, (_, index) => ({ name: `Zeile ${index + 1}`, value })), note: null },
    { title: 'Einwilligung', rows: [], note: 'Nicht freigegeben.' },
  ],
});

/** Every object of the file with its streams unpacked. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1');
    } catch {
      return body ?? '';
    }
  });
  return [text, ...streams].join('\n');
}
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

describe('the printed sheet', () => {
  it('is one tagged page in German that names itself PDF/UA', async () => {
    const file = await drawSheet(sheet('Musterweg 7'), AT);
    const text = unpacked(file);
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('pdfuaid');
    expect(count(text, /\/Type \/Page\b/g)).toBe(1);
    expect([count(text, /\/S \/H1\b/g), count(text, /\/S \/H2\b/g), count(text, /\/S \/TH\b/g), count(text, /\/S \/TD\b/g), count(text, /\/S \/Figure\b/g)]).toEqual([1, 2, 4, 4, 1]);
    expect(count(text, /\/Scope \/Row\b/g)).toBe(4);
    expect(text).toMatch(/\/Lang \(de-DE\)/);
    expect(text).toMatch(/\/Marked true/);
  });

  it('stays one page, however much there is to say', async () => {
    const text = unpacked(await drawSheet(sheet('ein langer Wert '.repeat(40), 12), AT));
    expect(count(text, /\/Type \/Page\b/g)).toBe(1);
  });

  it('draws names in the scripts that people here have, and guesses at no sign', () => {
    expect(runsOf('Łucja Şahin Ивана').map(({ part }) => part)).toEqual(['latin-ext', 'latin', 'latin-ext', 'latin', 'cyrillic']);
    expect(runsOf('أمل').map(({ text }) => text).join('')).toBe('???');
    expect(['Łucja Şahin Ивана Ελένη Nguyễn', 'Ada\u200e Muster', 'أمل', 'Ada 🙂'].map(isDrawable)).toEqual([true, true, false, false]);
  });

  it('names a language by its word, and leaves what is none as it is', () => {
    expect(['tr', 'ar', 'kmr', 'de-DE', 'Farsi und Dari'].map(languageInWords)).toEqual(['Türkisch', 'Arabisch', 'Kurdisch', 'Deutsch (Deutschland)', 'Farsi und Dari']);
  });
});
