import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const STATE_OFFICE_ACTS = `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = 'state_office')`;
const OWN = `organisation_id = ${ACTING_ORGANISATION} and ${STATE_OFFICE_ACTS}`;
const TABLES = ['action_plan', 'plan_measure', 'plan_release', 'plan_reminder'];
const DEFINED = ['released_measures()', 'remind_of_reviews(date, timestamptz)'];

/**
 * The state action plans: fields, measures, what of them is public. A measure is never overwritten, each change and each review is a version beside
 * the ones before. The public reads what was released last, by one function and nothing else.
 */
export class KeepActionPlan1795000000021 implements MigrationInterface {
  name = 'KeepActionPlan1795000000021';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table action_plan (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        version integer not null check (version > 0),
        title text not null check (length(title) between 3 and 200),
        starts_on date not null,
        ends_on date,
        fields jsonb not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        unique (organisation_id, id),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check (starts_on < ends_on)
      );
      comment on table action_plan is 'A state action plan: its title, its time and the fields under which its measures stand.';

      create table plan_measure (
        id uuid not null,
        version integer not null check (version > 0),
        organisation_id uuid not null,
        plan_id uuid not null,
        change text not null check (change in ('entered', 'changed', 'reviewed')),
        field_number integer not null,
        number text not null,
        title text not null,
        articles integer[] not null,
        ministry text not null,
        partners text[] not null,
        budget_line text,
        milestones jsonb not null,
        indicators text[] not null,
        status text not null check (status in ('planned', 'running', 'done', 'delayed', 'dropped')),
        status_on date not null,
        evidence text,
        next_review_on date,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        primary key (id, version),
        unique (organisation_id, id, version),
        foreign key (organisation_id, plan_id) references action_plan (organisation_id, id),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check (status = 'planned' or evidence is not null),
        check (next_review_on is not null or status in ('done', 'dropped'))
      );
      create index plan_measure_of_plan on plan_measure (plan_id, id, version);
      comment on table plan_measure is 'A version of a measure; the highest is how it stands, the others are its history.';

      create table plan_release (
        id bigint generated always as identity primary key,
        organisation_id uuid not null,
        measure_id uuid not null,
        version integer,
        released_at timestamptz not null,
        released_by uuid not null,
        foreign key (organisation_id, measure_id, version) references plan_measure (organisation_id, id, version),
        foreign key (organisation_id, released_by) references app_user (organisation_id, id)
      );
      create index plan_release_of_measure on plan_release (measure_id, id);
      comment on table plan_release is 'Which version of a measure is public: the last entry counts, and none without a version.';

      create table plan_reminder (
        measure_id uuid not null,
        review_on date not null,
        organisation_id uuid not null references organisation (id),
        reminded_at timestamptz not null,
        primary key (measure_id, review_on)
      );
      comment on table plan_reminder is 'The office was reminded that a measure is to be reviewed, once for each day of review.';

      ${TABLES.map(forceRowSecurity).join('\n')}
      grant select, insert on action_plan, plan_measure, plan_release to app_rw;
      grant update (version, title, starts_on, ends_on, fields, recorded_at, recorded_by) on action_plan to app_rw;
      grant select on plan_reminder to app_rw;
      ${['action_plan', 'plan_measure'].map((table) => `create policy of_state_office on ${table} to app_rw using (${OWN}) with check (${OWN} and recorded_by = ${ACTING_USER});`).join('\n')}
      create policy of_state_office on plan_release to app_rw using (${OWN}) with check (${OWN} and released_by = ${ACTING_USER});
      create policy of_state_office on plan_reminder for select to app_rw using (${OWN});
      grant select on action_plan, plan_measure, plan_release to app_definer;
      grant select, insert on plan_reminder to app_definer;
      ${TABLES.map((table) => `create policy by_definer on ${table} ${table === 'plan_reminder' ? '' : 'for select '}to app_definer using (true);`).join('\n')}
    `);
    await this.functions(queryRunner);
  }

  private async functions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What anybody may know of the plans: the versions that were released last, without who wrote them.
      create function released_measures() returns table (
          plan_id uuid, plan_title text, starts_on date, ends_on date, fields jsonb, id uuid, version integer, field_number integer, number text, title text, articles integer[], ministry text,
          partners text[], budget_line text, milestones jsonb, indicators text[], status text, status_on date, evidence text, next_review_on date, released_at timestamptz)
        language sql stable security definer set search_path = public, pg_temp as $$
          with last as (select distinct on (r.measure_id) r.measure_id, r.version, r.released_at from plan_release r order by r.measure_id, r.id desc)
          select p.id, p.title, p.starts_on, p.ends_on, p.fields, v.id, v.version, v.field_number, v.number, v.title, v.articles, v.ministry,
            v.partners, v.budget_line, v.milestones, v.indicators, v.status, v.status_on, v.evidence, v.next_review_on, l.released_at
          from last l join plan_measure v on v.id = l.measure_id and v.version = l.version join action_plan p on p.id = v.plan_id
          order by p.starts_on, p.id, v.id
        $$;

      -- Reminds each office once of every measure whose day of review has come; one message, however many they are. Answers how many measures.
      create function remind_of_reviews(today date, at timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          reminded integer;
        begin
          with newest as (select distinct on (v.id) v.id, v.organisation_id, v.status, v.next_review_on from plan_measure v order by v.id, v.version desc),
            told as (
              insert into plan_reminder (measure_id, review_on, organisation_id, reminded_at)
                select n.id, n.next_review_on, n.organisation_id, at from newest n where n.next_review_on <= today and n.status not in ('done', 'dropped')
                on conflict do nothing returning organisation_id),
            message as (
              insert into notification (id, organisation_id, role, template, created_at, next_try_at)
                select gen_random_uuid(), t.organisation_id, 'state_coordinator', 'review_due', at, at from told t group by t.organisation_id)
            select count(*) into reminded from told;
          return reminded;
        end $$;

      revoke all on function ${DEFINED.join(', ')} from public;
      grant execute on function released_measures() to app_rw;
      grant execute on function remind_of_reviews(date, timestamptz) to app_clock;
      grant create on schema public to app_definer;
      ${DEFINED.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${DEFINED.map((name) => `drop function ${name};`).join(' ')}
      drop table plan_reminder; drop table plan_release; drop table plan_measure; drop table action_plan;
    `);
  }
}
