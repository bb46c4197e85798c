import { EntitySchema } from 'typeorm';
import { bytes, instant, text, uuid } from './columns.js';

/** A person of an organisation; acts for exactly this one. */
export interface AppUserRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
}

export const AppUserEntity = new EntitySchema<AppUserRow>({
  name: 'app_user',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    email: text,
    display_name: text,
    role: text,
    password_hash: text,
    disabled_at: { ...instant, nullable: true },
    created_at: { ...instant, default: () => 'now()' },
  },
  checks: [
    {
      name: 'app_user_role_check',
      expression:
        "((role = ANY (ARRAY['officer'::text, 'victim_protection'::text, 'police_lead'::text, 'counsellor'::text, 'centre_lead'::text, 'facilitator'::text, 'facilitator_lead'::text, 'local_coordinator'::text, 'state_coordinator'::text, 'admin'::text, 'auditor'::text])))",
    },
  ],
  uniques: [{ name: 'app_user_organisation_id_id_key', columns: ['organisation_id', 'id'] }],
  indices: [{ name: 'app_user_email', columns: ['id'], unique: true, synchronize: false }],
  foreignKeys: [
    { name: 'app_user_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] },
  ],
});

/** A session; only the hash of its token is known here. */
export interface SessionRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly user_id: string;
  readonly token_hash: Buffer;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

export const SessionEntity = new EntitySchema<SessionRow>({
  name: 'session',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    user_id: uuid,
    token_hash: { ...bytes, comment: 'SHA-256 of the opaque 256-bit token; the token itself is never stored.' },
    created_at: instant,
    last_seen_at: instant,
    expires_at: instant,
    ended_at: { ...instant, nullable: true },
  },
  uniques: [{ name: 'session_token_hash_key', columns: ['token_hash'] }],
  indices: [{ name: 'session_by_user', columns: ['user_id'] }],
  foreignKeys: [
    {
      name: 'session_organisation_id_user_id_fkey',
      target: 'app_user',
      columnNames: ['organisation_id', 'user_id'],
      referencedColumnNames: ['organisation_id', 'id'],
    },
  ],
});
