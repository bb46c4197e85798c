import type { AttemptResult, Channel } from './codes.js';

/** One documented try that did not reach the person. `contactVersion` is the version of the contact data it used. */
export interface Attempt {
  readonly at: Date;
  readonly channel: Channel;
  readonly result: AttemptResult;
  readonly contactVersion: number;
}

/** How often somebody else may answer before the phone is frozen. */
const OTHER_PERSON_LIMIT = 2;

/**
 * True once nobody may ring any more: somebody else answered twice, or one attempt was unsafe. The police are asked for a safe
 * channel; the clocks keep running.
 *
 * A newer answer to the question for a safe channel releases the phone: attempts on contact versions before
 * `safeSince` (the version that brought that answer) no longer count.
 */
export function phoneFrozen(attempts: readonly Attempt[], safeSince = 0): boolean {
  const counting = attempts.filter((attempt) => attempt.contactVersion >= safeSince);
  const withResult = (result: AttemptResult): number => counting.filter((attempt) => attempt.result === result).length;
  return withResult('unsafe') > 0 || withResult('other_person') >= OTHER_PERSON_LIMIT;
}
