import { readFileSync } from 'node:fs';

/** The files beside the sources; a build copies them beside its output. Licences: docs/data-licences.md. */
const FOLDER = new URL('../data/', import.meta.url);

/** A file of the registry as rows by column name. Plain commas, no quotes: a cell count that differs from the header's is refused. */
export function readRows<Column extends string>(file: string, columns: readonly Column[]): readonly Readonly<Record<Column, string>>[] {
  const [header = '', ...lines] = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const places = columns.map((column) => names.indexOf(column));
  if (places.includes(-1)) throw new Error(`${file} lacks a column of ${columns.join(', ')}`);
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== names.length || line.includes('"'))
      throw new Error(`${file}:${index + 2} has ${cells.length} cells, not ${names.length}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[places[at] ?? -1] ?? ''])) as Record<Column, string>;
  });
}
