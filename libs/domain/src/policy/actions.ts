import { HUMAN_EVENTS, type HumanEventName } from '../referral/event.js';

/** Reads and administration: who may do them stands in `policy.ts`. */
export const LISTED_ACTIONS = [
  'session.create',
  'session.read',
  'session.end',
  'health.read',
  'openapi.read',
  'referral.list',
  'referral.read',
  'referral.read_history',
  'contact.read',
  'routing.read',
  'turnaround.read_own',
  'turnaround.replay_own',
  'turnaround.read_aggregate',
  'turnaround.read_overdue',
  'turnaround.nudge',
  'turnaround.tally',
  'stalled.read',
  'coverage.read',
  'directory.read',
  'directory.write',
  'directory.fetch_public',
  'model.read',
  'model.write',
  'model.release',
  'user.list',
  'user.write',
  'organisation.write',
  'queue.read',
  'queue.retry',
  'audit.read',
  'audit.verify',
  'notification.list',
  'notification.acknowledge',
  'stream.read',
  'clock.read',
  'clock.list_due',
  'duty.read',
  'duty.write',
  'centre.read_own',
  'centre.keep',
  'operations.read',
  'report_draft.read',
  'report_draft.write',
  'report_duplicate.read',
  'calendar_feed.read',
  'calendar_feed.write',
  'calendar_feed.fetch',
  'meeting.read',
  'meeting.keep',
  'meeting.answer',
  'resolution.close',
  'action_plan.read',
  'action_plan.write',
  'action_plan.fetch_public',
  'mandate.read',
  'mandate.write',
  'expelled.read',
  'expelled.read_contact',
  'expelled.submit',
  'expelled.work',
  'expelled.decline',
  'expelled.withdraw',
  'place.read',
  'place.keep',
  'place.read_tallies',
  'helpline.read',
  'helpline.write',
  'court_district.read',
  'court_district.write',
  'programme.read_own',
  'programme.report',
  'yearly_report.read',
  'yearly_report.close',
  'registry_export.read',
] as const;
export type ListedAction = (typeof LISTED_ACTIONS)[number];

/** One write action per event that a person can cause: `referral.submit`, `referral.record_attempt` … */
export type ReferralWriteAction = `referral.${HumanEventName}`;

/** Everything that the API lets anybody do. A route without one of these does not open. */
export type Action = ListedAction | ReferralWriteAction;

/** The write action of an event, e.g. `accept` → `referral.accept`. */
export function writeActionOf(event: HumanEventName): ReferralWriteAction {
  return `referral.${event}`;
}

/** The event behind a write action; `undefined` for a listed action. */
export function eventOf(action: Action): HumanEventName | undefined {
  return HUMAN_EVENTS.find((event) => writeActionOf(event) === action);
}

/** Every action: the listed ones and one per event of a person. */
export const ACTIONS: readonly Action[] = [...LISTED_ACTIONS, ...HUMAN_EVENTS.map(writeActionOf)];
