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
        recorded_at timestamptz not null,
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
        to_event_id bigint not null check (to_event_id >= from_event_id),
        events integer not null check (events > 0),
        merkle_root bytea not null,
        previous_hash bytea not null,
        hash bytea not null
      );
      comment on table audit.seal is 'Merkle roots over settled events, chained; published outside so that a cut-off tail is noticed.';

      -- The one written form that is hashed; the verifier in code builds the same text (docs/privacy.md, "Audit format").
      -- JSON, because a separator could also stand inside a value, and because null must not read like any text.
      create function audit.canonical(e audit.event) returns text language sql stable as $$
          select '[' || array_to_string(array['"v1"', to_json(e.chain)::text, e.seq::text,
            ((extract(epoch from e.happened_at) * 1000)::bigint)::text, ((extract(epoch from e.recorded_at) * 1000)::bigint)::text,
            to_json(e.actor_id)::text, to_json(e.organisation_id)::text, to_json(e.role)::text, to_json(e.action)::text,
            to_json(e.referral_id)::text, to_json(e.fields)::text, to_json(e.purpose)::text, to_json(e.decision)::text, to_json(e.request_id)::text], ',', 'null') || ']'
        $$;

      create function audit.append(in_chain uuid, at timestamptz, by_actor uuid, by_organisation uuid, by_role text, did text,
        on_referral uuid, of_fields text[], for_purpose text, with_decision text, in_request text)
        returns void language plpgsql security definer set search_path = audit, public, pg_temp as $$
        declare
          previous audit.head;
          new audit.event;
        begin
          insert into audit.head as h (chain, seq, hash) values (in_chain, 0, sha256(in_chain::text::bytea)) on conflict (chain) do nothing;
          select * into previous from audit.head where chain = in_chain for update;
          new.chain := in_chain;
          new.seq := previous.seq + 1;
          new.happened_at := date_trunc('milliseconds', at);
          new.recorded_at := date_trunc('milliseconds', clock_timestamp());
          new.actor_id := by_actor;
          new.organisation_id := by_organisation;
          new.role := by_role;
          new.action := did;
          new.referral_id := on_referral;
          new.fields := of_fields;
          new.purpose := for_purpose;
          new.decision := with_decision;
          new.request_id := in_request;
          new.previous_hash := previous.hash;
          new.hash := sha256(previous.hash || convert_to(audit.canonical(new), 'UTF8'));
          insert into audit.event (chain, seq, happened_at, recorded_at, actor_id, organisation_id, role, action, referral_id, fields, purpose, decision, request_id, previous_hash, hash)
          values (new.chain, new.seq, new.happened_at, new.recorded_at, new.actor_id, new.organisation_id, new.role, new.action, new.referral_id, new.fields, new.purpose,
            new.decision, new.request_id, new.previous_hash, new.hash);
          update audit.head set seq = new.seq, hash = new.hash where chain = in_chain;
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
      grant select (id, hash) on audit.event to app_clock;
      grant select, insert on audit.seal to app_clock;
      grant usage on schema public to app_audit, app_audit_writer;
      revoke all on function audit.canonical(audit.event), audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) from public;
      grant execute on function audit.canonical(audit.event) to app_audit, app_audit_writer;
      grant execute on function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) to app_rw, app_clock;
      grant create on schema audit to app_audit_writer;
      alter function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text) owner to app_audit_writer;
      revoke create on schema audit from app_audit_writer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function audit.append(uuid, timestamptz, uuid, uuid, text, text, uuid, text[], text, text, text);
      drop function audit.canonical(audit.event);
      drop table audit.seal; drop table audit.event; drop table audit.head;
      revoke usage on schema audit from app_rw, app_clock, app_audit, app_audit_writer;
      revoke usage on schema public from app_audit, app_audit_writer;
    `);
  }
}
