import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { requestFile } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { DataTable } from '../../../shared/kern/data-table';
import { TextField } from '../../../shared/kern/field';
import { Section } from '../../../shared/kern/section';
import { labelOf } from '../../../shared/labels/label-of';
import { toNumber } from '../../../shared/time/format';
import { COLUMN_NAMES, landName, PROBLEM_NAMES, whatName } from './helpline-labels';

type Reading = Schemas['HelplineReadingView'];

/** What was read of a file that was chosen; `taken`: it has been taken since. */
interface Shown {
  readonly file: File;
  readonly reading: Reading;
  readonly taken: boolean;
}

function Problems({ file, reading: { problems } }: Shown) {
  return (
    <>
      <Alert kind="danger" title={m.helpline_faults({ count: problems.length, file: file.name })} takesFocus>
        <p>{m.helpline_faults_text()}</p>
      </Alert>
      <DataTable
        caption={m.import_faults_table()}
        columns={[
          { key: 'line', header: m.import_line(), rowHeader: true, cell: ({ line }) => `${m.import_line()} ${line}` },
          { key: 'column', header: m.import_column(), cell: ({ column }) => (column === null ? m.import_whole_line() : labelOf(COLUMN_NAMES, column)) },
          { key: 'what', header: m.import_what(), cell: ({ code }) => labelOf(PROBLEM_NAMES, code) },
        ]}
        rows={problems}
        keyOf={({ line, column, code }) => `${line} ${column} ${code}`}
      />
    </>
  );
}

/** What the file adds and corrects, before it is taken. */
function Changes({ shown: { file, reading }, onTake, busy }: { readonly shown: Shown; readonly onTake: () => void; readonly busy: boolean }) {
  if (reading.changes.length === 0) return <Alert kind="success" title={m.helpline_nothing({ file: file.name })} takesFocus />;
  return (
    <>
      <Alert kind="info" title={m.helpline_would_change({ count: reading.changes.length, file: file.name })} takesFocus />
      <DataTable
        caption={m.helpline_changes()}
        columns={[
          { key: 'year', header: m.places_year(), rowHeader: true, cell: ({ figure }) => String(figure.year) },
          { key: 'land', header: m.helpline_land(), cell: ({ figure }) => landName(figure.land) },
          { key: 'what', header: m.helpline_what(), cell: ({ figure }) => whatName(figure) },
          { key: 'source', header: m.helpline_source_column(), cell: ({ figure }) => figure.source },
          { key: 'old', header: m.helpline_now_kept(), cell: ({ old }) => (old === null ? m.helpline_new() : `${toNumber(old.contacts)} (${old.definition})`) },
          { key: 'new', header: m.helpline_in_file(), cell: ({ figure }) => `${toNumber(figure.contacts)} (${figure.definition})` },
        ]}
        rows={reading.changes}
        keyOf={({ figure }) => `${figure.year} ${figure.land} ${figure.dimension} ${figure.category} ${figure.source}`}
      />
      <div className="form__actions">
        <Button look="primary" disabled={busy} onClick={onTake}>
          {m.helpline_take()}
        </Button>
      </div>
    </>
  );
}

/** Totals from a file: read first, looked at, then taken as a whole. */
export function HelplineImport() {
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async (path: '/helpline/readings' | '/helpline/imports', file: File): Promise<void> => {
    setFailed(false);
    setBusy(true);
    try {
      const reading = await requestFile(path, file, 'text/csv', AbortSignal.timeout(30_000));
      setShown({ file, reading, taken: path === '/helpline/imports' && reading.problems.length === 0 });
      await client.invalidateQueries({ queryKey: ['helpline'] });
    } catch {
      setShown(null);
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <Section id="helpline-import" title={m.helpline_import()}>
      <p className="kern-body">{m.helpline_import_lead()}</p>
      <TextField
        type="file"
        name="helpline-file"
        label={m.helpline_file()}
        hint={m.helpline_file_hint()}
        accept=".csv"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void send('/helpline/readings', file);
          // So that the same file, mended, can be chosen again.
          target.value = '';
        }}
      />
      {failed ? <Alert kind="danger" title={m.import_unread()} takesFocus /> : null}
      {shown === null ? null : shown.reading.problems.length > 0 ? (
        <Problems {...shown} />
      ) : shown.taken ? (
        <Alert kind="success" title={m.helpline_taken({ count: shown.reading.changes.length })} takesFocus />
      ) : (
        <Changes shown={shown} busy={busy} onTake={() => void send('/helpline/imports', shown.file)} />
      )}
    </Section>
  );
}
