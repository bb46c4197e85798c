import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

/** What an authority counts outside of this system, month by month: deployments, and refusals as a number without a person. Entered anew, never changed. */
export class KeepPoliceTally1795000000018 implements MigrationInterface {
  name = 'KeepPoliceTally1795000000018';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table police_tally (
        id bigint generated always as identity primary key,
        police_authority_id uuid not null,
        month date not null,
        deployments integer not null,
        refused integer not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (police_authority_id, recorded_by) references app_user (organisation_id, id),
        check (extract(day from month) = 1),
        check (refused >= 0 and refused <= deployments)
      );
      create index police_tally_of_month on police_tally (police_authority_id, month, id);
      comment on table police_tally is 'Deployments and refusals of a month as an authority counted them; the last entry counts.';

      ${forceRowSecurity('police_tally')}
      create policy own_tally on police_tally to app_rw using (police_authority_id = ${ACTING_ORGANISATION}) with check (police_authority_id = ${ACTING_ORGANISATION});
      grant select, insert on police_tally to app_rw;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table police_tally;');
  }
}
