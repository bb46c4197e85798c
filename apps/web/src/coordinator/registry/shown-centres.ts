import type { CentreLine } from './registry-queries';

export type Taking = 'all' | 'active' | 'inactive';

/** Small letters without marks, so that "koln" and "Köln" are one. */
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** The centres of a kind ('' for any) whose name or code holds every word of the text. */
export function shownCentres(lines: readonly CentreLine[], { text, kind }: { readonly text: string; readonly kind: string }): readonly CentreLine[] {
  const words = plain(text).split(/\s+/);
  return lines.filter((line) => (kind === '' || line.kind === kind) && words.every((word) => plain(`${line.name} ${line.code}`).includes(word)));
}
