import {
  measureClocksAfter, ruleSetFor, localDayOf, type Actor, type Consent, type ContactData, type ProtectionMeasure, type RoutingCentre, type RuleSet,
} from '#domain';
import type { DirectoryQueries } from '#directory';
import type { ReferralStore } from '#persistence';
import type { EntityManager } from 'typeorm';
import { requireAgreed } from './agreed-terms.js';
import type { ChangeDraft } from './change-draft.js';
import { NO_CORE, type ContactVault, type OpenContact } from './contact-vault.js';
import type { ConsentInput } from './new-referral.js';
import type { ReferralCase } from './referral-case.js';
import { InvalidInput } from './referral-errors.js';
import { requirePossibleInstants } from './possible-instants.js';
import { answeredRouting, routingQuestion, spokenIn } from './routing-decisions.js';
import { isMeasurePossible, measureOf, orderedIn, type MeasureOfStep, type ReferralStep, type StepInput } from './referral-step.js';

/** Gathers what a step needs before it is decided: the registry's word, the opened contact data, and what the event's data intend. */
export class StepPreparation {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly store: ReferralStore,
    private readonly vault: ContactVault,
  ) {}

  async prepare(tx: EntityManager | null, actor: Actor, draft: ChangeDraft, before: Omit<ReferralCase, 'row'>, input: StepInput, handsOver: boolean): Promise<ReferralStep> {
    requirePossibleInstants(input, draft.at, before.assignment?.assigned_at ?? null);
    await this.requireKnownPlaces(input);
    if (input.event === 'forward' && input.data.whereaboutsAgs !== null) draft.row.whereabouts_ags = input.data.whereaboutsAgs;
    const target = await this.targetOf(actor, draft, before, input);
    const openContact = await this.openContact(actor, draft, before, input);
    const view = await this.directory.view();
    const consentOfStep = nextConsent(input, before.consent, target, draft.row.centre_id);
    const centreId = target?.id ?? draft.row.centre_id;
    const agreement = await this.directory.agreementFor(draft.row.police_authority_id, centreId, draft.at);
    const holding = view.agreementFor(draft.row.police_authority_id, draft.row.centre_id, draft.at);
    requireAgreed(input, consentOfStep ?? before.consent, { receiving: agreement.parameters, holding: holding.parameters });
    const ruleSets = await this.directory.ruleSets();
    const measure = measureOf(before);
    const orderedAt = measure?.orderedAt ?? orderedIn(input)?.orderedAt ?? draft.at;
    const ruleSet = before.measure ? ruleSetByVersion(ruleSets, before.measure.rule_set_version) : ruleSetFor(localDayOf(orderedAt), ruleSets);
    const decidedMeasure = nextMeasure(input, measure, ruleSet, handsOver);
    return {
      input,
      draft,
      at: draft.at,
      before,
      openContact,
      nextContact: nextContact(input, openContact),
      nextConsent: consentOfStep,
      nextMeasure: decidedMeasure === 'conflict' ? null : decidedMeasure,
      measureConflict: decidedMeasure === 'conflict',
      target,
      routing: answeredRouting(view, { draft, before, input, target, nextConsent: consentOfStep }),
      handsOver,
      targetLeadIds: target !== null && draft.row.named_user_ids !== null ? await this.directory.leadsOf(target.id) : [],
      registry: {
        calendar: await this.directory.calendar(),
        ruleSet,
        agreement: agreement.parameters,
        agreementVersion: agreement.version,
        openingHours: centreId === null ? undefined : ((await this.directory.openingHours(centreId)) ?? undefined),
        networkIds: await this.directory.networksOf(draft.row.whereabouts_ags),
        competentAuthorityId: (await this.directory.municipality(draft.row.incident_ags))?.policeAuthority.id ?? null,
        counsellorIsMember: input.event === 'assign_counsellor' && tx !== null && (await this.store.isCounsellor(tx, actor.organisationId, input.data.userId)),
      },
    };
  }

  /** A place or centre that does not exist is a mistake of the form, not a refusal of the chain. */
  private async requireKnownPlaces(input: StepInput): Promise<void> {
    const errors: { pointer: string; code: string }[] = [];
    const place = async (ags: string, pointer: string): Promise<void> => {
      if ((await this.directory.municipality(ags)) === null) errors.push({ pointer, code: 'unknown_municipality' });
    };
    const centre = async (id: string | null, pointer: string): Promise<void> => {
      if (id !== null && (await this.directory.centre(id)) === null) errors.push({ pointer, code: 'unknown_centre' });
    };
    if (input.event === 'create') {
      await place(input.data.incident.ags, '/incident/ags');
      await place(input.data.whereaboutsAgs, '/whereaboutsAgs');
      await centre(input.data.centreId, '/centreId');
    } else if (input.event === 'submit' || input.event === 'reassign') {
      await centre(input.data.centreId, '/centreId');
    } else if (input.event === 'forward') {
      await centre(input.data.centreId, '/centreId');
      if (input.data.whereaboutsAgs !== null) await place(input.data.whereaboutsAgs, '/whereaboutsAgs');
    } else if (input.event === 'decline') {
      await centre(input.data.suggestedCentreId, '/suggestedCentreId');
    }
    if (errors.length > 0) throw new InvalidInput(errors);
  }

  /** The centre that the event is about: the one named, the best candidate, or the one that holds the referral. */
  private async targetOf(actor: Actor, draft: ChangeDraft, before: Omit<ReferralCase, 'row'>, input: StepInput): Promise<RoutingCentre | null> {
    switch (input.event) {
      case 'create':
      case 'submit': {
        const wanted = input.data.centreId ?? before.consent?.namedCentreId ?? null;
        return wanted === null ? this.bestCandidate(draft, before, input) : this.directory.routingCentre(wanted);
      }
      case 'reassign':
      case 'forward':
        return this.directory.routingCentre(input.data.centreId);
      case 'correct':
        return draft.row.centre_id === null ? null : this.directory.routingCentre(draft.row.centre_id);
      default:
        return null;
    }
  }

  private async bestCandidate(draft: ChangeDraft, before: Omit<ReferralCase, 'row'>, input: StepInput): Promise<RoutingCentre | null> {
    const consent = before.consent && { scope: before.consent.scope, namedCentreId: before.consent.namedCentreId };
    const answer = await this.directory.candidates(routingQuestion(draft, spokenIn(input, before.consent), consent));
    const best = answer.candidates[0];
    return best === undefined ? null : this.directory.routingCentre(best.centre.id);
  }

  private async openContact(actor: Actor, draft: ChangeDraft, before: Omit<ReferralCase, 'row'>, input: StepInput): Promise<OpenContact | null> {
    if (before.contacts.length === 0 || !NEEDS_CONTACT.has(input.event)) return null;
    return this.vault.open(draft.row.id, actor.organisationId, before.contacts);
  }
}

/** Events whose rules or data build on the contact data; others never open the envelope. */
const NEEDS_CONTACT: ReadonlySet<StepInput['event']> = new Set<StepInput['event']>([
  'submit', 'correct', 'supplement', 'update_contact', 'forward', 'record_attempt', 'close',
]);

function ruleSetByVersion(ruleSets: readonly RuleSet[], version: string): RuleSet {
  const found = ruleSets.find((ruleSet) => ruleSet.version === version);
  if (found === undefined) throw new Error(`rule set ${version} is not in the registry`);
  return found;
}

function nextContact(input: StepInput, open: OpenContact | null): Partial<ContactData> | null {
  switch (input.event) {
    case 'create':
    case 'correct':
      return input.data.contact;
    case 'submit':
      return input.data.contact ?? null;
    case 'supplement':
      // After their time the police no longer hold what they sent: the part alone is stored, the centre's view merges it.
      return { ...open?.contact, ...input.data.contact };
    case 'update_contact':
      // What the person said is kept even where every key to what the police had sent is lost.
      return {
        ...open?.contact,
        ...(input.data.phones && { core: { ...(open?.contact.core ?? NO_CORE), phones: input.data.phones } }),
        ...(input.data.safeContact && { safeContact: input.data.safeContact }),
      };
    case 'forward': {
      if (open === null) return null;
      const moved = input.data.reason !== 'specialist';
      return moved ? { ...open.contact, core: { ...open.contact.core, street: '', postcode: '', place: '' } } : open.contact;
    }
    default:
      return null;
  }
}

function nextConsent(input: StepInput, before: Consent | null, target: RoutingCentre | null, centreId: string | null): Consent | null {
  const given: ConsentInput | null = 'consent' in input.data ? (input.data.consent ?? null) : null;
  if (given === null) return null;
  return {
    version: (before?.version ?? 0) + 1,
    scope: given.scope,
    groups: given.groups,
    form: given.form,
    givenAt: given.givenAt,
    explainedIn: given.explainedIn,
    interpreterPresent: given.interpreterPresent,
    namedCentreId: target?.id ?? centreId,
    withdrawnAt: null,
  };
}

function nextMeasure(input: StepInput, measure: ProtectionMeasure | null, ruleSet: RuleSet, handsOver: boolean): MeasureOfStep | 'conflict' | null {
  const ordered = orderedIn(input);
  if (ordered !== null) {
    // One measure per referral: what becomes of it is told by update_measure, which moves its clocks.
    if (measure !== null) throw new InvalidInput([{ pointer: '/measure', code: 'already_ordered' }]);
    const next = { orderedAt: ordered.orderedAt, lastDayOn: ordered.lastDayOn };
    // A submission and a correction have a refusal of their own for it; a draft or a supplement would begin to watch a wrong end.
    const guarded = input.event === 'correct' || handsOver;
    if (!guarded && !isMeasurePossible(next, ruleSet)) throw new InvalidInput([{ pointer: '/measure/lastDayOn', code: 'impossible' }]);
    return { measure: next, change: 'ordered' };
  }
  if (input.event !== 'update_measure') return null;
  if (measure === null) return 'conflict';
  const decision = measureClocksAfter({ change: input.data.change, on: input.data.on }, measure, { ruleSet });
  return decision.ok ? { measure: decision.measure, change: input.data.change } : 'conflict';
}
