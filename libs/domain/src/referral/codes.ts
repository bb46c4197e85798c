/**
 * The code lists that events carry. They are stored and sent as they stand here; German labels live in the message catalogues.
 * Fixed by the chain unless a list says that it is configuration.
 */

/** How a referral ended. `not_placeable` is visible to coordination: nobody could be found. */
export const OUTCOMES = [
  'counselled',
  'appointment',
  'onward',
  'declined_by_person',
  'already_supported',
  'not_reached',
  'unsafe_to_contact',
  'wrong_data',
  'consent_withdrawn',
  'not_placeable',
  'duplicate',
  'other',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that `close` may name; the other two belong to `withdraw_consent` and `close_unplaced`. */
export const CLOSE_OUTCOMES = OUTCOMES.filter(
  (outcome) => outcome !== 'consent_withdrawn' && outcome !== 'not_placeable',
) as readonly Exclude<Outcome, 'consent_withdrawn' | 'not_placeable'>[];

/** Why a centre declines. */
export const DECLINE_REASONS = [
  'capacity',
  'not_area',
  'not_target_group',
  'conflict_of_interest',
  'language',
  'safety',
  'closed',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** What a centre asks the police to clarify. */
export const RETURN_REASONS = [
  'wrong_number',
  'not_in_service',
  'consent_unclear',
  'identity_unclear',
  'unsafe_contact',
  'other_language',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** What came of an attempt that did not reach the person. */
export const ATTEMPT_RESULTS = [
  'no_answer',
  'voicemail_not_used',
  'other_person',
  'hung_up',
  'unsafe',
  'number_invalid',
  'call_back_agreed',
  'letter_sent',
  'cannot_speak',
] as const;
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number];

/** What came of speaking with the endangered person herself or himself. */
export const REACHED_RESULTS = ['counselled_now', 'appointment', 'declined_offer', 'already_supported'] as const;
export type ReachedResult = (typeof REACHED_RESULTS)[number];

/** Why a centre hands the referral on. */
export const FORWARD_REASONS = ['moved', 'shelter', 'specialist'] as const;
export type ForwardReason = (typeof FORWARD_REASONS)[number];

/** Why the police take a referral back, or ask for it back (`recall`). */
export const WITHDRAW_REASONS = ['error', 'duplicate', 'wrong_person'] as const;
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number];

/** Why a clock may stand still. Configuration: the chain asks for a list without naming its entries. ASSUMPTION(adr-0007) */
export const PAUSE_REASONS = ['person_asked_later', 'interpreter_pending', 'waiting_for_police'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What can happen to a protection measure after its order; each carries a date. */
export const MEASURE_CHANGES = ['court_applied', 'court_decided', 'shortened', 'lifted', 'checked'] as const;
export type MeasureChange = (typeof MEASURE_CHANGES)[number];

/** The ways a centre may try. `trusted_person` is the safe person named on the form. Configuration. ASSUMPTION(adr-0007) */
export const CHANNELS = ['phone', 'text_message', 'voicemail', 'letter', 'email', 'visit', 'trusted_person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** For whom a centre works; derived for routing, not a judgement about a person. Configuration. ASSUMPTION(adr-0007) */
export const TARGET_GROUPS = ['women', 'men', 'lsbtiq', 'minors'] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** The police's assessment as received; never computed here. */
export const RISK_LEVELS = ['none', 'raised', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/**
 * Why a counsellor went ahead although a rule said no; a closed list, because free text would carry personal data.
 * Configuration: the chain asks for a reason without naming the entries. ASSUMPTION(adr-0007)
 */
export const OVERRIDE_REASONS = ['person_asked_for_it', 'new_safe_channel_known', 'imminent_danger', 'agreed_with_lead'] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** How the centre or the police learned that consent is withdrawn. */
export const WITHDRAWAL_HEARD_BY = ['phone', 'in_person', 'letter', 'email', 'third_party'] as const;
export type WithdrawalHeardBy = (typeof WITHDRAWAL_HEARD_BY)[number];

/** What the centre answers to a recall that it does not confirm. */
export const RECALL_ANSWERS = ['already_in_contact', 'person_wants_contact', 'question_follows'] as const;
export type RecallAnswer = (typeof RECALL_ANSWERS)[number];
