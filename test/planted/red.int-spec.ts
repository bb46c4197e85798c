import { expect, it } from '@jest/globals';

it('fails on purpose: test/faults/red-run.int-spec.ts looks at how the run ends', () => {
  expect('this run').toBe('red');
});
