import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

/** Registry tables: organisations, areas, agreements, rule sets and calendars. Readable by whoever acts for an organisation, written by the migrator only. */
const REGISTRY = [
  'organisation', 'district', 'municipality', 'postcode', 'network_area', 'centre_profile',
  'catchment', 'agreement', 'rule_set', 'calendar', 'calendar_day',
];

export class CreateDirectory1795000000001 implements MigrationInterface {
  name = 'CreateDirectory1795000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create schema if not exists stats;
      create schema if not exists audit;

      create table organisation (
        id uuid primary key,
        kind text not null check (kind in ('police_authority', 'centre', 'local_network', 'state_office', 'operator')),
        code text not null unique,
        name text not null,
        mail_address text,
        active boolean not null default true
      );
      comment on table organisation is 'Every organisation that takes part; holds no person.';

      create table district (ags text primary key check (ags ~ '^[0-9]{5}$'), name text not null, kind text not null, administrative_region text not null);
      create table municipality (
        ags text primary key check (ags ~ '^[0-9]{8}$'),
        name text not null,
        kind text not null,
        district_ags text not null references district (ags),
        police_authority_id uuid not null references organisation (id)
      );
      create table postcode (
        postcode text not null check (postcode ~ '^[0-9]{5}$'),
        ags text not null references municipality (ags),
        primary key (postcode, ags)
      );
      create table network_area (
        organisation_id uuid not null references organisation (id),
        district_ags text not null references district (ags),
        primary key (organisation_id, district_ags)
      );
      create table centre_profile (
        centre_id uuid primary key references organisation (id),
        target_groups text[] not null,
        languages text[] not null default '{de}',
        accepts_minors boolean not null default false,
        daily_service boolean not null default false,
        opening_hours jsonb not null,
        phone text
      );
      comment on column centre_profile.daily_service is 'Staffed on all 365 days.';
      create table catchment (
        centre_id uuid not null references organisation (id),
        ags text not null references municipality (ags),
        valid_from date not null,
        valid_to date,
        primary key (centre_id, ags, valid_from)
      );
      create index catchment_by_municipality on catchment (ags);
      create table agreement (
        id uuid primary key,
        police_authority_id uuid not null references organisation (id),
        centre_id uuid not null references organisation (id),
        version integer not null check (version > 0),
        valid_from date not null,
        valid_to date,
        parameters jsonb not null,
        unique (police_authority_id, centre_id, version)
      );
      create table rule_set (
        version text primary key,
        valid_from date not null,
        base_days integer not null check (base_days > 0),
        extension_days integer not null check (extension_days > 0),
        legal_reference text not null,
        active boolean not null,
        warnings jsonb not null
      );
      comment on column rule_set.warnings is 'When the clocks of the measure warn, by clock.';
      create table calendar (
        version text primary key,
        region text not null,
        first_day date not null,
        last_day date not null
      );
      create table calendar_day (
        calendar_version text not null references calendar (version),
        day date not null,
        name text not null,
        primary key (calendar_version, day)
      );
    `);
    for (const table of REGISTRY) {
      await queryRunner.query(`
        ${forceRowSecurity(table)}
        grant select on ${table} to app_rw, app_clock, app_definer;
        create policy registry_read on ${table} for select to app_rw using (${ACTING_ORGANISATION} is not null);
        create policy registry_by_clock on ${table} for select to app_clock, app_definer using (true);
        create policy registry_upkeep on ${table} to migrator using (true) with check (true);
      `);
    }
    await queryRunner.query(`
      grant usage on schema public to app_rw, app_clock, app_definer;
      grant usage on schema stats to app_report, app_clock;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...REGISTRY].reverse()) await queryRunner.query(`drop table ${table}`);
    await queryRunner.query(`
      revoke usage on schema public from app_rw, app_clock, app_definer;
      drop schema stats; drop schema audit;
    `);
  }
}
