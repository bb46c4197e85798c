import { isOpen, type State } from '#domain';

/** What the filters and the order of the inbox depend on. */
export interface InboxRow {
  readonly id: string;
  readonly state: State;
  readonly overdue: boolean;
  readonly nextDueAt: string | null;
  readonly counsellorId: string | null;
  readonly createdAt: string;
}

/** The filters of the inbox, in the order of their buttons. */
export const INBOX_FILTERS = ['open', 'new', 'mine', 'overdue', 'again', 'done'] as const;
export type InboxFilter = (typeof INBOX_FILTERS)[number];

const waits = ({ state }: InboxRow): boolean => isOpen(state) && state !== 'declined';

/** Whether a row belongs under a filter. Counts and list both ask here, so they can never disagree. `again`: tried, and to be tried again. */
export function passes(row: InboxRow, filter: InboxFilter, userId: string): boolean {
  switch (filter) {
    case 'open':
      return waits(row);
    case 'new':
      return row.state === 'submitted';
    case 'mine':
      return waits(row) && row.counsellorId === userId;
    case 'overdue':
      return waits(row) && row.overdue;
    case 'again':
      return row.state === 'contacting';
    case 'done':
      return !waits(row);
  }
}

/** The rows of a filter by their next breach, the earliest first; what has none comes last, the newest of it first. */
export function rowsOf<Row extends InboxRow>(rows: readonly Row[], filter: InboxFilter, userId: string): readonly Row[] {
  return rows
    .filter((row) => passes(row, filter, userId))
    .sort((a, b) => (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9') || b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
}

/** The row that lies `step` rows further, never beyond an end; without a selected row the first. */
export function rowBeside<Row extends InboxRow>(rows: readonly Row[], selectedId: string | null, step: 1 | -1): Row | null {
  const at = rows.findIndex(({ id }) => id === selectedId);
  if (at === -1) return rows[0] ?? null;
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? null;
}
