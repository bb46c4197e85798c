import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const STATES = `'submitted', 'returned', 'declined', 'accepted', 'contacting', 'reached', 'closed', 'withdrawn', 'purged'`;
const OF_PARTIES = `${ACTING_ORGANISATION} in (police_authority_id, centre_id)`;
const VISIBLE = 'exists (select 1 from expelled_referral r where r.id = referral_id)';
/** What a centre did after it accepted is no business of the police (secrecy of counsellors, § 203 StGB). */
const TOLD_TO_POLICE = `event in ('submit', 'accept', 'decline', 'return', 'correct', 'close', 'withdraw')`;
const CHANGEABLE = ['state', 'version', 'accepted', 'contact_version', 'due_at', 'escalates_at', 'rungs_fired', 'purge_at', 'ended_at'];
const TABLES = ['expelled_referral', 'expelled_origin', 'expelled_contact', 'expelled_event'];
const FUNCTIONS = ['tell_of_expelled(uuid, text, timestamptz)', 'fire_expelled(timestamptz, integer)', 'expelled_to_purge(timestamptz, integer)', 'purge_expelled(uuid, timestamptz)'];

/**
 * The chain of expelled persons: a referral to work with perpetrators, on the person's own consent. It shares no row with the chain of endangered
 * persons. That both came of one deployment stands in expelled_origin alone, which no centre and no coordination ever reads.
 */
export class CreateExpelledChain1795000000027 implements MigrationInterface {
  name = 'CreateExpelledChain1795000000027';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table expelled_referral (
        id uuid primary key,
        reference text not null,
        state text not null check (state in (${STATES})),
        version integer not null default 1 check (version > 0),
        police_authority_id uuid not null references organisation (id),
        centre_id uuid not null references organisation (id),
        consent_form text not null check (consent_form in ('signed', 'oral', 'digital')),
        consent_given_at timestamptz not null,
        consent_explained_in text not null,
        contact_version integer not null default 1,
        accepted boolean not null default false,
        created_by uuid not null,
        submitted_at timestamptz not null,
        due_at timestamptz,
        escalates_at timestamptz,
        rungs_fired smallint not null default 0 check (rungs_fired between 0 and 2),
        ended_at timestamptz,
        purge_at timestamptz not null,
        unique (police_authority_id, id),
        unique (police_authority_id, reference),
        foreign key (police_authority_id, created_by) references app_user (organisation_id, id)
      );
      comment on table expelled_referral is 'One expelled person handed over once, on own consent, to a centre that works with perpetrators. No personal data, and nothing of a deployment.';
      create index expelled_referral_of_centre on expelled_referral (centre_id, submitted_at);
      create index expelled_referral_of_police on expelled_referral (police_authority_id, submitted_at);
      create index expelled_referral_due on expelled_referral (due_at) where due_at is not null and rungs_fired < 2;
      create index expelled_referral_purge on expelled_referral (purge_at) where state <> 'purged';

      create table expelled_origin (
        referral_id uuid primary key,
        police_authority_id uuid not null,
        deployment_id uuid not null,
        foreign key (police_authority_id, referral_id) references expelled_referral (police_authority_id, id),
        foreign key (police_authority_id, deployment_id) references deployment (police_authority_id, id)
      );
      comment on table expelled_origin is 'Of which deployment an expelled person''s referral came. Only the sending police authority reads it.';
      create index expelled_origin_of_deployment on expelled_origin (police_authority_id, deployment_id);

      create table expelled_contact (
        referral_id uuid not null,
        police_authority_id uuid not null,
        version integer not null check (version > 0),
        ciphertext bytea not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        primary key (referral_id, version),
        foreign key (police_authority_id, referral_id) references expelled_referral (police_authority_id, id),
        foreign key (police_authority_id, recorded_by) references app_user (organisation_id, id)
      );
      comment on table expelled_contact is 'Versioned AES-256-GCM envelopes under keys that the other chain does not have. Never an address: the known one is that of the endangered person.';

      create table expelled_event (
        id uuid primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        version integer not null,
        event text not null,
        reason text,
        happened_at timestamptz not null,
        organisation_id uuid not null,
        actor_id uuid not null,
        unique (referral_id, version),
        foreign key (police_authority_id, referral_id) references expelled_referral (police_authority_id, id),
        foreign key (organisation_id, actor_id) references app_user (organisation_id, id)
      );
      comment on table expelled_event is 'What happened to an expelled person''s referral; what a centre did in its counselling is seen by that centre alone.';

      ${TABLES.map(forceRowSecurity).join('\n')}
      create policy of_parties on expelled_referral for select to app_rw using (${OF_PARTIES});
      create policy sent_by_police on expelled_referral for insert to app_rw
        with check (police_authority_id = ${ACTING_ORGANISATION} and created_by = ${ACTING_USER} and works_with_perpetrators(centre_id));
      create policy changed_by_parties on expelled_referral for update to app_rw using (${OF_PARTIES}) with check (${OF_PARTIES});
      create policy of_police_alone on expelled_origin to app_rw using (police_authority_id = ${ACTING_ORGANISATION})
        with check (police_authority_id = ${ACTING_ORGANISATION});
      create policy of_referral on expelled_contact for select to app_rw using (${VISIBLE});
      create policy sealed_by_police on expelled_contact for insert to app_rw
        with check (police_authority_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER});
      create policy of_referral on expelled_event for select to app_rw
        using (${VISIBLE} and (police_authority_id <> ${ACTING_ORGANISATION} or organisation_id = ${ACTING_ORGANISATION} or ${TOLD_TO_POLICE}));
      create policy in_own_name on expelled_event for insert to app_rw
        with check (${VISIBLE} and organisation_id = ${ACTING_ORGANISATION} and actor_id = ${ACTING_USER});
      ${TABLES.map((table) => `create policy of_clock on ${table} to app_definer using (true) with check (true);`).join('\n')}
      grant select, insert, update (${CHANGEABLE.join(', ')}) on expelled_referral to app_rw;
      grant select, insert on expelled_origin, expelled_contact, expelled_event to app_rw;
      grant select, update (${CHANGEABLE.join(', ')}, consent_explained_in) on expelled_referral to app_definer;
      grant select, delete on expelled_origin, expelled_contact, expelled_event to app_definer;

      -- A word to the other side, by one of the two: the reference and what happened, never a person.
      create function tell_of_expelled(of_referral uuid, of_template text, at timestamptz) returns integer language sql security definer set search_path = public, pg_temp as $$
        with told as (
          insert into notification (id, organisation_id, role, template, reference, responsible_organisation_id, created_at, next_try_at)
            select gen_random_uuid(), side.organisation_id, side.role, of_template, r.reference, side.organisation_id, at, at
            from expelled_referral r cross join lateral (values (r.police_authority_id, 'victim_protection'), (r.police_authority_id, 'officer'), (r.centre_id, 'facilitator'), (r.centre_id, 'facilitator_lead')) side (organisation_id, role)
            where r.id = of_referral and ${ACTING_ORGANISATION} in (r.police_authority_id, r.centre_id) and side.organisation_id <> ${ACTING_ORGANISATION}
              and of_template in ('expelled_submit', 'expelled_correct', 'expelled_withdraw', 'expelled_decline', 'expelled_return')
            returning 1)
        select count(*)::integer from told
      $$;

      -- Fires what is due: first whoever has the referral is told, then the next level as well. What another holds is left to the next round.
      create function fire_expelled(at timestamptz, most integer) returns integer language sql security definer set search_path = public, pg_temp as $$
        with due as (
          select r.id from expelled_referral r
          where r.due_at is not null and r.rungs_fired < 2 and (case r.rungs_fired when 0 then r.due_at else r.escalates_at end) <= at
          order by r.due_at, r.id limit most for update skip locked
        ), fired as (
          update expelled_referral r set rungs_fired = r.rungs_fired + 1 from due where r.id = due.id
            returning r.*
        ), told as (
          insert into notification (id, organisation_id, role, template, reference, rung, responsible_organisation_id, created_at, next_try_at)
            select gen_random_uuid(), level.organisation_id, level.role, 'expelled_due', f.reference, case f.rungs_fired when 1 then 'breach' else 'escalation' end,
              case when f.state = 'returned' then f.police_authority_id else f.centre_id end, at, at
            from fired f cross join lateral (values
              (f.centre_id, 'facilitator', f.state <> 'returned' and f.rungs_fired = 1), (f.centre_id, 'facilitator_lead', f.state <> 'returned'),
              (f.police_authority_id, 'victim_protection', f.state = 'returned' or f.rungs_fired = 2 and not f.accepted),
              (f.police_authority_id, 'police_lead', f.state = 'returned' and f.rungs_fired = 2)) level (organisation_id, role, told)
            where level.told
            returning 1)
        select count(*)::integer from fired
      $$;

      create function expelled_to_purge(at timestamptz, most integer) returns table (id uuid) language sql security definer set search_path = public, pg_temp as $$
        select r.id from expelled_referral r where r.state <> 'purged' and r.purge_at <= at order by r.purge_at, r.id limit most
      $$;

      -- The keys are gone by then. What stays is that there was one, who sent it to whom, and when.
      create function purge_expelled(of_referral uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          update expelled_referral set state = 'purged', version = version + 1, consent_explained_in = 'und', due_at = null, escalates_at = null, ended_at = coalesce(ended_at, at)
            where id = of_referral and state <> 'purged' and purge_at <= at;
          if not found then return false; end if;
          delete from expelled_contact where referral_id = of_referral;
          delete from expelled_event where referral_id = of_referral;
          delete from expelled_origin where referral_id = of_referral;
          return true;
        end $$;

      revoke all on function ${FUNCTIONS.join(', ')} from public;
      grant execute on function tell_of_expelled(uuid, text, timestamptz) to app_rw;
      grant execute on function fire_expelled(timestamptz, integer), expelled_to_purge(timestamptz, integer), purge_expelled(uuid, timestamptz) to app_clock;
      grant create on schema public to app_definer;
      ${FUNCTIONS.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${FUNCTIONS.map((name) => `drop function ${name};`).join(' ')}
      drop table expelled_event; drop table expelled_contact; drop table expelled_origin; drop table expelled_referral;
    `);
  }
}
