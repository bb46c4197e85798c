import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts `perSecond` operations per second whether or not the earlier ones have ended, as people do; answers how long each took from the
 * instant at which it was due, in milliseconds. The first failure ends it.
 */
export async function paced(perSecond: number, seconds: number, operation: (index: number) => Promise<unknown>): Promise<number[]> {
  const started = performance.now();
  const total = perSecond * seconds;
  const running: Promise<number>[] = [];
  let failed = false;
  for (let index = 0; index < total && !failed; index += 1) {
    const due = started + (index / perSecond) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    const one = operation(index).then(() => performance.now() - due);
    one.catch(() => (failed = true));
    running.push(one);
  }
  return Promise.all(running);
}
