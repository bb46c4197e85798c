import fc from 'fast-check';
import { kaplanMeier, shareBy, type TimeToEvent } from './kaplan-meier.js';

/**
 * Weeks in remission under 6-mercaptopurine, 21 children; a plus means still in remission. Source: Freireich et al., Blood 21 (1963) 699-716, the example of
 * Cox (1972) and of Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (1980).
 */
const REMISSION = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
/** The published table: time, at risk, events, and Greenwood's standard error as it is printed. */
const PUBLISHED = [
  [6, 21, 3, 0.0764],
  [7, 17, 1, 0.0869],
  [10, 15, 1, 0.0963],
  [13, 12, 1, 0.1068],
  [16, 11, 1, 0.1141],
  [22, 7, 1, 0.1282],
  [23, 6, 1, 0.1346],
] as const;

const observed: readonly TimeToEvent[] = REMISSION.split(' ').map((time) => ({ hours: parseFloat(time), occurred: !time.endsWith('+') }));

/** Survival and the sum of Greenwood's terms as whole numerators and denominators, up to a row of the published table. */
function fractionsUpTo(row: number): { readonly survival: number; readonly greenwood: number } {
  let [top, bottom, sum, under] = [1n, 1n, 0n, 1n];
  for (const [, atRisk, events] of PUBLISHED.slice(0, row + 1)) {
    const [n, d] = [BigInt(atRisk), BigInt(events)];
    top *= n - d;
    bottom *= n;
    sum = sum * n * (n - d) + d * under;
    under *= n * (n - d);
  }
  const scale = 10n ** 18n;
  return { survival: Number((top * scale) / bottom) / 1e18, greenwood: Number((sum * scale) / under) / 1e18 };
}

describe('the Kaplan-Meier curve', () => {
  test('equals the published table of the remission times to 1e-9', () => {
    const steps = kaplanMeier(observed);
    expect(steps.map(({ hours, atRisk, events }) => [hours, atRisk, events])).toEqual(PUBLISHED.map(([hours, n, d]) => [hours, n, d]));
    steps.forEach((step, row) => {
      const { survival, greenwood } = fractionsUpTo(row);
      expect(Math.abs(step.survival - survival)).toBeLessThan(1e-9);
      expect(Math.abs(step.standardError - survival * Math.sqrt(greenwood))).toBeLessThan(1e-9);
      expect(step.standardError.toFixed(4)).toBe(PUBLISHED[row]?.[3].toFixed(4));
    });
    expect(steps.map(({ survival }) => survival.toFixed(4))).toEqual([
      '0.8571',
      '0.8067',
      '0.7529',
      '0.6902',
      '0.6275',
      '0.5378',
      '0.4482',
    ]);
  });

  test('differs from that table when a planted reading leaves the open ones out', () => {
    const closedOnly = kaplanMeier(observed.filter(({ occurred }) => occurred));
    expect(shareBy(closedOnly, 10)).toBeGreaterThan(shareBy(kaplanMeier(observed), 10) + 0.3);
  });

  test('has a band between 0 and 1 around the curve, without width at the ends', () => {
    for (const { survival, low, high } of kaplanMeier(observed)) {
      expect(low).toBeGreaterThan(0);
      expect(low).toBeLessThan(survival);
      expect(high).toBeGreaterThan(survival);
      expect(high).toBeLessThan(1);
    }
    expect(kaplanMeier([{ hours: 2, occurred: true }])).toEqual([
      { hours: 2, atRisk: 1, events: 1, survival: 0, standardError: 0, low: 0, high: 0 },
    ]);
  });

  test('of nothing, or of open referrals only, has no step', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(kaplanMeier([{ hours: 3, occurred: false }])).toEqual([]);
    expect(shareBy([], 24)).toBe(0);
    expect(() => kaplanMeier([{ hours: -1, occurred: true }])).toThrow(RangeError);
  });

  const observation = fc.record({ hours: fc.integer({ min: 0, max: 200 }), occurred: fc.boolean() });

  test('never improves by a referral that nobody was reached for', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 40 }), fc.nat(250), fc.nat(250), (some, censoredAt, hours) => {
        const before = shareBy(kaplanMeier(some), hours);
        expect(shareBy(kaplanMeier([...some, { hours: censoredAt, occurred: false }]), hours)).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(
        fc
          .array(observation, { maxLength: 40 })
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, mixed]) => expect(kaplanMeier(mixed)).toEqual(kaplanMeier(some)),
      ),
    );
  });
});
