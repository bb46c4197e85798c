import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const acts = (...kinds: readonly string[]): string =>
  `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;
const holds = (kind: string): string => `exists (select 1 from centre_profile p where p.centre_id = ${ACTING_ORGANISATION} and p.kind = '${kind}')`;
/** A shelter writes for itself, in the name of whoever acts. */
const OWN_SHELTER = `organisation_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER} and ${holds('shelter')}`;
const CATEGORIES = {
  refusal: ['full', 'children_not_possible', 'language', 'accessibility', 'not_target_group', 'safety', 'other'],
  stay: ['up_to_1_week', 'weeks_1_to_4', 'months_1_to_3', 'over_3_months'],
};
const oneOf = (values: readonly string[]): string => `(${values.map((value) => `'${value}'`).join(', ')})`;

/**
 * The places of shelters for men, as versions that expire; what a shelter counts of a month, told to coordinators by the year and rounded; and the
 * totals of the helpline for men. No address and no person in any of them.
 */
export class KeepPlaces1795000000023 implements MigrationInterface {
  name = 'KeepPlaces1795000000023';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table place_entry (
        organisation_id uuid not null,
        version integer not null check (version > 0),
        places integer not null check (places between 1 and 50),
        free integer not null check (free >= 0),
        occupied integer not null check (occupied >= 0),
        reserved integer not null check (reserved >= 0),
        reserved_until timestamptz,
        children boolean not null,
        noted_at timestamptz not null,
        expires_at timestamptz not null,
        recorded_by uuid not null,
        primary key (organisation_id, version),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check (free + occupied + reserved = places),
        check ((reserved = 0) = (reserved_until is null)),
        check (reserved_until > noted_at),
        check (expires_at > noted_at)
      );
      comment on table place_entry is 'What a shelter said of its places, and until when that is believed; no address, no person.';
      create table place_tally (
        id bigint generated always as identity primary key,
        organisation_id uuid not null,
        month date not null,
        kind text not null,
        category text not null,
        count integer not null check (count between 0 and 1000),
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check (extract(day from month) = 1),
        check ((kind = 'refusal' and category in ${oneOf(CATEGORIES.refusal)}) or (kind = 'stay' and category in ${oneOf(CATEGORIES.stay)}))
      );
      create index place_tally_of_month on place_tally (organisation_id, month, kind, category, id);
      comment on table place_tally is 'Refusals by reason and ended stays by length, as a shelter counted them in a month; the last entry counts.';
      create table helpline_figure (
        organisation_id uuid not null,
        year integer not null check (year between 2000 and 2100),
        land text not null,
        dimension text not null check (dimension in ('total', 'topic', 'channel')),
        category text not null,
        source text not null check (length(source) between 3 and 300),
        version integer not null check (version > 0),
        contacts integer not null check (contacts >= 0),
        definition text not null check (length(definition) between 3 and 500),
        recorded_at timestamptz not null,
        recorded_by uuid not null,
        primary key (year, land, dimension, category, source, version),
        foreign key (organisation_id, recorded_by) references app_user (organisation_id, id),
        check ((dimension = 'total') = (category = ''))
      );
      comment on table helpline_figure is 'Totals of the helpline for men as its source tells them; a correction is a version more.';

      ${['place_entry', 'place_tally', 'helpline_figure'].map(forceRowSecurity).join('\n')}
      grant select, insert on place_entry, place_tally, helpline_figure to app_rw;
      create policy board_read on place_entry for select to app_rw
        using (${acts('police_authority', 'local_network', 'state_office')} or (${acts('centre')} and not ${holds('perpetrator_work')}));
      create policy noted_by_shelter on place_entry for insert to app_rw with check (${OWN_SHELTER});
      create policy own_tally on place_tally for select to app_rw using (organisation_id = ${ACTING_ORGANISATION});
      create policy counted_by_shelter on place_tally for insert to app_rw with check (${OWN_SHELTER});
      create policy read_by_coordination on helpline_figure for select to app_rw using (${acts('state_office', 'local_network')});
      create policy imported_by_state_office on helpline_figure for insert to app_rw
        with check (organisation_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER} and ${acts('state_office')});
      ${['place_entry', 'place_tally', 'helpline_figure'].map((table) => `create policy registry_upkeep on ${table} to migrator using (true) with check (true);`).join('\n')}
    `);
    await this.told(queryRunner);
  }

  /** Coordinators never read a shelter's counts: only sums of a year that is over, over all shelters, rounded to five, with one to four hidden. */
  private async told(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create policy told_by_year on place_tally for select to app_definer using (true);
      grant select on place_tally to app_definer;
      create function place_tallies_told(until date) returns table (year integer, kind text, category text, told integer)
        language sql stable security definer set search_path = public, pg_temp as $$
        with last as (select distinct on (organisation_id, month, kind, category) * from place_tally order by organisation_id, month, kind, category, id desc),
        summed as (select extract(year from month)::integer as year, kind, category, sum(count)::integer as n from last
          where month < date_trunc('year', until) group by 1, 2, 3)
        select year, kind, category, case when n between 1 and 4 then null else (round(n / 5.0) * 5)::integer end from summed
        where ${acts('local_network', 'state_office')} order by 1 desc, 2, 3
        $$;
      revoke all on function place_tallies_told(date) from public;
      grant execute on function place_tallies_told(date) to app_rw;
      grant create on schema public to app_definer;
      alter function place_tallies_told(date) owner to app_definer;
      revoke create on schema public from app_definer;
      set local role app_definer;
      grant execute on function place_tallies_told(date) to migrator;
      reset role;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function place_tallies_told(date); drop table helpline_figure; drop table place_tally; drop table place_entry;');
  }
}
