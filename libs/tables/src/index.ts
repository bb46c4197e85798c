// The door of the tables: files with rows and columns, in and out.
export { columnLetters, MAX_BYTES, MAX_ROWS, TABLE_PROBLEMS } from './table.js';
export type { Table, TableProblem, TableProblemCode, TableRow } from './table.js';
export { readCsvTable } from './read-csv-table.js';
export { byPlace, readTable } from './read-table.js';
export type { ReadRow, ReadTable } from './read-table.js';
export { TableCells, toDay } from './table-cells.js';
export { meanings, plainWord } from './plain-word.js';
export { writeCsvTable, writeXlsxTable } from './write-table.js';
