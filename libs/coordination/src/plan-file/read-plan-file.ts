import type { Milestone, PlanMeasure } from '#domain';
import { byPlace, plainWord, readTable, TableCells, toDay } from '#tables';
import { LIMITS, NUMBER_FORM, PLAN_COLUMNS, type PlanColumn, type PlanFileProblem, type PlanFileProblemCode } from './plan-columns.js';
import { COLUMN_OF, INDICATOR_OF, STATUS_OF } from './plan-file-words.js';

/** A measure of a file, and its line. */
export interface ReadMeasure {
  readonly line: number;
  readonly measure: PlanMeasure;
}

/** What a file holds. With a single problem nothing of it may be taken over: `measures` then lacks the rows that have one. */
export interface PlanFile {
  readonly measures: readonly ReadMeasure[];
  readonly problems: readonly PlanFileProblem[];
  /** From the number of a measure to its line, of faulty lines too. */
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * Reads a file of measures, CSV or XLSX, with German or English headings. Only what stands in the file is looked at, not the plan.
 * Nothing is mended: what is not understood is a problem with its line. A faulty file never throws.
 */
export async function readPlanFile(bytes: Uint8Array): Promise<PlanFile> {
  const table = await readTable(bytes, PLAN_COLUMNS, COLUMN_OF);
  const problems: PlanFileProblem[] = [...table.problems];
  const measures: ReadMeasure[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const row = new MeasureCells(line, cells);
    const measure = row.measure();
    const number = row.raw('number');
    if (lines.has(number)) row.refuse('number', 'duplicate_number');
    else if (number !== '') lines.set(number, line);
    if (measure !== null && row.problems.length === 0) measures.push({ line, measure });
    problems.push(...row.problems);
  }
  return { measures, problems: problems.sort(byPlace(PLAN_COLUMNS)), lines };
}

/** One row of a file of measures while it is read. */
class MeasureCells extends TableCells<PlanColumn, PlanFileProblemCode> {
  /** Null when anything is wrong with it, all of which is then among the problems. */
  measure(): PlanMeasure | null {
    const fieldNumber = this.needed('fieldNumber', { max: 2, form: /^\d{1,2}$/ });
    const number = this.needed('number', { max: 12, form: NUMBER_FORM });
    const title = this.long('title', LIMITS.title);
    const articles = this.articles();
    const ministry = this.long('ministry', LIMITS.ministry);
    const partners = this.partners();
    const budgetLine = this.text('budgetLine', LIMITS.budgetLine);
    const indicators = this.codes('indicators', (entry) => INDICATOR_OF.get(plainWord(entry)), 'unknown_indicator');
    const statusText = this.needed('status', { max: 40 });
    const status = statusText === null ? null : (STATUS_OF.get(plainWord(statusText)) ?? this.refuse('status', 'unknown_status'));
    const statusOn = this.neededDay('statusOn');
    const evidence = this.text('evidence', LIMITS.evidence);
    const milestones = this.milestones();
    const nextReviewOn = this.day('nextReviewOn');
    if (this.problems.length > 0 || fieldNumber === null || number === null || title === null || ministry === null || status === null || statusOn === null) return null;
    return { fieldNumber: Number(fieldNumber), number, title, articles, ministry, partners, budgetLine, indicators, status, statusOn, evidence, milestones, nextReviewOn };
  }

  private long(column: PlanColumn, { min, max }: { readonly min: number; readonly max: number }): string | null {
    const text = this.needed(column, { max });
    return text !== null && text.length < min ? this.refuse(column, 'too_short') : text;
  }

  private articles(): readonly number[] {
    const entries = this.list('articles', 400, /[,;\s]/).filter((entry) => !/^art(ikel|icle|icles)?\.?$/i.test(entry));
    if (entries.length > LIMITS.articles.most) this.refuse('articles', 'too_many');
    if (entries.some((entry) => !/^\d{1,3}$/.test(entry))) this.refuse('articles', 'malformed');
    return [...new Set(entries.map(Number))].sort((a, b) => a - b);
  }

  /** One in a line of the cell, or with semicolons between; a comma may belong to a name. */
  private partners(): readonly string[] {
    const { max, most } = LIMITS.partner;
    if (this.text('partners', { max: (max + 2) * most }) === null) return [];
    const partners = this.list('partners', (max + 2) * most, /[;\n]/);
    if (partners.length > most) this.refuse('partners', 'too_many');
    if (partners.some((partner) => partner.length > max)) this.refuse('partners', 'too_long');
    return partners.map((partner) => partner.normalize('NFC').replace(/\s+/g, ' '));
  }

  /** One in a line of the cell. */
  private milestones(): readonly Milestone[] {
    const { max, evidence, most } = LIMITS.milestone;
    const room = (max + evidence + 30) * most;
    if (this.text('milestones', { max: room }) === null) return [];
    const milestones = this.list('milestones', room, /\n/).map(toMilestone);
    if (milestones.length > most) this.refuse('milestones', 'too_many');
    if (milestones.includes(null)) this.refuse('milestones', 'bad_milestone');
    return milestones.filter((each) => each !== null);
  }
}

/** 'Konzept liegt vor | 2027-06-01 | 2027-05-20 | Konzept, Fassung 1'; the day on which it was reached and what shows it may be absent. */
function toMilestone(line: string): Milestone | null {
  const [title = '', due = '', done = '', evidence = '', ...more] = line.split('|').map((part) => part.normalize('NFC').replace(/\s+/g, ' ').trim());
  const [dueOn, doneOn] = [toDay(due), done === '' ? null : toDay(done)];
  const { min, max, evidence: most } = LIMITS.milestone;
  if (more.length > 0 || title.length < min || title.length > max || evidence.length > most || dueOn === undefined || doneOn === undefined) return null;
  return { title, dueOn, doneOn, evidence: evidence === '' ? null : evidence };
}
