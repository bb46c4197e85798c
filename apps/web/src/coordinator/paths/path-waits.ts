import type { Path, PathStep } from './paths-queries';

/** Standing somewhere for so many hours, before this step. */
export interface Wait {
  readonly step: PathStep;
  readonly hours: number;
}

const isEnd = (step: PathStep): boolean => step.startsWith('ended_');

/** Where a path stands longest before anything else comes; null: nothing comes but the end. How long a counselled person is kept open until the end is no waiting. */
export function longestWait({ steps, hours }: Pick<Path, 'steps' | 'hours'>): Wait | null {
  const waits = steps.slice(1).map((step, index) => ({ step, hours: hours[index] ?? 0 })).filter(({ step }) => !isEnd(step));
  return waits.reduce<Wait | null>((longest, each) => (longest === null || each.hours > longest.hours ? each : longest), null);
}

/** The path on which somebody waits longest, and where; null: on none. */
export function longestOf(paths: readonly Path[]): { readonly path: Path; readonly wait: Wait } | null {
  const waits = paths.flatMap((path) => {
    const wait = longestWait(path);
    return wait === null ? [] : [{ path, wait }];
  });
  return waits.reduce<(typeof waits)[number] | null>((longest, each) => (longest === null || each.wait.hours > longest.wait.hours ? each : longest), null);
}
