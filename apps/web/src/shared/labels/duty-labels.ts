import type { HumanRole } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Why an absence or on-call duty does not fit, as what to do. */
export const DUTY_FAULT_LABELS: Labels<string> = {
  before_start: m.duty_error_before_start,
  in_past: m.duty_error_in_past,
  span_too_long: m.duty_error_span_too_long,
  overlap: m.duty_error_overlap,
  same_person: m.duty_error_same_person,
  unknown_person: m.duty_error_unknown_person,
  deputy_absent: m.duty_error_deputy_absent,
  person_absent: m.duty_error_person_absent,
};

/** Who is told when nobody of a role can be reached; the database raises the alarm by the same table. */
export const NEXT_LEVEL: Readonly<Record<HumanRole, HumanRole | null>> = {
  counsellor: 'centre_lead',
  centre_lead: 'victim_protection',
  facilitator: 'facilitator_lead',
  facilitator_lead: 'admin',
  officer: 'victim_protection',
  victim_protection: 'police_lead',
  police_lead: 'local_coordinator',
  local_coordinator: 'admin',
  state_coordinator: 'admin',
  admin: null,
  auditor: null,
};
