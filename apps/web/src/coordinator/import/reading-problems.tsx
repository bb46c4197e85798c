import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../../shared/api/contract';
import { Alert } from '../../shared/kern/alert';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { labelOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/report-labels';
import { toNumber } from '../../shared/time/format';
import { faultWords, fieldWords } from './import-labels';
import type { Reading } from './use-reading';

type Problem = Schemas['ReadingProblemView'];

const columnWords = ({ column }: Problem): string => (column === null ? m.import_whole_line() : fieldWords(column));
const placeWords = ({ municipality, ags }: Problem): string => [municipality, ags === null ? null : `(${ags})`].filter((part) => part !== null).join(' ');
const whatWords = ({ code, targetGroup }: Problem): string => `${faultWords(code)}${targetGroup === null ? '' : ` (${labelOf(TARGET_LABELS, targetGroup)})`}`;

const columns = (): readonly Column<Problem>[] => [
  { key: 'line', header: m.import_line(), rowHeader: true, cell: ({ line }) => (line === null ? '' : `${m.import_line()} ${line}`) },
  { key: 'column', header: m.import_column(), cell: columnWords },
  { key: 'what', header: m.import_what(), cell: whatWords },
  { key: 'place', header: m.import_place(), cell: placeWords },
];

/** For whoever mends the file elsewhere: one line per fault, its cells apart by tabs, as a spreadsheet takes them. */
const asText = (problems: readonly Problem[]): string =>
  [[m.import_line(), m.import_column(), m.import_what(), m.import_place()], ...problems.map((each) => [String(each.line ?? ''), columnWords(each), whatWords(each), placeWords(each)])]
    .map((cells) => cells.join('\t'))
    .join('\n');

/** Every fault with its line, so that the file can be mended. */
export function ReadingProblems({ file, reading }: { readonly file: string; readonly reading: Reading }) {
  const announce = useAnnounce();
  const { problems, problemsInAll: count } = reading;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(asText(problems));
      announce(m.import_copied());
    } catch {
      announce(m.import_copy_failed());
    }
  };
  return (
    <>
      <Alert kind="danger" title={m.import_faults({ count, file })} takesFocus>
        <p>{m.import_faults_text()}</p>
        {count > problems.length ? <p>{m.import_faults_more({ count: toNumber(problems.length) })}</p> : null}
      </Alert>
      <div className="form__actions">
        <Button onClick={() => void copy()}>{m.import_copy()}</Button>
      </div>
      <DataTable caption={m.import_faults_table()} columns={columns()} rows={problems} keyOf={(each) => `${each.line} ${each.column} ${each.code} ${each.ags} ${each.targetGroup}`} />
    </>
  );
}

interface Left {
  readonly place: string;
  readonly groups: readonly string[];
  readonly line: number | null;
}

/** Which municipalities would have nobody left, each once with its target groups. */
export function LeftUncovered({ reading }: { readonly reading: Reading }) {
  const left = new Map<string, Left>();
  for (const problem of reading.problems.filter(({ code }) => code === 'leaves_uncovered')) {
    const groups = [...(left.get(problem.ags ?? '')?.groups ?? []), labelOf(TARGET_LABELS, problem.targetGroup ?? '')];
    left.set(problem.ags ?? '', { place: placeWords(problem), groups, line: problem.line });
  }
  if (left.size === 0) return null;
  return (
    <Alert kind="warning" title={m.import_uncovered({ count: left.size })}>
      <ul className="plain-list">
        {[...left.values()].map(({ place, groups, line }) => (
          <li key={place}>
            {place}: {groups.join(', ')}
            {line === null ? '' : ` – ${m.import_line()} ${line}`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
