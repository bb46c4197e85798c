import { erlangC } from './erlang-c.js';

test('one server waits as often as it is busy', () => {
  expect(erlangC(1, 0.5, 1).shareWaiting).toBeCloseTo(0.5, 12);
  expect(erlangC(1, 0.5, 1).meanWait).toBeCloseTo(1, 12);
});

test('two servers with the load of one wait in a third of cases', () => {
  // C(2, a) = (a²/2 · 2/(2-a)) / (1 + a + a²/2 · 2/(2-a)); a = 1: 1/3.
  expect(erlangC(2, 1, 1).shareWaiting).toBeCloseTo(1 / 3, 12);
  expect(erlangC(2, 1, 1).meanWait).toBeCloseTo(1 / 3, 12);
});

test('more than can be served waits for ever', () => {
  expect(erlangC(3, 3, 1)).toEqual({ shareWaiting: 1, meanWait: Infinity });
  expect(() => erlangC(0, 1, 1)).toThrow(RangeError);
});
