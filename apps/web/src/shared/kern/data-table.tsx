import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Names the row for a screen reader. */
  readonly rowHeader?: boolean;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table that becomes one card per row on a phone; then each value carries its column's name. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table className="kern-table kern-table--small cards">
      <caption className="kern-sr-only">{caption}</caption>
      <thead className="kern-table__head">
        <tr className="kern-table__row">
          {columns.map((column) => (
            <th key={column.key} scope="col" className={`kern-table__header${column.numeric ? ' kern-table__cell--numeric' : ''}`}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="kern-table__body">
        {rows.map((row) => (
          <tr key={keyOf(row)} className="kern-table__row">
            {columns.map((column) =>
              column.rowHeader ? (
                <th key={column.key} scope="row" className="kern-table__header">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} data-label={column.header} className={`kern-table__cell${column.numeric ? ' kern-table__cell--numeric' : ''}`}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
