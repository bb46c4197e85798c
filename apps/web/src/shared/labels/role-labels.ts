import type { HumanRole } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Roles: a code without a message does not compile. */
export const ROLE_LABELS: Labels<HumanRole> = {
  officer: m.role_officer,
  victim_protection: m.role_victim_protection,
  police_lead: m.role_police_lead,
  counsellor: m.role_counsellor,
  centre_lead: m.role_centre_lead,
  facilitator: m.role_facilitator,
  facilitator_lead: m.role_facilitator_lead,
  local_coordinator: m.role_local_coordinator,
  state_coordinator: m.role_state_coordinator,
  admin: m.role_admin,
  auditor: m.role_auditor,
};
