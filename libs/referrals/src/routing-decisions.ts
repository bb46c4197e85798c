import { keptAnswer, localDayOf, ROUTING_EVENTS, type Consent, type RoutingCentre, type RoutingEvent, type RoutingQuestion, type TargetGroup } from '#domain';
import type { RegistryView } from '#directory';
import type { ReferralChange } from '#persistence';
import { v7 as newId } from 'uuid';
import type { ChangeDraft } from './change-draft.js';
import type { ReferralCase } from './referral-case.js';
import type { AnsweredRouting, StepInput } from './referral-step.js';
import { basisOf } from './routing-basis.js';

/** What the question depends on. */
interface Asked {
  readonly draft: ChangeDraft;
  readonly before: Omit<ReferralCase, 'row'>;
  readonly input: StepInput;
  readonly target: RoutingCentre | null;
  readonly nextConsent: Consent | null;
}

/** Asks the routing what the event decides; null for an event that decides about no centre. */
export function answeredRouting(view: RegistryView, asked: Asked): AnsweredRouting | null {
  const event = ROUTING_EVENTS.find((each) => each === asked.input.event);
  if (event === undefined) return null;
  const question = questionOf(event, asked);
  return { event, question, answer: view.candidates(question), view };
}

/** The language in which the consent was explained, which comes with the event or stands already; null: no consent yet. */
export const spokenIn = (input: StepInput, consent: Consent | null): string | null =>
  ('consent' in input.data ? input.data.consent?.explainedIn : undefined) ?? consent?.explainedIn ?? null;

/** The question about a referral as it stands in the draft. `spoken`: the language of the consent. */
export function routingQuestion(draft: ChangeDraft, spoken: string | null, consent: RoutingQuestion['consent'], excludedCentreIds: readonly string[] = []): RoutingQuestion {
  const { row, at } = draft;
  const languages = spoken === null ? [] : [spoken];
  return { ags: row.whereabouts_ags, targetGroup: row.target_group as TargetGroup, minor: row.minor, languages, at, excludedCentreIds, consent };
}

function questionOf(event: RoutingEvent, { draft, before, input, target, nextConsent }: Asked): RoutingQuestion {
  const spoken = spokenIn(input, before.consent);
  // The centre that declined, or that sends on, is out; whoever names it all the same has decided otherwise.
  const left = event === 'reassign' ? before.formerCentreId : event === 'forward' ? draft.row.centre_id : null;
  const excluded = left === null || left === target?.id ? [] : [left];
  // A creation that is handed over at once has written its consent into the same change.
  const fresh = nextConsent ?? (draft.consents.length > 0 ? before.consent : null);
  // A consent that comes with the event names the centre that this very answer proposes; a correction keeps the centre that has it.
  if (fresh !== null) return routingQuestion(draft, spoken, { scope: fresh.scope, namedCentreId: event === 'correct' ? (target?.id ?? null) : null }, excluded);
  return routingQuestion(draft, spoken, before.consent && { scope: before.consent.scope, namedCentreId: before.consent.namedCentreId }, excluded);
}

/**
 * Puts decisions into changes. Knows which parts and bases this process has stored, so that one registry is written once and then only quoted.
 */
export class RoutingDecisions {
  private readonly stored = new Set<string>();

  /** Adds to the change why its centre was chosen. */
  record(draft: ChangeDraft, { event, question, answer, view }: AnsweredRouting, target: RoutingCentre | null): void {
    const { hash, parts } = basisOf(view, localDayOf(question.at));
    const known = this.stored.has(hash);
    draft.routing = {
      routing: {
        id: newId(), referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, event, decided_at: draft.at,
        question, basis: hash, chosen_centre_id: target?.id ?? null, answer: keptAnswer(answer),
      },
      ...(!known && { routingParts: parts.filter((part) => !this.stored.has(part.hash)), routingBasis: { hash, parts: parts.map((part) => part.hash) } }),
    };
  }

  /** Call it after the commit: what the change brought need not be brought again. */
  committed({ routingParts, routingBasis }: Pick<ReferralChange, 'routingParts' | 'routingBasis'>): void {
    for (const { hash } of routingParts ?? []) this.stored.add(hash);
    if (routingBasis !== undefined) this.stored.add(routingBasis.hash);
  }
}
