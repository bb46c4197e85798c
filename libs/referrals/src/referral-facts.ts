import {
  attemptFacts, attemptRuleMet, closedFacts, consentRefusal, coreGaps, coversGroup, exclusionReasons, groupsOf, measureChangeFacts,
  minorRuleKept, pauseClock, phoneFrozen, protectedUntil, measureEndsAt, safeContactAnswered,
  type Attempt, type ConsentScope, type ContactData, type TargetGroup, type Facts, type PausableClock,
} from '#domain';
import type { ClockRow } from '#persistence';
import { attemptQuestion } from './attempt-question.js';
import { endedByClosing } from './clock-effects.js';
import { isSameAnswer } from './contact-vault.js';
import { consentAfter, isMeasurePossible, measureOf, type ReferralStep } from './referral-step.js';
import { reopenFacts } from './reopen-facts.js';
import { undoFacts } from './undo-facts.js';

/** Where the routing knows no centre for the person, the refusal is `centre_not_eligible`, not what nobody asked about. */
const NO_CENTRE = '';

/** Everything that the decision about this step may depend on. Guards that an event does not list are not consulted and stay closed. */
export function factsOf(step: ReferralStep): Facts {
  return closedFacts({
    ...creationFacts(step),
    ...submissionFacts(step),
    ...measureFacts(step),
    ...attemptStepFacts(step),
    ...clockFacts(step),
    ...standingFacts(step),
  });
}

function creationFacts({ input, draft, registry }: ReferralStep): Partial<Facts> {
  if (input.event !== 'create') return {};
  return {
    competentForIncident: registry.competentAuthorityId === draft.row.police_authority_id,
    notPartyToCase: !input.data.flags.partyToCase,
  };
}

function submissionFacts(step: ReferralStep): Partial<Facts> {
  const { draft, target, at } = step;
  const consent = consentAfter(step);
  const contact = completeOf(step);
  const noSealedConflict = draft.row.named_user_ids === null || step.targetLeadIds.some((id) => !draft.row.excluded_user_ids.includes(id));
  const excluded = target === null ? [] : exclusionReasons(target, {
    ags: draft.row.whereabouts_ags, targetGroup: draft.row.target_group as TargetGroup, minor: draft.row.minor, at,
    languages: [], excludedCentreIds: [], consent: null,
  });
  return {
    consentGiven: consentRefusal(consent, target?.id ?? NO_CENTRE, at) !== 'consent_missing',
    // Whoever brings a consent by reassignment or forward brings a whole one: it includes the core and has been given.
    consentCoversCentre: consent !== null && (target === null ? consent.withdrawnAt === null : consentRefusal(consent, target.id, at) === null),
    coreDataComplete: contact !== null && coreGaps(contact).length === 0,
    safeContactGiven: safeContactAnswered(contact?.safeContact),
    measureComplete: isMeasureComplete(step),
    centreActive: target?.active ?? true,
    centreEligible: target !== null && excluded.length === 0 && isPlace(step, target.id, noSealedConflict),
    minorRuleKept: minorRuleKept({ minor: draft.row.minor, capacityDecidedBy: draft.row.capacity_decided_by, centreServesMinors: target?.acceptsMinors ?? false }),
    noSealedConflict,
    bringsConsent: step.nextConsent !== null,
    bringsMeasure: step.nextMeasure?.change === 'ordered',
    raisesHighRisk: draft.row.risk_level !== 'high' && step.nextContact?.risk?.level === 'high' && consent !== null && coversGroup(consent, 'risk'),
    safeContactRenewed: step.nextContact !== null && !isSameAnswer(step.nextContact.safeContact, step.openContact?.contact.safeContact),
    fieldGroupsConsented: consent !== null && (step.input.event !== 'supplement' || groupsOf(step.input.data.contact).every((group) => coversGroup(consent, group))),
  };
}

/** A referral that changes its centre needs another one, and there somebody who may know that it exists; a submission says the latter by a refusal of its own. */
function isPlace({ input, draft }: ReferralStep, targetId: string, noSealedConflict: boolean): boolean {
  if (input.event === 'forward') return noSealedConflict && targetId !== draft.row.centre_id;
  return input.event !== 'reassign' || noSealedConflict;
}

/** The contact data that hold after the step; what the police no longer hold counts as missing, since they must give it anew. */
function completeOf({ nextContact, openContact }: ReferralStep): ContactData | null {
  if (nextContact?.core !== undefined) return { ...nextContact, core: nextContact.core };
  return openContact?.contact ?? null;
}

function isMeasureComplete(step: ReferralStep): boolean {
  const measure = step.nextMeasure?.measure ?? measureOf(step.before);
  if (measure === null) return true;
  return measure.orderedAt <= step.at && isMeasurePossible(measure, step.registry.ruleSet);
}

function measureFacts(step: ReferralStep): Partial<Facts> {
  const measure = step.nextMeasure?.measure ?? measureOf(step.before);
  const running = measure !== null && !measure.liftedOn && measureEndsAt(protectedUntil(measure, step.registry.ruleSet)) > step.at;
  const base = { measureRunning: running, measureConsistent: !step.measureConflict };
  if (step.input.event !== 'update_measure') return base;
  const contactInProtection = step.before.clocks.some((clock) => clock.kind === 'contact_in_protection' && clock.settled_at === null);
  return { ...base, ...measureChangeFacts(step.input.data.change, { contactInProtection }) };
}

function attemptStepFacts(step: ReferralStep): Partial<Facts> {
  const { input, before, draft } = step;
  const letterAllowed = step.openContact?.contact.safeContact?.letter ?? false;
  const rule = step.registry.agreement.attemptRule;
  const ruleOf = (attempts: readonly Attempt[]): boolean => attemptRuleMet(attempts, rule, { letterAllowed });
  const outcomeSupported = input.event !== 'close' || input.data.outcome !== 'not_reached' || ruleOf(before.attempts);
  const question = attemptQuestion(step);
  if (input.event !== 'record_attempt' || question === null) return { outcomeSupported };
  const { at, channel, result, contactVersion } = input.data;
  const attempts = [...before.attempts, { at, channel, result, contactVersion }];
  return {
    outcomeSupported,
    ...attemptFacts(question, input.data.overrideReason),
    phoneFreezes: draft.row.phone_frozen_at === null && phoneFrozen(attempts, question.safeSince),
    attemptRuleMet: ruleOf(attempts),
  };
}

function clockFacts(step: ReferralStep): Partial<Facts> {
  const { input, before } = step;
  const running = before.clocks.filter((clock) => clock.settled_at === null);
  if (input.event === 'resume_clock') {
    return { clockPaused: running.some((clock) => clock.kind === input.data.clock && clock.paused_at !== null) };
  }
  if (input.event !== 'pause_clock') return { clockPaused: running.some((clock) => clock.paused_at !== null) };
  const clock = running.find((candidate) => candidate.kind === input.data.clock);
  if (clock === undefined || input.data.until <= step.at) return { clockPausable: false };
  const pausable: PausableClock = {
    kind: clock.kind, dueAt: clock.due_at, settledAt: clock.settled_at, pausedAt: clock.paused_at, pausedSeconds: clock.paused_seconds,
  };
  const decision = pauseClock(pausable, { at: step.at, until: input.data.until, reason: input.data.reason }, step.registry.agreement);
  return { clockPausable: decision.ok || decision.refusal !== 'not_pausable', pauseWithinCap: decision.ok };
}

function standingFacts(step: ReferralStep): Partial<Facts> {
  const { input, before, draft } = step;
  const { row } = draft;
  const scope: ConsentScope | null = before.consent?.scope ?? null;
  const measure = measureOf(before);
  const ofPolice = ['officer', 'victim_protection', 'police_lead'].includes(draft.author.role);
  const consent = consentAfter(step);
  return {
    mayReassign: ofPolice || scope === 'other_suitable',
    noConflictOfInterest: input.event !== 'accept' || !input.data.conflictOfInterest,
    recallOpen: before.recall !== null,
    ...reopenFacts(row, before, step.at),
    ...undoFacts(row, before, step.at),
    centreHadAccepted: before.assignment?.accepted_at != null,
    highRiskUnattempted: row.risk_level === 'high' && highRiskWaits(before.clocks),
    neverAttempted: row.first_attempt_at === null,
    neverReached: row.reached_at === null || (measure !== null && row.reached_at < measure.orderedAt),
    feedbackConsented: consent !== null && coversGroup(consent, 'feedback'),
    counsellorNotExcluded: input.event !== 'assign_counsellor' || (step.registry.counsellorIsMember && !row.excluded_user_ids.includes(input.data.userId)),
  };
}

/** A flag waits for its attempt: the clock of either half runs, or the closing ended it. Whatever was tried before the flag answers nothing. */
function highRiskWaits(clocks: readonly ClockRow[]): boolean {
  const runs = clocks.some((clock) => ['high_risk', 'high_risk_attempt'].includes(clock.kind) && clock.settled_at === null);
  return runs || endedByClosing('high_risk_attempt', clocks) !== undefined;
}
