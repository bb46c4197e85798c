import { indicatorWords, localDayOf, type IndicatorLocale, type Milestone } from '#domain';
import type { ReleasedMeasure, ReleasedPlan } from '#coordination';
import { beginTaggedPdf } from '../prints/tagged-pdf.js';
import { MARGIN, WrittenPage } from '../prints/written-page.js';
import { csvOf } from '../turnaround/csv.js';
import { writtenDay } from '../turnaround/report-words.js';
import { planWords } from './plan-words.js';

/** The public part of the plans as JSON: by plan and field. */
export const plansJson = (plans: readonly ReleasedPlan[]): string =>
  JSON.stringify({
    plans: plans.map(({ measures, fields, ...plan }) => ({
      ...plan,
      fields: fields.map((field) => ({ ...field, measures: measuresOf(measures, field.number).map(({ fieldNumber: _, ...measure }) => measure) })),
    })),
  });

/** The same as CSV: one line for each measure. */
export function plansCsv(plans: readonly ReleasedPlan[], language: IndicatorLocale): string {
  const words = planWords(language);
  const day = (on: string | null): string => (on === null ? '' : writtenDay(on, language));
  const head = [words.plan, words.field, words.number, words.measure, words.articles, words.ministry, words.partners, words.budgetLine, words.status, words.since, words.evidence, words.milestones, words.nextReview, words.indicators, words.released];
  const rows = plans.flatMap(({ title, fields, measures }) =>
    measures.map((measure) => [
      title, `${measure.fieldNumber} ${fields.find(({ number }) => number === measure.fieldNumber)?.title ?? ''}`, measure.number, measure.title, measure.articles.join(', '), measure.ministry, measure.partners.join('; '), measure.budgetLine ?? '',
      words.statuses[measure.status], day(measure.statusOn), measure.evidence ?? '', measure.milestones.map((each) => milestoneLine(each, language)).join('; '), day(measure.nextReviewOn),
      measure.indicators.join(', '), day(localDayOf(measure.releasedAt)),
    ]),
  );
  return csvOf([head, ...rows], language);
}

/** The same as a tagged PDF (PDF/UA-1): plan, fields and measures as headings, what is known of each in lines. */
export function drawPlans(plans: readonly ReleasedPlan[], language: IndicatorLocale): Promise<Buffer> {
  const words = planWords(language);
  const { pdf, root, bytes } = beginTaggedPdf({ title: words.title, language: language === 'de' ? 'de-DE' : 'en-GB', at: newest(plans), margin: MARGIN, bufferPages: true });
  const page = new WrittenPage(pdf, root);
  page.tell('H1', words.title, 20, 600);
  if (plans.length === 0) page.tell('P', words.nothing, 10);
  for (const plan of plans) {
    page.space(12);
    page.tell('H2', plan.title, 16, 600);
    page.tell('P', `${words.from} ${writtenDay(plan.startsOn, language)}${plan.endsOn === null ? '' : ` ${words.until} ${writtenDay(plan.endsOn, language)}`}`, 10);
    for (const field of plan.fields) {
      const measures = measuresOf(plan.measures, field.number);
      if (measures.length === 0) continue;
      page.space(8);
      page.tell('H3', `${words.field} ${field.number}: ${field.title}`, 13, 600);
      for (const measure of measures) tellMeasure(page, measure, language);
    }
  }
  root.end();
  page.number(words.title);
  pdf.end();
  return bytes;
}

function tellMeasure(page: WrittenPage, measure: ReleasedMeasure, language: IndicatorLocale): void {
  const words = planWords(language);
  page.room(60);
  page.space(4);
  page.tell('H4', `${measure.number} ${measure.title}`, 10, 600);
  const lines: readonly (readonly [string, string])[] = [
    [words.status, `${words.statuses[measure.status]} ${words.since} ${writtenDay(measure.statusOn, language)}`],
    [words.evidence, measure.evidence ?? ''],
    [words.articles, measure.articles.map((article) => `${words.article} ${article}`).join(', ')],
    [words.ministry, measure.ministry],
    [words.partners, measure.partners.join(', ')],
    [words.budgetLine, measure.budgetLine ?? ''],
    [words.milestones, measure.milestones.map((each) => milestoneLine(each, language)).join('; ')],
    [words.indicators, measure.indicators.map((id) => `${id} ${indicatorWords(id, language).title}`).join(', ')],
    [words.nextReview, measure.nextReviewOn === null ? '' : writtenDay(measure.nextReviewOn, language)],
  ];
  for (const [name, value] of lines) if (value !== '') page.tell('P', `${name}: ${value}`, 9);
}

const measuresOf = (measures: readonly ReleasedMeasure[], field: number): readonly ReleasedMeasure[] => measures.filter(({ fieldNumber }) => fieldNumber === field);

function milestoneLine({ title, dueOn, doneOn, evidence }: Milestone, language: IndicatorLocale): string {
  const words = planWords(language);
  const standing = doneOn === null ? words.open : `${words.done} ${writtenDay(doneOn, language)}${evidence === null ? '' : `, ${evidence}`}`;
  return `${title} (${words.due} ${writtenDay(dueOn, language)}, ${standing})`;
}

/** A file is as old as what was released last: the same content gives the same bytes. */
const newest = (plans: readonly ReleasedPlan[]): Date => new Date(Math.max(0, ...plans.flatMap(({ measures }) => measures.map(({ releasedAt }) => releasedAt.getTime()))));
