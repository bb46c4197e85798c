import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { labelOf, type Labels } from '../../../shared/labels/label-of';
import { toDay, toNumber } from '../../../shared/time/format';
import type { PlanColumn, PlanReading } from './plan-queries';
import { articleWords, STATUS_LABELS } from './plan-words';

type Code = PlanReading['problems'][number]['code'];
type Content = Schemas['PlanMeasureContentView'];

/** What is wrong with a file: a code without a message does not compile. */
const FAULT_LABELS: Labels<Code> = {
  missing: m.import_fault_missing, malformed: m.import_fault_malformed, bad_date: m.import_fault_bad_date, unknown_column: m.import_fault_unknown_column, too_many_cells: m.import_fault_too_many_cells,
  too_few_cells: m.import_fault_too_few_cells, too_long: m.import_fault_too_long, empty_file: m.plan_import_fault_empty, not_readable: m.import_fault_not_readable, too_short: m.plan_import_fault_short,
  unknown_status: m.plan_import_fault_status, unknown_indicator: m.plan_import_fault_indicator, bad_milestone: m.plan_import_fault_milestone, too_many: m.plan_import_fault_many,
  duplicate_number: m.plan_import_fault_number, no_such_article: m.plan_error_no_article, article_without_duty: m.plan_error_article_duty, unknown_field: m.plan_error_field,
  evidence_missing: m.plan_error_evidence, in_future: m.plan_error_future, milestones_open: m.plan_error_milestones, review_missing: m.plan_error_review_missing, review_not_ahead: m.plan_error_review_ahead,
  review_too_far: m.plan_error_review_far, no_budget_line: m.plan_error_budget,
};

const COLUMN_LABELS: Labels<PlanColumn> = {
  fieldNumber: m.plan_field, number: m.plan_number, title: m.plan_measure_title, articles: m.plan_articles, ministry: m.plan_ministry, partners: m.plan_partners, budgetLine: m.plan_budget,
  indicators: m.plan_import_indicators, status: m.plan_status, statusOn: m.plan_status_on, evidence: m.plan_evidence, milestones: m.plan_milestones, nextReviewOn: m.plan_next_review,
};

/** Every column with what it holds, in the order in which files are written. */
export const PLAN_FILE_COLUMNS: readonly { readonly column: PlanColumn; readonly holds: () => string }[] = [
  { column: 'fieldNumber', holds: m.plan_import_holds_field }, { column: 'number', holds: m.plan_import_holds_number }, { column: 'title', holds: m.plan_import_holds_title },
  { column: 'articles', holds: m.plan_articles_hint }, { column: 'ministry', holds: m.plan_import_holds_ministry }, { column: 'partners', holds: m.plan_import_holds_partners },
  { column: 'budgetLine', holds: m.plan_budget_hint }, { column: 'indicators', holds: m.plan_import_holds_indicators }, { column: 'status', holds: m.plan_import_holds_status },
  { column: 'statusOn', holds: m.plan_import_holds_status_on }, { column: 'evidence', holds: m.plan_evidence_hint }, { column: 'milestones', holds: m.plan_import_holds_milestones },
  { column: 'nextReviewOn', holds: m.plan_next_review_hint },
];

export const fileFaultWords = (code: Code): string => labelOf(FAULT_LABELS, code);

/** A column of ours, or the letters of one that has no name here; null is the whole line. */
export const columnWords = (column: string | null): string => (column === null ? m.import_whole_line() : labelOf(COLUMN_LABELS, column));

const milestoneWords = ({ title, dueOn, doneOn }: Content['milestones'][number]): string => `${title} (${toDay(dueOn)}, ${doneOn === null || doneOn === undefined ? m.plan_milestone_open() : toDay(doneOn)})`;

/** A part of a measure as it is read. */
export function partWords(measure: Content, column: PlanColumn): string {
  const value = measure[column];
  const words = ((): string => {
    switch (column) {
      case 'articles':
        return articleWords(measure.articles);
      case 'status':
        return labelOf(STATUS_LABELS, measure.status);
      case 'statusOn':
      case 'nextReviewOn':
        return typeof value === 'string' ? toDay(value) : '';
      case 'milestones':
        return measure.milestones.map(milestoneWords).join('; ');
      default:
        return Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? toNumber(value) : typeof value === 'string' ? value : '';
    }
  })();
  return words === '' ? m.plan_none() : words;
}
