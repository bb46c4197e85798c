import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, forceRowSecurity } from './row-security.js';

const TABLES = ['routing_part', 'routing_basis', 'routing_decision', 'routing_gap'];
const actsAs = (kinds: string): string => `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind in (${kinds}))`;

/** Passages of apply_change: a decision is written with its event, and goes with the purge. */
const APPLY_CHANGE = 'apply_change(jsonb)';
const RECALL_ANSWER = `          if change ->> 'recallAnswer' is not null then`;
const PASSAGES = [
  {
    before: RECALL_ANSWER,
    after: `          -- By their content's hash, in its order: two who bring the same registry at once wait for each other in the same sequence.
          if jsonb_array_length(change -> 'routingParts') > 0 then
            insert into routing_part select p.hash, p.content from jsonb_populate_recordset(null::routing_part, change -> 'routingParts') p on conflict do nothing;
          end if;
          if jsonb_typeof(change -> 'routingBasis') = 'object' then
            insert into routing_basis select b.hash, b.parts from jsonb_populate_record(null::routing_basis, change -> 'routingBasis') b on conflict do nothing;
          end if;
          if jsonb_typeof(change -> 'routing') = 'object' then
            insert into routing_decision select * from jsonb_populate_record(null::routing_decision, change -> 'routing');
          end if;
${RECALL_ANSWER}`,
  },
  { before: 'delete from recall where referral_id = the_id; end if;', after: 'delete from recall where referral_id = the_id; delete from routing_decision where referral_id = the_id; end if;' },
] as const;

/**
 * Why a referral went to a centre: the question, the answer, and the registry as it was, kept by the hash of its content, so that equal registries
 * cost one row and the answer can be computed again. And that there was nobody to go to: once per municipality, target group and day the local
 * coordinators are told, else the state office, else the operator.
 */
export class CreateRoutingDecision1795000000014 implements MigrationInterface {
  name = 'CreateRoutingDecision1795000000014';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table routing_part (
        hash text primary key,
        content jsonb not null
      );
      comment on table routing_part is 'A centre as the routing saw it on a day, or a calendar; never changed, holds no person.';

      create table routing_basis (
        hash text primary key,
        parts text[] not null
      );
      comment on table routing_basis is 'The parts from which a routing was answered, by their hashes.';

      create table routing_decision (
        id uuid primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        event text not null check (event in ('submit', 'reassign', 'forward', 'correct')),
        decided_at timestamptz not null,
        question jsonb not null,
        basis text not null references routing_basis (hash),
        chosen_centre_id uuid references organisation (id),
        answer jsonb not null,
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      comment on table routing_decision is 'Why a centre was chosen: question, ranked answer and what it was answered from; deleted at the purge.';
      create index routing_decision_of_referral on routing_decision (referral_id, decided_at);
      create index routing_decision_by_time on routing_decision (decided_at, id);

      create table routing_gap (
        ags text not null references municipality (ags),
        target_group text not null,
        gap_on date not null,
        primary key (ags, target_group, gap_on)
      );
      comment on table routing_gap is 'On this day nobody could be proposed and the coordinators were told; kept for 30 days, so that they are told once.';

      ${TABLES.map(forceRowSecurity).join('\n')}
      ${['routing_part', 'routing_basis'].map((table) => `
        grant insert on ${table} to app_rw;
        grant select on ${table} to app_clock;
        create policy brought_by_party on ${table} for insert to app_rw with check (${actsAs(`'police_authority', 'centre'`)});
        create policy by_clock on ${table} for select to app_clock using (true);`).join('\n')}

      grant select, insert on routing_decision to app_rw;
      grant select, delete on routing_decision to app_clock;
      -- Where a centre sent a person on tells where she or he is now: the police do not read it.
      create policy of_visible_referral on routing_decision for select to app_rw using (exists (
        select 1 from referral r where r.id = referral_id and (event <> 'forward' or r.centre_id = ${ACTING_ORGANISATION})));
      create policy by_party on routing_decision for insert to app_rw with check (exists (
        select 1 from referral r where r.id = referral_id and (event not in ('submit', 'correct') or r.police_authority_id = ${ACTING_ORGANISATION})));
      create policy by_clock on routing_decision to app_clock using (true) with check (true);

      grant select, insert, delete on routing_gap to app_definer;
      create policy told_once on routing_gap to app_definer using (true) with check (true);
    `);
    for (const { before, after } of PASSAGES) await rewrite(queryRunner, before, after);
    await this.functions(queryRunner);
  }

  private async functions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Answers true when somebody was told now, false when it was told on that day before.
      create function tell_nobody_to_refer_to(of_ags text, of_target_group text, at timestamptz) returns boolean language plpgsql security definer
        set search_path = public, pg_temp as $$
        begin
          if not ${actsAs(`'police_authority', 'centre'`)} then raise exception 'only who refers asks for a centre' using errcode = '42501'; end if;
          delete from routing_gap where gap_on < (at at time zone 'Europe/Berlin')::date - 30;
          insert into routing_gap values (of_ags, of_target_group, (at at time zone 'Europe/Berlin')::date) on conflict do nothing;
          if not found then return false; end if;
          insert into notification (id, organisation_id, role, template, created_at, next_try_at)
            with network as (
              select n.organisation_id from network_area n join municipality m on m.district_ags = n.district_ags join organisation o on o.id = n.organisation_id
              where m.ags = of_ags and o.active),
            office as (select id from organisation where kind = 'state_office' and active and not exists (select 1 from network))
            select gen_random_uuid(), told.id, told.role, 'nobody_to_refer_to', at, at from (
              select organisation_id as id, 'local_coordinator' as role from network
              union all select id, 'state_coordinator' from office
              union all select id, 'admin' from organisation where kind = 'operator' and active
                and not exists (select 1 from network) and not exists (select 1 from office)) told;
          return true;
        end $$;
      revoke all on function tell_nobody_to_refer_to(text, text, timestamptz) from public;
      grant execute on function tell_nobody_to_refer_to(text, text, timestamptz) to app_rw;
      grant create on schema public to app_definer;
      alter function tell_nobody_to_refer_to(text, text, timestamptz) owner to app_definer;
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function tell_nobody_to_refer_to(text, text, timestamptz)');
    for (const { before, after } of [...PASSAGES].reverse()) await rewrite(queryRunner, after, before);
    await queryRunner.query([...TABLES].reverse().map((table) => `drop table ${table};`).join(' '));
  }
}

/** Replaces a passage that stands in apply_change exactly once; anything else ends the migration. */
async function rewrite(queryRunner: QueryRunner, from: string, to: string): Promise<void> {
  const [{ text }] = (await queryRunner.query('select pg_get_functiondef($1::regprocedure) as text', [APPLY_CHANGE])) as [{ text: string }];
  if (text.split(from).length !== 2) throw new Error(`the passage to replace does not stand once in ${APPLY_CHANGE}`);
  await queryRunner.query(text.replace(from, () => to));
}
