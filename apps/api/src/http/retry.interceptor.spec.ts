import { describe, expect, it } from '@jest/globals';
import { defer, lastValueFrom, of, throwError } from 'rxjs';
import { RetryInterceptor } from './retry.interceptor.js';

/** A handler that fails so often with this SQLSTATE before it answers. */
function aHandler(failures: number, code: string) {
  let calls = 0;
  return {
    calls: () => calls,
    handle: () => defer(() => ((calls += 1) <= failures ? throwError(() => Object.assign(new Error('broken off'), { driverError: Object.assign(new Error(), { code }) })) : of('done'))),
  };
}
const run = (handler: ReturnType<typeof aHandler>): Promise<unknown> => lastValueFrom(new RetryInterceptor().intercept({} as never, handler));

describe('a transaction that was broken off in favour of another', () => {
  it.each(['40001', '40P01'])('(%s) begins again, at most three times', async (code) => {
    expect(await run(aHandler(3, code))).toBe('done');
    const hopeless = aHandler(4, code);
    await expect(run(hopeless)).rejects.toThrow('broken off');
    expect(hopeless.calls()).toBe(4);
  });

  it('for another reason does not', async () => {
    const handler = aHandler(1, '23505');
    await expect(run(handler)).rejects.toThrow('broken off');
    expect(handler.calls()).toBe(1);
  });
});
