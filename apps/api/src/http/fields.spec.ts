import { describe, expect, it } from '@jest/globals';
import { Flag, Instant, Nested, Text, isDay, isId } from './fields.js';
import { InputPipe, UnacceptableInput } from './input-pipe.js';
import { present } from './present.js';

class InnerDto {
  @Text({ max: 3 }) name: string;
}
class OuterDto {
  @Nested(() => InnerDto, { optional: true }) inner?: InnerDto | null;
  @Nested(() => InnerDto, { list: 2 }) list: InnerDto[];
  @Instant() at: string;
  @Flag({ optional: true }) flag?: boolean | null;
}
const codesOf = (body: unknown): unknown => {
  try {
    return new InputPipe().transform(body, { type: 'body', metatype: OuterDto });
  } catch (error) {
    return error instanceof UnacceptableInput ? error.errors.map(({ pointer, code }) => `${pointer} ${code}`) : error;
  }
};

describe('a day', () => {
  it('exists or not, leap years included', () => {
    expect(['2028-02-29', '2000-02-29', '2027-12-31'].map(isDay)).toEqual([true, true, true]);
    expect(['2027-02-29', '2100-02-29', '2027-00-10', '2027-13-01', '2027-04-31', '1999-12-31', '2101-01-01', '27-01-01'].some(isDay)).toBe(false);
  });
});

describe('an id', () => {
  it('is a lower-case UUID and nothing that PostgreSQL would mend into one', () => {
    expect(isId('0195a1b2-7c3d-7e4f-8a5b-0123456789ab')).toBe(true);
    for (const text of ['0195A1B2-7C3D-7E4F-8A5B-0123456789AB', '{0195a1b2-7c3d-7e4f-8a5b-0123456789ab}', '0195a1b27c3d7e4f8a5b0123456789ab', 7, null]) expect(isId(text)).toBe(false);
  });
});

describe('a body', () => {
  it('is taken as it is when every field fits', () => {
    expect(codesOf({ list: [{ name: 'a' }], at: '2027-03-28T03:00:00.5+02:00', inner: null })).toBeInstanceOf(OuterDto);
  });

  it('is refused at every place that does not fit', () => {
    expect(codesOf({ inner: { name: 'long', more: 1 }, list: [{ name: 'a' }, {}], at: '2027-02-30T00:00:00Z', flag: 0 })).toEqual([
      '/inner/more unknown_key', '/inner/name too_long', '/list/1/name required', '/at impossible_date', '/flag wrong_type',
    ]);
    expect(codesOf({ list: [null], at: 'x' })).toEqual(['/list wrong_type', '/at malformed']);
    expect(codesOf([])).toEqual([' wrong_type']);
  });
});

describe('an answer', () => {
  it('holds the declared fields and nothing else, however deep', () => {
    const value = { inner: { name: 'a', secret: 1 }, list: [{ name: 'b', secret: 2 }], at: 'x', secret: 3 };
    expect(present(OuterDto, value)).toEqual({ inner: { name: 'a' }, list: [{ name: 'b' }], at: 'x', flag: null });
  });
});
