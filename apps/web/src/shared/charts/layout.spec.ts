import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { apart } from './apart.js';
import { flowLayout, type FlowNode } from './flow-layout.js';

const node = (key: string, count: number | null, from: string | null): FlowNode => ({ key, label: key, count, from });

describe('labels beside a curve', () => {
  it('stay where they belong as long as there is room', () => expect(apart([{ at: 90 }, { at: 10 }], 15, 0, 100).map(({ shown }) => shown)).toEqual([10, 90]));
  it('keep their distance and their order, and stay inside as far as they fit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }), (places) => {
        const shown = apart(places.map((at) => ({ at })), 15, 0, 200).map((label) => label.shown);
        return shown.every((value, place) => place === 0 || value - (shown[place - 1] ?? 0) >= 15 - 1e-9) && (shown[0] ?? 0) >= -1e-9 && (shown.at(-1) ?? 0) <= 200;
      }),
    );
  });
});

describe('the bands of the chain', () => {
  const chain = [node('referrals', 100, null), node('reached', 60, 'referrals'), node('notReached', 30, 'referrals'), node('hidden', null, 'referrals'), node('counselled', 60, 'reached')];
  const boxes = flowLayout(chain, { height: 400, room: 30 });
  const box = (key: string) => boxes.find((each) => each.key === key);

  it('are as high as their counts and leave their source one below the other', () => {
    expect(box('notReached')?.height).toBeCloseTo((box('reached')?.height ?? 0) / 2);
    expect(box('reached')?.sourceTop).toBe(0);
    expect(box('notReached')?.sourceTop).toBeCloseTo(box('reached')?.height ?? 0);
    expect(box('counselled')?.column).toBe(2);
  });
  it('leave room for the words of each, and show a line for what is hidden', () => {
    const tops = boxes.filter(({ column }) => column === 1).map(({ top }) => top);
    expect(tops.slice(1).every((top, place) => top - (tops[place] ?? 0) >= 30)).toBe(true);
    expect(box('hidden')?.height).toBe(2);
  });
  it('are laid out of nothing at all as well', () => expect(flowLayout([node('referrals', 0, null), node('reached', 0, 'referrals')], { height: 100, room: 30 }).every(({ height, top }) => Number.isFinite(height + top))).toBe(true));
});
