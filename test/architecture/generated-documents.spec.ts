import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { indicatorsDocument } from './indicators-document.js';
import { stateMachineDocument } from './state-machine-document.js';

describe.each([
  ['the state machine', 'docs/state-machine.md', stateMachineDocument, 'declined: decline', 'closed: decline'],
  ['the indicators', 'docs/indicators.md', indicatorsDocument, 'within 24 hours', 'within 20 hours'],
])('the generated page of %s', (_, page, write, passage, planted) => {
  it('is what the code says today', () => {
    const written = write();
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(page, written);
    expect(readFileSync(page, 'utf8')).toBe(written);
  });

  it('would be missed by a passage that changed', () => {
    expect(readFileSync(page, 'utf8').replace(passage, planted)).not.toBe(write());
  });
});
