/** Every event of the chain. `create` starts a referral; the last three belong to the role `clock`. */
export const EVENTS = [
  'create',
  'submit',
  'accept',
  'undo_accept',
  'decline',
  'reassign',
  'return',
  'correct',
  'record_attempt',
  'record_reached',
  'forward',
  'close',
  'close_unplaced',
  'withdraw_consent',
  'withdraw',
  'supplement',
  'update_contact',
  'update_measure',
  'assign_counsellor',
  'pause_clock',
  'resume_clock',
  'recall',
  'confirm_recall',
  'answer_recall',
  'reopen',
  'clock_passed',
  'clocks_recomputed',
  'purge',
] as const;
export type EventName = (typeof EVENTS)[number];

/** The events that only the system causes; no route, button or role of a person leads to them. */
export const CLOCK_EVENTS = ['clock_passed', 'clocks_recomputed', 'purge'] as const satisfies readonly EventName[];
/** The events that a person causes: each is one write action `referral.<event>`. */
export type HumanEventName = Exclude<EventName, (typeof CLOCK_EVENTS)[number]>;
export const HUMAN_EVENTS: readonly HumanEventName[] = EVENTS.filter(
  (event): event is HumanEventName => !(CLOCK_EVENTS as readonly EventName[]).includes(event),
);
