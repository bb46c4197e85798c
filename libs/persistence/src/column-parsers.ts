import pg from 'pg';

/**
 * How columns become values: a `date` stays the text 'YYYY-MM-DD' (a Date would shift it by the zone of the process), a `bigint`
 * becomes a number (counts, sequence numbers and milliseconds here stay far below 2^53). The rest as `pg` does it.
 */
export const COLUMN_PARSERS = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === pg.types.builtins.DATE) return (text: string): string => text;
    if (oid === pg.types.builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};
