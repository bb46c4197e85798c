import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

const acts = (...kinds: readonly string[]): string =>
  `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;
const STATE_OFFICE_ACTS = acts('state_office');

/**
 * The library of local models: written by local networks and by the state office, released by the state office. Released ones are read by police,
 * centres and coordinators; a draft by whoever wrote it and by the state office.
 */
export class KeepLocalModels1795000000020 implements MigrationInterface {
  name = 'KeepLocalModels1795000000020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table local_model (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        version integer not null default 1 check (version > 0),
        state text not null default 'draft' check (state in ('draft', 'released')),
        title text not null check (length(title) between 3 and 120),
        summary text not null check (length(summary) between 3 and 2000),
        tags text[] not null check (cardinality(tags) between 1 and 10),
        standing text not null check (standing in ('idea', 'tried', 'established', 'ended')),
        checked_on date,
        contact_organisation_id uuid references organisation (id),
        template jsonb,
        example boolean not null default false,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        unique (organisation_id, id)
      );
      comment on table local_model is 'A model of local cooperation, with the terms of an agreement as its template; no person in it.';
      create table local_model_use (
        model_id uuid not null,
        organisation_id uuid not null,
        district_ags text not null references district (ags),
        began_on date not null,
        primary key (model_id, district_ags),
        foreign key (organisation_id, model_id) references local_model (organisation_id, id)
      );
      comment on table local_model_use is 'A district that works by a model, since when.';

      ${forceRowSecurity('local_model')}
      ${forceRowSecurity('local_model_use')}
      create policy library_read on local_model for select to app_rw
        using (organisation_id = ${ACTING_ORGANISATION} or ${STATE_OFFICE_ACTS} or (state = 'released' and ${acts('police_authority', 'centre', 'local_network')}));
      create policy written_by_coordination on local_model for insert to app_rw
        with check (organisation_id = ${ACTING_ORGANISATION} and state = 'draft' and not example and ${acts('state_office', 'local_network')});
      create policy edited_by_state_office on local_model for update to app_rw using (${STATE_OFFICE_ACTS});
      create policy draft_edited_by_network on local_model for update to app_rw
        using (organisation_id = ${ACTING_ORGANISATION} and state = 'draft') with check (organisation_id = ${ACTING_ORGANISATION} and state = 'draft');
      create policy of_readable_model on local_model_use for select to app_rw using (exists (select 1 from local_model m where m.id = model_id));
      ${['insert', 'delete'].map((command) => `create policy ${command}_with_model on local_model_use for ${command} to app_rw ${command === 'insert' ? 'with check' : 'using'} (${STATE_OFFICE_ACTS}
        or exists (select 1 from local_model m where m.id = model_id and m.organisation_id = ${ACTING_ORGANISATION} and m.state = 'draft'));`).join('\n')}
      ${['local_model', 'local_model_use'].map((table) => `create policy registry_upkeep on ${table} to migrator using (true) with check (true);`).join('\n')}
      grant select, insert, update (version, state, title, summary, tags, standing, checked_on, contact_organisation_id, template, recorded_by, recorded_at) on local_model to app_rw;
      grant select, insert, delete on local_model_use to app_rw;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table local_model_use; drop table local_model;');
  }
}
