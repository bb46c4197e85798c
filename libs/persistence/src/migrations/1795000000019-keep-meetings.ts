import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

const ACTING_KIND = `(select o.kind from organisation o where o.id = ${ACTING_ORGANISATION} and o.active)`;
const OF_STATE_OFFICE = `${ACTING_KIND} = 'state_office'`;
/** Whoever convenes, and the state office: they keep a meeting and all that belongs to it. */
const KEPT = `(organisation_id = ${ACTING_ORGANISATION} or ${OF_STATE_OFFICE})`;
/** As KEPT for a new row: only a coordination convenes. */
const CONVENED = `(organisation_id = ${ACTING_ORGANISATION} and ${ACTING_KIND} in ('local_network', 'state_office') or ${OF_STATE_OFFICE})`;
const invitedTo = (meeting: string): string => `exists (select 1 from meeting_invitation i where i.meeting_id = ${meeting} and i.guest_id = ${ACTING_ORGANISATION})`;
const released = (meeting: string): string => `${invitedTo(meeting)} and exists (select 1 from meeting m where m.id = ${meeting} and m.minutes_released_at is not null)`;
/** The role that is told, by the kind of its organisation. */
const leadOf = (kind: string): string =>
  `case ${kind} when 'centre' then 'centre_lead' when 'police_authority' then 'police_lead' when 'local_network' then 'local_coordinator' when 'state_office' then 'state_coordinator' end`;
const TABLES = ['meeting_series', 'meeting', 'meeting_invitation', 'meeting_item', 'meeting_minutes', 'resolution', 'resolution_rung'];
const DEFINED = ['tell_of_meeting(uuid, text, timestamptz)', 'fire_resolutions(timestamptz, integer)'];

/**
 * Exchange between agencies: meetings, round tables and conferences with invitations, agenda and minutes, and the resolutions that come of them,
 * each with an owner and a due day. `organisation_id` is whoever convenes. What reminds of a resolution stands as rungs, each of which fires once.
 */
export class KeepMeetings1795000000019 implements MigrationInterface {
  name = 'KeepMeetings1795000000019';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table meeting_series (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        kind text not null check (kind in ('meeting', 'round_table', 'conference')),
        district_ags text references district (ags),
        every smallint check (every between 1 and 52),
        unit text check (unit in ('weeks', 'months')),
        unique (organisation_id, id),
        check ((every is null) = (unit is null)),
        check (kind <> 'round_table' or district_ags is not null)
      );
      comment on table meeting_series is 'Sittings that follow one another; a district has one of its round table.';
      create unique index meeting_series_of_district on meeting_series (district_ags) where kind = 'round_table';

      create table meeting (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        series_id uuid,
        kind text not null check (kind in ('meeting', 'round_table', 'conference')),
        title text not null,
        district_ags text references district (ags),
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        place text,
        state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
        cancel_reason text,
        minutes_released_at timestamptz,
        version integer not null default 1,
        unique (organisation_id, id),
        foreign key (organisation_id, series_id) references meeting_series (organisation_id, id),
        check (starts_at < ends_at),
        check ((state = 'cancelled') = (cancel_reason is not null)),
        check (kind <> 'round_table' or series_id is not null and district_ags is not null)
      );
      comment on table meeting is 'A sitting with its place and time; organisation_id convenes. Of professionals only, never of a case.';
      create index meeting_starts on meeting (organisation_id, starts_at);

      create table meeting_invitation (
        meeting_id uuid not null,
        organisation_id uuid not null,
        guest_id uuid not null references organisation (id),
        invited_at timestamptz not null,
        answer text check (answer in ('accepted', 'declined', 'tentative')),
        persons smallint check (persons between 0 and 99),
        answered_at timestamptz,
        attended smallint check (attended between 0 and 99),
        primary key (meeting_id, guest_id),
        foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
        check ((answer is null) = (answered_at is null))
      );
      comment on table meeting_invitation is 'Which organisation was invited, what it answered, and with how many persons it came.';
      create index meeting_invitation_of_guest on meeting_invitation (guest_id);

      create table meeting_item (
        id uuid primary key,
        meeting_id uuid not null,
        organisation_id uuid not null,
        position smallint not null,
        title text not null,
        unique (organisation_id, id),
        foreign key (organisation_id, meeting_id) references meeting (organisation_id, id)
      );
      comment on table meeting_item is 'What is on the agenda, in order.';
      create index meeting_item_of_meeting on meeting_item (meeting_id, position);

      create table meeting_minutes (
        item_id uuid primary key,
        meeting_id uuid not null,
        organisation_id uuid not null,
        minutes text not null,
        foreign key (organisation_id, item_id) references meeting_item (organisation_id, id),
        foreign key (organisation_id, meeting_id) references meeting (organisation_id, id)
      );
      comment on table meeting_minutes is 'What the minutes say about an item; the invited read it once it is released.';
      create index meeting_minutes_of_meeting on meeting_minutes (meeting_id);

      create table resolution (
        id uuid primary key,
        meeting_id uuid not null,
        organisation_id uuid not null,
        item_id uuid,
        owner_id uuid not null references organisation (id),
        text text not null,
        due_on date not null,
        due_at timestamptz not null,
        state text not null default 'open' check (state in ('open', 'done', 'dropped')),
        note text,
        decided_at timestamptz not null,
        closed_at timestamptz,
        version integer not null default 1,
        unique (organisation_id, id),
        foreign key (organisation_id, meeting_id) references meeting (organisation_id, id),
        foreign key (organisation_id, item_id) references meeting_item (organisation_id, id),
        check ((state = 'open') = (closed_at is null)),
        check (state <> 'dropped' or note is not null)
      );
      comment on table resolution is 'What a sitting decided: who does it until when. Late is no state but a fact about an open one.';
      create index resolution_of_meeting on resolution (meeting_id);
      create index resolution_of_owner on resolution (owner_id, due_at);

      create table resolution_rung (
        resolution_id uuid not null,
        organisation_id uuid not null,
        rung text not null check (rung in ('reminder', 'due', 'escalation')),
        due_at timestamptz not null,
        fired_at timestamptz,
        settled_at timestamptz,
        primary key (resolution_id, rung),
        foreign key (organisation_id, resolution_id) references resolution (organisation_id, id)
      );
      comment on table resolution_rung is 'When somebody is told of a resolution; each rung fires once, and none after the resolution was closed.';
      create index resolution_rung_due on resolution_rung (due_at) where fired_at is null and settled_at is null;

      ${TABLES.map(forceRowSecurity).join('\n')}
      create policy kept on meeting_series to app_rw using ${KEPT} with check ${CONVENED};
      create policy kept on meeting to app_rw using ${KEPT} with check ${CONVENED};
      create policy invited on meeting for select to app_rw using (${invitedTo('meeting.id')});
      create policy kept on meeting_invitation to app_rw using ${KEPT} with check ${CONVENED};
      create policy own_seen on meeting_invitation for select to app_rw using (guest_id = ${ACTING_ORGANISATION});
      create policy own_answered on meeting_invitation for update to app_rw using (guest_id = ${ACTING_ORGANISATION}) with check (guest_id = ${ACTING_ORGANISATION});
      create policy kept on meeting_item to app_rw using ${KEPT} with check ${CONVENED};
      create policy invited on meeting_item for select to app_rw using (${invitedTo('meeting_item.meeting_id')});
      create policy kept on meeting_minutes to app_rw using ${KEPT} with check ${CONVENED};
      create policy released on meeting_minutes for select to app_rw using (${released('meeting_minutes.meeting_id')});
      create policy kept on resolution to app_rw using ${KEPT} with check ${CONVENED};
      create policy owned on resolution for select to app_rw using (owner_id = ${ACTING_ORGANISATION});
      create policy owned_closed on resolution for update to app_rw using (owner_id = ${ACTING_ORGANISATION}) with check (owner_id = ${ACTING_ORGANISATION});
      create policy released on resolution for select to app_rw using (${released('resolution.meeting_id')});
      create policy kept on resolution_rung to app_rw using ${KEPT} with check ${CONVENED};
      create policy owned_seen on resolution_rung for select to app_rw using (exists (select 1 from resolution r where r.id = resolution_rung.resolution_id and r.owner_id = ${ACTING_ORGANISATION}));
      create policy owned_settled on resolution_rung for update to app_rw using (exists (select 1 from resolution r where r.id = resolution_rung.resolution_id and r.owner_id = ${ACTING_ORGANISATION}));
      create policy told on meeting for select to app_definer using (true);
      create policy told on meeting_invitation for select to app_definer using (true);
      create policy told on resolution for select to app_definer using (true);
      create policy fired on resolution_rung to app_definer using (true) with check (true);
      create policy by_clock on resolution_rung for select to app_clock using (true);

      grant select, insert, update (every, unit) on meeting_series to app_rw;
      grant select, insert, update (title, starts_at, ends_at, place, state, cancel_reason, minutes_released_at, version) on meeting to app_rw;
      grant select, insert, update (answer, persons, answered_at, attended) on meeting_invitation to app_rw;
      grant select, insert, delete, update (position, title) on meeting_item to app_rw;
      grant select, insert, delete, update (minutes) on meeting_minutes to app_rw;
      grant select, insert, update (state, note, closed_at, version) on resolution to app_rw;
      grant select, insert, update (settled_at) on resolution_rung to app_rw;
      grant select on meeting, meeting_invitation, resolution, resolution_rung to app_definer;
      grant update (fired_at) on resolution_rung to app_definer;
      grant select on resolution_rung to app_clock;

      -- A policy knows rows, not columns: with how many persons a guest came is written by those who keep the meeting, never by the guest.
      create function keep_attendance() returns trigger language plpgsql set search_path = public, pg_temp as $$
        begin
          if new.attended is distinct from old.attended and not (new.organisation_id = ${ACTING_ORGANISATION} or ${OF_STATE_OFFICE}) then
            raise exception 'attendance is written by those who keep the meeting' using errcode = 'insufficient_privilege';
          end if;
          return new;
        end $$;
      create trigger keep_attendance before update on meeting_invitation for each row execute function keep_attendance();

      -- A word to the invited organisations, by those who keep the meeting; an invitation is told only to whom it was written at that instant.
      create function tell_of_meeting(of_meeting uuid, of_template text, at timestamptz) returns integer language sql security definer set search_path = public, pg_temp as $$
        with told as (
          insert into notification (id, organisation_id, role, template, responsible_organisation_id, created_at, next_try_at)
            select gen_random_uuid(), o.id, ${leadOf('o.kind')}, of_template, m.organisation_id, at, at
            from meeting m join meeting_invitation i on i.meeting_id = m.id join organisation o on o.id = i.guest_id and o.active
            where m.id = of_meeting and (m.organisation_id = ${ACTING_ORGANISATION} or ${OF_STATE_OFFICE})
              and of_template in ('meeting_invited', 'meeting_changed', 'meeting_cancelled', 'minutes_released')
              and (of_template <> 'meeting_invited' or i.invited_at = at) and o.id <> ${ACTING_ORGANISATION} and ${leadOf('o.kind')} is not null
            returning 1)
        select count(*)::integer from told
      $$;

      -- Fires what is due: the owner is reminded and told, then whoever convened. What another worker or a person holds is left to the next round.
      create function fire_resolutions(at timestamptz, most integer) returns integer language sql security definer set search_path = public, pg_temp as $$
        with due as (
          select g.resolution_id, g.rung from resolution_rung g
          where g.fired_at is null and g.settled_at is null and g.due_at <= at
          order by g.due_at, g.resolution_id, g.rung limit most for update skip locked
        ), fired as (
          update resolution_rung g set fired_at = at from due where g.resolution_id = due.resolution_id and g.rung = due.rung returning g.resolution_id, g.rung
        ), told as (
          insert into notification (id, organisation_id, role, template, rung, responsible_organisation_id, created_at, next_try_at)
            select gen_random_uuid(), o.id, ${leadOf('o.kind')}, 'resolution_' || fired.rung, null, r.owner_id, at, at
            from fired join resolution r on r.id = fired.resolution_id
            -- Who convened and owns it too is not escalated to itself: the state office hears of it.
            join organisation o on o.id = case when fired.rung <> 'escalation' then r.owner_id when r.owner_id <> r.organisation_id then r.organisation_id
              else (select s.id from organisation s where s.kind = 'state_office' and s.active order by s.id limit 1) end
            -- A reminder that comes when the day is over says nothing that the next rung does not.
            where r.state = 'open' and not (fired.rung = 'reminder' and r.due_at <= at) and ${leadOf('o.kind')} is not null
            returning 1)
        select count(*)::integer from fired
      $$;

      revoke all on function ${DEFINED.join(', ')} from public;
      grant execute on function tell_of_meeting(uuid, text, timestamptz) to app_rw;
      grant execute on function fire_resolutions(timestamptz, integer) to app_clock;
      grant create on schema public to app_definer;
      ${DEFINED.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${DEFINED.map((name) => `drop function ${name};`).join(' ')}
      drop policy owned_seen on resolution_rung; drop policy owned_settled on resolution_rung; drop policy released on resolution; drop policy released on meeting_minutes;
      drop policy invited on meeting; drop policy invited on meeting_item;
      drop table resolution_rung; drop table resolution; drop table meeting_minutes; drop table meeting_item; drop table meeting_invitation; drop table meeting; drop table meeting_series; drop function keep_attendance();
    `);
  }
}
