import type { RegistryProblem, RegistryView } from '#directory';
import type { TargetGroup } from '#domain';

/** A municipality where, while a centre is closed, nobody else is open for a target group. */
export interface UncoveredPlace {
  readonly ags: string;
  readonly municipality: string;
  readonly targetGroup: TargetGroup;
}

/** A closure would leave somebody without an open centre and nobody has said that this is known. Nothing was stored. */
export class ClosureWithoutCover extends Error {
  override readonly name = 'ClosureWithoutCover';
  constructor(readonly uncovered: readonly UncoveredPlace[]) {
    super('closure_without_cover');
  }
}

/** The warnings of a closure with the names of the places, by name. */
export function toUncoveredPlaces(problems: readonly RegistryProblem[], view: RegistryView): readonly UncoveredPlace[] {
  const places = problems.flatMap(({ code, ags, targetGroup }): readonly UncoveredPlace[] =>
    code === 'closure_without_cover' && ags !== null && targetGroup !== null ? [{ ags, municipality: view.municipality(ags)?.name ?? ags, targetGroup }] : [],
  );
  return places.sort((a, b) => a.municipality.localeCompare(b.municipality, 'de') || a.targetGroup.localeCompare(b.targetGroup));
}
