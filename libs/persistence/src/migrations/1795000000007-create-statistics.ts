import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceRowSecurity } from './row-security.js';

/** What coordinators read: cells that were suppressed before they were stored. Their role has rights on this schema and on nothing else. */
export class CreateStatistics1795000000007 implements MigrationInterface {
  name = 'CreateStatistics1795000000007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table stats.turnaround_cell (
        district_ags text not null,
        district_name text not null,
        quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
        referrals integer,
        first_attempt_within_24h integer,
        first_attempt_within_72h integer,
        reached integer,
        median_hours_to_first_attempt numeric(8, 1),
        suppressed boolean not null,
        computed_at timestamptz not null,
        primary key (district_ags, quarter)
      );
      comment on table stats.turnaround_cell is 'Per district and quarter; counts rounded to 5, null where fewer than 5 referrals stand behind them.';
      ${forceRowSecurity('stats.turnaround_cell')}
      create policy published on stats.turnaround_cell for select to app_report using (true);
      create policy rebuilt on stats.turnaround_cell to app_clock using (true) with check (true);
      grant select on stats.turnaround_cell to app_report;
      grant select, insert, update, delete on stats.turnaround_cell to app_clock;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table stats.turnaround_cell');
  }
}
