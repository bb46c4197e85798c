import { addDays, type LocalDay } from '../calendar/zone.js';
import type { IndicatorId } from '../statistics/turnaround-words.js';
import { articleFault } from './convention.js';

/** How a measure of a plan stands. */
export const PLAN_STATUSES = ['planned', 'running', 'done', 'delayed', 'dropped'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** What made a version of a measure: it was entered, changed, or looked at in a review. */
export const PLAN_CHANGES = ['entered', 'changed', 'reviewed'] as const;
export type PlanChange = (typeof PLAN_CHANGES)[number];

/** One field of a plan, under which its measures stand. */
export interface PlanField {
  readonly number: number;
  readonly title: string;
}

/** A state action plan without its measures. */
export interface PlanFrame {
  readonly title: string;
  readonly startsOn: LocalDay;
  /** Null: until it is ended. */
  readonly endsOn: LocalDay | null;
  readonly fields: readonly PlanField[];
}

export interface Milestone {
  readonly title: string;
  readonly dueOn: LocalDay;
  readonly doneOn: LocalDay | null;
  readonly evidence: string | null;
}

/** How a measure stands, since which day, and what shows it. */
export interface PlanStanding {
  readonly status: PlanStatus;
  readonly statusOn: LocalDay;
  readonly evidence: string | null;
  readonly milestones: readonly Milestone[];
  /** The day on which it is looked at again; null only for what has ended. */
  readonly nextReviewOn: LocalDay | null;
}

/** A measure of a state action plan. */
export interface PlanMeasure extends PlanStanding {
  readonly fieldNumber: number;
  /** As the plan numbers it, e.g. '3.2'. */
  readonly number: string;
  readonly title: string;
  /** Articles of the Istanbul Convention that it carries out. */
  readonly articles: readonly number[];
  readonly ministry: string;
  readonly partners: readonly string[];
  /** As `toBudgetLine` writes it. */
  readonly budgetLine: string | null;
  readonly indicators: readonly IndicatorId[];
}

/** What is wrong at a place of an entry: a JSON pointer into it, and a stable code. */
export interface EntryFault {
  readonly pointer: string;
  readonly code: PlanFault;
}
export type PlanFault =
  | 'no_such_article' | 'article_without_duty' | 'unknown_field' | 'evidence_missing' | 'in_future' | 'milestones_open' | 'review_missing' | 'review_not_ahead' | 'review_too_far'
  | 'no_budget_line' | 'ends_before_start' | 'field_twice' | 'field_in_use' | 'number_taken' | 'measure_ended';

/** A review lies ahead by at most so many days: it is yearly, with room for a summer. ASSUMPTION(adr-0007) */
const REVIEW_WITHIN_DAYS = 460;

const hasEnded = ({ status }: Pick<PlanStanding, 'status'>): boolean => status === 'done' || status === 'dropped';

/** True once the day of the next review has come; what is done or dropped is not looked at any more. */
export const isReviewDue = (measure: Pick<PlanStanding, 'status' | 'nextReviewOn'>, today: LocalDay): boolean =>
  !hasEnded(measure) && measure.nextReviewOn !== null && measure.nextReviewOn <= today;

/** What speaks against a measure as it was entered or changed. `before`: as it stood; a day of review that has passed meanwhile may stay. */
export function measureFaults(measure: PlanMeasure, { today, fields, before = null }: { readonly today: LocalDay; readonly fields: readonly PlanField[]; readonly before?: PlanMeasure | null }): readonly EntryFault[] {
  const faults: EntryFault[] = [];
  if (!fields.some(({ number }) => number === measure.fieldNumber)) faults.push({ pointer: '/fieldNumber', code: 'unknown_field' });
  const article = measure.articles.map(articleFault).find((fault) => fault !== null);
  if (article !== undefined) faults.push({ pointer: '/articles', code: article });
  if (measure.budgetLine !== null && toBudgetLine(measure.budgetLine) === null) faults.push({ pointer: '/budgetLine', code: 'no_budget_line' });
  return [...faults, ...standingFaults(measure, today, { kept: before?.nextReviewOn ?? null })];
}

/** What speaks against a review: it needs evidence whatever the status, and the next one lies ahead. Nothing that has ended is reviewed. */
export function reviewFaults(before: PlanStanding, after: PlanStanding, today: LocalDay): readonly EntryFault[] {
  if (hasEnded(before)) return [{ pointer: '/status', code: 'measure_ended' }];
  const faults = standingFaults(after, today, { kept: null });
  const said = after.evidence !== null || faults.some(({ pointer }) => pointer === '/evidence');
  return said ? faults : [...faults, { pointer: '/evidence', code: 'evidence_missing' }];
}

function standingFaults(standing: PlanStanding, today: LocalDay, { kept }: { readonly kept: LocalDay | null }): readonly EntryFault[] {
  const { status, statusOn, evidence, milestones, nextReviewOn } = standing;
  const faults: EntryFault[] = [];
  if (status !== 'planned' && evidence === null) faults.push({ pointer: '/evidence', code: 'evidence_missing' });
  if (statusOn > today) faults.push({ pointer: '/statusOn', code: 'in_future' });
  if (status === 'done' && milestones.some(({ doneOn }) => doneOn === null)) faults.push({ pointer: '/status', code: 'milestones_open' });
  milestones.forEach((milestone, index) => {
    if (milestone.doneOn !== null && milestone.doneOn > today) faults.push({ pointer: `/milestones/${index}/doneOn`, code: 'in_future' });
    if (milestone.doneOn !== null && milestone.evidence === null) faults.push({ pointer: `/milestones/${index}/evidence`, code: 'evidence_missing' });
  });
  const review = nextReviewFault(nextReviewOn, today, kept);
  if (!hasEnded(standing) && review !== null) faults.push({ pointer: '/nextReviewOn', code: review });
  return faults;
}

function nextReviewFault(on: LocalDay | null, today: LocalDay, kept: LocalDay | null): PlanFault | null {
  if (on === null) return 'review_missing';
  if (on === kept) return null;
  if (on <= today) return 'review_not_ahead';
  return on > addDays(today, REVIEW_WITHIN_DAYS) ? 'review_too_far' : null;
}

/** What speaks against the frame of a plan; `used`: numbers of fields under which measures stand already. */
export function planFaults(plan: PlanFrame, used: readonly number[] = []): readonly EntryFault[] {
  const numbers = plan.fields.map(({ number }) => number);
  return [
    ...(plan.endsOn !== null && plan.endsOn <= plan.startsOn ? [{ pointer: '/endsOn', code: 'ends_before_start' } as const] : []),
    ...(new Set(numbers).size < numbers.length ? [{ pointer: '/fields', code: 'field_twice' } as const] : []),
    ...(used.some((number) => !numbers.includes(number)) ? [{ pointer: '/fields', code: 'field_in_use' } as const] : []),
  ];
}

const BUDGET_LINE = /^(?:EP|Epl\.?|Einzelplan) ?(\d{2})(?: ?[/,]? ?(?:Kap\.?|Kapitel) ?(\d{2}) ?(\d{3})(?: ?[/,]? ?(?:Tit\.?|Titel) ?(\d{3}) ?(\d{2}))?)?$/i;

/** A line of the Land's budget in one form: 'epl 07 kap 07030 tit 68461' → 'EP 07 / Kapitel 07 030 / Titel 684 61'; null for anything else, or a chapter of another part. */
export function toBudgetLine(text: string): string | null {
  const [, part, ofPart, chapter, group, title] = BUDGET_LINE.exec(text.trim()) ?? [];
  if (part === undefined || (ofPart !== undefined && ofPart !== part)) return null;
  return [`EP ${part}`, ...(chapter === undefined ? [] : [`Kapitel ${part} ${chapter}`]), ...(title === undefined ? [] : [`Titel ${group} ${title}`])].join(' / ');
}

/** The order of measures in a plan: by field, then by number, 3.2 before 3.10. */
export function byPlanNumber(a: Pick<PlanMeasure, 'fieldNumber' | 'number'>, b: Pick<PlanMeasure, 'fieldNumber' | 'number'>): number {
  if (a.fieldNumber !== b.fieldNumber) return a.fieldNumber - b.fieldNumber;
  const [left, right] = [a.number.split('.'), b.number.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index] ?? '', right[index] ?? ''];
    const order = Number.parseInt(one || '0', 10) - Number.parseInt(other || '0', 10) || one.localeCompare(other);
    if (order !== 0) return order;
  }
  return 0;
}
