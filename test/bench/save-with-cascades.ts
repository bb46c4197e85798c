import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { ReferralChange } from '#persistence';

type Columns = Record<string, EntitySchemaColumnOptions>;
interface Row {
  [column: string]: unknown;
}

const column = (type: EntitySchemaColumnOptions['type'], more: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions =>
  ({ type, nullable: true, ...more }) as EntitySchemaColumnOptions;
const columns = (type: EntitySchemaColumnOptions['type'], ...names: string[]): Columns =>
  Object.fromEntries(names.map((name) => [name, column(type)]));
const id = { id: column('uuid', { primary: true }) };
const key = (...names: string[]): Columns =>
  Object.fromEntries(names.map((name) => [name, column(name === 'version' ? 'int' : 'uuid', { primary: true })]));

/** A table below the referral: saved through the relation, as an application does that leaves everything to the mapper. */
const below = (name: string, of: Columns): EntitySchema<Row> =>
  new EntitySchema<Row>({
    name,
    columns: { police_authority_id: column('uuid'), ...of },
    relations: { referral: { type: 'many-to-one', target: 'referral', joinColumn: { name: 'referral_id' }, inverseSide: name } },
  });

const BELOW = {
  contact: {
    ...key('referral_id', 'version'),
    ...columns('text', 'compartment'),
    ...columns('bytea', 'ciphertext'),
    ...columns('uuid', 'recorded_by', 'recorded_by_organisation_id'),
    ...columns('timestamptz', 'recorded_at'),
  },
  consent: {
    ...key('referral_id', 'version'),
    ...columns('text', 'scope', 'form', 'explained_in', 'withdrawal_heard_by'),
    field_groups: column('text', { array: true }),
    ...columns('timestamptz', 'given_at', 'withdrawn_at', 'recorded_at'),
    ...columns('boolean', 'interpreter_present'),
    ...columns('uuid', 'named_centre_id', 'recorded_by'),
  },
  assignment: {
    ...id,
    ...columns('uuid', 'referral_id', 'centre_id', 'assigned_by', 'suggested_centre_id'),
    ...columns('int', 'agreement_version'),
    ...columns('timestamptz', 'assigned_at', 'accepted_at', 'ended_at'),
    ...columns('text', 'end_reason'),
  },
  clock: {
    ...id,
    ...columns('uuid', 'referral_id'),
    ...columns('text', 'kind', 'rule_set_version', 'calendar_version'),
    ...columns('timestamptz', 'started_at', 'due_at', 'next_rung_at'),
    ...columns('jsonb', 'derivation', 'ladder'),
    ...columns('int', 'agreement_version'),
  },
  referral_event: {
    id: column('bigint', { primary: true, generated: 'increment' }),
    ...columns('uuid', 'referral_id', 'actor_id', 'organisation_id'),
    ...columns('text', 'event', 'from_state', 'to_state', 'side', 'role'),
    ...columns('int', 'version'),
    ...columns('timestamptz', 'happened_at'),
    ...columns('jsonb', 'data'),
  },
} satisfies Record<string, Columns>;

const REFERRAL = new EntitySchema<Row>({
  name: 'referral',
  columns: {
    ...id,
    ...columns('text', 'reference', 'state', 'incident_ags', 'whereabouts_ags', 'target_group', 'risk_level'),
    ...columns('int', 'version', 'consent_version', 'contact_version', 'centre_contact_from', 'escalation'),
    ...columns('uuid', 'police_authority_id', 'centre_id', 'deployment_id', 'created_by'),
    ...columns('boolean', 'address_block', 'unsafe_contact', 'interpreter', 'children', 'minor', 'mutual_allegation', 'on_behalf', 'moved'),
    ...columns('timestamptz', 'created_at', 'first_submitted_at', 'police_access_until', 'next_due_at'),
    excluded_user_ids: column('uuid', { array: true }),
  },
  relations: {
    deployment: { type: 'many-to-one', target: 'deployment', joinColumn: { name: 'deployment_id' }, cascade: ['insert'] },
    ...Object.fromEntries(
      Object.keys(BELOW).map((name) => [
        name,
        { type: 'one-to-many', target: name, inverseSide: 'referral', cascade: ['insert'] } as const,
      ]),
    ),
  },
});

const DEPLOYMENT = new EntitySchema<Row>({
  name: 'deployment',
  columns: {
    ...id,
    ...columns('uuid', 'police_authority_id'),
    ...columns('text', 'incident_ags'),
    ...columns('timestamptz', 'occurred_at'),
  },
});
const APART = {
  notification: {
    ...id,
    ...columns('uuid', 'organisation_id', 'referral_id', 'responsible_organisation_id'),
    ...columns('text', 'role', 'template', 'reference'),
    ...columns('timestamptz', 'created_at', 'next_try_at'),
  },
  key_shred: { ...id, ...columns('uuid', 'referral_id', 'organisation_id'), ...columns('timestamptz', 'due_at', 'done_at') },
  idempotency: {
    organisation_id: column('uuid', { primary: true }),
    key: column('text', { primary: true }),
    ...columns('bytea', 'request_hash'),
    ...columns('uuid', 'referral_id'),
    ...columns('timestamptz', 'created_at'),
  },
} satisfies Record<string, Columns>;

const ENTITIES = [
  REFERRAL,
  DEPLOYMENT,
  ...Object.entries(BELOW).map(([name, of]) => below(name, of)),
  ...Object.entries(APART).map(([name, of]) => new EntitySchema<Row>({ name, columns: of })),
];

export function openForSave(url: string, poolSize: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: ENTITIES,
    synchronize: false,
    installExtensions: false,
    logging: false,
  }).initialize();
}

/**
 * The same rows as `apply_change` writes, on the same tables under the same row-level security, by `save()` with cascades in one
 * transaction; the trail goes through its function, since nobody may write that table.
 */
export async function saveWithCascades(dataSource: DataSource, change: ReferralChange): Promise<void> {
  const { referral, organisationId, userId, at } = change;
  await dataSource.transaction(async (tx) => {
    await tx.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [organisationId, userId]);
    await tx.save('idempotency', {
      organisation_id: organisationId,
      key: change.idempotency?.key,
      request_hash: Buffer.from(change.idempotency?.requestHash ?? '', 'hex'),
      referral_id: referral.id,
      created_at: at,
    });
    const clock = (change.clocks ?? []).map((row) => ({ ...row, next_rung_at: row.ladder[0]?.dueAt }));
    await tx.save('referral', {
      ...referral,
      next_due_at: clock.map((row) => row.due_at).sort()[0],
      deployment: change.deployment,
      contact: (change.contacts ?? []).map(({ ciphertextBase64, ...row }) => ({
        ...row,
        ciphertext: Buffer.from(ciphertextBase64, 'base64'),
      })),
      consent: change.consents,
      assignment: change.assignments,
      clock,
      referral_event: change.events,
    });
    await tx.save(
      'notification',
      (change.notifications ?? []).map((row) => ({ ...row, next_try_at: row.created_at })),
    );
    await tx.save('key_shred', [...(change.shreds ?? [])]);
    for (const audit of change.audits) {
      await tx.query('select audit.append($1, $2, $3, $4, $5, $6, $7, $8::text[], null, $9, $10)', [
        referral.id,
        at,
        userId,
        organisationId,
        change.role,
        audit.action,
        referral.id,
        audit.fields ?? [],
        audit.decision ?? 'allowed',
        change.requestId,
      ]);
    }
  });
}
