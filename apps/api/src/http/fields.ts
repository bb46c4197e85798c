import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ValidateIf, ValidateNested } from 'class-validator';
import { declareField, textCheck, type Class, type FieldOptions } from './field.js';

/** Characters at most. Every text has a cap; what is longer is no name, street or reason. */
interface TextOptions extends FieldOptions {
  readonly max: number;
  readonly min?: number;
  readonly pattern?: RegExp;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MIN_YEAR = 2000;
const MAX_YEAR = 2100;

/** True for an id as this system makes them. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);

/** True for a day that exists, 2000 to 2100: 29 February only in leap years. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < MIN_YEAR || year > MAX_YEAR) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A text without control characters, in NFC. */
export function Text({ max, min = 1, pattern, ...options }: TextOptions): PropertyDecorator {
  const check = textCheck((text) => {
    if (text.trim().length < min) return min === 1 ? 'required' : 'too_short';
    if (text.length > max) return 'too_long';
    return pattern === undefined || pattern.test(text) ? null : 'malformed';
  });
  return declareField(check, { type: String, minLength: min, maxLength: max, ...(pattern === undefined ? {} : { pattern: pattern.source }) }, options);
}

/** The id of something. */
export const Id = (options: FieldOptions = {}): PropertyDecorator =>
  declareField(textCheck((text) => (isId(text) ? null : 'malformed')), { type: String, format: 'uuid' }, options);

/** One of a closed list, or several with `list`. */
export const OneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  declareField(textCheck((text) => (values.includes(text) ? null : 'not_in_list')), { type: String, enum: [...values] }, options);

/** Yes or no. */
export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  declareField((value) => (typeof value === 'boolean' ? null : 'wrong_type'), { type: Boolean }, options);

/** A whole number. */
export function Whole({ min, max, ...options }: FieldOptions & { readonly min: number; readonly max: number }): PropertyDecorator {
  return declareField(
    (value) => {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'wrong_type';
      if (value < min) return 'too_small';
      return value > max ? 'too_large' : null;
    },
    { type: 'integer', minimum: min, maximum: max },
    options,
  );
}

/** A number of an answer. */
export const Figure = (options: FieldOptions = {}): PropertyDecorator =>
  declareField((value) => (typeof value === 'number' && Number.isFinite(value) ? null : 'wrong_type'), { type: 'number' }, options);

/** A point in time with its offset, e.g. `2027-03-26T21:40:00Z`. A day that does not exist is refused, not shifted. */
export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  declareField(
    textCheck((text) => {
      const day = INSTANT.exec(text)?.[1];
      if (day === undefined) return /^\d{4}-\d{2}-\d{2}T/.test(text) ? 'impossible_date' : 'malformed';
      return isDay(day) ? null : 'impossible_date';
    }),
    { type: String, format: 'date-time' },
    options,
  );

/** A calendar day, `2027-03-26`. */
export const Day = (options: FieldOptions = {}): PropertyDecorator =>
  declareField(textCheck((text) => (isDay(text) ? null : DAY.test(text) ? 'impossible_date' : 'malformed')), { type: String, format: 'date' }, options);

/** The official key of a municipality, eight digits; whether it exists is the directory's to say. */
export const MunicipalityKey = (options: FieldOptions = {}): PropertyDecorator => Text({ min: 8, max: 8, pattern: /^\d{8}$/, ...options });

/** An object with fields of its own, or several with `list`. */
export function Nested<T extends object>(type: () => Class<T>, options: FieldOptions = {}): PropertyDecorator {
  const check = (value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'wrong_type');
  // The OpenAPI module recognises a late reference by the name of the function: it has to be called `type`.
  const schema = { type: () => type() };
  const present = ValidateIf((_, value: unknown) => options.optional !== true || (value !== undefined && value !== null));
  return applyDecorators(declareField(check, schema, options, type), Type(type), present, ValidateNested({ each: options.list !== undefined }));
}

/** A whole number of the query string. */
export const QueryWhole = (options: FieldOptions & { readonly min: number; readonly max: number }): PropertyDecorator =>
  applyDecorators(Whole(options), Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value)));

/** Yes or no in the query string. */
export const QueryFlag = (options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(Flag(options), Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)));
