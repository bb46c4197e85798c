import { describe, expect, it } from '@jest/globals';
import { curveOf, isTold, overdueInAll, peersOf, referenceIn, restOf, shareIn } from './figures.js';
import { choiceOf, isSettled, periodsAt, settlesOn } from './periods.js';
import type { MeasureId, Region, Report } from './turnaround-queries.js';

const region = (key: string, counts: Partial<Record<MeasureId, number | null>>, more: Partial<Region> = {}): Region => ({
  level: 'district', key, name: key, parentKey: '05', population: 100_000, medianHours: null, p90Hours: null, curve: null, weeks: null,
  counts: { referrals: 0, ...counts } as Region['counts'], ...more,
});
const reportOf = (...regions: readonly Region[]): Report => ({ period: '2026-Q3', asOf: '2026-11-01', previousPeriod: '2026-Q2', publishedAt: '2026-11-01T00:00:00Z', sha256: '', regions }) as Report;

const PERIODS = ['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2026', '2025-Q4', '2025', '2024-Q4', '2024'];

const ENDS = ['reached', 'notReached', 'consentWithdrawn'] as const;

describe('what can be chosen', () => {
  it('are the quarters of two years that had begun and the years that have settled, and nothing else', () => {
    expect(periodsAt(PERIODS, '2026-11-01')).toEqual(['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4', '2025']);
    expect(periodsAt(PERIODS, '2026-10-01')).not.toContain('2026-Q4');
    // On New Year's Day the year before is told, with the one before that.
    expect(periodsAt(PERIODS, '2026-01-01')).toEqual(['2025-Q4', '2024-Q4', '2024']);
  });
  it('settle a month after their end', () => {
    expect(['2026-Q1', '2026-Q3', '2026-Q4', '2026'].map(settlesOn)).toEqual(['2026-05-01', '2026-11-01', '2027-02-01', '2027-02-01']);
  });
  it('begins with the last quarter that has settled as of the last day', () => {
    expect(choiceOf({ periods: PERIODS, asOfs: ['2026-11-01', '2026-10-01'] }, null)).toEqual({ period: '2026-Q3', asOf: '2026-11-01' });
    expect(choiceOf({ periods: PERIODS, asOfs: ['2026-10-01'] }, null)).toEqual({ period: '2026-Q2', asOf: '2026-10-01' });
    expect([isSettled('2026-Q3', '2026-10-01'), isSettled('2026-Q3', '2026-11-01'), isSettled('2026', '2027-01-01'), isSettled('2026', '2027-02-01')]).toEqual([false, true, false, true]);
  });
  it('stays what was wanted as far as the catalogue has it', () => {
    const catalogue = { periods: PERIODS, asOfs: ['2026-11-01', '2026-10-01'] };
    expect(choiceOf(catalogue, { period: '2025', asOf: '2026-10-01' })).toEqual({ period: '2025', asOf: '2026-10-01' });
    expect(choiceOf(catalogue, { period: '2026-Q4', asOf: '2026-10-01' })).toEqual({ period: '2026-Q2', asOf: '2026-10-01' });
    expect(choiceOf(catalogue, { period: '2026-Q2', asOf: '2020-01-01' })).toEqual({ period: '2026-Q2', asOf: '2026-11-01' });
  });
  it('is nothing where nothing is published', () => expect(choiceOf({ periods: [], asOfs: [] }, null)).toBeNull());
});

describe('the figures of a region', () => {
  it('are judged by the Land of the same report', () => {
    const report = reportOf(region('05', { referrals: 1000, attempt72: 900 }, { level: 'land' }), region('05111', { referrals: 100, attempt72: 60 }));
    expect(referenceIn(report)).toBe(0.9);
    expect(shareIn(report.regions[1], 'attempt72', 'referrals', referenceIn(report))).toMatchObject({ share: 0.6, needsAction: true });
    expect(referenceIn(reportOf(region('05', { referrals: 0 }, { level: 'land' })))).toBeNull();
  });
  it('leave a rest that is never below nothing, and hidden where a part is', () => {
    expect(restOf(region('a', { referrals: 100, reached: 70, notReached: 10, consentWithdrawn: 5 }), ENDS)).toBe(15);
    expect(restOf(region('a', { referrals: 10, reached: 10, notReached: 5, consentWithdrawn: 0 }), ENDS)).toBe(0);
    expect(restOf(region('a', { referrals: 100, reached: 70, notReached: null, consentWithdrawn: 5 }), ENDS)).toBeNull();
    expect(restOf(region('a', { referrals: 100, reached: 70 }), ['reached'])).toBe(30);
    expect([isTold('notReached', region('a', {}), '2026-Q3'), isTold('notReached', region('a', {}), '2026'), isTold('appointment', region('a', {}), '2026')]).toEqual([false, true, false]);
  });
  it('have a curve only where one is told of somebody', () => {
    const curve = [{ hours: 24, attempted: 50, attemptedCensored: 0, reached: 0, reachedCensored: 0 }];
    expect(curveOf(region('a', { referrals: 100 }, { curve }))?.map(({ hours, share }) => [hours, share])).toEqual([[0, 0], [24, 0.5]]);
    expect([curveOf(region('a', { referrals: 100 })), curveOf(region('a', { referrals: 0 }, { curve })), curveOf(region('a', { referrals: null }, { curve })), curveOf(undefined)]).toEqual([null, null, null, null]);
  });
  it('stand beside those of the five districts nearest by population', () => {
    const regions = [90, 400, 110, 20, 100, 105, 1000].map((thousands) => region(String(thousands), {}, { population: thousands * 1000 }));
    expect(peersOf(region('own', {}), [...regions, region('own', {}), region('unknown', {}, { population: null })]).map(({ key }) => key)).toEqual(['100', '105', '110', '90', '400']);
    expect(peersOf(region('authority', {}, { level: 'authority', population: null }), regions)).toEqual([]);
  });
});

describe('how many are overdue in all', () => {
  it('is what is told, and at how many there are fewer than five', () => expect(overdueInAll([{ overdue: 15 }, { overdue: null }, { overdue: 5 }, { overdue: null }])).toEqual({ told: 20, few: 2 }));
});
