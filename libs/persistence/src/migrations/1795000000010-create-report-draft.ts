import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const OWN = `organisation_id = ${ACTING_ORGANISATION} and user_id = ${ACTING_USER}`;
const OF_AUTHORITY = `police_authority_id = ${ACTING_ORGANISATION}`;

/**
 * What somebody typed into the form of a new report and has not sent: one row per person, encrypted, gone after twelve hours; and the blurred
 * number of a deployment, so that a second report on it is noticed within the own authority.
 */
export class CreateReportDraft1795000000010 implements MigrationInterface {
  name = 'CreateReportDraft1795000000010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table report_draft (
        user_id uuid primary key,
        organisation_id uuid not null,
        key_id uuid not null,
        ciphertext bytea not null check (octet_length(ciphertext) <= 40000),
        saved_at timestamptz not null,
        expires_at timestamptz not null,
        check (saved_at < expires_at),
        foreign key (organisation_id, user_id) references app_user (organisation_id, id)
      );
      comment on table report_draft is 'The unsent form of one person: ciphertext under a key of its own, readable by that person only, twelve hours at most.';
      create index report_draft_expired on report_draft (expires_at);

      create table deployment_mark (
        referral_id uuid primary key,
        police_authority_id uuid not null,
        mark bytea not null,
        marked_at timestamptz not null,
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      comment on table deployment_mark is 'A keyed hash of the police reference of a report, per authority; finds a second report on the same deployment for 30 days.';
      create index deployment_mark_of_authority on deployment_mark (police_authority_id, mark);
      create index deployment_mark_age on deployment_mark (marked_at);

      ${['report_draft', 'deployment_mark'].map(forceRowSecurity).join('\n')}
      create policy own_draft on report_draft to app_rw using (${OWN}) with check (${OWN});
      create policy own_marks on deployment_mark to app_rw using (${OF_AUTHORITY}) with check (${OF_AUTHORITY});
      create policy forgotten on report_draft to app_clock using (true);
      create policy forgotten on deployment_mark to app_clock using (true);
      grant select, insert, delete, update (key_id, ciphertext, saved_at, expires_at) on report_draft to app_rw;
      grant select, insert on deployment_mark to app_rw;
      grant select (user_id, key_id, saved_at, expires_at), delete on report_draft to app_clock;
      grant select (referral_id, marked_at), delete on deployment_mark to app_clock;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table deployment_mark; drop table report_draft;');
  }
}
