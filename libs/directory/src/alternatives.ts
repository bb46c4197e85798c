import { nearestAlternatives, localDayOf, type NearestAlternative, type RoutingQuestion } from '#domain';
import { municipalityPoints } from './municipality-points.js';
import type { RegistryView } from './registry-view.js';

/** How many centres are named to somebody for whom there is none. */
const AT_MOST = 3;

/** A centre that would fit but for its area, with its telephone for organisations. */
export interface Alternative extends NearestAlternative {
  readonly phone: string | null;
}

let points: ReturnType<typeof municipalityPoints> | null = null;

/** The nearest centres to ask by telephone where nobody can be proposed, at most three; whoever is proposed for the same question is not among them. */
export function alternativesFor(view: RegistryView, question: RoutingQuestion): readonly Alternative[] {
  points ??= municipalityPoints();
  const day = localDayOf(question.at);
  return nearestAlternatives(view.routingCentres(day), question, points, AT_MOST).map((each) => ({ ...each, phone: view.centre(each.centre.id, day)?.phone ?? null }));
}
