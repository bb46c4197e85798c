import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

/** Events that change what the turnaround knows of a referral. */
const FACT_EVENTS = [
  'submit', 'accept', 'undo_accept', 'decline', 'reassign', 'return', 'forward', 'record_attempt', 'record_reached', 'update_measure', 'supplement', 'correct',
  'close', 'close_unplaced', 'withdraw_consent', 'withdraw', 'confirm_recall', 'reopen',
];

const ACTING_KIND = `(select kind from organisation where id = ${ACTING_ORGANISATION} and active)`;
/** Whose turn it is: the police authority while a referral is draft, returned or declined, else the centre. */
const RESPONSIBLE = `case when r.state in ('draft', 'returned', 'declined') then r.police_authority_id else r.centre_id end`;
const DEFINED = ['turnaround_due()', 'overdue_organisations(timestamptz)', 'nudge(uuid, timestamptz)'];

/**
 * What the turnaround is told from. Facts: instants and codes of a referral in every version in which they were known, so that a report as of an
 * earlier instant stays the same; they outlive the purge and hold no person. Publications: whole reports under disclosure control, never changed,
 * and the only thing that the role of the coordinators' figures can read.
 */
export class KeepTurnaround1795000000015 implements MigrationInterface {
  name = 'KeepTurnaround1795000000015';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table turnaround_fact (
        referral_id uuid not null,
        recorded_from timestamptz not null,
        recorded_until timestamptz,
        district_ags text not null references district (ags),
        police_authority_id uuid not null,
        centre_id uuid,
        submitted_at timestamptz not null,
        consent_at timestamptz,
        answered_at timestamptz,
        declined_at timestamptz,
        decline_reason text,
        rerouted_at timestamptz,
        first_attempt_at timestamptz,
        reached_at timestamptz,
        reached_result text,
        measure_until date,
        closed_at timestamptz,
        outcome text,
        withdrawn boolean not null,
        primary key (referral_id, recorded_from),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id),
        check (recorded_from < recorded_until)
      );
      comment on table turnaround_fact is 'What the turnaround knew of a referral, and from when until when it knew that; no person. Written from the history only.';
      create index turnaround_fact_submitted on turnaround_fact (submitted_at);
      create index turnaround_fact_of_police on turnaround_fact (police_authority_id, submitted_at);
      create index turnaround_fact_of_centre on turnaround_fact (centre_id, submitted_at);

      create table turnaround_queue (
        id bigint generated always as identity primary key,
        referral_id uuid not null
      );
      comment on table turnaround_queue is 'Referrals whose history has grown since their facts were written.';

      drop table stats.turnaround_cell;
      create table stats.publication (
        as_of date not null,
        period text not null check (period ~ '^20[0-9]{2}(-Q[1-4])?$'),
        body text not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        published_at timestamptz not null,
        primary key (as_of, period),
        check (extract(day from as_of) = 1)
      );
      comment on table stats.publication is 'The turnaround of a period as it was known on a day: rounded and suppressed before it was stored, and never changed.';

      ${['turnaround_fact', 'turnaround_queue', 'stats.publication'].map(forceRowSecurity).join('\n')}
      grant select, insert, delete on turnaround_fact to app_clock;
      create policy by_clock on turnaround_fact to app_clock using (true) with check (true);
      grant select on turnaround_fact to app_rw;
      -- An organisation counts what it has or had; a sealed referral counts for its named persons only.
      create policy own_figures on turnaround_fact for select to app_rw
        using ((police_authority_id = ${ACTING_ORGANISATION} or centre_id = ${ACTING_ORGANISATION}) and may_know(referral_id));
      grant select, delete on turnaround_queue to app_clock;
      create policy by_clock on turnaround_queue to app_clock using (true);
      grant insert on turnaround_queue to app_definer;
      create policy by_event on turnaround_queue for insert to app_definer with check (true);
      grant select on stats.publication to app_report;
      create policy published on stats.publication for select to app_report using (true);
      grant select, insert on stats.publication to app_clock;
      create policy by_clock on stats.publication for select to app_clock using (true);
      create policy published_once on stats.publication for insert to app_clock with check (true);

      insert into turnaround_queue (referral_id) select id from referral;
    `);
    await this.functions(queryRunner);
  }

  private async functions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function turnaround_due() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          insert into turnaround_queue (referral_id)
            select distinct referral_id from written where event in (${FACT_EVENTS.map((event) => `'${event}'`).join(', ')});
          return null;
        end $$;
      create trigger referral_event_counts after insert on referral_event referencing new table as written for each statement execute function turnaround_due();

      -- What a coordinator may know of the running clocks: which organisation must act, whether few or how many, and how long since. No instant, no referral.
      create function overdue_organisations(at timestamptz)
        returns table (organisation_id uuid, name text, kind text, overdue integer, oldest_hours integer) language sql stable security definer
        set search_path = public, pg_temp as $$
          select o.id, o.name, o.kind, case when count(*) < 5 then null else (round(count(*) / 5.0) * 5)::integer end,
            (select max(step) from unnest(array[0, 24, 72, 168]) step where step * interval '1 hour' <= at - min(r.next_due_at))
          from referral r
          join municipality m on m.ags = r.whereabouts_ags
          join organisation o on o.id = ${RESPONSIBLE}
          where r.next_due_at <= at and r.named_user_ids is null and (${ACTING_KIND} = 'state_office'
            or ${ACTING_KIND} = 'local_network' and exists (select 1 from network_area a where a.organisation_id = ${ACTING_ORGANISATION} and a.district_ags = m.district_ags))
          group by o.id, o.name, o.kind
        $$;

      -- A word to an organisation with overdue clocks, at most once a day from each coordination; false: said today, or nothing is overdue there.
      create function nudge(of_organisation uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          told text;
        begin
          select case kind when 'centre' then 'centre_lead' when 'police_authority' then 'police_lead' end into told
            from overdue_organisations(at) where organisation_id = of_organisation;
          perform pg_advisory_xact_lock(hashtextextended(of_organisation::text, 15));
          if told is null or exists (select 1 from notification n where n.organisation_id = of_organisation and n.template = 'nudge'
            and n.responsible_organisation_id = ${ACTING_ORGANISATION} and n.created_at > at - interval '1 day') then return false; end if;
          insert into notification (id, organisation_id, role, template, responsible_organisation_id, created_at, next_try_at)
            values (gen_random_uuid(), of_organisation, told, 'nudge', ${ACTING_ORGANISATION}, at, at);
          return true;
        end $$;

      revoke all on function ${DEFINED.join(', ')} from public;
      grant execute on function overdue_organisations(timestamptz), nudge(uuid, timestamptz) to app_rw;
      grant create on schema public to app_definer;
      ${DEFINED.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger referral_event_counts on referral_event;
      ${DEFINED.map((name) => `drop function ${name};`).join(' ')}
      drop table stats.publication; drop table turnaround_queue; drop table turnaround_fact;
      create table stats.turnaround_cell (
        district_ags text not null, district_name text not null, quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'), referrals integer,
        first_attempt_within_24h integer, first_attempt_within_72h integer, reached integer, median_hours_to_first_attempt numeric(8, 1),
        suppressed boolean not null, computed_at timestamptz not null, primary key (district_ags, quarter)
      );
      ${forceRowSecurity('stats.turnaround_cell')}
      create policy published on stats.turnaround_cell for select to app_report using (true);
      create policy rebuilt on stats.turnaround_cell to app_clock using (true) with check (true);
      grant select on stats.turnaround_cell to app_report;
      grant select, insert, update, delete on stats.turnaround_cell to app_clock;
    `);
  }
}
