import { PLAN_COLUMNS, PLAN_FILE_PROBLEMS, type PlanColumn, type PlanFileProblemCode } from '#coordination';
import { MAX_ROWS } from '#tables';
import { Nested, OneOf, Text, Whole } from '../http/fields.js';
import { MOST_PROBLEMS } from '../exchange/registry-reading.view.js';
import { PlanMeasureContentView } from './action-plan.view.js';

/** Something that speaks against a file, to the line and the column. Never what stood in a cell. */
export class PlanFileProblemView {
  @OneOf(PLAN_FILE_PROBLEMS) code: PlanFileProblemCode;
  @Whole({ min: 1, max: 1_000_000, description: 'The row of a spreadsheet, the line of a CSV file; the first is 1.' }) line: number;
  @Text({ max: 40, optional: true, description: 'A part of a measure, or the letters of a column that has no name here.' }) column: string | null;
}

/** A measure that the file enters or changes. */
export class MeasureChangeView {
  @Whole({ min: 1, max: 1_000_000 }) line: number;
  @OneOf(['added', 'changed']) change: 'added' | 'changed';
  @Whole({ min: 1, max: 1_000_000, optional: true, description: 'As it stands; null of one that is new.' }) version: number | null;
  @Nested(() => PlanMeasureContentView, { optional: true }) before: PlanMeasureContentView | null;
  @Nested(() => PlanMeasureContentView) after: PlanMeasureContentView;
  @OneOf(PLAN_COLUMNS, { list: 20, description: 'What differs; empty of one that is new.' }) fields: readonly PlanColumn[];
}

export class UnnamedMeasureView {
  @Text({ max: 12 }) number: string;
  @Text({ max: 300 }) title: string;
}

/** What a file would do to a plan. With one problem nothing of it is to be taken over. */
export class PlanReadingView {
  @Nested(() => PlanFileProblemView, { list: MOST_PROBLEMS }) problems: readonly PlanFileProblemView[];
  @Whole({ min: 0, max: 1_000_000, description: 'All of them; the list tells the first thousand.' }) problemsInAll: number;
  @Nested(() => MeasureChangeView, { list: MAX_ROWS }) changes: readonly MeasureChangeView[];
  @Whole({ min: 0, max: MAX_ROWS }) unchanged: number;
  @Nested(() => UnnamedMeasureView, { list: MAX_ROWS, description: 'Measures that the file does not name: they stay as they are.' }) notMentioned: readonly UnnamedMeasureView[];
}

/** What was taken over. */
export class PlanImportView {
  @Whole({ min: 0, max: MAX_ROWS }) entered: number;
  @Whole({ min: 0, max: MAX_ROWS }) changed: number;
  @Whole({ min: 0, max: MAX_ROWS }) unchanged: number;
}
