import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

const OWN = `organisation_id = ${ACTING_ORGANISATION}`;

/**
 * Who is there: absences with a deputy, on-call duty, and whom a message is addressed to at the moment it is written. A message that finds
 * nobody is an alarm to the next level, on whichever path it came in.
 */
export class CreateDuty1795000000008 implements MigrationInterface {
  name = 'CreateDuty1795000000008';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table absence (
        id uuid primary key,
        organisation_id uuid not null,
        user_id uuid not null,
        deputy_id uuid,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        cancelled_at timestamptz,
        check (starts_at < ends_at),
        check (deputy_id <> user_id),
        foreign key (organisation_id, user_id) references app_user (organisation_id, id),
        foreign key (organisation_id, deputy_id) references app_user (organisation_id, id)
      );
      comment on table absence is 'Somebody is away from an instant to another; the deputy is told instead. No reason is kept.';
      create index absence_of_organisation on absence (organisation_id, ends_at) where cancelled_at is null;

      create table on_call_duty (
        id uuid primary key,
        organisation_id uuid not null,
        user_id uuid not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        cancelled_at timestamptz,
        check (starts_at < ends_at),
        foreign key (organisation_id, user_id) references app_user (organisation_id, id)
      );
      comment on table on_call_duty is 'Somebody can be reached outside the usual hours; is told beside the role, and mailed in quiet hours too.';
      create index on_call_of_organisation on on_call_duty (organisation_id, ends_at) where cancelled_at is null;

      alter table notification
        add column addressee_ids uuid[] not null default '{}',
        add column beyond_role boolean not null default false,
        add column urgent boolean not null default false,
        add column instead_of uuid,
        add column digest_id uuid;
      comment on column notification.addressee_ids is 'The people told, decided when the message was written: by role, absence, deputy and on-call duty.';
      comment on column notification.beyond_role is 'Somebody of another role was told as well: a deputy, somebody on call, a named person.';
      comment on column notification.urgent is 'High risk: mailed at once, at any hour, never in a digest.';
      comment on column notification.instead_of is 'The message that found nobody; this one is the alarm to the next level.';
      comment on column notification.digest_id is 'The mail that carries several messages of one inbox at once.';
      create index notification_beyond_role on notification (organisation_id, created_at) where beyond_role;
      create index notification_digest on notification (digest_id) where digest_id is not null and state = 'pending';
      create index notification_mailed on notification (organisation_id, role, sent_at) where sent_at is not null;

      ${['absence', 'on_call_duty'].map(forceRowSecurity).join('\n')}
      ${['absence', 'on_call_duty']
        .map(
          (table) => `
        create policy own_organisation on ${table} to app_rw using (${OWN}) with check (${OWN});
        create policy who_is_there on ${table} for select to app_definer, app_clock using (true);
        grant select, insert, update (cancelled_at, ends_at) on ${table} to app_rw;
        grant select on ${table} to app_definer, app_clock;`,
        )
        .join('\n')}
      grant insert (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at, instead_of)
        on notification to app_definer;

      create function address_notification() returns trigger language plpgsql security definer
        set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
        declare
          named uuid[];
          excluded uuid[] := '{}';
          risk text;
        begin
          if new.referral_id is not null then
            select r.named_user_ids, r.excluded_user_ids, r.risk_level into named, excluded, risk from referral r where r.id = new.referral_id;
          end if;
          new.urgent := risk is not distinct from 'high' or coalesce(new.clock_kind in ('high_risk', 'high_risk_attempt'), false)
            or coalesce((select n.urgent from notification n where n.id = new.instead_of), false);
          with away as (
            select a.user_id, a.deputy_id from absence a
            where a.organisation_id = new.organisation_id and a.cancelled_at is null and a.starts_at <= new.created_at and new.created_at < a.ends_at
          ), on_call as (
            select d.user_id from on_call_duty d
            where d.organisation_id = new.organisation_id and d.cancelled_at is null and d.starts_at <= new.created_at and new.created_at < d.ends_at
          ), of_role as (
            -- Of a sealed referral whoever is named stands for every role: nobody else may know of it.
            select u.id from app_user u where u.organisation_id = new.organisation_id and (u.role = new.role or named is not null)
          )
          select coalesce(array_agg(u.id order by u.id), '{}'), coalesce(bool_or(u.role <> new.role), false) into new.addressee_ids, new.beyond_role from app_user u
          -- Of an organisation that is switched off nobody can sign in: nobody is there.
          where u.organisation_id = new.organisation_id and u.disabled_at is null
            and exists (select 1 from organisation o where o.id = new.organisation_id and o.active)
            and u.id in (
              select id from of_role
              union select a.deputy_id from away a join of_role r on r.id = a.user_id
              union select user_id from on_call)
            and u.id not in (select user_id from away)
            and (named is null or u.id = any (named)) and not (u.id = any (coalesce(excluded, '{}')));
          return new;
        end $$;

      -- Nobody is there: the next level is told that, in the same transaction. It may find nobody either, and so on up to the operator.
      -- Told once, though the messages to two roles of one organisation may both have found nobody.
      create function raise_to_next_level() returns trigger language plpgsql security definer
        set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
        declare
          of_referral referral;
          coordinated boolean;
        begin
          if new.referral_id is not null then select * into of_referral from referral r where r.id = new.referral_id; end if;
          coordinated := new.role = 'police_lead' and of_referral.named_user_ids is null and coalesce((
            select (a.parameters ->> 'telLocalCoordinator')::boolean from agreement a
            -- The assignment is written before its message, the referral's own column after it.
            where a.police_authority_id = of_referral.police_authority_id
              and a.centre_id = coalesce((select g.centre_id from assignment g where g.referral_id = of_referral.id and g.ended_at is null), of_referral.centre_id)
              and a.valid_from <= (new.created_at at time zone 'Europe/Berlin')::date and (a.valid_to is null or (new.created_at at time zone 'Europe/Berlin')::date <= a.valid_to)
            order by a.version desc limit 1), true) and exists (
              select 1 from network_area n join municipality m on m.district_ags = n.district_ags where m.ags = of_referral.whereabouts_ags);
          insert into notification (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at, instead_of)
            select gen_random_uuid(), next.organisation_id, next.role, 'nobody_available', case when not next.blind then new.referral_id end, case when not next.blind then new.reference end,
              new.clock_id, case when not next.blind then new.clock_kind end, case when not next.blind then new.rung end, new.organisation_id, new.created_at, new.created_at, new.id
            from (
              -- A sealed referral does not exist for the operator, so the operator hears that somewhere nobody is there, and not of what.
              select level.organisation_id, level.role, level.role = 'admin' and of_referral.named_user_ids is not null as blind from (
                select new.organisation_id, case new.role when 'counsellor' then 'centre_lead' when 'officer' then 'victim_protection' else 'police_lead' end as role
                  where new.role in ('counsellor', 'officer', 'victim_protection')
                union all select of_referral.police_authority_id, 'victim_protection' where new.role = 'centre_lead' and of_referral.id is not null
                union all select n.organisation_id, 'local_coordinator' from network_area n join municipality m on m.district_ags = n.district_ags
                  where m.ags = of_referral.whereabouts_ags and coordinated
                union all select o.id, 'admin' from organisation o where o.kind = 'operator' and o.active
                  and (new.role in ('local_coordinator', 'state_coordinator') or new.role = 'police_lead' and not coordinated or new.role = 'centre_lead' and of_referral.id is null)
              ) level
            ) next
            where not exists (select 1 from notification n
              where n.organisation_id = next.organisation_id and n.role = next.role and n.created_at = new.created_at and n.template = 'nobody_available'
                and n.clock_id is not distinct from new.clock_id and n.reference is not distinct from case when not next.blind then new.reference end
                and n.responsible_organisation_id = new.organisation_id);
          return null;
        end $$;
      create trigger addressed before insert on notification for each row execute function address_notification();
      create trigger nobody_available after insert on notification for each row when (new.addressee_ids = '{}') execute function raise_to_next_level();

      revoke all on function address_notification(), raise_to_next_level() from public;
      grant create on schema public to app_definer;
      alter function address_notification() owner to app_definer;
      alter function raise_to_next_level() owner to app_definer;
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger nobody_available on notification; drop trigger addressed on notification;
      drop function raise_to_next_level(); drop function address_notification();
      revoke insert on notification from app_definer;
      alter table notification drop column digest_id, drop column instead_of, drop column urgent, drop column beyond_role, drop column addressee_ids;
      drop table on_call_duty; drop table absence;
    `);
  }
}
