import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const acts = (...kinds: readonly string[]): string =>
  `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;
const READERS = acts('police_authority', 'local_network', 'state_office');
const OFFICE_WRITES = `organisation_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER} and ${acts('state_office')}`;
const REGISTER = ['court_district_entry', 'standard_check'];
const REPORTS = ['yearly_report', 'yearly_closing', 'yearly_reminder'];
const EXPORT = ['published_entry', 'registry_fetch'];
const DEFINED = ['court_district_register()', 'standard_checks()', 'remind_of_yearly_reports(integer, date, text, timestamptz)', 'note_published(jsonb)', 'note_registry_fetch(text, text, timestamptz)', 'registry_fetches()'];

/**
 * The programmes for expelled persons: which districts of Landgerichte they serve, how the conditions of the standard were found, and what they count of
 * a year. Entries are appended, what was handed in never changes. Beside it what of the registry was published, and when it was fetched.
 */
export class KeepProgrammes1795000000024 implements MigrationInterface {
  name = 'KeepProgrammes1795000000024';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table court_district_entry (
        centre_id uuid not null references organisation (id),
        version integer not null check (version > 0),
        organisation_id uuid not null,
        districts text[] not null check (cardinality(districts) <= 19),
        serves_since date not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        primary key (centre_id, version),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id)
      );
      comment on table court_district_entry is 'The districts of Landgerichte that a programme serves; the highest version counts.';

      create table standard_check (
        id bigint generated always as identity primary key,
        centre_id uuid not null references organisation (id),
        organisation_id uuid not null,
        condition text not null check (condition in ('standard_adopted', 'child_protection', 'cooperation_agreement', 'separate_staff', 'supervision', 'evaluation')),
        standing text not null check (standing in ('fulfilled', 'unfulfilled', 'unknown')),
        checked_on date,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check ((standing = 'unknown') = (checked_on is null))
      );
      create index standard_check_of_centre on standard_check (centre_id, condition, id);
      comment on table standard_check is 'How a condition of the standard was found at a programme; the last entry counts.';

      create table yearly_report (
        organisation_id uuid not null,
        year integer not null check (year between 2000 and 2100),
        version integer not null check (version > 0),
        revision integer not null check (revision > 0),
        figures jsonb not null,
        saved_at timestamptz not null,
        saved_by uuid not null,
        handed_in_at timestamptz,
        handed_in_by uuid,
        districts text[],
        primary key (organisation_id, year, version),
        foreign key (organisation_id, saved_by) references app_user (organisation_id, id),
        foreign key (organisation_id, handed_in_by) references app_user (organisation_id, id),
        check ((handed_in_at is null) = (handed_in_by is null) and (handed_in_at is null) = (districts is null))
      );
      create unique index yearly_report_draft on yearly_report (organisation_id, year) where handed_in_at is null;
      comment on table yearly_report is 'What a programme counts of a year, no person in it; a version that was handed in stays as it is.';

      create table yearly_closing (
        organisation_id uuid not null,
        year integer not null,
        sums jsonb not null,
        closed_at timestamptz not null,
        closed_by uuid not null,
        primary key (organisation_id, year),
        foreign key (organisation_id, closed_by) references app_user (organisation_id, id)
      );
      comment on table yearly_closing is 'The sums of a year as they were told, once; small counts are hidden in them.';

      create table yearly_reminder (
        centre_id uuid not null references organisation (id),
        year integer not null,
        reminded_at timestamptz not null,
        primary key (centre_id, year)
      );
      comment on table yearly_reminder is 'A programme was reminded of the figures of a year, once.';

      create table published_entry (
        id uuid primary key,
        hash text not null,
        changed_at timestamptz not null,
        removed boolean not null
      );
      comment on table published_entry is 'Which entries of the registry are public and when that changed last; the entry itself is not here.';

      create table registry_fetch (
        reader text not null,
        file text not null,
        fetched_at timestamptz not null,
        primary key (reader, file),
        check (reader in ('opferschutzportal'))
      );
      comment on table registry_fetch is 'When somebody who calls itself by this name last fetched a public file; nothing of the request is kept.';
    `);
    await this.rights(queryRunner);
    await this.functions(queryRunner);
  }

  private async rights(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${[...REGISTER, ...REPORTS, ...EXPORT].map(forceRowSecurity).join('\n')}
      grant select, insert on ${REGISTER.join(', ')}, yearly_report, yearly_closing to app_rw;
      grant select on yearly_reminder to app_rw;
      grant update (revision, figures, saved_at, saved_by, handed_in_at, handed_in_by, districts) on yearly_report to app_rw;
      ${REGISTER.map(
        (table) => `
      create policy register_of_state_office on ${table} for select to app_rw using (organisation_id = ${ACTING_ORGANISATION} and ${acts('state_office')});
      create policy written_by_state_office on ${table} for insert to app_rw with check (${OFFICE_WRITES});`,
      ).join('\n')}
      create policy own_report on yearly_report for select to app_rw using (organisation_id = ${ACTING_ORGANISATION});
      create policy handed_in_to_state_office on yearly_report for select to app_rw using (handed_in_at is not null and ${acts('state_office')});
      create policy own_draft on yearly_report for insert to app_rw with check (organisation_id = ${ACTING_ORGANISATION} and saved_by = ${ACTING_USER} and handed_in_at is null);
      create policy own_draft_changed on yearly_report for update to app_rw
        using (organisation_id = ${ACTING_ORGANISATION} and handed_in_at is null)
        with check (organisation_id = ${ACTING_ORGANISATION} and ${ACTING_USER} = coalesce(handed_in_by, saved_by));
      create policy of_state_office on yearly_closing to app_rw using (organisation_id = ${ACTING_ORGANISATION} and ${acts('state_office')})
        with check (organisation_id = ${ACTING_ORGANISATION} and closed_by = ${ACTING_USER} and ${acts('state_office')});
      create policy told on yearly_reminder for select to app_rw using (centre_id = ${ACTING_ORGANISATION} or ${acts('state_office')});

      grant select on ${REGISTER.join(', ')}, yearly_report to app_definer;
      grant select, insert on yearly_reminder to app_definer;
      grant select, insert, update on ${EXPORT.join(', ')} to app_definer;
      ${[...REGISTER, 'yearly_report'].map((table) => `create policy by_definer on ${table} for select to app_definer using (true);`).join('\n')}
      ${['yearly_reminder', ...EXPORT].map((table) => `create policy by_definer on ${table} to app_definer using (true) with check (true);`).join('\n')}
    `);
  }

  private async functions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The register as it stands: for the police, local networks and the state office, and its own entry for a programme. A table cannot be open to some kinds
      -- of organisation only and stay out of sight of the others.
      create function court_district_register() returns table (centre_id uuid, version integer, districts text[], serves_since date)
        language sql stable security definer set search_path = public, pg_temp as $$
          select distinct on (e.centre_id) e.centre_id, e.version, e.districts, e.serves_since from court_district_entry e
          where ${READERS} or e.centre_id = ${ACTING_ORGANISATION} order by e.centre_id, e.version desc
        $$;
      create function standard_checks() returns table (centre_id uuid, condition text, standing text, checked_on date, recorded_by uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
          select distinct on (c.centre_id, c.condition) c.centre_id, c.condition, c.standing, c.checked_on, c.recorded_by from standard_check c
          where ${READERS} or c.centre_id = ${ACTING_ORGANISATION} order by c.centre_id, c.condition, c.id desc
        $$;

      -- Reminds each programme that served its districts until the day, once, of the figures of a year that it has not handed in. Answers how many.
      create function remind_of_yearly_reports(for_year integer, served_until date, to_role text, at timestamptz) returns integer
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          reminded integer;
        begin
          with served as (select distinct on (e.centre_id) e.centre_id, e.districts, e.serves_since from court_district_entry e order by e.centre_id, e.version desc),
            told as (
              insert into yearly_reminder (centre_id, year, reminded_at)
                select s.centre_id, for_year, at from served s join organisation o on o.id = s.centre_id
                where o.active and cardinality(s.districts) > 0 and s.serves_since <= served_until
                  and not exists (select 1 from yearly_report r where r.organisation_id = s.centre_id and r.year = for_year and r.handed_in_at is not null)
                on conflict do nothing returning centre_id),
            message as (
              insert into notification (id, organisation_id, role, template, created_at, next_try_at)
                select gen_random_uuid(), t.centre_id, to_role, 'yearly_report_due', at, at from told t)
            select count(*) into reminded from told;
          return reminded;
        end $$;

      -- Compares what is public now with what was, stamps each difference with an instant that no earlier one has, and answers when each entry changed last.
      -- By the time of the database and one after the other: whoever asks for what came after an instant misses nothing.
      create function note_published(entries jsonb) returns table (entry_id uuid, changed timestamptz, gone boolean)
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          stamp timestamptz;
        begin
          perform pg_advisory_xact_lock(hashtext('published_entry'));
          select greatest(date_trunc('milliseconds', clock_timestamp()), max(p.changed_at) + interval '1 millisecond') into stamp from published_entry p;
          insert into published_entry as p (id, hash, changed_at, removed)
            select e.id, e.hash, stamp, false from jsonb_to_recordset(entries) as e (id uuid, hash text)
            on conflict (id) do update set hash = excluded.hash, changed_at = excluded.changed_at, removed = false where p.removed or p.hash <> excluded.hash;
          update published_entry p set removed = true, changed_at = stamp
            where not p.removed and not exists (select 1 from jsonb_to_recordset(entries) as e (id uuid, hash text) where e.id = p.id);
          return query select p.id, p.changed_at, p.removed from published_entry p order by p.changed_at, p.id;
        end $$;

      create function note_registry_fetch(by_reader text, of_file text, at timestamptz) returns void
        language sql security definer set search_path = public, pg_temp as $$
          insert into registry_fetch as f (reader, file, fetched_at) values (by_reader, of_file, at)
            on conflict (reader, file) do update set fetched_at = excluded.fetched_at where f.fetched_at < excluded.fetched_at
        $$;

      -- For the state office only.
      create function registry_fetches() returns table (reader text, file text, fetched_at timestamptz)
        language sql stable security definer set search_path = public, pg_temp as $$
          select f.reader, f.file, f.fetched_at from registry_fetch f where ${acts('state_office')} order by f.fetched_at desc, f.file
        $$;

      revoke all on function ${DEFINED.join(', ')} from public;
      grant execute on function remind_of_yearly_reports(integer, date, text, timestamptz) to app_clock;
      grant execute on function court_district_register(), standard_checks(), note_published(jsonb), note_registry_fetch(text, text, timestamptz), registry_fetches() to app_rw;
      grant create on schema public to app_definer;
      ${DEFINED.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${DEFINED.map((name) => `drop function ${name};`).join(' ')}
      ${[...EXPORT, ...REPORTS, ...REGISTER].map((table) => `drop table ${table};`).join(' ')}
    `);
  }
}
