import { RecordedLags } from './recorded-lags.js';
import { seededNumbers } from './seeded-numbers.js';

const LAGS = Array.from({ length: 40 }, (_, at) => ({ id: `referral ${at}`, lag: at < 36 ? at * at : Infinity, outOfTurn: false }));

describe('the recorded lags of a centre', () => {
  test('are drawn near a referral from its neighbours alone', () => {
    const [lags, random] = [new RecordedLags(LAGS), seededNumbers(1)];
    const drawn = new Set(Array.from({ length: 500 }, () => lags.near('referral 20', random)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24].map((at) => at * at));
  });

  test('come out over all referrals as often as they were recorded, those that never came too', () => {
    const [lags, random] = [new RecordedLags(LAGS), seededNumbers(2)];
    const drawn = Array.from({ length: 500 }, () => LAGS.map(({ id }) => lags.near(id, random))).flat();
    for (const { lag } of [LAGS[0], LAGS[5], LAGS[20]] as typeof LAGS) expect(Math.abs(drawn.filter((each) => each === lag).length - 500)).toBeLessThan(100);
    expect(Math.abs(drawn.filter((each) => each === Infinity).length - 2_000)).toBeLessThan(150);
  });

  test('are that of nobody tried out of turn, unless any is drawn', () => {
    const lags = new RecordedLags([{ id: 'a', lag: 0, outOfTurn: true }, { id: 'b', lag: 7, outOfTurn: false }]);
    expect([lags.near('b', seededNumbers(3)), new RecordedLags([]).drawn(seededNumbers(3))]).toEqual([7, 0]);
    const random = seededNumbers(4);
    expect(new Set(Array.from({ length: 50 }, () => lags.drawn(random)))).toEqual(new Set([0, 7]));
  });
});
