/** The five kinds of organisation in the chain. A person acts for exactly one organisation at a time. */
export const ORGANISATION_KINDS = ['police_authority', 'centre', 'local_network', 'state_office', 'operator'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Every human role and the one kind of organisation in which it exists. */
export const ROLES = {
  officer: 'police_authority',
  victim_protection: 'police_authority',
  police_lead: 'police_authority',
  counsellor: 'centre',
  centre_lead: 'centre',
  // Of centres of the kind perpetrator_work, and of no other: the two chains share no role.
  facilitator: 'centre',
  facilitator_lead: 'centre',
  local_coordinator: 'local_network',
  state_coordinator: 'state_office',
  admin: 'operator',
  auditor: 'operator',
} as const satisfies Record<string, OrganisationKind>;
export type HumanRole = keyof typeof ROLES;

/** `clock` is the system itself: deadlines and retention act under this role, never a person. */
export type Role = HumanRole | 'clock';
/** The human roles as a list, in the order of the table above. */
export const HUMAN_ROLES = Object.keys(ROLES) as readonly HumanRole[];

/** Who acts: one person, in one role, for one organisation. */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly role: HumanRole;
}
