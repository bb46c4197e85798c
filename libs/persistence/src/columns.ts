import type { EntitySchemaColumnOptions } from 'typeorm';

/** The column types of this database, by what they hold. */
export const uuid = { type: 'uuid' } as const satisfies EntitySchemaColumnOptions;
export const uuids = { type: 'uuid', array: true } as const satisfies EntitySchemaColumnOptions;
export const text = { type: 'text' } as const satisfies EntitySchemaColumnOptions;
export const texts = { type: 'text', array: true } as const satisfies EntitySchemaColumnOptions;
export const flag = { type: 'boolean' } as const satisfies EntitySchemaColumnOptions;
export const smallint = { type: 'smallint' } as const satisfies EntitySchemaColumnOptions;
export const integer = { type: 'integer' } as const satisfies EntitySchemaColumnOptions;
export const integers = { type: 'integer', array: true } as const satisfies EntitySchemaColumnOptions;
export const bigint = { type: 'bigint' } as const satisfies EntitySchemaColumnOptions;
/** One decimal; arrives as text, so that no digit is lost on the way. */
export const tenths = { type: 'numeric', precision: 8, scale: 1 } as const satisfies EntitySchemaColumnOptions;
export const instant = { type: 'timestamp with time zone' } as const satisfies EntitySchemaColumnOptions;
/** A calendar day as 'YYYY-MM-DD'. */
export const day = { type: 'date' } as const satisfies EntitySchemaColumnOptions;
export const json = { type: 'jsonb' } as const satisfies EntitySchemaColumnOptions;
export const bytes = { type: 'bytea' } as const satisfies EntitySchemaColumnOptions;
