import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceRowSecurity } from './row-security.js';

/**
 * The trail. One chain per referral and one per organisation (for what concerns no referral): its head is a row that the change locks,
 * so appends of different referrals never wait for each other. The application may append and nothing else.
 */
export class CreateAudit1795000000005 implements MigrationInterface {
  name = 'CreateAudit1795000000005';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table audit.head (chain uuid primary key, seq bigint not null, hash bytea not null);
      create table audit.event (
        id bigint generated always as identity primary key,
        chain uuid not null,
        seq bigint not null,
        happened_at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        transaction_id xid8 not null default pg_current_xact_id(),
        actor_id uuid,
        organisation_id uuid,
        role text not null,
        action text not null,
        referral_id uuid,
        fields text[] not null,
        purpose text,
        decision text not null,
        request_id text,
        previous_hash bytea not null,
        hash bytea not null,
        unique (chain, seq)
      );
      comment on table audit.event is 'Who did or read what, when and why: ids, names of fields and codes; never a value, never a person''s data.';
      create index audit_event_of_referral on audit.event (referral_id) where referral_id is not null;
      create table audit.seal (
        id bigint generated always as identity primary key,
        sealed_at timestamptz not null,
        from_event_id bigint not null,
        to_event_id bigint not null,
        events integer not null,
        merkle_root bytea not null,
        previous_hash bytea not null,
        hash bytea not null
      );
      comment on table audit.seal is 'Merkle roots over settled events, chained; published outside so that a cut-off tail is noticed.';

      -- The one written form that is hashed; the verifier in code builds the same text (docs/privacy.md, "Audit format").
      create function audit.canonical(chain uuid, seq bigint, happened_at timestamptz, actor_id uuid, organisation_id uuid, role text, action text,
        referral_id uuid, fields text[], purpose text, decision text, request_id text) returns text language sql immutable as $$
          select concat_ws('|', 'v1', chain, seq, (extract(epoch from happened_at) * 1000)::bigint, coalesce(actor_id::text, '-'), coalesce(organisation_id::text, '-'),
            role, action, coalesce(referral_id::text, '-'), array_to_string(fields, ','), coalesce(purpose, '-'), decision, coalesce(request_id, '-'))
        $$;

      create function audit.append(in_chain uuid, at timestamptz, by_actor uuid, by_organisation uuid, by_role text, did text,
        on_referral uuid, of_fields text[], for_purpose text, with_decision text, in_request text)
        returns void language plpgsql security definer set search_path = audit, public, pg_temp as $$
        declare
          previous audit.head;
          at_ms timestamptz := date_trunc('milliseconds', at);
          new_hash bytea;
        begin
          insert into audit.head as h (chain, seq, hash) values (in_chain, 0, sha256(in_chain::text::bytea)) on conflict (chain) do nothing;
          select * into previous from audit.head where chain = in_chain for update;
          new_hash := sha256(previous.hash || convert_to(audit.canonical(in_chain, previous.seq + 1, at_ms, by_actor, by_organisation, by_role, did,
            on_referral, of_fields, for_purpose, with_decision, in_request), 'UTF8'));
          insert into audit.event (chain, seq, happened_at, actor_id, organisation_id, role, action, referral_id, fields, purpose, decision, request_id, previous_hash, hash)
          values (in_chain, previous.seq + 1, at_ms, by_actor, by_organisation, by_role, did, on_referral, of_fields, for_purpose, with_decision, in_request, previous.hash, new_hash);
          update audit.head set seq = previous.seq + 1, hash = new_hash where chain = in_chain;
        end $$;

      ${['audit.head', 'audit.event', 'audit.seal'].map(forceRowSecurity).join('\n')}
      create policy append_only on audit.event for insert to app_audit_writer with check (true);
      create policy append_only_seen on audit.event for select to app_audit_writer using (true);
      create policy heads on audit.head to app_audit_writer using (true) with check (true);
      create policy read_trail on audit.event for select to app_audit using (true);
      create policy read_heads on audit.head for select to app_audit using (true);
      create policy read_seals on audit.seal for select to app_audit, app_clock using (true);
      create policy append_seal on audit.seal for insert to app_clock with check (true);
      create policy seal_events on audit.event for select to app_clock using (true);
      grant usage on schema audit to app_rw, app_clock, app_audit, app_audit_writer;
      grant select, insert on audit.event to app_audit_writer;
      grant select, insert, update on audit.head to app_audit_writer;
      grant select on audit.event, audit.head, audit.seal to app_audit;
      grant select (id, hash, transaction_id) on audit.event to app_clock;
      grant select, insert on audit.seal to app_clock;
      grant usage on schema public to app_audit, app_audit_writer;
      grant create on schema audit to app_audit_writer;
      alter function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) owner to app_audit_writer;
      revoke create on schema audit from app_audit_writer;
      revoke all on function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) from public;
      grant execute on function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) to app_rw, app_clock;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text);
      drop function audit.canonical(uuid, bigint, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text);
      drop table audit.seal; drop table audit.event; drop table audit.head;
    `);
  }
}
