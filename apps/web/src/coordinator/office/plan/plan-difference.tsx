import { m } from '../../../generated/messages/messages.js';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { Section } from '../../../shared/kern/section';
import { toNumber } from '../../../shared/time/format';
import { columnWords, partWords } from './plan-file-words';
import type { PlanReading } from './plan-queries';

type Change = PlanReading['changes'][number];

/** One part of a measure, before and after. */
interface Part {
  readonly key: string;
  readonly measure: string;
  readonly part: string;
  readonly before: string;
  readonly after: string;
}

const nameOf = ({ after }: Change): string => `${after.number} ${after.title}`;

const added = (): readonly Column<Change>[] => [
  { key: 'measure', header: m.plan_measure(), rowHeader: true, cell: nameOf },
  ...(['fieldNumber', 'articles', 'ministry', 'status', 'nextReviewOn'] as const).map((column) => ({ key: column, header: columnWords(column), cell: ({ after }: Change) => partWords(after, column) })),
];

const changed = (): readonly Column<Part>[] => [
  { key: 'measure', header: m.plan_measure(), rowHeader: true, cell: ({ measure }) => measure },
  { key: 'part', header: m.import_field(), cell: ({ part }) => part },
  { key: 'before', header: m.import_before(), cell: ({ before }) => before },
  { key: 'after', header: m.import_after(), cell: ({ after }) => after },
];

const partsOf = (change: Change): readonly Part[] =>
  change.fields.map((column) => ({
    key: `${change.after.number} ${column}`, measure: nameOf(change), part: columnWords(column), before: change.before === null || change.before === undefined ? '' : partWords(change.before, column), after: partWords(change.after, column),
  }));

/** What the file would do: entered, changed with before and after, and what it leaves alone. */
export function PlanDifference({ reading: { changes, unchanged, notMentioned } }: { readonly reading: PlanReading }) {
  const entered = changes.filter(({ change }) => change === 'added');
  const details = changes.filter(({ change }) => change === 'changed');
  return (
    <>
      <p className="kern-body">{m.import_counts({ added: toNumber(entered.length), changed: toNumber(details.length), unchanged: toNumber(unchanged), others: toNumber(notMentioned.length) })}</p>
      {details.length === 0 ? null : (
        <Section id="plan-import-changed" title={m.import_changed()}>
          <DataTable caption={m.import_changed()} columns={changed()} rows={details.flatMap(partsOf)} keyOf={({ key }) => key} />
        </Section>
      )}
      {entered.length === 0 ? null : (
        <Section id="plan-import-added" title={m.import_added()}>
          <DataTable caption={m.import_added()} columns={added()} rows={entered} keyOf={({ after }) => after.number} />
        </Section>
      )}
      {notMentioned.length === 0 ? null : (
        <details className="kern-body">
          <summary>{m.import_others()}</summary>
          <ul className="plain-list">
            {notMentioned.map(({ number, title }) => (
              <li key={number}>{`${number} ${title}`}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
