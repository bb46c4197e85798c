import type { DeployedKind } from '../deployment.js';

/**
 * The named points at which a process dies, and where each lies. `change`: what a person does, `fire`: what a clock does.
 * `sent`: the statement has left, its answer is not awaited.
 */
export const FAILPOINTS = {
  'change.before_commit': 'api',
  'change.sent': 'api',
  'change.after_commit': 'api',
  'bell.before_arming': 'api',
  'fire.sent': 'worker',
  'fire.after_commit': 'worker',
  'mail.before_handover': 'worker',
  'mail.after_handover_before_sent_mark': 'worker',
  'errand.before': 'worker',
  'errand.after': 'worker',
  'purge.before_commit': 'worker',
  'purge.after_commit': 'worker',
  'shred.before_mark': 'worker',
} as const satisfies Record<string, DeployedKind>;

/** The name of a failpoint. */
export type Failpoint = keyof typeof FAILPOINTS;
