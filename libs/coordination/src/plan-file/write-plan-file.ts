import type { Milestone, PlanMeasure } from '#domain';
import { writeCsvTable, writeXlsxTable } from '#tables';
import { PLAN_COLUMNS, type PlanColumn } from './plan-columns.js';
import { PLAN_FILE_LANGUAGES, type PlanFileLanguage } from './plan-file-words.js';

/** Measures as a file, headings and statuses in the language; without any it is a form to fill in. Reading it gives the same measures. */
export async function writePlanFile(measures: readonly PlanMeasure[], { format, language }: { readonly format: 'csv' | 'xlsx'; readonly language: PlanFileLanguage }): Promise<string | Buffer> {
  const { columns, separator, sheet } = PLAN_FILE_LANGUAGES[language];
  const headings = PLAN_COLUMNS.map((column) => columns[column]);
  const rows = measures.map((measure) => cellsOf(measure, language));
  return format === 'csv' ? writeCsvTable(headings, rows, separator) : writeXlsxTable(headings, rows, sheet);
}

function cellsOf(measure: PlanMeasure, language: PlanFileLanguage): readonly string[] {
  const cells: Readonly<Record<PlanColumn, string>> = {
    fieldNumber: String(measure.fieldNumber), number: measure.number, title: measure.title, articles: measure.articles.join(', '), ministry: measure.ministry, partners: measure.partners.join('\n'),
    budgetLine: measure.budgetLine ?? '', indicators: measure.indicators.join(', '), status: PLAN_FILE_LANGUAGES[language].statuses[measure.status], statusOn: measure.statusOn, evidence: measure.evidence ?? '',
    milestones: measure.milestones.map(lineOf).join('\n'), nextReviewOn: measure.nextReviewOn ?? '',
  };
  return PLAN_COLUMNS.map((column) => cells[column]);
}

/** The parts of a milestone in one line, with `|` between; one that stands in a text becomes a stroke. */
const lineOf = ({ title, dueOn, doneOn, evidence }: Milestone): string => {
  const parts = [title, dueOn, doneOn ?? '', evidence ?? ''].map((part) => part.replaceAll('|', '/'));
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(' | ');
};
