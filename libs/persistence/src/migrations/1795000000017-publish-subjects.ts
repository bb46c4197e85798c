import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside the figures of a period, its paths and what-ifs are published: each once as of a day, by the same rules. */
export class PublishSubjects1795000000017 implements MigrationInterface {
  name = 'PublishSubjects1795000000017';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table stats.publication
        add column subject text not null default 'turnaround' check (subject in ('turnaround', 'paths', 'what_if')),
        drop constraint publication_pkey,
        add primary key (as_of, period, subject);
      alter table stats.publication alter column subject drop default;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      delete from stats.publication where subject <> 'turnaround';
      alter table stats.publication drop constraint publication_pkey, drop column subject, add primary key (as_of, period);
    `);
  }
}
