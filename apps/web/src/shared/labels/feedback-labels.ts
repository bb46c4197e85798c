import type { Feedback } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** What the police read of a result: a code without a message does not compile. */
export const FEEDBACK_LABELS: Labels<Feedback> = {
  reached: m.feedback_reached,
  not_reached: m.feedback_not_reached,
  cannot_serve: m.feedback_cannot_serve,
};
