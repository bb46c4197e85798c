import { HUMAN_ROLES, ROLES, type Actor, type HumanRole } from '../organisation/organisation.js';
import { rolesFor } from '../referral/decide.js';
import { eventOf, type Action, type ListedAction } from './actions.js';

/** Somebody without a session. */
export type Anonymous = 'anonymous';

const POLICE = ['officer', 'victim_protection', 'police_lead'] as const satisfies readonly HumanRole[];
/** Whoever hands referrals over, by the event `create`. */
const REPORTING = ['officer', 'victim_protection'] as const satisfies readonly HumanRole[];
const CENTRE = ['counsellor', 'centre_lead'] as const satisfies readonly HumanRole[];
/** Whoever works with expelled persons (Täterarbeit): in a chain of their own, without any right in the chain of endangered persons. */
const WORKING = ['facilitator', 'facilitator_lead'] as const satisfies readonly HumanRole[];
/** Whoever sits at a table with other agencies: those who convene, and the leads of those who are invited. */
const AT_THE_TABLE = ['local_coordinator', 'state_coordinator', 'police_lead', 'centre_lead', 'facilitator_lead'] as const satisfies readonly HumanRole[];
/** Whoever answers for the yearly figures of a programme for expelled persons. */
export const PROGRAMME_LEAD = 'facilitator_lead' satisfies HumanRole;
const PROGRAMME_LEADS = [PROGRAMME_LEAD] as const satisfies readonly HumanRole[];
const EVERYBODY = ['anonymous', ...HUMAN_ROLES] as const;

/**
 * Who may read and administer. Write rights on referrals are not here: they are the `by` lists of the chain's table. The state
 * office and the local networks have no path to a referral or to contact data; operators none to anything of a referral.
 */
const LISTED: Readonly<Record<ListedAction, readonly (HumanRole | Anonymous)[]>> = {
  'session.create': EVERYBODY,
  'session.read': HUMAN_ROLES,
  'session.end': HUMAN_ROLES,
  'health.read': EVERYBODY,
  'openapi.read': EVERYBODY,
  'referral.list': [...POLICE, ...CENTRE],
  'referral.read': [...POLICE, ...CENTRE],
  'referral.read_history': [...POLICE, ...CENTRE],
  'contact.read': [...POLICE, ...CENTRE],
  'routing.read': [...POLICE, 'centre_lead'],
  'turnaround.read_own': ['police_lead', 'centre_lead'],
  'turnaround.replay_own': ['centre_lead'],
  'turnaround.read_aggregate': ['local_coordinator', 'state_coordinator'],
  'turnaround.read_overdue': ['local_coordinator', 'state_coordinator'],
  'turnaround.nudge': ['local_coordinator', 'state_coordinator'],
  'turnaround.tally': ['police_lead'],
  'stalled.read': ['local_coordinator'],
  'coverage.read': ['local_coordinator', 'state_coordinator'],
  'directory.read': HUMAN_ROLES,
  'directory.write': ['state_coordinator'],
  'directory.fetch_public': EVERYBODY,
  'model.read': [...POLICE, ...CENTRE, 'local_coordinator', 'state_coordinator'],
  'model.write': ['local_coordinator', 'state_coordinator'],
  'model.release': ['state_coordinator'],
  'user.list': ['admin'],
  'user.write': ['admin'],
  'organisation.write': ['admin'],
  'queue.read': ['admin'],
  'queue.retry': ['admin'],
  'audit.read': ['auditor'],
  'audit.verify': ['auditor'],
  'notification.list': HUMAN_ROLES,
  'notification.acknowledge': HUMAN_ROLES,
  'stream.read': HUMAN_ROLES,
  'clock.read': [...POLICE, ...CENTRE],
  'clock.list_due': [...POLICE, ...CENTRE],
  'duty.read': HUMAN_ROLES,
  'duty.write': HUMAN_ROLES,
  'centre.read_own': CENTRE,
  'centre.keep': ['centre_lead'],
  'operations.read': ['admin'],
  'report_draft.read': REPORTING,
  'report_draft.write': REPORTING,
  'report_duplicate.read': REPORTING,
  'calendar_feed.read': [...POLICE, ...CENTRE, 'local_coordinator', 'state_coordinator'],
  'calendar_feed.write': [...POLICE, ...CENTRE, 'local_coordinator', 'state_coordinator'],
  // A calendar program holds nothing but the secret address.
  'calendar_feed.fetch': EVERYBODY,
  'meeting.read': AT_THE_TABLE,
  'meeting.keep': ['local_coordinator', 'state_coordinator'],
  'meeting.answer': AT_THE_TABLE,
  'resolution.close': AT_THE_TABLE,
  'action_plan.read': ['state_coordinator'],
  'action_plan.write': ['state_coordinator'],
  'action_plan.fetch_public': EVERYBODY,
  'mandate.read': ['state_coordinator'],
  'mandate.write': ['state_coordinator'],
  'expelled.read': [...POLICE, ...WORKING],
  'expelled.read_contact': [...REPORTING, ...WORKING],
  'expelled.submit': REPORTING,
  'expelled.work': WORKING,
  'expelled.decline': ['facilitator_lead'],
  'expelled.withdraw': [...REPORTING, ...WORKING],
  'place.read': [...POLICE, ...CENTRE, 'local_coordinator', 'state_coordinator'],
  // Which centre is a shelter is asked of the registry.
  'place.keep': CENTRE,
  'place.read_tallies': ['local_coordinator', 'state_coordinator'],
  'helpline.read': ['local_coordinator', 'state_coordinator'],
  'helpline.write': ['state_coordinator'],
  'court_district.read': [...POLICE, 'local_coordinator', 'state_coordinator'],
  'court_district.write': ['state_coordinator'],
  'programme.read_own': PROGRAMME_LEADS,
  'programme.report': PROGRAMME_LEADS,
  'yearly_report.read': ['state_coordinator'],
  'yearly_report.close': ['state_coordinator'],
  'registry_export.read': ['state_coordinator'],
};

/** True when the role may do the action at all, in some state of some row; the row itself is asked afterwards. Anything unknown is refused. */
export function may(role: HumanRole | Anonymous, action: Action): boolean {
  const event = eventOf(action);
  if (event !== undefined) return role !== 'anonymous' && rolesFor(event).has(role);
  return isListed(action) && LISTED[action].includes(role);
}

/** Whoever may enter absences and on-call duty for every colleague; everybody else for herself or himself alone. */
const ROSTER_LEADS: ReadonlySet<HumanRole> = new Set<HumanRole>(['police_lead', 'centre_lead', 'facilitator_lead']);

/** True when the actor may enter, or cancel, an absence or on-call duty of this person of the own organisation. */
export function mayWriteDutyOf(actor: Pick<Actor, 'role' | 'userId'>, userId: string): boolean {
  return may(actor.role, 'duty.write') && (actor.userId === userId || ROSTER_LEADS.has(actor.role));
}

function isListed(action: string): action is ListedAction {
  return Object.hasOwn(LISTED, action);
}

/**
 * Which rows an actor sees. `area` sees pseudonymous stalled items and aggregates of its network, `aggregate` only figures
 * under disclosure control, `none` nothing of any referral.
 */
export type Visibility =
  | { readonly kind: 'police'; readonly policeAuthorityId: string }
  | { readonly kind: 'centre'; readonly centreId: string }
  | { readonly kind: 'area'; readonly organisationId: string }
  | { readonly kind: 'aggregate' }
  | { readonly kind: 'none' };

/** The scope of an actor's rows. A role that does not belong to its kind of organisation sees nothing. */
export function visibleTo(actor: Actor): Visibility {
  if (ROLES[actor.role] !== actor.organisationKind) return { kind: 'none' };
  switch (actor.organisationKind) {
    case 'police_authority':
      return { kind: 'police', policeAuthorityId: actor.organisationId };
    case 'centre':
      return (WORKING as readonly HumanRole[]).includes(actor.role) ? { kind: 'none' } : { kind: 'centre', centreId: actor.organisationId };
    case 'local_network':
      return { kind: 'area', organisationId: actor.organisationId };
    case 'state_office':
      return { kind: 'aggregate' };
    case 'operator':
      return { kind: 'none' };
  }
}

/** The organisations and persons of a row, as far as visibility depends on them. */
export interface VisibleRow {
  readonly policeAuthorityId: string;
  /**
   * The assigned centre; while declined, the centre that declined (it helps to find another, without contact data); else `null`.
   */
  readonly centreId: string | null;
  /** Sealed when not null: only these persons see that the row exists. */
  readonly namedUserIds: readonly string[] | null;
  /** These persons never learn that it exists, sealed or not. */
  readonly excludedUserIds: readonly string[];
}

/** True when this person may know that the row exists. Otherwise the answer is that of an unknown id. */
export function seesRow(actor: Actor, row: VisibleRow): boolean {
  const { userId } = actor;
  if (row.excludedUserIds.includes(userId) || (row.namedUserIds !== null && !row.namedUserIds.includes(userId))) return false;
  const scope = visibleTo(actor);
  if (scope.kind === 'police') return scope.policeAuthorityId === row.policeAuthorityId;
  return scope.kind === 'centre' && scope.centreId === row.centreId;
}
