import type { ConsentForm } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** How consent was given: a code without a message does not compile. */
export const FORM_LABELS: Labels<ConsentForm> = {
  signed: m.form_signed,
  oral: m.form_oral,
  digital: m.form_digital,
};
