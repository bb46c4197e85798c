import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const acts = (kind: string): string => `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = '${kind}')`;
const STATE_OFFICE_ACTS = acts('state_office');
const OWN_CENTRE = `centre_id = ${ACTING_ORGANISATION}`;
const OWN_OR_STATE_OFFICE = `${OWN_CENTRE} or ${STATE_OFFICE_ACTS}`;
const NEW_TABLES = ['closure', 'capacity_note', 'registry_proposal'];

/** What the state office enters; nothing is overwritten, a new version stands beside the old one. */
const BY_STATE_OFFICE = ['catchment', 'agreement', 'rule_set', 'calendar', 'calendar_day'];

/**
 * The registry is kept by whoever answers for it: the state office its centres, catchments, agreements, rule sets and calendars, a centre its own
 * hours, closures and capacity. A centre's entry has versions; a change that needs a second person waits as a proposal.
 */
export class KeepRegistry1795000000013 implements MigrationInterface {
  name = 'KeepRegistry1795000000013';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table municipality add column retired_on date;
      comment on column municipality.retired_on is 'From this day on the key is no municipality any more; null: it is one.';

      alter table centre_profile
        add column version integer not null default 1,
        add column valid_from date not null default '2000-01-01',
        add column kind text not null default 'intervention',
        add column taking boolean not null default true,
        add column accessibility text[] not null default '{}',
        add column website text,
        add column address jsonb,
        add column recorded_at timestamptz not null default now(),
        add column recorded_by uuid,
        drop constraint centre_profile_pkey,
        add primary key (centre_id, version),
        add constraint centre_profile_version_check check (version > 0),
        add constraint centre_profile_kind_check check (kind in ('intervention', 'womens_counselling', 'sexual_violence_counselling', 'mens_counselling', 'lsbtiq_service', 'perpetrator_work', 'shelter')),
        add constraint centre_profile_shelter_check check (kind <> 'shelter' or address is null);
      comment on column centre_profile.taking is 'Takes referrals; a centre that takes none is never proposed.';
      comment on column centre_profile.address is 'Where the centre is found by whoever seeks it; a shelter has none.';

      alter table agreement
        add column recorded_at timestamptz not null default now(),
        add column recorded_by uuid;

      create table closure (
        id uuid primary key,
        centre_id uuid not null references organisation (id),
        first_day date not null,
        last_day date not null,
        reason text not null check (length(reason) between 3 and 200),
        cover_centre_id uuid references organisation (id),
        recorded_at timestamptz not null default now(),
        recorded_by uuid,
        cancelled_at timestamptz,
        check (first_day <= last_day),
        check (cover_centre_id <> centre_id)
      );
      comment on table closure is 'A centre is closed on these days, both included; another may stand in.';
      create index closure_of_centre on closure (centre_id, last_day) where cancelled_at is null;
      insert into closure (id, centre_id, first_day, last_day, reason)
        select gen_random_uuid(), p.centre_id, (c ->> 'from')::date, (c ->> 'to')::date, c ->> 'reason'
        from centre_profile p, jsonb_array_elements(coalesce(p.opening_hours -> 'closures', '[]')) c;
      update centre_profile set opening_hours = opening_hours - 'closures' where opening_hours ? 'closures';

      create table capacity_note (
        centre_id uuid not null references organisation (id),
        noted_at timestamptz not null,
        level text not null check (level in ('free', 'few', 'full')),
        expires_at timestamptz not null,
        noted_by uuid not null,
        primary key (centre_id, noted_at),
        check (noted_at < expires_at)
      );
      comment on table capacity_note is 'Whether a centre can take somebody, as it said at an instant and until when it stands by that.';

      create table registry_proposal (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        kind text not null check (kind in ('centres', 'agreement', 'rule_set', 'calendar', 'closure')),
        change jsonb not null,
        bases jsonb not null,
        reason text not null check (length(reason) between 3 and 200),
        warnings jsonb not null,
        needs_second boolean not null,
        state text not null default 'proposed' check (state in ('proposed', 'in_force', 'rejected', 'withdrawn')),
        proposed_at timestamptz not null,
        proposed_by uuid not null,
        effect jsonb,
        effect_at timestamptz,
        decided_at timestamptz,
        decided_by uuid,
        check ((state = 'proposed') = (decided_at is null)),
        check ((decided_at is null) = (decided_by is null)),
        check (state <> 'in_force' or not needs_second or decided_by <> proposed_by)
      );
      comment on table registry_proposal is 'A change of the registry that is proposed, with its effect; where it widens or closes a catchment a second person puts it in force.';
      create index registry_proposal_without_effect on registry_proposal (proposed_at) where effect_at is null and state = 'proposed';

      alter table registry_change drop constraint registry_change_kind_check;
      alter table registry_change add constraint registry_change_kind_check check (kind in ('calendar', 'closure', 'agreement', 'opening_hours'));

      ${NEW_TABLES.map(forceRowSecurity).join('\n')}
      ${['closure', 'capacity_note'].map((table) => `
        grant select, insert on ${table} to app_rw;
        grant select on ${table} to app_clock, app_definer;
        create policy registry_read on ${table} for select to app_rw using (${ACTING_ORGANISATION} is not null);
        create policy registry_by_clock on ${table} for select to app_clock, app_definer using (true);
        create policy registry_upkeep on ${table} to migrator using (true) with check (true);`).join('\n')}
      grant update (cancelled_at) on closure to app_rw;
      create policy kept_by_centre on closure for insert to app_rw with check ((${OWN_OR_STATE_OFFICE}) and recorded_by = ${ACTING_USER});
      create policy cancelled_by_centre on closure for update to app_rw using (${OWN_OR_STATE_OFFICE});
      create policy kept_by_centre on capacity_note for insert to app_rw with check (${OWN_CENTRE} and noted_by = ${ACTING_USER});

      grant select, insert, update (state, decided_at, decided_by) on registry_proposal to app_rw;
      grant select, update (effect, effect_at) on registry_proposal to app_clock;
      create policy of_state_office on registry_proposal to app_rw using (organisation_id = ${ACTING_ORGANISATION} and ${STATE_OFFICE_ACTS})
        with check (organisation_id = ${ACTING_ORGANISATION} and ${STATE_OFFICE_ACTS} and ${ACTING_USER} in (proposed_by, decided_by));
      create policy by_clock on registry_proposal to app_clock using (true) with check (true);
      create policy registry_upkeep on registry_proposal to migrator using (true) with check (true);

      grant insert on organisation, centre_profile, ${BY_STATE_OFFICE.join(', ')} to app_rw;
      grant update (name, mail_address) on organisation to app_rw;
      grant update (valid_to) on catchment, agreement to app_rw;
      grant update (active, valid_from, base_days, extension_days, legal_reference) on rule_set to app_rw;
      create policy entered_by_state_office on organisation for insert to app_rw with check (kind = 'centre' and ${STATE_OFFICE_ACTS});
      create policy renamed_by_state_office on organisation for update to app_rw using (kind = 'centre' and ${STATE_OFFICE_ACTS});
      create policy kept_by_centre on centre_profile for insert to app_rw with check ((${OWN_OR_STATE_OFFICE}) and recorded_by = ${ACTING_USER});
      ${BY_STATE_OFFICE.map((table) => `create policy entered_by_state_office on ${table} for insert to app_rw with check (${STATE_OFFICE_ACTS});`).join('\n')}
      ${['catchment', 'agreement'].map((table) => `create policy ended_by_state_office on ${table} for update to app_rw using (${STATE_OFFICE_ACTS});`).join('\n')}
    `);
    await this.functions(queryRunner);
  }

  private async functions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A rule set by which a measure was counted is never edited: its due instants quote it.
      create function rule_set_used(asked text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from protection_measure m where m.rule_set_version = asked)
        $$;
      -- When nobody of a centre is there and when somebody is on call, from an instant to another; no person, no number of persons.
      create function centre_presence(since timestamptz, until timestamptz) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
        with person as (
          select u.organisation_id, u.id, coalesce((select range_agg(tstzrange(a.starts_at, a.ends_at)) from absence a
            where a.organisation_id = u.organisation_id and a.user_id = u.id and a.cancelled_at is null and a.ends_at > since and a.starts_at < until), '{}') as away
          from app_user u join organisation o on o.id = u.organisation_id and o.kind = 'centre'
          where u.disabled_at is null and u.role in ('counsellor', 'centre_lead')),
        centre as (select organisation_id, range_intersect_agg(away) as away from person group by organisation_id),
        duty as (
          select d.organisation_id, range_agg(tstzmultirange(tstzrange(d.starts_at, d.ends_at)) - p.away) as on_call
          from on_call_duty d join person p on p.organisation_id = d.organisation_id and p.id = d.user_id
          where d.cancelled_at is null and d.ends_at > since and d.starts_at < until group by d.organisation_id)
        select coalesce(jsonb_agg(jsonb_build_object('centreId', c.organisation_id,
          'away', (select coalesce(jsonb_agg(jsonb_build_object('from', lower(s), 'until', upper(s)) order by s), '[]') from unnest(c.away) s),
          'onCall', (select coalesce(jsonb_agg(jsonb_build_object('from', lower(s), 'until', upper(s)) order by s), '[]') from unnest(d.on_call) s))), '[]')
        from centre c left join duty d using (organisation_id)
        where c.away <> '{}' or d.on_call <> '{}'
        $$;
      -- An order to compute running clocks anew, on the day from which the change holds: by whoever keeps the registry, or by the installation itself.
      create function order_recomputation(id uuid, kind text, reason text, from_day date, by text) returns void language plpgsql security definer
        set search_path = public, pg_temp as $$
        begin
          if session_user = 'app_rw' and not (${STATE_OFFICE_ACTS} or ${acts('centre')}) then
            raise exception 'only who keeps the registry orders a recomputation' using errcode = '42501';
          end if;
          insert into registry_change (id, kind, reason, recorded_at, recorded_by)
            values (id, kind, reason, greatest(now(), coalesce(from_day::timestamp at time zone 'Europe/Berlin', now())), by);
        end
        $$;
      create policy ordered_by_keeper on registry_change for insert to app_definer with check (true);
      grant insert on registry_change to app_definer;
      create policy counted_by on protection_measure for select to app_definer using (true);
      grant select (rule_set_version) on protection_measure to app_definer;
      revoke all on function rule_set_used(text), centre_presence(timestamptz, timestamptz), order_recomputation(uuid, text, text, date, text) from public;
      grant execute on function rule_set_used(text), order_recomputation(uuid, text, text, date, text) to app_rw;
      grant execute on function centre_presence(timestamptz, timestamptz) to app_rw, app_clock;
      grant create on schema public to app_definer;
      alter function order_recomputation(uuid, text, text, date, text) owner to app_definer;
      alter function rule_set_used(text) owner to app_definer;
      alter function centre_presence(timestamptz, timestamptz) owner to app_definer;
      revoke create on schema public from app_definer;
      -- A right that the old owner gave itself went to the new one with the function.
      set local role app_definer;
      grant execute on function rule_set_used(text), centre_presence(timestamptz, timestamptz), order_recomputation(uuid, text, text, date, text) to migrator;
      reset role;
      create policy prepared_by_state_office on rule_set for update to app_rw using (${STATE_OFFICE_ACTS} and not rule_set_used(version));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop policy prepared_by_state_office on rule_set;
      drop policy counted_by on protection_measure;
      revoke select (rule_set_version) on protection_measure from app_definer;
      drop function rule_set_used(text);
      drop function centre_presence(timestamptz, timestamptz);
      drop function order_recomputation(uuid, text, text, date, text);
      revoke insert on registry_change from app_definer;
      drop policy ordered_by_keeper on registry_change;
      drop policy entered_by_state_office on organisation;
      drop policy renamed_by_state_office on organisation;
      drop policy kept_by_centre on centre_profile;
      ${BY_STATE_OFFICE.map((table) => `drop policy entered_by_state_office on ${table};`).join('\n')}
      ${['catchment', 'agreement'].map((table) => `drop policy ended_by_state_office on ${table};`).join('\n')}
      revoke insert on organisation, centre_profile, ${BY_STATE_OFFICE.join(', ')} from app_rw;
      revoke update (name, mail_address) on organisation from app_rw;
      revoke update (valid_to) on catchment, agreement from app_rw;
      revoke update (active, valid_from, base_days, extension_days, legal_reference) on rule_set from app_rw;
      update registry_change set kind = 'closure' where kind = 'opening_hours';
      alter table registry_change drop constraint registry_change_kind_check;
      alter table registry_change add constraint registry_change_kind_check check (kind in ('calendar', 'closure', 'agreement'));
      update centre_profile p set opening_hours = opening_hours || jsonb_build_object('closures', (
        select coalesce(jsonb_agg(jsonb_build_object('from', c.first_day, 'to', c.last_day, 'reason', c.reason) order by c.first_day), '[]')
        from closure c where c.centre_id = p.centre_id and c.cancelled_at is null));
      ${[...NEW_TABLES].reverse().map((table) => `drop table ${table};`).join('\n')}
      alter table agreement drop column recorded_at, drop column recorded_by;
      delete from centre_profile p where exists (select 1 from centre_profile newer where newer.centre_id = p.centre_id and newer.version > p.version);
      alter table centre_profile
        drop constraint centre_profile_pkey,
        drop constraint centre_profile_shelter_check,
        drop column version, drop column valid_from, drop column kind, drop column taking, drop column accessibility,
        drop column website, drop column address, drop column recorded_at, drop column recorded_by,
        add primary key (centre_id);
      alter table municipality drop column retired_on;
    `);
  }
}
