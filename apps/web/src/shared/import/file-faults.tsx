import { m } from '../../generated/messages/messages.js';
import { Alert } from '../kern/alert';
import { useAnnounce } from '../kern/announcer';
import { Button } from '../kern/button';
import { DataTable, type Column } from '../kern/data-table';
import { toNumber } from '../time/format';

/** One fault of a file in words. */
export interface FileFault {
  readonly key: string;
  readonly line: number | null;
  readonly column: string;
  readonly what: string;
  /** Where in the Land; only where faults have a place. */
  readonly place?: string;
}

interface FileFaultsProps {
  readonly title: string;
  /** What has not happened, and what to do. */
  readonly text: string;
  /** The first of them; `count` are there in all. */
  readonly faults: readonly FileFault[];
  readonly count: number;
}

const columns = (withPlace: boolean): readonly Column<FileFault>[] => [
  { key: 'line', header: m.import_line(), rowHeader: true, cell: ({ line }) => (line === null ? '' : `${m.import_line()} ${line}`) },
  { key: 'column', header: m.import_column(), cell: ({ column }) => column },
  { key: 'what', header: m.import_what(), cell: ({ what }) => what },
  ...(withPlace ? [{ key: 'place', header: m.import_place(), cell: ({ place }: FileFault) => place ?? '' }] : []),
];

/** For whoever mends the file elsewhere: one line per fault, its cells apart by tabs, as a spreadsheet takes them. */
const asText = (faults: readonly FileFault[], withPlace: boolean): string =>
  [
    [m.import_line(), m.import_column(), m.import_what(), ...(withPlace ? [m.import_place()] : [])],
    ...faults.map(({ line, column, what, place }) => [String(line ?? ''), column, what, ...(withPlace ? [place ?? ''] : [])]),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n');

/** Every fault with its line, so that the file can be mended. */
export function FileFaults({ title, text, faults, count }: FileFaultsProps) {
  const announce = useAnnounce();
  const withPlace = faults.some(({ place }) => place !== undefined);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(asText(faults, withPlace));
      announce(m.import_copied());
    } catch {
      announce(m.import_copy_failed());
    }
  };
  return (
    <>
      <Alert kind="danger" title={title} takesFocus>
        <p>{text}</p>
        {count > faults.length ? <p>{m.import_faults_more({ count: toNumber(faults.length) })}</p> : null}
      </Alert>
      <div className="form__actions">
        <Button onClick={() => void copy()}>{m.import_copy()}</Button>
      </div>
      <DataTable caption={m.import_faults_table()} columns={columns(withPlace)} rows={faults} keyOf={({ key }) => key} />
    </>
  );
}
