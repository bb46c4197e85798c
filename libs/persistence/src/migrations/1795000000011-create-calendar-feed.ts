import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const OWN = `organisation_id = ${ACTING_ORGANISATION} and user_id = ${ACTING_USER}`;
const LOOK_UP = 'find_calendar_feed(bytea)';

/**
 * The secret address under which a person's calendar reads the own deadlines: one row per person, the hash of the address only. Its public
 * read knows neither person nor organisation before, so it goes through one narrow function, like a session.
 */
export class CreateCalendarFeed1795000000011 implements MigrationInterface {
  name = 'CreateCalendarFeed1795000000011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table calendar_feed (
        user_id uuid primary key,
        organisation_id uuid not null,
        token_hash bytea not null unique,
        created_at timestamptz not null,
        revoked_at timestamptz,
        foreign key (organisation_id, user_id) references app_user (organisation_id, id)
      );
      comment on column calendar_feed.token_hash is 'SHA-256 of the opaque 256-bit token of the address; the token itself is never stored.';

      ${forceRowSecurity('calendar_feed')}
      create policy own_feed on calendar_feed to app_rw using (${OWN}) with check (${OWN});
      create policy look_up on calendar_feed for select to app_definer using (true);
      grant select, insert, update (token_hash, created_at, revoked_at) on calendar_feed to app_rw;
      grant select on calendar_feed to app_definer;

      create function find_calendar_feed(hash bytea)
        returns table (user_id uuid, organisation_id uuid, organisation_kind text, role text)
        language sql stable security definer set search_path = public, pg_temp as $$
          select u.id, u.organisation_id, o.kind, u.role
          from calendar_feed f join app_user u on u.id = f.user_id join organisation o on o.id = u.organisation_id
          where f.token_hash = hash and f.revoked_at is null and u.disabled_at is null and o.active
        $$;
    `);
    // Rights first: once handed over, the function is no longer the migrator's to grant.
    await queryRunner.query('grant create on schema public to app_definer');
    await queryRunner.query(`revoke all on function ${LOOK_UP} from public; grant execute on function ${LOOK_UP} to app_rw; alter function ${LOOK_UP} owner to app_definer;`);
    await queryRunner.query('revoke create on schema public from app_definer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop function ${LOOK_UP}; drop table calendar_feed;`);
  }
}
