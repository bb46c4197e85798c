import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres } from '../support/postgres.js';

describe('the embedded server', () => {
  it('never logs a statement, a parameter or a row', async () => {
    const client = new pg.Client({ connectionString: (await startPostgres()).adminUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name LIKE 'log\\_%' ORDER BY name`,
    );
    await client.end();
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toMatchObject({
      log_statement: 'none',
      log_min_duration_statement: '-1',
      log_min_error_statement: 'panic',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
      log_error_verbosity: 'terse',
    });
  });
});
