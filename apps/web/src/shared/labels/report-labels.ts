import type { ConsentScope, FieldGroup, TargetGroup } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** What a report chooses from: a code without a message does not compile. */
export const TARGET_LABELS: Labels<TargetGroup> = {
  women: m.target_women,
  men: m.target_men,
  lsbtiq: m.target_lsbtiq,
  minors: m.target_minors,
};

/** What a report chooses from: a code without a message does not compile. */
export const GROUP_LABELS: Labels<FieldGroup> = {
  core: m.group_core,
  safe_contact: m.group_safe_contact,
  communication: m.group_communication,
  household: m.group_household,
  deployment: m.group_deployment,
  risk: m.group_risk,
  other_person: m.group_other_person,
  feedback: m.group_feedback,
};

/** What a report chooses from: a code without a message does not compile. */
export const SCOPE_LABELS: Labels<ConsentScope> = {
  named_centre: m.scope_named_centre,
  other_suitable: m.scope_other_suitable,
};
