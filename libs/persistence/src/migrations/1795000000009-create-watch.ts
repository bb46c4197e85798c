import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

const OPERATOR_ACTS = `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = 'operator')`;
const TABLES = ['worker_heartbeat', 'invariant_check', 'invariant_violation', 'registry_change'];

/** Who watches the watchers: signs of life of the workers, the nightly check of every open referral, and changes of the registry that move clocks. */
export class CreateWatch1795000000009 implements MigrationInterface {
  name = 'CreateWatch1795000000009';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table worker_heartbeat (
        worker_id uuid primary key,
        started_at timestamptz not null,
        seen_at timestamptz not null,
        swept_at timestamptz not null,
        bell_lag_ms integer,
        bells_armed integer,
        armed_until timestamptz,
        queue_answers boolean not null
      );
      comment on table worker_heartbeat is 'How each worker is doing, written by itself every few seconds; instants are the database''s.';

      create table invariant_check (
        id uuid primary key,
        night date not null unique,
        checked_at timestamptz not null,
        referrals integer not null,
        violations integer not null
      );
      comment on table invariant_check is 'The nightly check that no open referral is without its clocks, no closed one with any, and no due rung unfired.';
      create table invariant_violation (
        id uuid primary key,
        check_id uuid not null references invariant_check (id),
        code text not null,
        referral_id uuid,
        reference text,
        clock_kind text
      );
      create index invariant_violation_of_check on invariant_violation (check_id);

      create table registry_change (
        id uuid primary key,
        kind text not null check (kind in ('calendar', 'closure', 'agreement')),
        reason text not null check (length(reason) between 3 and 200),
        recorded_at timestamptz not null,
        recorded_by text not null,
        last_run_at timestamptz,
        moved integer not null default 0
      );
      comment on table registry_change is 'A change of calendar, closure or agreement, by which running clocks are computed anew.';

      ${TABLES.map(forceRowSecurity).join('\n')}
      ${TABLES.map((table) => `create policy by_clock on ${table} to app_clock using (true) with check (true); create policy watched on ${table} for select to app_definer using (true); grant select on ${table} to app_definer;`).join('\n')}
      create policy upkeep on registry_change to migrator using (true) with check (true);
      grant select, insert, update, delete on worker_heartbeat to app_clock;
      grant select, insert, update on invariant_check to app_clock;
      grant select, insert on invariant_violation to app_clock;
      grant select, update (last_run_at, moved) on registry_change to app_clock;

      -- How the clocks and their watchers stand, for the operator alone: instants, counts, references; no person.
      create function operations(at timestamptz, horizon interval) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
        select jsonb_build_object(
          'at', at,
          'clocks', (select jsonb_build_object('open', count(*), 'paused', count(*) filter (where paused_at is not null),
              'due', count(*) filter (where paused_at is null and next_rung_at <= at), 'oldestDueAt', min(next_rung_at) filter (where paused_at is null and next_rung_at <= at),
              'dueWithinHorizon', count(distinct next_rung_at) filter (where paused_at is null and next_rung_at > at and next_rung_at <= at + horizon))
            from clock where settled_at is null),
          'workers', (select coalesce(jsonb_agg(to_jsonb(w) - 'worker_id' order by w.started_at, w.worker_id), '[]') from worker_heartbeat w where w.seen_at > at - interval '1 day'),
          'notifications', (select jsonb_build_object('pending', count(*) filter (where state = 'pending'), 'dead', count(*) filter (where state = 'dead'),
              'oldestPendingAt', min(next_try_at) filter (where state = 'pending' and next_try_at <= at)) from notification where state in ('pending', 'dead')),
          'check', (select to_jsonb(c) || jsonb_build_object('found', (select coalesce(jsonb_agg(to_jsonb(v) - 'id' - 'check_id' - 'referral_id' order by v.code, v.reference), '[]')
              from (select * from invariant_violation f where f.check_id = c.id order by f.code, f.reference limit 100) v))
            from invariant_check c order by c.night desc limit 1),
          'registryChanges', (select coalesce(jsonb_agg(to_jsonb(g) order by g.recorded_at desc), '[]') from (select * from registry_change order by recorded_at desc limit 10) g))
        where ${OPERATOR_ACTS}
        $$;
      revoke all on function operations(timestamptz, interval) from public;
      grant execute on function operations(timestamptz, interval) to app_rw;
      grant create on schema public to app_definer;
      alter function operations(timestamptz, interval) owner to app_definer;
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function operations(timestamptz, interval);
      ${[...TABLES].reverse().map((table) => `drop table ${table};`).join('\n')}
    `);
  }
}
