import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { withoutValues } from './database-fault.js';

const CANARY = 'Fiktive Musterperson 7731';

describe('an error of the database', () => {
  const driverError = (code: string, message: string): Error =>
    Object.assign(new Error(message), {
      code,
      detail: `Failing row contains (${CANARY})`,
      where: `unnamed portal parameter $1 = '${CANARY}'`,
      constraint: 'x_check',
    });

  const everything = (error: Error): string =>
    JSON.stringify(error) + error.message + String(error.stack) + JSON.stringify((error as QueryFailedError).driverError ?? null);

  it.each([
    ['23514', 'new row violates check constraint "x_check"'],
    ['22P02', `invalid input syntax for type uuid: "${CANARY}"`],
  ])('with SQLSTATE %s keeps its code and loses every value', (code, message) => {
    const error = new QueryFailedError('insert into x values ($1)', [CANARY], driverError(code, message));
    expect(everything(error)).toContain(CANARY);
    expect(withoutValues(error)).toBe(error);
    expect(everything(error)).not.toContain(CANARY);
    expect(error).toMatchObject({ code, constraint: 'x_check' });
  });

  it('straight from the driver is cleaned alike', () => {
    const error = driverError('22001', `value too long: ${CANARY}`);
    withoutValues(error);
    expect(everything(error)).not.toContain(CANARY);
  });

  it('is told from other errors, which pass unchanged', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(withoutValues(refused)).toBe(refused);
    expect(refused.message).toBe('connect');
    expect(withoutValues('text')).toBe('text');
  });
});
