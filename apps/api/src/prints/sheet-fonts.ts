import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Parts of the typeface, each with the code points that it draws (`unicode.json` of the package). The first that fits is taken. */
const PARTS = [
  ['latin', [[0x20, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6, 0x2c6], [0x2da, 0x2da], [0x2dc, 0x2dc], [0x2010, 0x2027], [0x2030, 0x205e], [0x20ac, 0x20ac], [0x2122, 0x2122]]],
  ['latin-ext', [[0x100, 0x2ba], [0x2bd, 0x2c5], [0x2c7, 0x2cc], [0x1e00, 0x1e9f], [0x1ef2, 0x1eff]]],
  ['vietnamese', [[0x1ea0, 0x1ef9]]],
  ['greek', [[0x370, 0x3ff]]],
  ['cyrillic', [[0x400, 0x45f], [0x490, 0x491]]],
] as const;
export type Part = (typeof PARTS)[number][0];
export type Weight = 400 | 600;

const require = createRequire(import.meta.url);

/** Every part in both weights, under the name that the drawing asks for. */
export const FONTS = PARTS.flatMap(([part]) =>
  ([400, 600] as const).map((weight) => ({ name: fontName(part, weight), data: readFileSync(require.resolve(`@fontsource/fira-sans/files/fira-sans-${part}-${weight}-normal.woff`)) })),
);

/** The name of a part in a weight. */
export function fontName(part: Part, weight: Weight): string {
  return `${part}-${weight}`;
}

const partOf = (codePoint: number): Part | undefined => PARTS.find(([, ranges]) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to))?.[0];

const drawn = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').replace(/\p{Cf}/gu, '');

/** True if some part of the typeface draws every sign of the text. */
export const isDrawable = (text: string): boolean => [...drawn(text)].every((sign) => partOf(sign.codePointAt(0) ?? 0) !== undefined);

/** A text in pieces that one part draws each. What none can draw becomes a question mark: a wrong sign in a name would be worse than a gap. */
export function runsOf(text: string): readonly { readonly part: Part; readonly text: string }[] {
  const runs: { part: Part; text: string }[] = [];
  for (const sign of drawn(text)) {
    const found = partOf(sign.codePointAt(0) ?? 0);
    const part = found ?? 'latin';
    const last = runs.at(-1);
    const shown = found === undefined ? '?' : sign;
    if (last?.part === part) last.text += shown;
    else runs.push({ part, text: shown });
  }
  return runs;
}
