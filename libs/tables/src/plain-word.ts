/** A word as it is compared: no case, no spaces, hyphens, stars or brackets. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** From every word, code or heading that is understood to what it means, for each language that is read; asked with `plainWord`. */
export function meanings<Code extends string>(codes: readonly Code[], languages: readonly Readonly<Record<Code, string>>[]): ReadonlyMap<string, Code> {
  const found = new Map<string, Code>(codes.map((code) => [plainWord(code), code]));
  for (const words of languages) for (const code of codes) found.set(plainWord(words[code]), code);
  return found;
}
