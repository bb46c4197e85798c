import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { refusedCharacter } from './strict-json.js';

/** What a value may hold: nothing of a person, what identifies or reaches one, or text that somebody typed freely. */
export type Pii = 'none' | 'contact' | 'free';

export interface FieldOptions {
  readonly pii?: Pii;
  /** May be absent or null. In an answer: may be null. */
  readonly optional?: boolean;
  /** A list of at most so many. */
  readonly list?: number;
  readonly description?: string;
}

/** Why a value is refused, as the stable code of the answer; `null` when it is fine. */
export type Check = (value: unknown) => FieldCode | null;

export type FieldCode =
  | 'required'
  | 'wrong_type'
  | 'too_short'
  | 'too_long'
  | 'too_small'
  | 'too_large'
  | 'not_in_list'
  | 'malformed'
  | 'impossible_date'
  | 'forbidden_character'
  | 'broken_unicode'
  | 'unknown_key'
  | 'duplicate_key'
  | 'too_many_items';

/** A field as it was declared; the whitelist of the answers is made of these. */
export interface Field {
  readonly name: string;
  readonly nested?: () => Class;
}
export type Class<T extends object = object> = new () => T;

const FIELDS = new WeakMap<object, Field[]>();

/** The declared fields of a class, those of the classes above it first. */
export function fieldsOf(of: Class): readonly Field[] {
  const above = Object.getPrototypeOf(of.prototype) as { constructor: Class } | null;
  const inherited = above === null || above.constructor === (Object as unknown) ? [] : fieldsOf(above.constructor);
  return [...inherited, ...(FIELDS.get(of.prototype as object) ?? [])];
}

/** Declares one field: its check at the door, its schema in the OpenAPI document with its privacy class, its place in an answer. */
export function declareField(check: Check, schema: ApiPropertyOptions, options: FieldOptions, nested?: () => Class): PropertyDecorator {
  const { pii = 'none', optional = false, list, description } = options;
  const codeOf = (value: unknown): FieldCode | null => codeOfField(value, check, options);
  return applyDecorators(
    (target: object, name: string | symbol) => {
      FIELDS.set(target, [...(FIELDS.get(target) ?? []), { name: String(name), ...(nested === undefined ? {} : { nested }) }]);
    },
    ValidateBy({ name: 'field', validator: { validate: (value) => codeOf(value) === null, defaultMessage: (seen) => codeOf(seen?.value) ?? 'wrong_type' } }),
    ApiProperty({
      ...schema,
      ...(list === undefined ? {} : { isArray: true, maxItems: list }),
      ...(description === undefined ? {} : { description }),
      ...(optional ? { required: false, nullable: true } : { required: true }),
      'x-pii': pii,
    } as unknown as ApiPropertyOptions),
  );
}

function codeOfField(value: unknown, check: Check, { optional, list }: FieldOptions): FieldCode | null {
  if (value === undefined || value === null) return optional ? null : 'required';
  if (list === undefined) return check(value);
  if (!Array.isArray(value)) return 'wrong_type';
  if (value.length > list) return 'too_many_items';
  for (const item of value) {
    const code = item === null ? 'wrong_type' : check(item);
    if (code !== null) return code;
  }
  return null;
}

/** A check of a text: its kind and characters first, then the rest. */
export const textCheck =
  (rest: (text: string) => FieldCode | null): Check =>
  (value) =>
    typeof value === 'string' ? (refusedCharacter(value) ?? rest(value)) : 'wrong_type';
