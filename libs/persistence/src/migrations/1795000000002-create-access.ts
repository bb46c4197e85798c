import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

/**
 * People and their sessions. Sign-in happens before an organisation is known, so it goes through three functions of the
 * role app_definer with a fixed search path; no other path reads a row of another organisation.
 */
export class CreateAccess1795000000002 implements MigrationInterface {
  name = 'CreateAccess1795000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app_user (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        email text not null,
        display_name text not null,
        role text not null check (role in ('officer', 'victim_protection', 'police_lead', 'counsellor', 'centre_lead',
          'local_coordinator', 'state_coordinator', 'admin', 'auditor')),
        password_hash text not null,
        disabled_at timestamptz,
        created_at timestamptz not null default now(),
        unique (organisation_id, id)
      );
      create unique index app_user_email on app_user (lower(email));
      comment on table app_user is 'A person of an organisation; acts for exactly this one.';

      create table session (
        id uuid primary key,
        organisation_id uuid not null,
        user_id uuid not null,
        token_hash bytea not null unique,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        foreign key (organisation_id, user_id) references app_user (organisation_id, id)
      );
      comment on column session.token_hash is 'SHA-256 of the opaque 256-bit token; the token itself is never stored.';
      create index session_by_user on session (user_id);

      ${forceRowSecurity('app_user')}
      ${forceRowSecurity('session')}
      create policy own_organisation on app_user to app_rw using (organisation_id = ${ACTING_ORGANISATION})
        with check (organisation_id = ${ACTING_ORGANISATION});
      create policy own_organisation on session to app_rw using (organisation_id = ${ACTING_ORGANISATION})
        with check (organisation_id = ${ACTING_ORGANISATION});
      create policy sign_in on app_user for select to app_definer using (true);
      create policy sign_in on session to app_definer using (true) with check (true);
      create policy upkeep on app_user to migrator using (true) with check (true);
      create policy upkeep on session to migrator using (true) with check (true);
      create policy addressees on app_user for select to app_clock using (true);
      grant select (id, organisation_id, display_name, role, disabled_at) on app_user to app_rw;
      grant select (id, organisation_id, email, role, disabled_at) on app_user to app_clock;
      grant select, update (ended_at) on session to app_rw;
      grant select on app_user to app_definer;
      grant select, insert, update, delete on session to app_definer;

      create function find_sign_in(wanted_email text)
        returns table (id uuid, organisation_id uuid, organisation_kind text, role text, password_hash text)
        language sql stable security definer set search_path = public, pg_temp as $$
          select u.id, u.organisation_id, o.kind, u.role, u.password_hash
          from app_user u join organisation o on o.id = u.organisation_id
          where lower(u.email) = lower(wanted_email) and u.disabled_at is null and o.active
        $$;

      create function open_session(new_id uuid, for_organisation uuid, for_user uuid, hash bytea, at timestamptz, until timestamptz)
        returns void language sql security definer set search_path = public, pg_temp as $$
          insert into session (id, organisation_id, user_id, token_hash, created_at, last_seen_at, expires_at)
          values (new_id, for_organisation, for_user, hash, at, at, until)
        $$;

      create function find_session(hash bytea, at timestamptz, idle interval, active boolean)
        returns table (session_id uuid, user_id uuid, organisation_id uuid, organisation_kind text, organisation_name text,
          role text, display_name text, expires_at timestamptz)
        language sql security definer set search_path = public, pg_temp as $$
          with seen as (
            update session s set last_seen_at = case when active then at else s.last_seen_at end
            where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > at - idle
            returning s.id, s.user_id, s.expires_at
          )
          select seen.id, u.id, u.organisation_id, o.kind, o.name, u.role, u.display_name, seen.expires_at
          from seen join app_user u on u.id = seen.user_id join organisation o on o.id = u.organisation_id
          where u.disabled_at is null and o.active
        $$;

      create function end_session(hash bytea, at timestamptz)
        returns void language sql security definer set search_path = public, pg_temp as $$
          update session set ended_at = at where token_hash = hash and ended_at is null
        $$;
    `);
    // Rights first: once handed over, the function is no longer the migrator's to grant.
    await queryRunner.query('grant create on schema public to app_definer');
    for (const fn of SIGN_IN_FUNCTIONS) {
      await queryRunner.query(`revoke all on function ${fn} from public; grant execute on function ${fn} to app_rw; alter function ${fn} owner to app_definer;`);
    }
    await queryRunner.query('revoke create on schema public from app_definer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const fn of SIGN_IN_FUNCTIONS) await queryRunner.query(`drop function ${fn}`);
    await queryRunner.query('drop table session; drop table app_user;');
  }
}

const SIGN_IN_FUNCTIONS = [
  'find_sign_in(text)',
  'open_session(uuid, uuid, uuid, bytea, timestamptz, timestamptz)',
  'find_session(bytea, timestamptz, interval, boolean)',
  'end_session(bytea, timestamptz)',
];
