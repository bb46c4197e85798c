import type { AuditEvent, HashedContent } from './audit-event.js';

/** The columns of `audit.event`, named as the code names them. */
export const EVENT_COLUMNS = `id, chain, seq, happened_at as "happenedAt", recorded_at as "recordedAt", actor_id as "actorId", organisation_id as "organisationId",
  role, action, referral_id as "referralId", fields, purpose, decision, request_id as "requestId", previous_hash as "previousHash", hash`;

/** The same for hashing only: instants as milliseconds, because making Dates of them takes longer than the hashing. */
export const HASHED_COLUMNS = `chain, seq, (extract(epoch from happened_at) * 1000)::float8 as "happenedAt", (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt",
  actor_id as "actorId", organisation_id as "organisationId", role, action, referral_id as "referralId", fields, purpose, decision, request_id as "requestId",
  previous_hash as "previousHash", hash`;

/** `bigint` may arrive as text, depending on how the data source was opened. */
export type AuditEventRow = Omit<AuditEvent, 'id' | 'seq'> & { readonly id: number | string; readonly seq: number | string };

export function toAuditEvent(row: AuditEventRow): AuditEvent {
  return { ...row, id: Number(row.id), seq: Number(row.seq) };
}

export type HashedRow = Omit<HashedContent, 'seq'> & Pick<AuditEvent, 'previousHash' | 'hash'> & { readonly seq: number | string };
