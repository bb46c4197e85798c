import { PATH_STEPS, type PathStep } from './paths.js';
import { together, type KnownCount, type PathTally } from './paths-tally.js';

/** A path is listed from so many referrals on: from here its median waits may be told too, and no rounded count of a listed path can stand for fewer than five. */
export const PATH_MINIMUM = 10;
/** With fewer referrals in the Land no path of the period is told. */
export const PATHS_FROM = 50;

/** What is counted of paths together, here or in the figures of the turnaround: a step, an answer of any kind, an attempt of any kind. */
const COUNTED: readonly (readonly PathStep[])[] = [...PATH_STEPS.map((step) => [step]), ['answered', 'declined'], ['attempted', 'reached']];

/** Those that come by it, those that do not, and those that stood there last. */
const GROUPS: readonly ((path: PathTally) => boolean)[] = [
  ...COUNTED.flatMap((some) => [({ steps }: PathTally) => some.some((step) => steps.includes(step)), ({ steps }: PathTally) => !some.some((step) => steps.includes(step))]),
  ...PATH_STEPS.map((step) => ({ steps }: PathTally) => steps.at(-1) === step),
];

const bySize = (a: PathTally, b: PathTally): number => a.count - b.count || (a.key < b.key ? -1 : 1);

/**
 * The paths of a period that may be listed. Who takes the listed ones away from a published count, of those reached for instance, holds the unlisted ones
 * among them: so these are nowhere one to four, also not without what an organisation knows of its own. The smallest listed paths give way until that is so.
 */
export function listedPaths(all: readonly PathTally[], mayBeListed: (path: PathTally) => boolean = () => true): readonly PathTally[] {
  if (together(all).count < PATHS_FROM) return [];
  const listed = new Set(all.filter((path) => path.count >= PATH_MINIMUM && path.isSafe() && mayBeListed(path)));
  for (let next = nextToGo(all, listed); next !== undefined; next = nextToGo(all, listed)) listed.delete(next);
  return [...listed];
}

/** The smallest listed path of the narrowest group whose unlisted referrals are too few; undefined: there is none. */
function nextToGo(all: readonly PathTally[], listed: ReadonlySet<PathTally>): PathTally | undefined {
  const broken = GROUPS.map((isIn) => all.filter(isIn)).flatMap((group) => {
    const shown = group.filter((path) => listed.has(path));
    // What no listed path comes by, the figures tell or hide by themselves.
    return shown.length > 0 && !together(group.filter((path) => !listed.has(path))).isSafe() ? [shown] : [];
  });
  const narrowest = broken.sort((a, b) => a.length - b.length)[0] ?? [];
  return [...narrowest].sort(bySize)[0];
}

/** Whether a year may list a path beside its quarters: what is left of it when those that list it are taken away must not be one to four. */
export function isSafeBeside(inYear: PathTally, listedInQuarters: readonly KnownCount[]): boolean {
  return listedInQuarters.length === 0 || together([inYear]).plus(together(listedInQuarters), -1).isSafe();
}
