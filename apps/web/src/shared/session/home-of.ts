import type { HumanRole } from '#domain';

const HOME = {
  officer: '/police',
  victim_protection: '/police',
  police_lead: '/police',
  counsellor: '/centre',
  centre_lead: '/centre',
  facilitator: '/expelled',
  facilitator_lead: '/expelled',
  local_coordinator: '/coordination/stalled',
  state_coordinator: '/coordination/turnaround',
  admin: '/operation',
  auditor: '/operation/audit',
} as const satisfies Record<HumanRole, string>;

/** The page on which a person of this role begins. */
export const homeOf = (role: HumanRole): (typeof HOME)[HumanRole] => HOME[role];
