import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../../shared/api/contract';
import { FileFaults } from '../../shared/import/file-faults';
import { Alert } from '../../shared/kern/alert';
import { labelOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/report-labels';
import { faultWords, fieldWords } from './import-labels';
import type { Reading } from './reading';

type Problem = Schemas['ReadingProblemView'];

const columnWords = ({ column }: Problem): string => (column === null ? m.import_whole_line() : fieldWords(column));
const placeWords = ({ municipality, ags }: Problem): string => [municipality, ags === null ? null : `(${ags})`].filter((part) => part !== null).join(' ');
const whatWords = ({ code, targetGroup }: Problem): string => `${faultWords(code)}${targetGroup === null ? '' : ` (${labelOf(TARGET_LABELS, targetGroup)})`}`;

/** Every fault with its line, so that the file can be mended. */
export function ReadingProblems({ file, reading }: { readonly file: string; readonly reading: Reading }) {
  const { problems, problemsInAll: count } = reading;
  const faults = problems.map((each) => ({ key: `${each.line} ${each.column} ${each.code} ${each.ags} ${each.targetGroup}`, line: each.line, column: columnWords(each), what: whatWords(each), place: placeWords(each) }));
  return <FileFaults title={m.import_faults({ count, file })} text={m.import_faults_text()} faults={faults} count={count} />;
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
