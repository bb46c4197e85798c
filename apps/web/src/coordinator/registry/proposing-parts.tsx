import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { DataTable, type Column } from '../../shared/kern/data-table';
import type { ChangedLine } from './entry-lines';
import { problemWords } from './proposal-labels';
import type { Problem } from './registry-queries';
import type { Checked, Proposing } from './use-proposing';

/** So many warnings are read at once; the others follow on request. */
const SHOWN = 20;

/** What speaks against a change without forbidding it, to the municipality and for whom. */
export function Warnings({ problems }: { readonly problems: readonly Problem[] }) {
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const shown = all ? problems : problems.slice(0, SHOWN);
  return (
    <>
      <ul className="plain-list">
        {shown.map((problem) => (
          <li key={`${problem.code} ${problem.line ?? ''} ${problem.centre ?? ''} ${problem.ags ?? ''} ${problem.targetGroup ?? ''}`}>{problemWords(problem)}</li>
        ))}
      </ul>
      {shown.length === problems.length ? null : <Button onClick={() => setAll(true)}>{m.registry_all_warnings({ count: problems.length })}</Button>}
    </>
  );
}

/** What a check found, and the way to propose what was checked. */
function CheckedPart({ checked, onPropose }: { readonly checked: Checked | null; readonly onPropose: (checked: Checked) => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  if (checked === null) return null;
  const { problems, needsSecond } = checked.answer;
  const propose = async (): Promise<void> => {
    setBusy(true);
    await onPropose(checked);
    setBusy(false);
  };
  return (
    <Alert kind={problems.length === 0 ? 'success' : 'warning'} title={problems.length === 0 ? m.registry_check_clear() : m.registry_check_warned({ count: problems.length })} takesFocus>
      <Warnings problems={problems} />
      <p>{needsSecond ? m.registry_needs_second() : m.registry_needs_nobody()}</p>
      <div className="form__actions">
        <Button look="primary" disabled={busy} onClick={() => void propose()}>
          {m.registry_propose()}
        </Button>
      </div>
    </Alert>
  );
}

/** How every form of the registry ends: what the check found, with the way to propose it, and the check itself. */
export function ProposingEnd({ proposing, busy }: { readonly proposing: Pick<Proposing, 'checked' | 'propose'>; readonly busy: boolean }) {
  return (
    <>
      <CheckedPart checked={proposing.checked} onPropose={proposing.propose} />
      <div className="form__actions">
        <Button look={proposing.checked === null ? 'primary' : 'secondary'} type="submit" disabled={busy}>
          {m.registry_check()}
        </Button>
      </div>
    </>
  );
}

/** What is different, line by line: as it is and as it would be. */
export function ChangeTable({ caption, lines, before, after }: { readonly caption: string; readonly lines: readonly ChangedLine[]; readonly before?: string; readonly after?: string }) {
  const isNew = lines.every((line) => line.before === null);
  const was: Column<ChangedLine> = { key: 'before', header: before ?? m.registry_column_before(), cell: (line) => line.before ?? m.registry_none() };
  const columns: readonly Column<ChangedLine>[] = [
    { key: 'name', header: m.registry_column_entry(), rowHeader: true, cell: (line) => line.name },
    ...(isNew ? [] : [was]),
    { key: 'after', header: after ?? m.registry_column_after(), cell: (line) => line.words },
  ];
  return <DataTable caption={caption} columns={columns} rows={lines} keyOf={({ key }) => key} />;
}

/** Somebody else was quicker: what holds now beside what was typed, and the way on from there. */
export function OvertakenForm({ proposing, lines, onGoOn }: { readonly proposing: Pick<Proposing, 'isOvertaken' | 'goOn'>; readonly lines: readonly ChangedLine[]; readonly onGoOn: () => void }) {
  if (!proposing.isOvertaken) return null;
  return (
    <Alert kind="warning" title={m.registry_overtaken_title()} takesFocus>
      <p>{m.registry_overtaken_form()}</p>
      {lines.length === 0 ? <p>{m.registry_overtaken_same()}</p> : <ChangeTable caption={m.registry_overtaken_title()} lines={lines} before={m.registry_column_present()} after={m.registry_column_mine()} />}
      <div className="form__actions">
        <Button
          onClick={() => {
            onGoOn();
            proposing.goOn();
          }}
        >
          {m.registry_go_on()}
        </Button>
      </div>
    </Alert>
  );
}
