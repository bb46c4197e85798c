import { instantAt } from '../calendar/zone.js';
import type { OpeningHours } from '../calendar/opening-hours.js';
import { centresOnRecord } from './centres-on-record.js';
import { NRW_CALENDAR } from '../calendar/nrw-calendar.js';
import { MEASURES } from './measures.js';
import { countBand, publishingWhatIf, type ReferralOnRecord, type WhatIfReport } from './published-what-if.js';
import { seededNumbers } from './seeded-numbers.js';
import type { RegionFigures, TurnaroundReport } from './turnaround-report.js';

const HOUR = 3_600_000;
const WEEKDAYS: OpeningHours = { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), dailyService: false, closures: [] };

function done<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Referrals of a year: by day and night, tried within some hours of the next working day, a few never. */
function aYear(count: number, seed: number): readonly ReferralOnRecord[] {
  const random = seededNumbers(seed);
  const begin = instantAt('2026-01-05', '00:00').getTime();
  return Array.from({ length: count }, (_, at): ReferralOnRecord => {
    const submittedAt = new Date(begin + Math.floor(random() * 350 * 24 * HOUR));
    const centre = random() < 0.6 ? 'a' : random() < 0.7 ? 'b' : 'c';
    const firstAttemptAt = random() < 0.05 ? null : new Date(submittedAt.getTime() + Math.floor(random() * 70 * HOUR));
    const facts = {
      submittedAt, consentAt: null, centreId: centre, answeredAt: null, declinedAt: null, declineReason: null, reroutedAt: null, firstAttemptAt, reachedAt: firstAttemptAt, reachedResult: null,
      measureUntil: '2026-06-30', closedAt: null, outcome: null, withdrawn: false,
    };
    const district = centre === 'a' ? '05111' : centre === 'b' ? '05112' : '05315';
    return { facts, recorded: { id: `referral ${at}`, submittedAt, district, firstCentre: centre, answeredAt: null, centre, arrivedAt: submittedAt, workloadMinutes: 60, firstAttemptAt, measureLastDay: '2026-06-30' } };
  });
}

const figures = (level: RegionFigures['level'], key: string, referrals: number | null): RegionFigures => ({
  level, key, name: key, parentKey: null, population: null, curve: null, weeks: null, medianHours: 30, p90Hours: null,
  counts: { ...(Object.fromEntries(MEASURES.map((id) => [id, 100])) as RegionFigures['counts']), referrals, attempt48: null },
});
const REPORT: TurnaroundReport = {
  period: '2026', asOf: '2027-02-01', previousPeriod: '2025',
  regions: [figures('land', '05', 600), figures('regierungsbezirk', '053', 45), figures('district', '05111', 360), figures('district', '05112', null), figures('authority', 'x', 600)],
};

describe('the what-ifs of a year', () => {
  const record = aYear(600, 11);
  let told: WhatIfReport;
  beforeAll(() => {
    told = done(publishingWhatIf(REPORT, record, () => WEEKDAYS, 10));
  });

  test('are told of regions with fifty published referrals, whatever stands behind hidden ones', () => expect(told.regions.map(({ key }) => key)).toEqual(['05', '05111']));

  test('hide what the report hides, and everything that a supposition does not bear on', () => {
    for (const { supposed } of told.regions) {
      expect(supposed.map(({ attempt48, p90Hours }) => [attempt48, p90Hours])).toEqual(supposed.map(() => [null, null]));
      expect(supposed.map(({ reachedInMeasure }) => reachedInMeasure === null)).toEqual([true, true, true, false]);
      expect(supposed.map(({ attempt24 }) => attempt24 === null)).toEqual([false, false, false, true]);
    }
  });

  test('come out the same again, and in steps', () => {
    expect(done(publishingWhatIf(REPORT, record, () => WEEKDAYS, 10))).toEqual(told);
    const steps = publishingWhatIf(REPORT, record, () => WEEKDAYS, 10);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThan(150);
  });

  test('are none where the Land itself has too few', () => expect(done(publishingWhatIf({ ...REPORT, regions: [figures('land', '05', 45)] }, record, () => WEEKDAYS, 10)).regions).toEqual([]));
});

describe('a band of counts', () => {
  test('lies at least five beside every count on either side, and is the same for five neighbours', () => {
    for (let count = 0; count <= 400; count += 1) {
      const { low, high } = countBand({ low: count, high: count }, 1_000);
      expect([low % 5, high % 5]).toEqual([0, 0]);
      expect(low === 0 || count - low >= 5).toBe(true);
      expect(high - count).toBeGreaterThanOrEqual(5);
      expect(countBand({ low: count - (count % 5), high: count - (count % 5) }, 1_000)).toEqual({ low, high });
    }
    expect(countBand({ low: 48, high: 51 }, 50)).toEqual({ low: 40, high: 50 });
  });
});

describe('the centres of a record', () => {
  test('have as many counsellors as the attempts need, and an alternative near by', () => {
    const referrals = aYear(400, 12).map(({ recorded }) => recorded);
    const centres = done(centresOnRecord(referrals, () => WEEKDAYS, NRW_CALENDAR));
    // a and b lie in one Regierungsbezirk, c alone in another.
    expect([...centres].map(([id, { alternative }]) => [id, alternative])).toEqual([['a', 'b'], ['b', 'a'], ['c', null]]);
    const busy = referrals.map((each) => ({ ...each, workloadMinutes: 900 }));
    const [few, many] = [centres.get('a')?.counsellors ?? 0, done(centresOnRecord(busy, () => WEEKDAYS, NRW_CALENDAR)).get('a')?.counsellors ?? 0];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(few);
  });

  test('are none of no record', () => expect(done(centresOnRecord([], () => WEEKDAYS, NRW_CALENDAR)).size).toBe(0));
});
