import fc from 'fast-check';
import type { ReferralFacts } from './fact.js';
import { loggedCases, loggedEvents } from './paths-log.js';
import { PathCount, settledPeriods, type PathsReport } from './paths-report.js';
import { pathOf } from './paths.js';

const AT = Date.parse('2026-02-02T08:00:00Z');
const after = (hours: number): Date => new Date(AT + hours * 3_600_000);
const facts = (some: Partial<ReferralFacts> = {}): ReferralFacts => ({
  submittedAt: after(0), consentAt: null, centreId: 'c1', answeredAt: null, declinedAt: null, declineReason: null, reroutedAt: null, firstAttemptAt: null, reachedAt: null,
  reachedResult: null, measureUntil: null, closedAt: null, outcome: null, withdrawn: false, ...some,
});
const SUPPORTED = facts({ answeredAt: after(5), firstAttemptAt: after(10), reachedAt: after(30), closedAt: after(500), outcome: 'counselled' });
const DECLINED = facts({ answeredAt: after(5), declinedAt: after(5), reroutedAt: after(8), firstAttemptAt: after(20), closedAt: after(400), outcome: 'not_reached' });
const AT_ONCE = facts({ answeredAt: after(5), firstAttemptAt: after(12), reachedAt: after(12), closedAt: after(400), outcome: 'declined_by_person' });
const OPEN = facts();

/** The report of the first quarter of 2026 over so many of each, each known to an authority of its own and to one of three centres. */
function reported(groups: readonly (readonly [ReferralFacts, number])[], knownTo?: string): PathsReport {
  const count = new PathCount('2026-06-01');
  const [quarter] = count.quarters;
  if (quarter === undefined) throw new Error('no quarter has settled');
  groups.forEach(([each, times], group) => {
    for (let index = 0; index < times; index += 1) count.add(quarter, knownTo ?? `${group}-${index}`, { ...each, centreId: `c${index % 3}` });
  });
  const [first] = count.reports();
  if (first === undefined) throw new Error('no report');
  return first;
}
const told = ({ paths }: PathsReport): readonly (readonly [string, number])[] => paths.map(({ steps, referrals }) => [steps.join(' '), referrals]);

describe('a path', () => {
  test('is what a referral came by, and how long it stood before each step', () => {
    expect(pathOf(SUPPORTED)).toEqual({ steps: ['submitted', 'answered', 'attempted', 'reached', 'ended_supported'], hours: [5, 5, 20, 470] });
    expect(pathOf(OPEN)).toEqual({ steps: ['submitted'], hours: [] });
  });

  test('tells an answer that was a decline as the decline, and being reached at once without an attempt before', () => {
    expect(pathOf(DECLINED).steps).toEqual(['submitted', 'declined', 'rerouted', 'attempted', 'ended_not_reached']);
    expect(pathOf(AT_ONCE).steps).toEqual(['submitted', 'answered', 'reached', 'ended_declined']);
  });

  test('keeps an earlier answer when another centre declines after a hand-over', () => {
    expect(pathOf({ ...SUPPORTED, declinedAt: after(40), reroutedAt: after(44) }).steps).toEqual(['submitted', 'answered', 'attempted', 'reached', 'declined', 'rerouted', 'ended_supported']);
  });

  test('has no attempt before the answer: its time is entered by hand', () => {
    expect(pathOf({ ...SUPPORTED, firstAttemptAt: after(-3) })).toEqual({ steps: ['submitted', 'answered', 'attempted', 'reached', 'ended_supported'], hours: [5, 0, 25, 470] });
  });
});

describe('the paths of a period', () => {
  test('are told from the day on which it settles, and not before', () => {
    expect(settledPeriods('2026-11-01')).toEqual(['2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2', '2025-Q1', '2025']);
    expect(settledPeriods('2026-10-01')).not.toContain('2026-Q3');
  });

  test('are listed with rounded counts and median waits, the most travelled first, and the others as one number', () => {
    const report = reported([[SUPPORTED, 42], [AT_ONCE, 68], [DECLINED, 8]]);
    expect(told(report)).toEqual([['submitted answered reached ended_declined', 70], ['submitted answered attempted reached ended_supported', 40]]);
    expect(report.paths.map(({ hours }) => hours)).toEqual([[5, 7, 388], [5, 5, 20, 470]]);
    expect([report.referrals, report.others]).toEqual([120, 10]);
  });

  test('are none where the Land had fewer than fifty referrals, and an empty period is no referrals', () => {
    expect(reported([[SUPPORTED, 49]])).toMatchObject({ referrals: null, paths: [], others: null });
    expect(reported([])).toMatchObject({ referrals: 0, paths: [], others: 0 });
  });

  test('are not listed where an organisation would know all but a few of them', () => {
    expect(told(reported([[SUPPORTED, 60]]))).toHaveLength(1);
    const count = new PathCount('2026-06-01');
    const [quarter] = count.quarters;
    if (quarter === undefined) throw new Error('no quarter has settled');
    for (let index = 0; index < 60; index += 1) count.add(quarter, `own-${index}`, { ...SUPPORTED, centreId: index < 57 ? 'large' : `small-${index}` });
    expect(count.reports()[0]?.paths).toEqual([]);
  });

  test('give way where those that are left would be one to four: the smallest goes', () => {
    expect(told(reported([[SUPPORTED, 100], [AT_ONCE, 60], [DECLINED, 3]]))).toEqual([]);
    // Beside three who were declined and sent nowhere, the others who were declined go; then those three are the only ones unlisted that nobody rerouted, and the open ones go.
    const notRerouted = { ...DECLINED, reroutedAt: null };
    expect(told(reported([[SUPPORTED, 100], [AT_ONCE, 60], [DECLINED, 30], [notRerouted, 3], [OPEN, 20]])).map(([path]) => path)).toEqual([
      'submitted answered attempted reached ended_supported', 'submitted answered reached ended_declined',
    ]);
  });

  test('leave out what the police took back, and those who withdrew before anybody had tried', () => {
    const withdrew = facts({ closedAt: after(10), outcome: 'consent_withdrawn' });
    expect(reported([[SUPPORTED, 60], [facts({ withdrawn: true }), 30], [withdrew, 30]])).toMatchObject({ referrals: 60, others: 0 });
  });

  const population = fc.tuple(fc.nat(120), fc.nat(120), fc.nat(60), fc.nat(30), fc.nat(12));
  const groups = ([a, b, c, d, e]: readonly number[]) => [[SUPPORTED, a], [AT_ONCE, b], [DECLINED, c], [OPEN, d], [{ ...DECLINED, reroutedAt: null }, e]] as (readonly [ReferralFacts, number])[];

  test('never list a path of fewer than ten, and what is not listed is none or at least five', () => {
    fc.assert(
      fc.property(population, (counts) => {
        const report = reported(groups(counts));
        const listed = new Set(told(report).map(([path]) => path));
        const rest = groups(counts).filter(([each]) => !listed.has(pathOf(each).steps.join(' ')));
        const left = rest.reduce((sum, [, count]) => sum + count, 0);
        expect(groups(counts).every(([each, count]) => count >= 10 || !listed.has(pathOf(each).steps.join(' ')))).toBe(true);
        if (listed.size > 0) expect(left === 0 || left >= 5).toBe(true);
      }),
    );
  });

  test('keep the steps and waits of every listed path when a rare referral is added', () => {
    fc.assert(
      fc.property(population, (counts) => {
        const rare = facts({ answeredAt: after(1), closedAt: after(90), outcome: 'other' });
        const [before, later] = [reported(groups(counts)), reported([...groups(counts), [rare, 1]])];
        const waits = new Map(before.paths.map(({ steps, hours }) => [steps.join(' '), hours]));
        for (const { steps, hours } of later.paths) if (waits.has(steps.join(' '))) expect(hours).toEqual(waits.get(steps.join(' ')));
        expect(later.paths.some(({ steps }) => steps.join(' ') === pathOf(rare).steps.join(' '))).toBe(false);
      }),
    );
  });
});

test('the quarter of a year is told the same before and after the year has settled', () => {
  const at = (asOf: string): PathsReport | undefined => {
    const count = new PathCount(asOf);
    for (const quarter of count.quarters) for (let index = 0; index < 80; index += 1) count.add(quarter, `p${index}`, { ...SUPPORTED, centreId: `c${index % 7}` });
    return count.reports().find(({ period }) => period === '2026-Q1');
  };
  expect(at('2027-03-01')).toEqual({ ...at('2026-06-01'), asOf: '2027-03-01' });
});

test('an event log has every listed path as often as its published count, with the published waits and no other', () => {
  const report = reported([[SUPPORTED, 42], [AT_ONCE, 68], [DECLINED, 8]]);
  const cases = [...loggedCases(report)];
  expect(cases).toHaveLength(110);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(110);
  expect(loggedEvents(report)).toBe(cases.flatMap(({ events }) => events).length);
  expect(cases[0]?.events.map(({ at }) => at.toISOString())).toEqual(['2025-12-31T23:00:00.000Z', '2026-01-01T04:00:00.000Z', '2026-01-01T11:00:00.000Z', '2026-01-17T15:00:00.000Z']);
});
