import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const OWN = `organisation_id = ${ACTING_ORGANISATION} and exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = 'state_office')`;
const TABLES = ['expert_body', 'mandate', 'body_sitting'];

/** Where the state office is represented: bodies, who stands for it and how long, when they sit, and what position it takes there, approved by a second person. */
export class KeepMandates1795000000022 implements MigrationInterface {
  name = 'KeepMandates1795000000022';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table expert_body (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        name text not null check (length(name) between 3 and 200),
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        unique (organisation_id, id),
        unique (organisation_id, name),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id)
      );
      create table mandate (
        id uuid primary key,
        organisation_id uuid not null,
        body_id uuid not null,
        seat text not null,
        delegate text not null,
        deputy text,
        starts_on date not null,
        ends_on date,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        foreign key (organisation_id, body_id) references expert_body (organisation_id, id),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check (starts_on <= ends_on)
      );
      create index mandate_of_body on mandate (body_id);
      create table body_sitting (
        id uuid primary key,
        organisation_id uuid not null,
        body_id uuid not null,
        held_on date not null,
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        unique (body_id, held_on),
        foreign key (organisation_id, body_id) references expert_body (organisation_id, id),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id)
      );
      create table position_paper (
        id uuid not null,
        version integer not null check (version > 0),
        organisation_id uuid not null,
        body_id uuid not null,
        title text not null,
        content text not null,
        written_at timestamptz not null,
        written_by uuid not null,
        approved_at timestamptz,
        approved_by uuid,
        primary key (id, version),
        foreign key (organisation_id, body_id) references expert_body (organisation_id, id),
        foreign key (organisation_id, written_by) references app_user (organisation_id, id),
        foreign key (organisation_id, approved_by) references app_user (organisation_id, id),
        check ((approved_at is null) = (approved_by is null)),
        check (approved_by <> written_by)
      );
      create index position_paper_of_body on position_paper (body_id, id, version);
      comment on table position_paper is 'A version of a position; somebody else than its writer approves it.';

      ${[...TABLES, 'position_paper'].map(forceRowSecurity).join('\n')}
      grant select, insert on ${TABLES.join(', ')}, position_paper to app_rw;
      grant update (recorded_at) on expert_body to app_rw;
      grant update (ends_on) on mandate to app_rw;
      grant update (approved_at, approved_by) on position_paper to app_rw;
      ${TABLES.map((table) => `create policy of_state_office on ${table} to app_rw using (${OWN}) with check (${OWN});`).join('\n')}
      create policy of_state_office on position_paper to app_rw using (${OWN}) with check (${OWN} and ${ACTING_USER} in (written_by, approved_by));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table position_paper; drop table body_sitting; drop table mandate; drop table expert_body;');
  }
}
