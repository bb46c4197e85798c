/** By what a total of the helpline is told: all contacts of a year, those on a topic, those through a channel. */
export const HELPLINE_DIMENSIONS = ['total', 'topic', 'channel'] as const;
export type HelplineDimension = (typeof HELPLINE_DIMENSIONS)[number];

/** The Länder by the letters of ISO 3166-2:DE, and `ALL` for a figure that is not told apart. */
export const HELPLINE_LANDS = ['ALL', 'BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH'] as const;
export type HelplineLand = (typeof HELPLINE_LANDS)[number];

/** A total as its source tells it. Sources count differently, so a figure is never without its source and definition. */
export interface HelplineFigure {
  readonly year: number;
  readonly land: HelplineLand;
  readonly dimension: HelplineDimension;
  /** The topic or the channel in the source's words; '' of a total. */
  readonly category: string;
  readonly contacts: number;
  readonly source: string;
  /** What the source counts as a contact. */
  readonly definition: string;
}

/** The columns of a file, by their English and German headings. */
export const HELPLINE_COLUMNS = { year: 'jahr', land: 'land', by: 'nach', of: 'merkmal', contacts: 'kontakte', source: 'quelle', definition: 'definition' } as const;
export type HelplineColumn = keyof typeof HELPLINE_COLUMNS;

export const HELPLINE_PROBLEMS = [
  'missing', 'malformed', 'unknown_column', 'too_many_cells', 'too_few_cells', 'too_long', 'duplicate', 'year_not_over', 'unknown_land', 'unknown_dimension', 'total_with_category', 'empty_file', 'not_readable',
] as const;
export type HelplineProblemCode = (typeof HELPLINE_PROBLEMS)[number];

/** What is wrong, where. Never what stood in the cell. */
export interface HelplineProblem {
  readonly line: number;
  readonly column: HelplineColumn | null;
  readonly code: HelplineProblemCode;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const COLUMNS = Object.keys(HELPLINE_COLUMNS) as readonly HelplineColumn[];
const DIMENSION_WORDS: Readonly<Record<string, HelplineDimension>> = { total: 'total', gesamt: 'total', topic: 'topic', thema: 'topic', channel: 'channel', kanal: 'channel' };
const LAND_WORDS: Readonly<Record<string, HelplineLand>> = { ALLE: 'ALL', NRW: 'NW' };
const FIRST_YEAR = 2020;
const LONGEST = { of: 120, source: 300, definition: 500 } as const;

/** Two figures are about the same when all but the count and its definition agree. */
export const helplineKey = ({ year, land, dimension, category, source }: HelplineFigure): string => JSON.stringify([year, land, dimension, category, source]);

/** Reads the rows of a file, the heading first. With a single problem nothing of it may be used. `endedYear`: the last year that is over. */
export function readHelplineFigures([heading, ...lines]: readonly Line[], endedYear: number): { readonly figures: readonly HelplineFigure[]; readonly problems: readonly HelplineProblem[] } {
  if (heading === undefined || lines.length === 0) return { figures: [], problems: [{ line: heading?.line ?? 1, column: null, code: 'empty_file' }] };
  const names = heading.cells.map((cell) => COLUMNS.find((column) => [column, HELPLINE_COLUMNS[column]].some((word) => word === cell.toLowerCase())));
  const lacking = COLUMNS.filter((column) => !names.includes(column));
  const twice = names.some((name, at) => name !== undefined && names.indexOf(name) !== at);
  if (names.includes(undefined) || twice) return { figures: [], problems: [{ line: heading.line, column: null, code: 'unknown_column' }] };
  if (lacking.length > 0) return { figures: [], problems: lacking.map((column) => ({ line: heading.line, column, code: 'missing' })) };
  const seen = new Set<string>();
  const problems: HelplineProblem[] = [];
  const figures: HelplineFigure[] = [];
  for (const { line, cells } of lines) {
    const refuse = (column: HelplineColumn | null, code: HelplineProblemCode): unknown => problems.push({ line, column, code });
    if (cells.length !== names.length) refuse(null, cells.length > names.length ? 'too_many_cells' : 'too_few_cells');
    else {
      const figure = readLine((column) => cells[names.indexOf(column)] ?? '', refuse, endedYear);
      if (figure === null) continue;
      if (seen.has(helplineKey(figure))) refuse(null, 'duplicate');
      seen.add(helplineKey(figure));
      figures.push(figure);
    }
  }
  return { figures: problems.length === 0 ? figures : [], problems };
}

function readLine(cellOf: (column: HelplineColumn) => string, refuse: (column: HelplineColumn, code: HelplineProblemCode) => unknown, endedYear: number): HelplineFigure | null {
  let sound = true;
  const wrong = (column: HelplineColumn, code: HelplineProblemCode): void => {
    sound = false;
    refuse(column, code);
  };
  const text = (column: 'source' | 'definition'): string => {
    const cell = cellOf(column);
    if (cell.length < 3) wrong(column, cell === '' ? 'missing' : 'malformed');
    if (cell.length > LONGEST[column]) wrong(column, 'too_long');
    return cell;
  };
  const whole = (column: 'year' | 'contacts'): number => {
    const cell = cellOf(column);
    if (!/^\d{1,7}$/.test(cell)) wrong(column, cell === '' ? 'missing' : 'malformed');
    return Number(cell);
  };
  const year = whole('year');
  if (sound && year > endedYear) wrong('year', 'year_not_over');
  else if (sound && year < FIRST_YEAR) wrong('year', 'malformed');
  const letters = cellOf('land').toUpperCase();
  const land = LAND_WORDS[letters] ?? HELPLINE_LANDS.find((known) => known === letters);
  if (land === undefined) wrong('land', letters === '' ? 'missing' : 'unknown_land');
  const dimension = DIMENSION_WORDS[cellOf('by').toLowerCase()];
  if (dimension === undefined) wrong('by', cellOf('by') === '' ? 'missing' : 'unknown_dimension');
  const category = cellOf('of');
  if (dimension === 'total' && category !== '') wrong('of', 'total_with_category');
  if (dimension !== undefined && dimension !== 'total' && category === '') wrong('of', 'missing');
  if (category.length > LONGEST.of) wrong('of', 'too_long');
  const contacts = whole('contacts');
  const source = text('source');
  const definition = text('definition');
  return sound && land !== undefined && dimension !== undefined ? { year, land, dimension, category, contacts, source, definition } : null;
}

/** A figure that a file would add, or correct; `old` is what it replaces. */
export interface HelplineChange {
  readonly figure: HelplineFigure;
  readonly old: HelplineFigure | null;
}

/** What a file would change of what is kept; what it does not mention stays. The same file a second time changes nothing. */
export function helplineChanges(figures: readonly HelplineFigure[], kept: readonly HelplineFigure[]): readonly HelplineChange[] {
  const known = new Map(kept.map((each) => [helplineKey(each), each]));
  return figures.flatMap((figure) => {
    const old = known.get(helplineKey(figure)) ?? null;
    return old !== null && old.contacts === figure.contacts && old.definition === figure.definition ? [] : [{ figure, old }];
  });
}
