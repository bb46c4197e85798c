interface Place {
  readonly name: string;
  readonly postcodes: readonly string[];
}

/**
 * Places whose postcode begins with the digits typed, or whose name contains the text typed; names that begin with it come first, then by name.
 * Case, umlauts and their two-letter spelling do not matter: 'koeln', 'KÖLN' and 'koln' find Köln. Nothing typed finds nothing.
 */
export function searchPlaces<P extends Place>(places: readonly P[], typed: string, limit: number): readonly P[] {
  const wanted = typed.trim();
  if (wanted === '') return [];
  if (/^\d+$/.test(wanted))
    return places.filter((place) => place.postcodes.some((postcode) => postcode.startsWith(wanted))).slice(0, limit);
  return places
    .map((place) => ({ place, rank: Math.min(...SPELLINGS.map((spell) => rankOf(spell(place.name), spell(wanted)))) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank || (a.place.name < b.place.name ? -1 : 1))
    .slice(0, limit)
    .map(({ place }) => place);
}

const NOT_FOUND = 4;

/** 0 the whole name, 1 its beginning, 2 the beginning of a word in it, 3 anywhere. */
function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at === -1) return NOT_FOUND;
  return /[a-z]/.test(name[at - 1] ?? '') ? 3 : 2;
}

const TWO_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöüß]/g, (letter) => TWO_LETTERS[letter] ?? letter),
  (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss'),
];
