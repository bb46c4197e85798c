import type { Calendar } from '../calendar/calendar.js';
import { rankCentres, type CandidateReason, type RoutingAnswer } from './routing.js';
import type { ExclusionReason } from './eligibility.js';
import type { RoutingCentre, RoutingQuestion } from './routing-question.js';

/** The events that decide about a centre. */
export const ROUTING_EVENTS = ['submit', 'reassign', 'forward', 'correct'] as const;
export type RoutingEvent = (typeof ROUTING_EVENTS)[number];

/** An answer as it is kept: ids and codes in their order, no names. */
export interface KeptAnswer {
  readonly candidates: readonly { readonly id: string; readonly reasons: readonly CandidateReason[] }[];
  readonly excluded: readonly { readonly id: string; readonly reasons: readonly ExclusionReason[] }[];
}

/** What was asked, what the registry answered, and which centre it became; null: nobody. The centre need not be the first: a person may name another. */
export interface RoutingDecision {
  readonly question: RoutingQuestion;
  readonly answer: KeptAnswer;
  readonly chosenCentreId: string | null;
}

/** What a routing answered from: the centres as they were on the day, and the calendar. */
export interface RoutingBasis {
  readonly centres: readonly RoutingCentre[];
  readonly calendar: Calendar;
}

/** The part of an answer that is kept. */
export const keptAnswer = ({ candidates, excluded }: RoutingAnswer): KeptAnswer => ({
  candidates: candidates.map(({ centre, reasons }) => ({ id: centre.id, reasons })),
  excluded: excluded.map(({ centre, reasons }) => ({ id: centre.id, reasons })),
});

/** Asks the kept question again; true when the same basis still gives the same candidates in the same order, and the same exclusions, for the same reasons. */
export function replay(decision: Pick<RoutingDecision, 'question' | 'answer'>, { centres, calendar }: RoutingBasis): boolean {
  return isSameAnswer(keptAnswer(rankCentres(centres, decision.question, calendar)), decision.answer);
}

/** The rank that the chosen centre had in the answer; null when nobody was chosen or the centre was not among the candidates. */
export function rankOfChosen({ answer, chosenCentreId }: Pick<RoutingDecision, 'answer' | 'chosenCentreId'>): number | null {
  const index = answer.candidates.findIndex(({ id }) => id === chosenCentreId);
  return index < 0 ? null : index + 1;
}

/**
 * Whom the same question would go to on another basis: whoever a person named as long as that centre is still a candidate, else the first;
 * null when there is nobody.
 */
export function chosenOn(decision: RoutingDecision, { centres, calendar }: RoutingBasis): string | null {
  const ids = rankCentres(centres, decision.question, calendar).candidates.map(({ centre }) => centre.id);
  const { chosenCentreId } = decision;
  const namedByPerson = chosenCentreId !== null && rankOfChosen(decision) !== 1;
  return namedByPerson && ids.includes(chosenCentreId) ? chosenCentreId : (ids[0] ?? null);
}

function isSameAnswer(one: KeptAnswer, other: KeptAnswer): boolean {
  return sameList(one.candidates, other.candidates) && sameList(one.excluded, other.excluded);
}

type Judged = readonly { readonly id: string; readonly reasons: readonly string[] }[];

const sameList = (one: Judged, other: Judged): boolean =>
  one.length === other.length && one.every(({ id, reasons }, index) => id === other[index]?.id && reasons.join() === other[index].reasons.join());
