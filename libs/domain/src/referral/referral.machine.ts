import type { Role } from '../organisation/organisation.js';
import type { EventName } from './event.js';
import type { State } from './state.js';
import { given, unless, type Transition } from './transition.js';

// Who acts, by side. The lists are spread into rows so that each row can be read alone.
const POLICE = ['officer', 'victim_protection'] as const satisfies readonly Role[];
const CENTRE = ['counsellor', 'centre_lead'] as const satisfies readonly Role[];
const PARTIES = ['officer', 'victim_protection', 'police_lead', 'counsellor', 'centre_lead'] as const satisfies readonly Role[];
const DISPATCH = ['victim_protection', 'police_lead'] as const satisfies readonly Role[];

const COMPLETE = ['consentGiven', 'consentCoversCentre', 'coreDataComplete', 'safeContactGiven', 'measureComplete', 'centreActive', 'centreEligible', 'minorRuleKept', 'noSealedConflict'] as const;
const MEASURE_ORDERED = given('bringsMeasure', 'record_measure', 'start_measure_end', 'start_contact_in_protection');
const RISK_RAISED = given('raisesHighRisk', 'start_high_risk');
const FEEDBACK_DUE = given('feedbackConsented', 'start_feedback');
const SAFE_CHANNEL = given('safeContactRenewed', 'unfreeze_phone');

// The rows that several states share, written once.
const MEASURE = [
  'record_measure',
  given('courtApplied', 'settle_measure_end', 'start_measure_extended'),
  given('courtDecided', 'settle_measure_end', 'settle_measure_extended'),
  given('measureShortened', 'settle_measure_extended', 'start_measure_end'),
  given('measureLifted', 'settle_measure_end', 'settle_measure_extended', 'settle_contact_in_protection'),
  given('protectionEndMoves', 'start_contact_in_protection'),
] as const;
const WITHDRAW_CONSENT = { to: 'closed', by: PARTIES, when: [], then: ['store_consent', 'lock_contact', 'set_outcome', 'settle_all', 'start_retention', 'notify_police', 'notify_centre'] } as const;
const CLOSE = { to: 'closed', by: CENTRE, when: ['outcomeSupported'], then: ['set_outcome', given('feedbackConsented', 'release_feedback'), 'settle_all', 'start_retention', 'notify_police'] } as const;
const CONFIRM_RECALL = { to: 'withdrawn', by: CENTRE, when: ['recallOpen'], then: ['answer_recall', 'end_assignment', 'settle_all', 'start_retention', 'notify_police'] } as const;
const ATTEMPT = { to: 'contacting', by: CENTRE, when: ['contactCurrent', 'channelSafe', 'insideSafeWindow', 'phoneNotFrozen'], then: ['record_attempt', 'settle_first_attempt', 'settle_high_risk', given('attemptRuleMet', 'settle_attempt_series'), given('phoneFreezes', 'freeze_phone', 'notify_police')] } as const;
const REACHED = { to: 'reached', by: CENTRE, when: [], then: ['record_reached', 'settle_first_attempt', 'settle_high_risk', 'settle_attempt_series', 'settle_contact_in_protection', FEEDBACK_DUE] } as const;
const RETURN = { to: 'returned', by: CENTRE, when: [], then: ['settle_acknowledge', 'start_clarify', 'notify_police'] } as const;
const FORWARD = { to: 'submitted', by: ['centre_lead'], when: ['consentCoversCentre', 'centreEligible'], then: ['end_assignment', 'settle_attempt_series', 'settle_feedback', 'assign', 'start_acknowledge', 'notify_centre'] } as const;
const SUPPLEMENT = { by: POLICE, when: ['fieldGroupsConsented'], then: ['store_contact', MEASURE_ORDERED, RISK_RAISED, SAFE_CHANNEL, 'notify_centre'] } as const;
const UPDATE_MEASURE = { by: POLICE, when: ['measureConsistent'], then: [...MEASURE, 'notify_centre'] } as const;
const UPDATE_CONTACT = { by: CENTRE, when: [], then: ['store_centre_contact', SAFE_CHANNEL] } as const;
const ASSIGN_COUNSELLOR = { by: CENTRE, when: ['counsellorNotExcluded'], then: ['assign_counsellor'] } as const;
const PAUSE = { by: CENTRE, when: ['clockPausable', 'pauseWithinCap'], then: ['pause_clock'] } as const;
const RESUME = { by: CENTRE, when: ['clockPaused'], then: ['resume_clock'] } as const;
const RECALL = { by: POLICE, when: [], then: ['open_recall', 'notify_centre'] } as const;
const ANSWER_RECALL = { by: CENTRE, when: ['recallOpen'], then: ['answer_recall', 'notify_police'] } as const;
const CLOCK_PASSED = { by: ['clock'], when: [], then: ['escalate'] } as const;
const PURGE = { to: 'purged', by: ['clock'], when: [], then: ['shred_contact', 'keep_tombstone', 'settle_all'] } as const;

/** How a referral begins: the one row that starts from nothing. Both retention (72 h) and, with a consent, transfer begin to run. */
export const CREATION = {
  to: 'draft', by: POLICE, when: ['competentForIncident', 'notPartyToCase'],
  then: ['store_contact', given('bringsConsent', 'store_consent', 'start_transfer'), MEASURE_ORDERED, RISK_RAISED, 'start_retention'],
} as const satisfies Transition;

/**
 * The whole chain on one screen: state → event → where to, by whom, when, and what then. An event that a state does not list is
 * refused. Guards are checked in the order written, so the order decides which refusal a person reads first. Execution, write
 * rights, buttons, the diagram in the docs and the tests all read this one table.
 *
 * `clock_passed` and `purge` carry no guard: the rung or the retention period was claimed as due before the event is decided.
 */
export const MACHINE = {
  draft: {
    submit: { to: 'submitted', by: POLICE, when: COMPLETE, then: ['store_contact', given('bringsConsent', 'store_consent', 'start_transfer'), MEASURE_ORDERED, RISK_RAISED, 'settle_transfer', 'settle_retention', 'assign', 'start_acknowledge', 'start_first_attempt', 'notify_centre'] },
    withdraw: { to: 'withdrawn', by: POLICE, when: [], then: ['settle_all', 'start_retention'] },
    withdraw_consent: { to: 'closed', by: ['officer', 'victim_protection', 'police_lead'], when: [], then: ['store_consent', 'lock_contact', 'set_outcome', 'settle_all', 'start_retention'] },
    update_measure: { to: 'draft', by: POLICE, when: ['measureConsistent'], then: MEASURE },
    clock_passed: { to: 'draft', ...CLOCK_PASSED },
    purge: PURGE,
  },
  submitted: {
    accept: { to: 'accepted', by: CENTRE, when: ['noConflictOfInterest'], then: ['settle_acknowledge', 'settle_high_risk', given('highRiskUnattempted', 'start_high_risk'), 'start_attempt_series', 'limit_police_access', 'notify_police'] },
    decline: { to: 'declined', by: ['centre_lead'], when: [], then: ['settle_acknowledge', 'end_assignment', 'start_reroute', 'notify_police'] },
    return: RETURN,
    withdraw: { to: 'withdrawn', by: POLICE, when: [], then: ['end_assignment', 'settle_all', 'start_retention', 'notify_centre'] },
    withdraw_consent: WITHDRAW_CONSENT,
    supplement: { to: 'submitted', ...SUPPLEMENT },
    update_measure: { to: 'submitted', ...UPDATE_MEASURE },
    clock_passed: { to: 'submitted', ...CLOCK_PASSED },
  },
  returned: {
    correct: { to: { fact: 'centreHadAccepted', yes: 'accepted', no: 'submitted' }, by: POLICE, when: COMPLETE, then: ['store_contact', given('bringsConsent', 'store_consent'), MEASURE_ORDERED, RISK_RAISED, SAFE_CHANNEL, 'settle_clarify', unless('centreHadAccepted', 'start_acknowledge'), 'notify_centre'] },
    withdraw_consent: WITHDRAW_CONSENT,
    update_measure: { to: 'returned', ...UPDATE_MEASURE },
    clock_passed: { to: 'returned', ...CLOCK_PASSED },
  },
  declined: {
    reassign: { to: 'submitted', by: ['victim_protection', 'police_lead', 'centre_lead'], when: ['mayReassign', 'consentCoversCentre', 'centreActive', 'centreEligible'], then: [given('bringsConsent', 'store_consent'), 'settle_reroute', 'assign', 'start_acknowledge', 'notify_centre'] },
    close_unplaced: { to: 'closed', by: DISPATCH, when: [], then: ['set_outcome', 'settle_all', 'start_retention', 'notify_coordination'] },
    withdraw_consent: WITHDRAW_CONSENT,
    update_measure: { to: 'declined', by: POLICE, when: ['measureConsistent'], then: MEASURE },
    clock_passed: { to: 'declined', ...CLOCK_PASSED },
  },
  accepted: {
    record_attempt: ATTEMPT,
    record_reached: REACHED,
    return: RETURN,
    forward: FORWARD,
    close: CLOSE,
    withdraw_consent: WITHDRAW_CONSENT,
    supplement: { to: 'accepted', ...SUPPLEMENT },
    update_contact: { to: 'accepted', ...UPDATE_CONTACT },
    update_measure: { to: 'accepted', ...UPDATE_MEASURE },
    assign_counsellor: { to: 'accepted', ...ASSIGN_COUNSELLOR },
    pause_clock: { to: 'accepted', ...PAUSE },
    resume_clock: { to: 'accepted', ...RESUME },
    recall: { to: 'accepted', ...RECALL },
    confirm_recall: CONFIRM_RECALL,
    answer_recall: { to: 'accepted', ...ANSWER_RECALL },
    clock_passed: { to: 'accepted', ...CLOCK_PASSED },
  },
  contacting: {
    record_attempt: ATTEMPT,
    record_reached: REACHED,
    return: RETURN,
    forward: FORWARD,
    close: CLOSE,
    withdraw_consent: WITHDRAW_CONSENT,
    supplement: { to: 'contacting', ...SUPPLEMENT },
    update_contact: { to: 'contacting', ...UPDATE_CONTACT },
    update_measure: { to: 'contacting', ...UPDATE_MEASURE },
    assign_counsellor: { to: 'contacting', ...ASSIGN_COUNSELLOR },
    pause_clock: { to: 'contacting', ...PAUSE },
    resume_clock: { to: 'contacting', ...RESUME },
    recall: { to: 'contacting', ...RECALL },
    confirm_recall: CONFIRM_RECALL,
    answer_recall: { to: 'contacting', ...ANSWER_RECALL },
    clock_passed: { to: 'contacting', ...CLOCK_PASSED },
  },
  // A recall asked for during contact may still wait for its answer here.
  reached: {
    forward: FORWARD,
    close: CLOSE,
    withdraw_consent: WITHDRAW_CONSENT,
    update_contact: { to: 'reached', ...UPDATE_CONTACT },
    update_measure: { to: 'reached', ...UPDATE_MEASURE },
    assign_counsellor: { to: 'reached', ...ASSIGN_COUNSELLOR },
    confirm_recall: CONFIRM_RECALL,
    answer_recall: { to: 'reached', ...ANSWER_RECALL },
    clock_passed: { to: 'reached', ...CLOCK_PASSED },
  },
  closed: {
    reopen: { to: 'contacting', by: ['centre_lead'], when: ['stillAssigned', 'contactKept', 'insideReopenWindow', 'consentStands'], then: ['settle_retention', given('measureRunning', 'start_measure_end')] },
    purge: PURGE,
  },
  withdrawn: { purge: PURGE },
  purged: {},
} as const satisfies Record<State, Partial<Record<EventName, Transition>>>;
