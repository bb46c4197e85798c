import { describe, expect, it } from '@jest/globals';
import { UnreadableBody, parseStrictJson } from './strict-json.js';

const parse = (text: string) => parseStrictJson(Buffer.from(text));

describe('strict JSON', () => {
  it('reads what JSON reads, with its texts in one form', () => {
    expect(parse('{"a":[1,{"b":"Ko\\u0308ln"}],"c":null,"d":"\\"{[,:]}"}')).toEqual({ value: { a: [1, { b: 'Köln' }], c: null, d: '"{[,:]}' }, faults: [] });
    expect(parse('  ').value).toBeUndefined();
    expect(parse('"plain"').value).toBe('plain');
  });

  it('finds a key that is there twice at its place, in objects beside and below each other', () => {
    expect(parse('{"a":{"x":1},"b":{"x":1,"y":[{"z":1},{"z":1,"z":2}]}}').faults).toEqual([{ pointer: '/b/y/1/z', code: 'duplicate_key' }]);
    expect(parse('[{"x":1},{"x":1}]').faults).toEqual([]);
    expect(parse('{"x":"x\\"x\\",\\"x\\":1"}').faults).toEqual([]);
  });

  it('never repeats a key that could not be a name of ours', () => {
    expect(parse('{"Ada Muster, Musterweg 7":"\\u0000"}').faults).toEqual([{ pointer: '/-', code: 'forbidden_character' }]);
  });

  it('allows eight levels and no more', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(parse(nested(8)).faults).toEqual([]);
    expect(() => parse(nested(9))).toThrow(UnreadableBody);
  });

  it('leaves alone what people write: umlauts, Arabic, Cyrillic, an emoji of two halves', () => {
    for (const text of ['Jürgen Weiß', 'آدا', 'Ада', '👩‍👧', 'O’Neill – 3½']) expect(parse(JSON.stringify({ text })).faults).toEqual([]);
  });
});
