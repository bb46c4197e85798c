import type { Authority, CentreLine } from './registry-queries';

export type Taking = 'all' | 'active' | 'inactive';

/** Small letters without marks, so that "koln" and "Köln" are one. */
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** The centres of a kind ('' for any) whose name or code holds every word of the text. */
export function shownCentres(lines: readonly CentreLine[], { text, kind }: { readonly text: string; readonly kind: string }): readonly CentreLine[] {
  const words = plain(text).split(/\s+/);
  return lines.filter((line) => (kind === '' || line.kind === kind) && words.every((word) => plain(`${line.name} ${line.code}`).includes(word)));
}

/** The authorities whose name, or one of whose municipalities, holds every word of the text: whoever types a town finds who is competent there. */
export function foundAuthorities(all: readonly Authority[], text: string): readonly Authority[] {
  const words = plain(text).split(/\s+/);
  return all.filter(({ name, municipalities }) => [name, ...municipalities.map((place) => place.name)].some((each) => words.every((word) => plain(each).includes(word))));
}
