import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';

/** The exit code of a test run of its own, with a server of its own. */
async function exitCodeOf(args: readonly string[]): Promise<number | null> {
  const { TEST_DATABASE_URL: _url, TEST_DATABASE_IS_OURS: _ours, JEST_WORKER_ID: _worker, ...env } = process.env;
  const run = spawn(process.execPath, ['--no-warnings', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...args], { env, stdio: 'ignore' });
  const [code] = (await once(run, 'exit')) as [number | null];
  return code;
}

describe('a test run that needs a server', () => {
  it('ends with 1 when a test failed', async () => {
    expect(await exitCodeOf(['--selectProjects', 'planted'])).toBe(1);
  });

  it('ends with 0 when none failed', async () => {
    expect(await exitCodeOf(['--selectProjects', 'integration', '--testPathPatterns', 'embedded-postgres'])).toBe(0);
  });
});
