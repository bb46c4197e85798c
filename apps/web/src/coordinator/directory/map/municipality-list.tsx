import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Badge } from '../../../shared/kern/badge';
import { Button } from '../../../shared/kern/button';
import { TextField } from '../../../shared/kern/field';
import { Filters } from '../../../shared/kern/filters';
import { toNumber } from '../../../shared/time/format';
import type { CoverageQuestion, MunicipalityCoverage } from './coverage-queries';
import { STATE_LABELS, STATE_LOOKS, stateOf } from './coverage-words';
import { MunicipalityCandidates } from './municipality-candidates';

/** So many at first, and so many more at a time: nobody reads 396 rows, and each is a stop of the Tab key. */
const AT_ONCE = 20;

const PARTS = {
  uncovered: ({ open }: MunicipalityCoverage) => open === 0,
  gap: ({ candidates }: MunicipalityCoverage) => candidates === 0,
  overlap: ({ overlap }: MunicipalityCoverage) => overlap,
  all: () => true,
} as const;
type Part = keyof typeof PARTS;

const PART_LABELS: Readonly<Record<Part, () => string>> = {
  uncovered: m.coverage_part_uncovered,
  gap: m.coverage_part_gap,
  overlap: m.coverage_part_overlap,
  all: m.coverage_part_all,
};

/** Without marks above letters, so that "koln" and "Köln" find each other. */
const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** Nobody at all first, then who has the fewest to choose from, then by name. */
export const worstFirst = (a: MunicipalityCoverage, b: MunicipalityCoverage): number =>
  a.open - b.open || a.candidates - b.candidates || a.name.localeCompare(b.name, 'de') || a.ags.localeCompare(b.ags);

export interface MunicipalityListProps {
  readonly rows: readonly MunicipalityCoverage[];
  readonly question: CoverageQuestion;
  /** AGS of the municipality whose candidates are open here. */
  readonly opened: string | null;
  readonly onOpen: (ags: string | null) => void;
}

/** The municipalities, the worst first, searched by name or district; each opens its candidates with their reasons. */
export function MunicipalityList({ rows, question, opened, onOpen }: MunicipalityListProps) {
  const [part, setPart] = useState<Part>('uncovered');
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const wanted = folded(search.trim());
  const found = rows.filter((row) => PARTS[part](row) && folded(`${row.name} ${row.district}`).includes(wanted)).sort(worstFirst);
  const filters = (Object.keys(PARTS) as Part[]).map((name) => ({ name, label: PART_LABELS[name](), count: rows.filter(PARTS[name]).length }));
  const choose = (next: Part): void => {
    setPart(next);
    setMost(AT_ONCE);
  };
  return (
    <>
      <Filters label={m.coverage_parts()} filters={filters} current={part} onChoose={choose} />
      <TextField name="coverage.search" label={m.coverage_search()} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      {found.length === 0 ? <p className="kern-body">{rows.some(PARTS[part]) ? m.coverage_search_none() : m.coverage_list_none()}</p> : null}
      <ul className="coverage__list" aria-label={PART_LABELS[part]()}>
        {found.slice(0, most).map((row) => (
          <Item key={row.ags} row={row} question={question} open={row.ags === opened} onOpen={onOpen} />
        ))}
      </ul>
      {found.length > most ? (
        <div className="row">
          <Button onClick={() => setMost(most + AT_ONCE)}>{m.coverage_more()}</Button>
          <span className="kern-body">{m.coverage_shown({ shown: toNumber(most), all: toNumber(found.length) })}</span>
        </div>
      ) : null}
    </>
  );
}

interface ItemProps {
  readonly row: MunicipalityCoverage;
  readonly question: CoverageQuestion;
  readonly open: boolean;
  readonly onOpen: (ags: string | null) => void;
}

function Item({ row, question, open, onOpen }: ItemProps) {
  const state = stateOf(row);
  return (
    <li>
      <button type="button" className="coverage__item" aria-expanded={open} onClick={() => onOpen(open ? null : row.ags)}>
        <span className="coverage__place">
          {row.name} <span className="muted">{row.district}</span>
        </span>
        <Badge {...STATE_LOOKS[state]}>{STATE_LABELS[state]()}</Badge>
      </button>
      {open ? <MunicipalityCandidates ags={row.ags} question={question} /> : null}
    </li>
  );
}
