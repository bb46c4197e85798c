import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EnvelopeBroken, open, seal } from './envelope.js';

const key = randomBytes(32);
const text = Buffer.from('Testperson Ada Muster (fiktiv)', 'utf8');

describe('an envelope', () => {
  it('opens with its key at its place', () => {
    expect(open(key, 'contact|shared|r1|1', seal(key, 'contact|shared|r1|1', text))).toEqual(text);
  });

  it.each(['contact|shared|r1|2', 'contact|centre|r1|1', 'contact|shared|r2|1'])('does not open at %s', (place) => {
    expect(() => open(key, place, seal(key, 'contact|shared|r1|1', text))).toThrow(EnvelopeBroken);
  });

  it('does not open with another key', () => {
    expect(() => open(randomBytes(32), 'p', seal(key, 'p', text))).toThrow(EnvelopeBroken);
  });

  it('does not open once any byte was altered or cut off', () => {
    const envelope = seal(key, 'p', text);
    for (const position of [0, 1, 13, 29, envelope.length - 1]) {
      const altered = Buffer.from(envelope);
      altered[position] = (altered[position] ?? 0) ^ 1;
      expect(() => open(key, 'p', altered)).toThrow(EnvelopeBroken);
    }
    expect(() => open(key, 'p', envelope.subarray(0, 20))).toThrow(EnvelopeBroken);
  });

  it('never repeats a nonce and never shows the plaintext', () => {
    const envelopes = Array.from({ length: 2_000 }, () => seal(key, 'p', text));
    expect(new Set(envelopes.map((envelope) => envelope.subarray(1, 13).toString('hex'))).size).toBe(2_000);
    expect(envelopes.some((envelope) => envelope.includes('Muster'))).toBe(false);
  });
});
