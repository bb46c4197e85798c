/** What a load of this process has reached. */
export interface LoadResult {
  readonly perSecond: number;
  readonly latencyMs: number;
  /** CPU of this process per operation, in microseconds; the database's is not in it. */
  readonly cpuMicros: number;
}

/** Keeps `concurrency` operations in flight for `seconds`; the first failure ends it, because a rate with errors in it says nothing. */
export async function load(concurrency: number, seconds: number, operation: () => Promise<unknown>): Promise<LoadResult> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const end = started + seconds * 1000;
  let count = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      await operation();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / (elapsed / 1000), latencyMs: (elapsed * concurrency) / count, cpuMicros: (user + system) / count };
}
