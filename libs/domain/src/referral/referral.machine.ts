import type { Role } from '../organisation/organisation.js';
import type { EventName } from './event.js';
import type { State } from './state.js';
import { given, unless, type Transition } from './transition.js';

// Who acts, by side.
const POLICE = ['officer', 'victim_protection'] as const satisfies readonly Role[];
const CENTRE = ['counsellor', 'centre_lead'] as const satisfies readonly Role[];
const PARTIES = ['officer', 'victim_protection', 'police_lead', 'counsellor', 'centre_lead'] as const satisfies readonly Role[];
const DISPATCH = ['victim_protection', 'police_lead'] as const satisfies readonly Role[];

const COMPLETE = [
  'consentGiven',
  'consentCoversCentre',
  'coreDataComplete',
  'safeContactGiven',
  'measureComplete',
  'centreActive',
  'centreEligible',
  'minorRuleKept',
  'noSealedConflict',
] as const;
const MEASURE_ORDERED = given('bringsMeasure', 'record_measure', 'start_measure_end', 'start_contact_in_protection');
const RISK_RAISED = given('raisesHighRisk', 'start_high_risk');
const FEEDBACK_DUE = given('feedbackConsented', 'start_feedback');
const SAFE_CHANNEL = given('safeContactRenewed', 'unfreeze_phone');

// What a change of the measure moves; with a centre, it is told too.
const MEASURE = [
  'record_measure',
  given('courtApplied', 'settle_measure_end', 'start_measure_extended'),
  given('courtDecided', 'settle_measure_end', 'settle_measure_extended'),
  given('measureShortened', 'settle_measure_extended', 'start_measure_end', 'start_measure_extended'),
  given('measureLifted', 'settle_measure_end', 'settle_measure_extended', 'settle_contact_in_protection'),
  given('protectionEndMoves', 'start_contact_in_protection'),
] as const;

// The rows that several states share, by event. A row without `to` leaves the state as it is: the table says so in each state.
const SHARED = {
  withdraw_consent: {
    to: 'closed',
    by: PARTIES,
    when: [],
    then: ['store_consent', 'lock_contact', 'set_outcome', 'settle_all', 'start_retention', 'notify_police', 'notify_centre'],
  },
  close: {
    to: 'closed',
    by: CENTRE,
    when: ['outcomeSupported'],
    then: ['set_outcome', given('feedbackConsented', 'release_feedback'), 'settle_all', 'start_retention', 'notify_police'],
  },
  confirm_recall: {
    to: 'withdrawn',
    by: CENTRE,
    when: ['recallOpen'],
    then: ['answer_recall', 'end_assignment', 'settle_all', 'start_retention', 'notify_police'],
  },
  record_attempt: {
    to: 'contacting',
    by: CENTRE,
    when: ['contactCurrent', 'channelSafe', 'insideSafeWindow', 'phoneNotFrozen'],
    then: [
      'record_attempt',
      'settle_first_attempt',
      'settle_high_risk',
      given('attemptRuleMet', 'settle_attempt_series'),
      given('phoneFreezes', 'freeze_phone', 'notify_police'),
    ],
  },
  record_reached: {
    to: 'reached',
    by: CENTRE,
    when: [],
    then: [
      'record_reached',
      'settle_first_attempt',
      'settle_high_risk',
      'settle_attempt_series',
      'settle_contact_in_protection',
      FEEDBACK_DUE,
    ],
  },
  return: { to: 'returned', by: CENTRE, when: [], then: ['settle_acknowledge', 'start_clarify', 'notify_police'] },
  forward: {
    to: 'submitted',
    by: ['centre_lead'],
    when: ['consentCoversCentre', 'centreEligible'],
    then: [
      given('bringsConsent', 'store_consent'),
      'end_assignment',
      'settle_attempt_series',
      'settle_feedback',
      'assign',
      'start_acknowledge',
      'notify_centre',
    ],
  },
  supplement: {
    by: POLICE,
    when: ['fieldGroupsConsented'],
    then: ['store_contact', MEASURE_ORDERED, RISK_RAISED, SAFE_CHANNEL, 'notify_centre'],
  },
  update_measure: { by: POLICE, when: ['measureConsistent'], then: [...MEASURE, 'notify_centre'] },
  update_contact: { by: CENTRE, when: [], then: ['store_centre_contact', SAFE_CHANNEL] },
  assign_counsellor: { by: CENTRE, when: ['counsellorNotExcluded'], then: ['assign_counsellor'] },
  pause_clock: { by: CENTRE, when: ['clockPausable', 'pauseWithinCap'], then: ['pause_clock'] },
  resume_clock: { by: CENTRE, when: ['clockPaused'], then: ['resume_clock'] },
  recall: { by: POLICE, when: [], then: ['open_recall', 'notify_centre'] },
  answer_recall: { by: CENTRE, when: ['recallOpen'], then: ['answer_recall', 'notify_police'] },
  clock_passed: { by: ['clock'], when: [], then: ['escalate'] },
  clocks_recomputed: { by: ['clock'], when: [], then: ['recompute_clocks'] },
  purge: { to: 'purged', by: ['clock'], when: [], then: ['shred_contact', 'keep_tombstone', 'settle_all'] },
} as const;

/** How a referral begins: the one row that starts from nothing. Retention (72 h) begins to run, with a consent also transfer. */
export const CREATION = {
  to: 'draft',
  by: POLICE,
  when: ['competentForIncident', 'notPartyToCase'],
  then: ['store_contact', given('bringsConsent', 'store_consent', 'start_transfer'), MEASURE_ORDERED, RISK_RAISED, 'start_retention'],
} as const satisfies Transition;

/**
 * The whole chain on one screen: state → event → where to, by whom, when, and what then. An event that a state does not list is
 * refused. Guards are checked in the order written, so the order decides which refusal a person reads first. Execution, write
 * rights, buttons, the diagram in the docs and the tests all read this one table.
 *
 * `clock_passed` and `purge` carry no guard: the rung or the retention period was claimed as due before the event is decided.
 * `clocks_recomputed` neither: a change of calendar, closure or agreement is a fact.
 */
// One row, one line or a few: the layout is the drawing.
export const MACHINE = {
  draft: {
    submit: { to: 'submitted', by: POLICE, when: COMPLETE,
      then: ['store_contact', given('bringsConsent', 'store_consent', 'start_transfer'), MEASURE_ORDERED, RISK_RAISED,
        'settle_transfer', 'settle_retention', 'assign', 'start_acknowledge', 'start_first_attempt', 'notify_centre'] },
    withdraw: { to: 'withdrawn', by: POLICE, when: [], then: ['settle_all', 'start_retention'] },
    withdraw_consent: { to: 'closed', by: ['officer', 'victim_protection', 'police_lead'], when: [],
      then: ['store_consent', 'lock_contact', 'set_outcome', 'settle_all', 'start_retention'] },
    update_measure: { to: 'draft', by: POLICE, when: ['measureConsistent'], then: MEASURE },
    clock_passed: { to: 'draft', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'draft', ...SHARED.clocks_recomputed },
    purge: SHARED.purge,
  },
  submitted: {
    accept: { to: 'accepted', by: CENTRE, when: ['noConflictOfInterest'],
      then: ['settle_acknowledge', 'settle_high_risk', given('highRiskUnattempted', 'start_high_risk'), 'start_attempt_series',
        'limit_police_access', 'notify_police'] },
    decline: { to: 'declined', by: ['centre_lead'], when: [], then: ['settle_acknowledge', 'end_assignment', 'start_reroute', 'notify_police'] },
    return: SHARED.return,
    withdraw: { to: 'withdrawn', by: POLICE, when: [], then: ['end_assignment', 'settle_all', 'start_retention', 'notify_centre'] },
    withdraw_consent: SHARED.withdraw_consent,
    supplement: { to: 'submitted', ...SHARED.supplement },
    update_measure: { to: 'submitted', ...SHARED.update_measure },
    clock_passed: { to: 'submitted', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'submitted', ...SHARED.clocks_recomputed },
  },
  returned: {
    correct: { to: { fact: 'centreHadAccepted', yes: 'accepted', no: 'submitted' }, by: POLICE, when: COMPLETE,
      then: ['store_contact', given('bringsConsent', 'store_consent'), MEASURE_ORDERED, RISK_RAISED, SAFE_CHANNEL,
        'settle_clarify', unless('centreHadAccepted', 'start_acknowledge'), 'notify_centre'] },
    withdraw_consent: SHARED.withdraw_consent,
    update_measure: { to: 'returned', ...SHARED.update_measure },
    clock_passed: { to: 'returned', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'returned', ...SHARED.clocks_recomputed },
  },
  declined: {
    reassign: { to: 'submitted', by: [...DISPATCH, 'centre_lead'], when: ['mayReassign', 'consentCoversCentre', 'centreActive', 'centreEligible'],
      then: [given('bringsConsent', 'store_consent'), 'settle_reroute', 'assign', 'start_acknowledge', 'notify_centre'] },
    close_unplaced: { to: 'closed', by: DISPATCH, when: [], then: ['set_outcome', 'settle_all', 'start_retention', 'notify_coordination'] },
    withdraw_consent: SHARED.withdraw_consent,
    update_measure: { to: 'declined', by: POLICE, when: ['measureConsistent'], then: MEASURE },
    clock_passed: { to: 'declined', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'declined', ...SHARED.clocks_recomputed },
  },
  accepted: {
    undo_accept: { to: 'submitted', by: CENTRE, when: ['insideUndoWindow'],
      then: ['settle_attempt_series', 'start_acknowledge', 'start_high_risk', 'undo_acceptance', 'notify_police'] },
    record_attempt: SHARED.record_attempt,
    record_reached: SHARED.record_reached,
    return: SHARED.return,
    forward: SHARED.forward,
    close: SHARED.close,
    withdraw_consent: SHARED.withdraw_consent,
    supplement: { to: 'accepted', ...SHARED.supplement },
    update_contact: { to: 'accepted', ...SHARED.update_contact },
    update_measure: { to: 'accepted', ...SHARED.update_measure },
    assign_counsellor: { to: 'accepted', ...SHARED.assign_counsellor },
    pause_clock: { to: 'accepted', ...SHARED.pause_clock },
    resume_clock: { to: 'accepted', ...SHARED.resume_clock },
    recall: { to: 'accepted', ...SHARED.recall },
    confirm_recall: SHARED.confirm_recall,
    answer_recall: { to: 'accepted', ...SHARED.answer_recall },
    clock_passed: { to: 'accepted', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'accepted', ...SHARED.clocks_recomputed },
  },
  contacting: {
    record_attempt: SHARED.record_attempt,
    record_reached: SHARED.record_reached,
    return: SHARED.return,
    forward: SHARED.forward,
    close: SHARED.close,
    withdraw_consent: SHARED.withdraw_consent,
    supplement: { to: 'contacting', ...SHARED.supplement },
    update_contact: { to: 'contacting', ...SHARED.update_contact },
    update_measure: { to: 'contacting', ...SHARED.update_measure },
    assign_counsellor: { to: 'contacting', ...SHARED.assign_counsellor },
    pause_clock: { to: 'contacting', ...SHARED.pause_clock },
    resume_clock: { to: 'contacting', ...SHARED.resume_clock },
    recall: { to: 'contacting', ...SHARED.recall },
    confirm_recall: SHARED.confirm_recall,
    answer_recall: { to: 'contacting', ...SHARED.answer_recall },
    clock_passed: { to: 'contacting', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'contacting', ...SHARED.clocks_recomputed },
  },
  // A recall asked for during contact may still wait for its answer here.
  reached: {
    forward: SHARED.forward,
    close: SHARED.close,
    withdraw_consent: SHARED.withdraw_consent,
    update_contact: { to: 'reached', ...SHARED.update_contact },
    update_measure: { to: 'reached', ...SHARED.update_measure },
    assign_counsellor: { to: 'reached', ...SHARED.assign_counsellor },
    confirm_recall: SHARED.confirm_recall,
    answer_recall: { to: 'reached', ...SHARED.answer_recall },
    clock_passed: { to: 'reached', ...SHARED.clock_passed },
    clocks_recomputed: { to: 'reached', ...SHARED.clocks_recomputed },
  },
  closed: {
    reopen: { to: 'contacting', by: ['centre_lead'], when: ['stillAssigned', 'contactKept', 'insideReopenWindow', 'consentStands'],
      then: ['clear_outcome', 'settle_retention', given('neverAttempted', 'start_first_attempt'), given('highRiskUnattempted', 'start_high_risk'),
        'start_attempt_series', given('measureRunning', 'start_measure_end', 'start_measure_extended'), given('neverReached', 'start_contact_in_protection')] },
    purge: SHARED.purge,
  },
  withdrawn: { purge: SHARED.purge },
  purged: {},
} as const satisfies Record<State, Partial<Record<EventName, Transition>>>;
