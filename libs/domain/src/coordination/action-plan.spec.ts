import { describe, expect, it } from '@jest/globals';
import { byPlanNumber, isReviewDue, measureFaults, planFaults, reviewFaults, toBudgetLine, type PlanMeasure } from './action-plan.js';
import { articleFault, chapterOf, CONVENTION_CHAPTERS } from './convention.js';

const TODAY = '2027-03-02';
const FIELDS = [{ number: 1, title: 'Schutz' }];
const MEASURE: PlanMeasure = {
  fieldNumber: 1, number: '1.1', title: 'Wochenenddienst', articles: [20, 22], ministry: 'MKJFGFI', partners: [], budgetLine: null, indicators: ['K5'],
  status: 'planned', statusOn: '2027-01-10', evidence: null, nextReviewOn: '2028-01-10', milestones: [{ title: 'Konzept', dueOn: '2027-06-01', doneOn: null, evidence: null }],
};
const faults = (change: Partial<PlanMeasure>, before: PlanMeasure | null = null) => measureFaults({ ...MEASURE, ...change }, { today: TODAY, fields: FIELDS, before }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the articles of the Istanbul Convention', () => {
  it('oblige somebody in chapters II to VIII, without a gap', () => {
    expect(CONVENTION_CHAPTERS.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index))).toEqual(Array.from({ length: 59 }, (_, index) => index + 7));
    expect([6, 7, 65, 66, 81].map(articleFault)).toEqual(['article_without_duty', null, null, 'article_without_duty', 'article_without_duty']);
    expect([0, 82, 7.5, -1].map(articleFault)).toEqual(Array.from({ length: 4 }, () => 'no_such_article'));
    expect([chapterOf(20)?.id, chapterOf(66)]).toEqual(['protection', null]);
  });
});

describe('a measure of a plan', () => {
  it('is fine with what a plan knows of it', () => expect(faults({})).toEqual([]));

  it.each<[string, Partial<PlanMeasure>, string[]]>([
    ['a field that the plan has not', { fieldNumber: 2 }, ['/fieldNumber unknown_field']],
    ['an article that the convention has not', { articles: [20, 82] }, ['/articles no_such_article']],
    ['an article that obliges nobody', { articles: [66] }, ['/articles article_without_duty']],
    ['a budget line in no known form', { budgetLine: 'Haushalt' }, ['/budgetLine no_budget_line']],
    ['a status without evidence', { status: 'running' }, ['/evidence evidence_missing']],
    ['a status from tomorrow on', { statusOn: '2027-03-03' }, ['/statusOn in_future']],
    ['an end while a milestone is open', { status: 'done', evidence: 'Bericht' }, ['/status milestones_open']],
    ['a milestone that is done without evidence', { milestones: [{ title: 'Konzept', dueOn: '2027-06-01', doneOn: TODAY, evidence: null }] }, ['/milestones/0/evidence evidence_missing']],
    ['a milestone that will be done', { milestones: [{ title: 'Konzept', dueOn: '2027-06-01', doneOn: '2027-03-03', evidence: 'x' }] }, ['/milestones/0/doneOn in_future']],
    ['no day of review', { nextReviewOn: null }, ['/nextReviewOn review_missing']],
    ['a day of review that has come', { nextReviewOn: TODAY }, ['/nextReviewOn review_not_ahead']],
    ['a review in two years', { nextReviewOn: '2029-03-02' }, ['/nextReviewOn review_too_far']],
  ])('is refused with %s', (_, change, expected) => expect(faults(change)).toEqual(expected));

  it('needs no review once it has ended', () => {
    expect(faults({ status: 'dropped', evidence: 'Kabinettbeschluss', nextReviewOn: null })).toEqual([]);
  });

  it('may be corrected while its review is due', () => {
    const before = { ...MEASURE, nextReviewOn: '2027-02-01' };
    expect(faults({ title: 'Rufbereitschaft', nextReviewOn: '2027-02-01' }, before)).toEqual([]);
    expect([isReviewDue(before, TODAY), isReviewDue(before, '2027-01-31'), isReviewDue({ ...before, status: 'done' }, TODAY)]).toEqual([true, false, false]);
  });

  it('is numbered as people count', () => {
    const numbers = [[1, '1.10'], [2, '2.1'], [1, '1.2'], [1, '1.2a'], [1, '1']] as const;
    expect(numbers.map(([fieldNumber, number]) => ({ fieldNumber, number })).sort(byPlanNumber).map(({ number }) => number)).toEqual(['1', '1.2', '1.2a', '1.10', '2.1']);
  });
});

describe('a review', () => {
  const before = { ...MEASURE, nextReviewOn: '2027-02-01' };
  const review = (change: Partial<PlanMeasure>, of: PlanMeasure = before) => reviewFaults(of, { ...of, ...change }, TODAY).map(({ code }) => code);

  it('needs evidence and another day, whatever the status', () => {
    expect(review({})).toEqual(['review_not_ahead', 'evidence_missing']);
    expect(review({ status: 'running', nextReviewOn: '2028-02-01' })).toEqual(['evidence_missing']);
    expect(review({ evidence: 'Vermerk vom 01.03.2027', nextReviewOn: '2028-02-01' })).toEqual([]);
  });

  it('is not held over what has ended', () => {
    expect(review({ status: 'running' }, { ...before, status: 'dropped', evidence: 'Beschluss' })).toEqual(['measure_ended']);
  });
});

describe('the frame of a plan', () => {
  const plan = { title: 'Plan', startsOn: '2027-01-01', endsOn: null, fields: FIELDS };
  it('ends after it begins and numbers its fields once, and keeps those in use', () => {
    expect(planFaults(plan, [1])).toEqual([]);
    expect(planFaults({ ...plan, endsOn: '2027-01-01', fields: [...FIELDS, ...FIELDS] }, [1, 3]).map(({ code }) => code)).toEqual(['ends_before_start', 'field_twice', 'field_in_use']);
  });
});

describe('a budget line', () => {
  it.each([
    ['EP 07', 'EP 07'],
    ['epl 07 kap 07030', 'EP 07 / Kapitel 07 030'],
    ['Einzelplan 07, Kapitel 07 030, Titel 684 61', 'EP 07 / Kapitel 07 030 / Titel 684 61'],
    ['EP 07 / Kapitel 07 030 / Titel 684 61', 'EP 07 / Kapitel 07 030 / Titel 684 61'],
    ['EP 07 / Kapitel 03 030', null],
    ['EP 7', null],
    ['aus Haushaltsmitteln', null],
  ])('%s is written as %s', (text, line) => expect(toBudgetLine(text)).toBe(line));
});
