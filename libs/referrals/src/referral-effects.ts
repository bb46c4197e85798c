import {
  CLOCK_KINDS, coversGroup, feedbackOf, policeAccessEndsAt,
  type ClockKind, type Consent, type EffectName, type Outcome,
} from '#domain';
import { overriddenRefusal } from './attempt-question.js';
import { performOnClock, resumed } from './clock-effects.js';
import { UNDONE } from './clock-line.js';
import type { ContactVault } from './contact-vault.js';
import { tell } from './notices.js';
import { consentAfter, type ReferralStep } from './referral-step.js';

/** What effects need besides the step itself. */
export interface EffectTools {
  readonly vault: ContactVault;
  readonly newId: () => string;
}

type Effect = (step: ReferralStep, tools: EffectTools) => void | Promise<void>;
type ClockEffect = `start_${ClockKind}` | `settle_${ClockKind}` | 'recompute_clocks';

/** One method per effect of the chain's table; a new effect does not compile until it stands here. Clocks are done by name below. */
const EFFECTS: Readonly<Record<Exclude<EffectName, ClockEffect>, Effect>> = {
  store_contact: async (step, { vault }) => {
    const { draft, nextContact } = step;
    const consent = consentAfter(step);
    if (nextContact === null || consent === null) return;
    const { row } = draft;
    row.contact_version += 1;
    draft.contacts.push(
      await vault.seal({
        row, version: row.contact_version, compartment: 'shared', contact: nextContact, before: step.openContact, consent,
        organisationIds: entitled(step),
        recordedBy: authorOf(step), at: step.at,
      }),
    );
    setFlags(step);
  },
  store_centre_contact: async (step, { vault }) => {
    const { draft, nextContact } = step;
    const consent = consentAfter(step);
    if (nextContact === null || consent === null || draft.row.centre_id === null) return;
    draft.row.contact_version += 1;
    draft.contacts.push(
      await vault.seal({
        row: draft.row, version: draft.row.contact_version, compartment: 'centre', contact: nextContact, before: step.openContact, consent,
        organisationIds: [draft.row.centre_id], recordedBy: authorOf(step), at: step.at,
      }),
    );
  },
  store_consent: (step) => {
    const { draft, nextConsent, input } = step;
    const consent = nextConsent ?? withdrawn(step);
    if (consent === null) return;
    draft.row.consent_version = consent.version;
    dropFlagsWithoutConsent(draft.row, consent);
    draft.consents.push({
      referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, version: consent.version, scope: consent.scope,
      field_groups: consent.groups, form: consent.form, given_at: consent.givenAt, explained_in: consent.explainedIn,
      interpreter_present: consent.interpreterPresent, named_centre_id: consent.namedCentreId, withdrawn_at: consent.withdrawnAt,
      withdrawal_heard_by: input.event === 'withdraw_consent' ? input.data.heardBy : null,
      recorded_by: authorOf(step).userId, recorded_at: step.at,
    });
  },
  assign: async (step, tools) => {
    const { draft, target } = step;
    if (target === null) throw new Error('assign without a centre: the guards let it pass');
    await handOver(step, tools, target.id);
    draft.row.centre_id = target.id;
    draft.row.accepted_at = null;
    draft.row.counsellor_id = null;
    draft.row.counsellor_until = null;
    if (draft.row.first_submitted_at === null) {
      draft.row.first_submitted_at = step.at;
      limitPoliceAccess(step, tools);
    }
    if (draft.row.named_user_ids !== null) draft.row.named_user_ids = [...new Set([...draft.row.named_user_ids, ...step.targetLeadIds])];
    draft.assignments.push({
      id: tools.newId(), referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, centre_id: target.id,
      agreement_version: step.registry.agreementVersion, assigned_at: step.at, assigned_by: authorOf(step).userId,
      accepted_at: null, ended_at: null, end_reason: null, suggested_centre_id: null,
    });
  },
  end_assignment: (step, tools) => {
    const { draft, input } = step;
    const centreId = draft.row.centre_id;
    if (centreId === null) return;
    draft.endAssignment = {
      reason: 'reason' in input.data ? String(input.data.reason) : input.event,
      suggestedCentreId: input.event === 'decline' ? input.data.suggestedCentreId : null,
    };
    // The key goes at once; a row that the centre may still place elsewhere (scope other_suitable) keeps its name, not its data.
    if (input.event !== 'decline' || policeHoldEverything(step)) shredFor(step, tools, centreId);
    const mayPlaceElsewhere = input.event === 'decline' && step.before.consent?.scope === 'other_suitable';
    if (!mayPlaceElsewhere) draft.row.centre_id = null;
  },
  assign_counsellor: ({ draft, input }) => {
    if (input.event !== 'assign_counsellor') return;
    draft.row.counsellor_id = input.data.userId;
    draft.row.counsellor_until = input.data.until;
    // Whoever is made responsible for a sealed referral must be able to see it.
    if (draft.row.named_user_ids !== null) draft.row.named_user_ids = [...new Set([...draft.row.named_user_ids, input.data.userId])];
  },
  limit_police_access: (step, tools) => {
    step.draft.acceptAssignment = true;
    step.draft.row.accepted_at = step.at;
    limitPoliceAccess(step, tools);
  },
  undo_acceptance: (step, { newId }) => {
    const { draft, before } = step;
    draft.row.accepted_at = null;
    if (before.assignment === null) return;
    // The acceptance stays in the register of assignments; the same centre holds the referral on, from the same instant.
    draft.endAssignment = { reason: UNDONE, suggestedCentreId: null };
    draft.assignments.push({ ...before.assignment, id: newId(), assigned_by: authorOf(step).userId, accepted_at: null });
  },
  lock_contact: ({ draft, at }) => {
    draft.row.contact_locked_at = at;
  },
  shred_contact: ({ draft, at }, { newId }) => {
    draft.purge = true;
    draft.shreds.push({ id: newId(), referral_id: draft.row.id, organisation_id: null, due_at: at, done_at: null });
  },
  keep_tombstone: ({ draft, at }) => {
    Object.assign(draft.row, {
      purged_at: at, contact_locked_at: draft.row.contact_locked_at ?? at, counsellor_id: null, counsellor_until: null,
      address_block: false, unsafe_contact: false, interpreter: false, mutual_allegation: false, on_behalf: false, children: false, moved: false,
      risk_level: 'none', capacity_decided_by: null, phone_frozen_at: null, reached_result: null,
    });
  },
  record_attempt: (step, { newId }) => {
    const { draft, input, at } = step;
    if (input.event !== 'record_attempt' || draft.row.centre_id === null) return;
    triedAt(draft.row, input.data.at);
    const overridden = overriddenRefusal(step);
    draft.attempts.push({
      id: newId(), referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, centre_id: draft.row.centre_id,
      attempted_at: input.data.at, channel: input.data.channel, result: input.data.result, contact_version: input.data.contactVersion,
      overridden_refusal: overridden, override_reason: overridden === null ? null : input.data.overrideReason,
      recorded_by: authorOf(step).userId, recorded_at: at,
    });
  },
  record_reached: ({ draft, input, at }) => {
    if (input.event !== 'record_reached') return;
    const reachedAt = input.data.at > at ? at : input.data.at;
    triedAt(draft.row, reachedAt);
    // Reached again after a forward or a reopening: the first time is the one that the turnaround counts.
    draft.row.reached_at ??= reachedAt;
    draft.row.reached_result = input.data.result;
  },
  record_measure: (step) => {
    const { draft, nextMeasure, registry } = step;
    if (nextMeasure === null) return;
    const { measure } = nextMeasure;
    draft.measures.push({
      referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, version: (step.before.measure?.version ?? 0) + 1,
      change: nextMeasure.change, ordered_at: measure.orderedAt, last_day_on: measure.lastDayOn, court_applied_on: measure.courtAppliedOn ?? null,
      court_decided_on: measure.courtDecidedOn ?? null, lifted_on: measure.liftedOn ?? null, checked_on: measure.checkedOn ?? null,
      rule_set_version: registry.ruleSet.version, recorded_by: authorOf(step).userId, recorded_at: step.at,
    });
  },
  freeze_phone: ({ draft, at }) => {
    draft.row.phone_frozen_at = at;
    draft.row.unsafe_contact = true;
  },
  unfreeze_phone: ({ draft }) => {
    draft.row.phone_frozen_at = null;
    draft.row.unsafe_contact = false;
  },
  set_outcome: (step, tools) => {
    const { draft, input, at, before } = step;
    draft.row.closed_at = at;
    draft.row.outcome = input.event === 'close' ? input.data.outcome : input.event === 'close_unplaced' ? 'not_placeable' : 'consent_withdrawn';
    if (before.assignment !== null) return;
    // No centre has it any more: the one that declined must not find it among its own.
    draft.row.centre_id = null;
    if (before.formerCentreId !== null) shredFor(step, tools, before.formerCentreId);
  },
  clear_outcome: ({ draft }) => {
    Object.assign(draft.row, { closed_at: null, outcome: null, feedback: null, feedback_released_at: null });
  },
  release_feedback: ({ draft, at }) => {
    const outcome = draft.row.outcome as Outcome | null;
    if (outcome === null) return;
    draft.row.feedback = feedbackOf(outcome);
    draft.row.feedback_released_at = at;
  },
  open_recall: (step) => {
    const { draft, input, at } = step;
    if (input.event !== 'recall') return;
    draft.recalls.push({
      referral_id: draft.row.id, police_authority_id: draft.row.police_authority_id, asked_at: at, asked_by: authorOf(step).userId,
      reason: input.data.reason, answered_at: null, answer: null,
    });
  },
  answer_recall: ({ draft, input }) => {
    draft.recallAnswer = input.event === 'answer_recall' ? input.data.answer : 'confirmed';
  },
  pause_clock: ({ draft, input }) => {
    if (input.event === 'pause_clock') draft.pause = { kind: input.data.clock, until: input.data.until, reason: input.data.reason };
  },
  resume_clock: (step, { newId }) => {
    const { draft, input, at, before } = step;
    if (input.event !== 'resume_clock') return;
    const paused = before.clocks.find((clock) => clock.kind === input.data.clock && clock.settled_at === null && clock.paused_at !== null);
    if (paused) draft.replace(resumed(paused, at, newId()), 'resume_clock');
  },
  // The database escalates in the statement that claims the rung; a person's event never does.
  escalate: () => undefined,
  notify_centre: (step, { newId }) => tell(step, 'centre', newId),
  notify_police: (step, { newId }) => tell(step, 'police', newId),
  notify_coordination: (step, { newId }) => tell(step, 'network', newId),
  settle_all: ({ draft, input }) => {
    for (const kind of CLOCK_KINDS) draft.settle(kind, input.event);
  },
};

/** Who gets the key of a new version: the police while their time lasts, and the centre that holds the referral or is given it now. */
function entitled({ draft: { row }, handsOver, target, at }: ReferralStep): string[] {
  const centreId = handsOver ? target?.id : row.centre_id;
  const policeMayRead = row.police_access_until === null || row.police_access_until > at;
  return [...(policeMayRead ? [row.police_authority_id] : []), ...(centreId ? [centreId] : [])];
}

/** False when a declining centre's key may be the last one: after a forward, or when the police's time is over. It then lasts until the next centre has its own. */
function policeHoldEverything({ draft: { row }, at }: ReferralStep): boolean {
  return row.centre_contact_from === 1 && row.police_access_until !== null && row.police_access_until > at;
}

function shredFor({ draft, at }: ReferralStep, { newId }: EffectTools, organisationId: string): void {
  draft.shreds.push({ id: newId(), referral_id: draft.row.id, organisation_id: organisationId, due_at: at, done_at: null });
}

/** The first attempt is the earliest one, not the one that was written down first. */
function triedAt(row: ReferralStep['draft']['row'], at: Date): void {
  if (row.first_attempt_at === null || at < row.first_attempt_at) row.first_attempt_at = at;
}

/** Does one effect of a decision. */
export async function perform(effect: EffectName, step: ReferralStep, tools: EffectTools): Promise<void> {
  if (!performOnClock(effect, step, tools.newId)) return EFFECTS[effect as Exclude<EffectName, ClockEffect>](step, tools);
}

function authorOf({ draft }: ReferralStep): { readonly userId: string; readonly organisationId: string } {
  const { userId, organisationId } = draft.author;
  if (userId === null || organisationId === null) throw new Error('this effect needs a person');
  return { userId, organisationId };
}

function withdrawn(step: ReferralStep): ReferralStep['nextConsent'] {
  const { before, input } = step;
  if (input.event !== 'withdraw_consent' || before.consent === null) return null;
  return { ...before.consent, version: before.consent.version + 1, withdrawnAt: input.data.heardAt };
}

/** Flags stand in clear beside the routing, so only what its field group consents to becomes a flag. */
function setFlags(step: ReferralStep): void {
  const { draft, nextContact } = step;
  const consent = consentAfter(step);
  if (nextContact === null || consent === null) return;
  const { row } = draft;
  const { communication, household, risk } = nextContact;
  // Police who no longer hold the rest add a part; the flags of the other parts stay as they are.
  const complete = nextContact.core !== undefined;
  if (communication !== undefined || complete) row.interpreter = communication?.interpreter ?? false;
  if (household !== undefined || complete) row.children = (household?.children ?? 0) > 0;
  row.risk_level = risk !== undefined && coversGroup(consent, 'risk') ? risk.level : row.risk_level;
  dropFlagsWithoutConsent(row, consent);
}

function dropFlagsWithoutConsent(row: ReferralStep['draft']['row'], consent: Consent): void {
  row.interpreter &&= coversGroup(consent, 'communication');
  row.children &&= coversGroup(consent, 'household');
  if (!coversGroup(consent, 'risk')) row.risk_level = 'none';
}

function limitPoliceAccess(step: ReferralStep, { newId }: EffectTools): void {
  const { row } = step.draft;
  if (row.first_submitted_at === null) return;
  const { policeAccessHours, policeAccessMaxDays } = step.registry.agreement;
  const until = policeAccessEndsAt(row.first_submitted_at, row.accepted_at, { afterAcceptanceHours: policeAccessHours, latestDays: policeAccessMaxDays });
  // A second acceptance does not prolong it.
  if (row.police_access_until !== null && row.police_access_until <= until) return;
  row.police_access_until = until;
  step.draft.shreds.push({ id: newId(), referral_id: row.id, organisation_id: row.police_authority_id, due_at: until, done_at: null });
}

/** Wraps the keys for the next centre. After a forward it reads what its predecessor knew, after a move without the old address. */
async function handOver(step: ReferralStep, tools: EffectTools, centreId: string): Promise<void> {
  const { vault } = tools;
  const { draft, input, before } = step;
  // Sealed for the centre in this very request. A reassignment cannot look: whoever declined no longer sees what is stored.
  if (input.event === 'submit' && before.contacts.length === 0) return;
  if (input.event !== 'forward') {
    await vault.grant(draft.row.id, draft.row.police_authority_id, centreId);
    if (before.formerCentreId !== null && before.formerCentreId !== centreId) shredFor(step, tools, before.formerCentreId);
    return;
  }
  const consent = consentAfter(step);
  if (step.nextContact === null || consent === null) return;
  draft.row.contact_version += 1;
  draft.row.centre_contact_from = draft.row.contact_version;
  draft.row.moved = input.data.reason !== 'specialist';
  draft.contacts.push(
    await vault.seal({
      row: draft.row, version: draft.row.contact_version, compartment: 'centre', contact: step.nextContact, before: null, consent,
      organisationIds: [centreId], recordedBy: authorOf(step), at: step.at,
    }),
  );
  await vault.grant(draft.row.id, authorOf(step).organisationId, centreId);
}
