import type { Measure, MeasureBody, StandingBody } from './plan-queries';

export interface MilestoneValues {
  /** Tells rows apart while they are typed. */
  readonly key: number;
  readonly title: string;
  readonly dueOn: string;
  readonly doneOn: string;
  readonly evidence: string;
}

/** How a measure stands, as it is typed. */
export interface StandingValues {
  readonly status: Measure['status'];
  readonly statusOn: string;
  readonly evidence: string;
  readonly nextReviewOn: string;
  readonly milestones: readonly MilestoneValues[];
}

/** A measure as it is typed: articles with commas between, partners one in a line. */
export interface MeasureValues extends StandingValues {
  readonly fieldNumber: string;
  readonly number: string;
  readonly title: string;
  readonly articles: string;
  readonly ministry: string;
  readonly partners: string;
  readonly budgetLine: string;
  readonly indicators: readonly string[];
}

export const NO_MILESTONE: Omit<MilestoneValues, 'key'> = { title: '', dueOn: '', doneOn: '', evidence: '' };

const YEARLY = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const toMilestones = (measure: Measure): readonly MilestoneValues[] =>
  measure.milestones.map(({ title, dueOn, doneOn, evidence }, key) => ({ key, title, dueOn, doneOn: doneOn ?? '', evidence: evidence ?? '' }));

export const emptyValues = (field: number | undefined, today: string): MeasureValues => ({
  fieldNumber: String(field ?? ''), number: '', title: '', articles: '', ministry: '', partners: '', budgetLine: '', indicators: [], status: 'planned', statusOn: today, evidence: '', nextReviewOn: YEARLY(today), milestones: [],
});

export const toValues = (measure: Measure): MeasureValues => ({
  fieldNumber: String(measure.fieldNumber), number: measure.number, title: measure.title, articles: measure.articles.join(', '), ministry: measure.ministry, partners: measure.partners.join('\n'),
  budgetLine: measure.budgetLine ?? '', indicators: measure.indicators, status: measure.status, statusOn: measure.statusOn, evidence: measure.evidence ?? '', nextReviewOn: measure.nextReviewOn ?? '', milestones: toMilestones(measure),
});

/** What a review begins with: how it stood, seen today, looked at again in a year, without the old evidence. */
export const toReview = (measure: Measure, today: string): StandingValues => ({ status: measure.status, statusOn: today, evidence: '', nextReviewOn: YEARLY(today), milestones: toMilestones(measure) });

const numbersIn = (articles: string): readonly string[] => articles.split(/[\s,;]+/).filter((each) => each !== '');

/** What is missing of a standing, by field. */
export function standingFaults({ statusOn, milestones }: StandingValues): readonly (readonly [string, string])[] {
  const missing = (field: string, value: string): readonly (readonly [string, string])[] => (value.trim() === '' ? [[field, 'required']] : []);
  return [...missing('statusOn', statusOn), ...milestones.flatMap(({ title, dueOn }, index) => [...missing(`milestones.${index}.title`, title), ...missing(`milestones.${index}.dueOn`, dueOn)])];
}

/** What is missing of a measure, by field, and articles that are no numbers. */
export function measureFaults(values: MeasureValues): readonly (readonly [string, string])[] {
  const required = (['fieldNumber', 'number', 'title', 'ministry'] as const).filter((field) => values[field].trim() === '').map((field) => [field, 'required'] as const);
  const articles = numbersIn(values.articles).some((each) => !/^\d{1,3}$/.test(each)) ? [['articles', 'no_such_article'] as const] : [];
  return [...required, ...articles, ...standingFaults(values)];
}

export const toStandingBody = ({ status, statusOn, evidence, nextReviewOn, milestones }: StandingValues): StandingBody => ({
  status, statusOn, evidence: orNull(evidence), nextReviewOn: orNull(nextReviewOn),
  milestones: milestones.map((each) => ({ title: each.title.trim(), dueOn: each.dueOn, doneOn: orNull(each.doneOn), evidence: orNull(each.evidence) })),
});

export const toMeasureBody = (values: MeasureValues): MeasureBody => ({
  ...toStandingBody(values), fieldNumber: Number(values.fieldNumber), number: values.number.trim(), title: values.title.trim(), articles: numbersIn(values.articles).map(Number), ministry: values.ministry.trim(),
  partners: values.partners.split('\n').map((line) => line.trim()).filter((line) => line !== ''), budgetLine: orNull(values.budgetLine), indicators: values.indicators as MeasureBody['indicators'],
});
