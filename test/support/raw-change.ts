import { randomUUID } from 'node:crypto';
import type { ClockKind, EventName, Role, State } from '#domain';
import type { NewClockRow, NewReferralEventRow, ReferralChange } from '#persistence';
import { TEST_AGS, TEST_CALENDAR, type TestOrganisation, type TestRegistry } from './registry-rows.js';

export const AT = new Date('2027-03-26T20:40:00Z');

export const later = (minutes: number, from = AT): Date => new Date(from.getTime() + minutes * 60_000);

/** Who a raw change belongs to; written for a referral of `registry.police`. */
export interface Frame {
  readonly registry: TestRegistry;
  readonly referralId: string;
}

/** A change with nothing in it but its author: the rest is what the test is about. */
export function aChange(
  frame: Frame,
  by: TestOrganisation | null,
  role: Role,
  rest: Omit<Partial<ReferralChange>, 'referral'> & { readonly referral: Omit<ReferralChange['referral'], 'id'> },
): ReferralChange {
  return {
    organisationId: by?.organisationId ?? null,
    userId: by?.userId ?? null,
    role,
    at: AT,
    requestId: 'req-test',
    expectedVersion: rest.referral.version - 1,
    events: [],
    audits: [{ action: 'referral.tested', fields: ['state'] }],
    ...rest,
    referral: { ...rest.referral, id: frame.referralId },
  };
}

const below = ({ registry, referralId }: Frame) => ({ referral_id: referralId, police_authority_id: registry.police.organisationId });

export function anEvent(
  frame: Frame,
  by: TestOrganisation | null,
  role: Role,
  event: EventName,
  states: readonly [State | null, State],
  version: number,
  side: NewReferralEventRow['side'] = 'both',
): NewReferralEventRow {
  return {
    ...below(frame),
    event,
    from_state: states[0],
    to_state: states[1],
    version,
    side,
    actor_id: by?.userId ?? null,
    role,
    organisation_id: by?.organisationId ?? null,
    happened_at: AT,
    data: {},
  };
}

/** A clock whose ladder has two rungs: a warning and, at `dueAt`, the breach. */
export function aClock(frame: Frame, kind: ClockKind, warnsAt: Date, dueAt: Date): NewClockRow {
  return {
    ...below(frame),
    id: randomUUID(),
    kind,
    started_at: AT,
    due_at: dueAt,
    derivation: { kind },
    rule_set_version: null,
    agreement_version: null,
    calendar_version: TEST_CALENDAR,
    ladder: [
      { rung: 'warning_1', dueAt: warnsAt, tells: ['centre:counsellor'], escalation: 0 },
      { rung: 'breach', dueAt, tells: ['centre:centre_lead', 'network:local_coordinator'], escalation: 1 },
    ],
  };
}

/** A referral created and submitted to `registry.centre` in one change, with contact data, consent, assignment and one clock. */
export function aSubmission(frame: Frame, overrides: Partial<ReferralChange['referral']> = {}): ReferralChange {
  const { registry, referralId } = frame;
  const { police, centre } = registry;
  const deploymentId = randomUUID();
  return aChange(frame, police, 'officer', {
    expectedVersion: null,
    referral: {
      version: 2,
      reference: `T-${referralId.slice(0, 8)}`,
      state: 'submitted',
      police_authority_id: police.organisationId,
      centre_id: centre.organisationId,
      deployment_id: deploymentId,
      incident_ags: TEST_AGS,
      whereabouts_ags: TEST_AGS,
      target_group: 'women',
      contact_version: 1,
      consent_version: 1,
      created_by: police.userId,
      created_at: AT,
      first_submitted_at: AT,
      ...overrides,
    },
    deployment: { id: deploymentId, police_authority_id: police.organisationId, incident_ags: TEST_AGS, occurred_at: later(-120) },
    contacts: [
      {
        ...below(frame),
        version: 1,
        compartment: 'shared',
        ciphertextBase64: Buffer.from('sealed').toString('base64'),
        recorded_by: police.userId,
        recorded_by_organisation_id: police.organisationId,
        recorded_at: AT,
      },
    ],
    consents: [
      {
        ...below(frame),
        version: 1,
        scope: 'other_suitable',
        field_groups: ['core'],
        form: 'oral',
        given_at: AT,
        explained_in: 'de',
        interpreter_present: false,
        named_centre_id: null,
        withdrawn_at: null,
        withdrawal_heard_by: null,
        recorded_by: police.userId,
        recorded_at: AT,
      },
    ],
    assignments: [
      {
        ...below(frame),
        id: randomUUID(),
        centre_id: centre.organisationId,
        agreement_version: null,
        assigned_at: AT,
        assigned_by: police.userId,
        accepted_at: null,
        ended_at: null,
        end_reason: null,
        suggested_centre_id: null,
      },
    ],
    clocks: [aClock(frame, 'acknowledge', later(60), later(120))],
    events: [
      anEvent(frame, police, 'officer', 'create', [null, 'draft'], 1),
      anEvent(frame, police, 'officer', 'submit', ['draft', 'submitted'], 2),
    ],
    audits: [{ action: 'referral.create', fields: ['state'] }, { action: 'referral.submit' }],
    notifications: [
      {
        id: randomUUID(),
        organisation_id: centre.organisationId,
        role: 'counsellor',
        template: 'referral_submit',
        referral_id: referralId,
        reference: `T-${referralId.slice(0, 8)}`,
        created_at: AT,
      },
    ],
  });
}
