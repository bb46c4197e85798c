import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stateMachineDocument } from './state-machine-document.js';

const PAGE = 'docs/state-machine.md';

describe('the generated page of the state machine', () => {
  it('is what the chain table says today', () => {
    const written = stateMachineDocument();
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, written);
    expect(readFileSync(PAGE, 'utf8')).toBe(written);
  });

  it('would be missed by a row that changed', () => {
    expect(readFileSync(PAGE, 'utf8').replace('declined: decline', 'closed: decline')).not.toBe(stateMachineDocument());
  });
});
