import type { PlanFault, PlanMeasure, PlanStatus } from '#domain';
import { TABLE_PROBLEMS, type TableProblem } from '#tables';

/** The columns of a file of measures, in the order in which they are written: the parts of a measure by their names. */
export const PLAN_COLUMNS = [
  'fieldNumber', 'number', 'title', 'articles', 'ministry', 'partners', 'budgetLine', 'indicators', 'status', 'statusOn', 'evidence', 'milestones', 'nextReviewOn',
] as const satisfies readonly (keyof PlanMeasure)[];
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** What a file may hold that its entry in a form could not. */
const OF_FILE = ['too_short', 'unknown_status', 'unknown_indicator', 'bad_milestone', 'too_many', 'duplicate_number'] as const;
/** What speaks against a measure however it is entered; `number_taken`, `measure_ended` and the faults of a plan's frame cannot be met here. */
const OF_MEASURE = [
  'no_such_article', 'article_without_duty', 'unknown_field', 'evidence_missing', 'in_future', 'milestones_open', 'review_missing', 'review_not_ahead', 'review_too_far', 'no_budget_line',
] as const satisfies readonly PlanFault[];

/** What can be wrong with a file of measures. A person reads a sentence for each, from the message catalogue. */
export const PLAN_FILE_PROBLEMS = [...TABLE_PROBLEMS, ...OF_FILE, ...OF_MEASURE] as const;
export type PlanFileProblemCode = (typeof PLAN_FILE_PROBLEMS)[number];

/** One fault of a file. Never carries what stood in a cell. */
export type PlanFileProblem = TableProblem<PlanColumn, PlanFileProblemCode>;

/** The words of a file of measures in one language; what is compared is compared without case. */
export interface PlanFileWords {
  readonly columns: Readonly<Record<PlanColumn, string>>;
  readonly statuses: Readonly<Record<PlanStatus, string>>;
  readonly sheet: string;
  /** Between the cells of a CSV file: what the spreadsheets of that language expect. */
  readonly separator: ',' | ';';
}

/** What a form takes at most and at least, a file may bring. */
export const LIMITS = {
  title: { min: 3, max: 300 }, ministry: { min: 2, max: 120 }, partner: { max: 120, most: 20 }, budgetLine: { max: 80 }, evidence: { max: 2_000 }, articles: { most: 59 },
  milestone: { min: 3, max: 200, evidence: 500, most: 30 },
} as const;

/** As the API takes a number of a measure. */
export const NUMBER_FORM = /^\d{1,3}(\.\d{1,3}){0,2}[a-z]?$/;

