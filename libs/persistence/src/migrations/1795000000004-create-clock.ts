import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const VISIBLE_REFERRAL = 'exists (select 1 from referral r where r.id = referral_id)';

const OPERATOR_ACTS = `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = 'operator')`;

/** Clocks, their fired rungs, and the notifications that leave through the outbox. The rows are the truth; a queue only wakes whoever reads them. */
export class CreateClock1795000000004 implements MigrationInterface {
  name = 'CreateClock1795000000004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table clock (
        id uuid primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        kind text not null,
        started_at timestamptz not null,
        due_at timestamptz not null check (date_trunc('second', due_at) = due_at),
        derivation jsonb not null,
        ladder jsonb not null check (jsonb_typeof(ladder) = 'array'),
        next_rung integer not null default 0,
        next_rung_at timestamptz,
        rule_set_version text,
        agreement_version integer,
        calendar_version text not null,
        paused_at timestamptz,
        paused_until timestamptz,
        pause_reason text,
        paused_seconds integer not null default 0,
        settled_at timestamptz,
        settled_by text,
        replaces uuid,
        unique (referral_id, id),
        foreign key (referral_id, replaces) references clock (referral_id, id),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      comment on column clock.derivation is 'Why this instant: rule, steps and versions, so that it can be explained in a sentence.';
      comment on column clock.ladder is 'Rungs in order of time: {rung, dueAt, tells, escalation}.';
      create unique index clock_one_running on clock (referral_id, kind) where settled_at is null;
      create index clock_due on clock (next_rung_at) where settled_at is null and paused_at is null;
      create index clock_paused on clock (paused_until) where settled_at is null and paused_at is not null;
      create index clock_retention on clock (due_at) where settled_at is null and kind = 'retention';

      create table clock_rung (
        clock_id uuid not null references clock (id),
        rung text not null,
        due_at timestamptz not null,
        fired_at timestamptz not null,
        lateness_ms bigint not null,
        primary key (clock_id, rung)
      );
      comment on table clock_rung is 'A fired rung. Inserting the row is the claim: a rung fires once.';

      create table notification (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        role text not null,
        template text not null,
        referral_id uuid,
        reference text,
        clock_id uuid,
        clock_kind text,
        rung text,
        responsible_organisation_id uuid,
        created_at timestamptz not null,
        state text not null default 'pending' check (state in ('pending', 'sent', 'settled', 'dead')),
        tries integer not null default 0,
        next_try_at timestamptz not null,
        error_code text,
        sent_at timestamptz,
        settled_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by uuid
      );
      comment on table notification is 'In-app message and mail outbox in one; carries a reference and codes, never a person.';
      create index notification_pending on notification (next_try_at) where state = 'pending';
      create index notification_inbox on notification (organisation_id, role, created_at);
      create index notification_of_clock on notification (clock_id) where clock_id is not null;

      ${['clock', 'clock_rung', 'notification'].map(forceRowSecurity).join('\n')}
      create policy of_visible_referral on clock to app_rw using (${VISIBLE_REFERRAL}) with check (${VISIBLE_REFERRAL});
      create policy by_clock on clock to app_clock using (true) with check (true);
      create policy stalled_items on clock for select to app_definer using (true);
      create policy of_visible_clock on clock_rung for select to app_rw using (exists (select 1 from clock c where c.id = clock_id));
      create policy by_clock on clock_rung to app_clock using (true) with check (true);
      create policy stalled_items on clock_rung for select to app_definer using (true);
      create function may_know(of_referral uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce((select (r.named_user_ids is null or ${ACTING_USER} = any (r.named_user_ids)) and not coalesce(${ACTING_USER} = any (r.excluded_user_ids), false)
          from referral r where r.id = of_referral), true)
        $$;
      -- A message must not tell of a referral to somebody for whom it does not exist.
      create policy sealed on notification as restrictive for select to app_rw using (may_know(referral_id));
      create policy own_inbox on notification for select to app_rw using (organisation_id = ${ACTING_ORGANISATION});
      create policy own_inbox_read on notification for update to app_rw using (organisation_id = ${ACTING_ORGANISATION});
      -- Telling the other party is the purpose: a party to a referral may put a message into the other's inbox, but not read it there.
      -- It reaches the parties, whoever is assigned in the same change, the networks of the area and the operator; nobody else can be told.
      create policy tell_party on notification for insert to app_rw with check (exists (select 1 from referral r where r.id = notification.referral_id and (
        notification.organisation_id in (r.police_authority_id, r.centre_id)
        or exists (select 1 from assignment a where a.referral_id = r.id and a.ended_at is null and a.centre_id = notification.organisation_id)
        or exists (select 1 from network_area n join municipality m on m.district_ags = n.district_ags
          where m.ags = r.whereabouts_ags and n.organisation_id = notification.organisation_id)
        or exists (select 1 from organisation o where o.id = notification.organisation_id and o.kind = 'operator'))));
      create policy by_clock on notification to app_clock using (true) with check (true);
      create policy settle on notification to app_definer using (true) with check (true);
      grant select, insert on clock to app_rw, app_clock;
      grant update (settled_at, settled_by, paused_at, paused_until, pause_reason) on clock to app_rw, app_clock;
      grant update (next_rung, next_rung_at) on clock to app_clock;
      grant select on clock_rung to app_rw;
      grant select, insert on clock_rung to app_clock;
      grant select, insert (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at)
        on notification to app_rw;
      grant update (acknowledged_at, acknowledged_by) on notification to app_rw;
      grant select, insert, update on notification to app_clock;
      grant select on clock, clock_rung to app_definer;
      grant select, update on notification to app_definer;

      create function settle_notifications() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          -- A message that is being mailed this moment is locked: the answer must not wait for a mail server.
          update notification set state = case when state = 'pending' then 'settled' else state end, settled_at = new.settled_at
          where id in (select n.id from notification n where n.clock_id = new.id and n.settled_at is null for update skip locked);
          return null;
        end $$;
      create trigger clock_settled after update of settled_at on clock for each row
        when (old.settled_at is null and new.settled_at is not null) execute function settle_notifications();

      -- What a local coordinator sees: reference, state, clock, responsible organisation; no path to a person.
      create function stalled_items()
        returns table (reference text, state text, clock_kind text, due_at timestamptz, responsible_organisation text, escalation smallint)
        language sql stable security definer set search_path = public, pg_temp as $$
          select r.reference, r.state, c.kind, c.due_at, o.name, r.escalation
          from clock c
          join referral r on r.id = c.referral_id
          join municipality m on m.ags = r.whereabouts_ags
          join network_area a on a.district_ags = m.district_ags
          join organisation o on o.id = case when r.state in ('draft', 'returned', 'declined') then r.police_authority_id else r.centre_id end
          where a.organisation_id = ${ACTING_ORGANISATION} and c.settled_at is null and r.named_user_ids is null
            and exists (select 1 from clock_rung f, jsonb_array_elements(c.ladder) step
              where f.clock_id = c.id and step ->> 'rung' = f.rung and step -> 'tells' ? 'network:local_coordinator')
        $$;

      -- Undeliverable messages of all organisations, for the operator alone: ids, codes and instants.
      create function dead_letters(at_most integer)
        returns table (id uuid, template text, tries integer, error_code text, created_at timestamptz)
        language sql stable security definer set search_path = public, pg_temp as $$
          select n.id, n.template, n.tries, n.error_code, n.created_at from notification n
          where n.state = 'dead' and ${OPERATOR_ACTS} order by n.created_at, n.id limit at_most
        $$;
      create function retry_dead_letter(of_notification uuid, at timestamptz) returns boolean
        language sql security definer set search_path = public, pg_temp as $$
          with again as (
            update notification n set state = 'pending', tries = 0, next_try_at = at where n.id = of_notification and n.state = 'dead' and ${OPERATOR_ACTS} returning 1)
          select exists (select 1 from again)
        $$;

      revoke all on function settle_notifications(), stalled_items(), may_know(uuid), dead_letters(integer), retry_dead_letter(uuid, timestamptz) from public;
      grant execute on function stalled_items(), may_know(uuid), dead_letters(integer), retry_dead_letter(uuid, timestamptz) to app_rw;
      grant create on schema public to app_definer;
      alter function dead_letters(integer) owner to app_definer;
      alter function retry_dead_letter(uuid, timestamptz) owner to app_definer;
      alter function settle_notifications() owner to app_definer;
      alter function stalled_items() owner to app_definer;
      alter function may_know(uuid) owner to app_definer;
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function retry_dead_letter(uuid, timestamptz); drop function dead_letters(integer);
      drop policy sealed on notification; drop function may_know(uuid); drop function stalled_items(); drop trigger clock_settled on clock; drop function settle_notifications();
      drop table notification; drop table clock_rung; drop table clock;
    `);
  }
}
