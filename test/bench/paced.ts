import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts `perSecond` operations per second whether or not the earlier ones have ended, as people do; answers how long each took from the
 * instant at which it was due, in milliseconds. The first failure ends it.
 */
export async function paced(perSecond: number, seconds: number, operation: (index: number) => Promise<unknown>): Promise<number[]> {
  const started = performance.now();
  const total = perSecond * seconds;
  const running: Promise<number>[] = [];
  for (let index = 0; index < total; index += 1) {
    const due = started + (index / perSecond) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    running.push(operation(index).then(() => performance.now() - due));
  }
  return Promise.all(running);
}
