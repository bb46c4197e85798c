import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER } from './row-security.js';

/** Clocks that inform or that nobody's contact waits for; the inbox is ordered, and overdue is said, by the others (chain.md, C6, C7, C12, C13). */
const INFORMATION = `('measure_end', 'measure_extended', 'retention', 'feedback')`;

/**
 * The hot commands, one round trip each: a change decided by the domain is written as a whole or not at all.
 * apply_change runs with the caller's rights (row-level security holds); only the last step, giving the row to another centre,
 * needs a narrow function of its own, because a row may not be moved out of the mover's own sight otherwise.
 */
export class CreateCommands1795000000006 implements MigrationInterface {
  name = 'CreateCommands1795000000006';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create policy hand_over on referral for update to app_definer using (true) with check (true);
      grant update (centre_id) on referral to app_definer;
      create policy hand_over on assignment for select to app_definer using (true);
      grant select on assignment to app_definer;

      create function hand_over_referral(of_referral uuid, to_centre uuid)
        returns void language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          -- The row follows the assignment that the same change wrote: to the assigned centre, or to none when none is assigned.
          update referral set centre_id = to_centre
          where id = of_referral
            and to_centre is not distinct from (select a.centre_id from assignment a where a.referral_id = of_referral and a.ended_at is null)
            and (session_user = 'app_clock' or (
            (police_authority_id = ${ACTING_ORGANISATION} or centre_id = ${ACTING_ORGANISATION})
            and (named_user_ids is null or ${ACTING_USER} = any (named_user_ids)) and not (${ACTING_USER} = any (excluded_user_ids))));
          if not found then raise exception 'not a party to this referral' using errcode = '42501'; end if;
        end $$;
      revoke all on function hand_over_referral(uuid, uuid) from public;
      grant execute on function hand_over_referral(uuid, uuid) to app_rw, app_clock;
      grant create on schema public to app_definer;
      alter function hand_over_referral(uuid, uuid) owner to app_definer;
      revoke create on schema public from app_definer;

      -- One plan per statement and connection: all go by a key, and planning anew for each change cost a third of its time.
      -- A part that is absent or empty runs no statement; each would cost as much as a row.
      create function apply_change(change jsonb) returns jsonb language plpgsql
        set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
        declare
          patch jsonb := change -> 'referral';
          the_id uuid := (patch ->> 'id')::uuid;
          at timestamptz := (change ->> 'at')::timestamptz;
          creates boolean := (change ->> 'expectedVersion') is null;
          existing referral;
          changed referral;
          replay idempotency;
        begin
          perform set_config('app.organisation_id', coalesce(change ->> 'organisationId', ''), true), set_config('app.user_id', coalesce(change ->> 'userId', ''), true);

          if jsonb_typeof(change -> 'idempotency') = 'object' then
            insert into idempotency (organisation_id, key, request_hash, referral_id, created_at)
            values ((change ->> 'organisationId')::uuid, change #>> '{idempotency,key}', decode(change #>> '{idempotency,requestHash}', 'hex'), the_id, at)
            on conflict do nothing;
            if not found then
              select * into replay from idempotency where organisation_id = (change ->> 'organisationId')::uuid and key = change #>> '{idempotency,key}';
              if replay.request_hash = decode(change #>> '{idempotency,requestHash}', 'hex') then
                return jsonb_build_object('kind', 'replayed', 'referralId', replay.referral_id);
              end if;
              return jsonb_build_object('kind', 'key_reused');
            end if;
          end if;

          if jsonb_typeof(change -> 'deployment') = 'object' then
            insert into deployment select * from jsonb_populate_record(null::deployment, change -> 'deployment') on conflict (id) do nothing;
          end if;

          if creates then
            changed := jsonb_populate_record(null::referral, patch);
            -- Its clocks are those of the change, so its next due instant is known before they are written and the row is written once.
            changed.next_due_at := (select min((c ->> 'due_at')::timestamptz) from jsonb_array_elements(coalesce(change -> 'clocks', '[]')) c
              where c ->> 'kind' not in ${INFORMATION});
            insert into referral values (changed.*);
          else
            select * into existing from referral where id = the_id for no key update;
            if not found then return jsonb_build_object('kind', 'unknown'); end if;
            if existing.version <> (change ->> 'expectedVersion')::integer then
              return jsonb_build_object('kind', 'stale', 'version', existing.version);
            end if;
            changed := jsonb_populate_record(existing, patch);
            if jsonb_array_length(change -> 'settle') > 0 then
              update clock set settled_at = at, settled_by = change #>> '{settledBy}'
                where referral_id = the_id and settled_at is null and kind = any (array(select jsonb_array_elements_text(change -> 'settle')));
            end if;
            if jsonb_typeof(change -> 'pause') = 'object' then
              update clock set paused_at = at, paused_until = (change #>> '{pause,until}')::timestamptz, pause_reason = change #>> '{pause,reason}'
                where referral_id = the_id and settled_at is null and kind = change #>> '{pause,kind}';
            end if;
          end if;
          if jsonb_array_length(change -> 'clocks') > 0 then
            insert into clock (id, referral_id, police_authority_id, kind, started_at, due_at, derivation, ladder, next_rung, next_rung_at,
                rule_set_version, agreement_version, calendar_version, paused_seconds, paused_at, paused_until, pause_reason, replaces)
              select c.id, c.referral_id, c.police_authority_id, c.kind, c.started_at, c.due_at, c.derivation, c.ladder, 0, (c.ladder #>> '{0,dueAt}')::timestamptz,
                c.rule_set_version, c.agreement_version, c.calendar_version, coalesce(c.paused_seconds, 0), c.paused_at, c.paused_until, c.pause_reason, c.replaces
              from jsonb_populate_recordset(null::clock, change -> 'clocks') c;
          end if;
          if not creates then
            changed.next_due_at := (select min(due_at) from clock where referral_id = the_id and settled_at is null and paused_at is null and kind not in ${INFORMATION});
            update referral set
              state = changed.state, version = changed.version, whereabouts_ags = changed.whereabouts_ags, target_group = changed.target_group,
              consent_version = changed.consent_version, contact_version = changed.contact_version, centre_contact_from = changed.centre_contact_from,
              risk_level = changed.risk_level, address_block = changed.address_block, unsafe_contact = changed.unsafe_contact,
              interpreter = changed.interpreter, children = changed.children, minor = changed.minor, capacity_decided_by = changed.capacity_decided_by, mutual_allegation = changed.mutual_allegation,
              on_behalf = changed.on_behalf, moved = changed.moved, escalation = changed.escalation, named_user_ids = changed.named_user_ids,
              excluded_user_ids = changed.excluded_user_ids, counsellor_id = changed.counsellor_id, counsellor_until = changed.counsellor_until,
              first_submitted_at = changed.first_submitted_at, accepted_at = changed.accepted_at, first_attempt_at = changed.first_attempt_at,
              reached_at = changed.reached_at, closed_at = changed.closed_at, police_access_until = changed.police_access_until,
              phone_frozen_at = changed.phone_frozen_at, contact_locked_at = changed.contact_locked_at, purged_at = changed.purged_at,
              reached_result = changed.reached_result, outcome = changed.outcome, feedback = changed.feedback,
              feedback_released_at = changed.feedback_released_at, next_due_at = changed.next_due_at
            where id = the_id;
          end if;

          if jsonb_array_length(change -> 'contacts') > 0 then
            insert into contact (referral_id, police_authority_id, version, compartment, ciphertext, recorded_by, recorded_by_organisation_id, recorded_at)
              select c.referral_id, c.police_authority_id, c.version, c.compartment, decode(e ->> 'ciphertextBase64', 'base64'), c.recorded_by, c.recorded_by_organisation_id, c.recorded_at
              from jsonb_array_elements(change -> 'contacts') e, jsonb_populate_record(null::contact, e - 'ciphertextBase64') c;
          end if;
          if (change ->> 'purge')::boolean then delete from contact where referral_id = the_id; delete from attempt where referral_id = the_id; delete from consent where referral_id = the_id;
            delete from protection_measure where referral_id = the_id; delete from recall where referral_id = the_id; end if;
          if jsonb_array_length(change -> 'consents') > 0 then
            insert into consent select * from jsonb_populate_recordset(null::consent, change -> 'consents');
          end if;
          if jsonb_array_length(change -> 'measures') > 0 then
            insert into protection_measure select * from jsonb_populate_recordset(null::protection_measure, change -> 'measures');
          end if;
          if jsonb_typeof(change -> 'endAssignment') = 'object' then
            update assignment set ended_at = at, end_reason = change #>> '{endAssignment,reason}', suggested_centre_id = (change #>> '{endAssignment,suggestedCentreId}')::uuid
              where referral_id = the_id and ended_at is null;
          end if;
          if jsonb_array_length(change -> 'assignments') > 0 then
            insert into assignment select * from jsonb_populate_recordset(null::assignment, change -> 'assignments');
          end if;
          if (change ->> 'acceptAssignment')::boolean then
            update assignment set accepted_at = at where referral_id = the_id and ended_at is null;
          end if;
          if jsonb_array_length(change -> 'attempts') > 0 then
            insert into attempt select * from jsonb_populate_recordset(null::attempt, change -> 'attempts');
          end if;
          if jsonb_array_length(change -> 'recalls') > 0 then
            insert into recall select * from jsonb_populate_recordset(null::recall, change -> 'recalls');
          end if;
          if change ->> 'recallAnswer' is not null then
            update recall set answered_at = at, answer = change ->> 'recallAnswer' where referral_id = the_id and answered_at is null;
          end if;

          if jsonb_array_length(change -> 'events') > 0 then
            insert into referral_event (referral_id, police_authority_id, event, from_state, to_state, version, side, actor_id, role, organisation_id, happened_at, data)
              select v.referral_id, v.police_authority_id, v.event, v.from_state, v.to_state, v.version, v.side, v.actor_id, v.role, v.organisation_id, v.happened_at, v.data
              from jsonb_populate_recordset(null::referral_event, change -> 'events') v;
          end if;
          if jsonb_array_length(change -> 'notifications') > 0 then
            insert into notification (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at)
              select n.id, n.organisation_id, n.role, n.template, n.referral_id, n.reference, n.clock_id, n.clock_kind, n.rung, n.responsible_organisation_id, n.created_at, n.created_at
              from jsonb_populate_recordset(null::notification, change -> 'notifications') n;
          end if;
          if jsonb_array_length(change -> 'shreds') > 0 then
            insert into key_shred select * from jsonb_populate_recordset(null::key_shred, change -> 'shreds');
          end if;
          perform audit.append(the_id, at, (change ->> 'userId')::uuid, (change ->> 'organisationId')::uuid, change ->> 'role', a ->> 'action', the_id,
              array(select jsonb_array_elements_text(coalesce(a -> 'fields', '[]'))), a ->> 'purpose', coalesce(a ->> 'decision', 'allowed'), change ->> 'requestId')
            from jsonb_array_elements(coalesce(change -> 'audits', '[]')) a;

          if not creates and patch ? 'centre_id' and existing.centre_id is distinct from (patch ->> 'centre_id')::uuid then
            perform hand_over_referral(the_id, (patch ->> 'centre_id')::uuid);
          end if;
          return jsonb_build_object('kind', 'applied', 'version', (patch ->> 'version')::integer);
        end $$;
      revoke all on function apply_change(jsonb) from public;
      grant execute on function apply_change(jsonb) to app_rw, app_clock;

      -- The trail of many rungs at once: what audit.append does for one entry, for at most one entry per chain. Heads are there once a referral has any entry.
      create function audit.append_passed(chains uuid[], kinds text[], rungs text[], at timestamptz) returns void language plpgsql security definer
        set search_path = audit, public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set jit = off as $$
        begin
          insert into audit.head (chain, seq, hash)
            select c, 0, sha256(c::text::bytea) from unnest(chains) c where not exists (select 1 from audit.head h where h.chain = c) on conflict (chain) do nothing;
          with item as (
            select h.hash as previous, row(0, i.chain, h.seq + 1, date_trunc('milliseconds', at), date_trunc('milliseconds', clock_timestamp()), null, null, 'clock', 'referral.clock_passed',
                i.chain, array[i.kind, i.rung], null, 'fired', null, h.hash, null)::audit.event as e
            from unnest(chains, kinds, rungs) i (chain, kind, rung), lateral (select p.seq, p.hash from audit.head p where p.chain = i.chain for update) h
          ), entry as materialized (
            select i.e, i.previous, sha256(i.previous || convert_to(audit.canonical(i.e), 'UTF8')) as hash from item i
          ), written as (
            insert into audit.event (chain, seq, happened_at, recorded_at, actor_id, organisation_id, role, action, referral_id, fields, purpose, decision, request_id, previous_hash, hash)
              select (n.e).chain, (n.e).seq, (n.e).happened_at, (n.e).recorded_at, (n.e).actor_id, (n.e).organisation_id, (n.e).role, (n.e).action, (n.e).referral_id, (n.e).fields,
                (n.e).purpose, (n.e).decision, (n.e).request_id, n.previous, n.hash from entry n)
          update audit.head h set seq = (n.e).seq, hash = n.hash from entry n where h.chain = (n.e).chain;
        end $$;

      -- Fires the next rung of these clocks, which the caller has locked, with all it causes; of several clocks of one referral only the first, the others stay due.
      -- Every table is reached by key: with more than a few hundred thousand rows a plan that reads one whole would cost more than all the rest.
      create function fire_these(ids uuid[], at timestamptz) returns table (clock_id uuid, kind text, rung text, referral_id uuid)
        language plpgsql set search_path = public, pg_temp set enable_mergejoin = off set enable_seqscan = off set jit = off as $$
        begin
          return query
          with due as (
            select distinct on (c.referral_id) c.id, c.referral_id as of_id, c.kind, c.ladder -> c.next_rung as step, (c.ladder #>> array[(c.next_rung + 1)::text, 'dueAt'])::timestamptz as next_at
            from unnest(ids) i, lateral (select * from clock k where k.id = i) c order by c.referral_id, c.next_rung_at
          ), held as materialized (
            -- A referral that a person is changing right now is left to the next round; waiting here could deadlock with that change.
            select d.*, r.whole as r, case when r.state in ('draft', 'returned', 'declined') then r.police_authority_id else r.centre_id end as responsible
            from due d, lateral (select f as whole, f.* from referral f where f.id = d.of_id for no key update skip locked) r
          ), claimed as (
            insert into clock_rung select h.id, h.step ->> 'rung', (h.step ->> 'dueAt')::timestamptz, at, greatest(0, extract(epoch from at - (h.step ->> 'dueAt')::timestamptz) * 1000)::bigint
              from held h on conflict do nothing returning clock_rung.clock_id
          ), item as materialized (
            select h.* from claimed c, held h where h.id = c.clock_id
          ), moved as (
            update clock c set next_rung = c.next_rung + 1, next_rung_at = i.next_at from item i where c.id = i.id
          ), lifted as (
            update referral f set escalation = (i.step ->> 'escalation')::smallint from item i where f.id = i.of_id and (i.step ->> 'escalation')::smallint > (i.r).escalation
          ), passed as (
            insert into referral_event (referral_id, police_authority_id, event, from_state, to_state, version, side, role, happened_at, data)
              select i.of_id, (i.r).police_authority_id, 'clock_passed', (i.r).state, (i.r).state, (i.r).version, 'both', 'clock', at,
                jsonb_build_object('clock', i.kind, 'rung', i.step ->> 'rung', 'responsible', i.responsible) from item i
          ), told as (
            insert into notification (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at)
              select gen_random_uuid(), addressee, split_part(t.told, ':', 2), 'clock_passed', i.of_id, (i.r).reference, i.id, i.kind, i.step ->> 'rung', i.responsible, at,
                -- What is due at the end of retention is the purge, which comes within a minute: its alarm is mailed only if it has not.
                case when i.kind = 'retention' then at + interval '1 hour' else at end
              -- While no centre holds the referral the police owe the next step, so they are told what a centre would have been.
              from item i, lateral (select distinct case when (i.r).state in ('draft', 'declined') then
                  case t when 'centre:counsellor' then 'police:victim_protection' when 'centre:centre_lead' then 'police:police_lead' else t end else t end as told
                  from jsonb_array_elements_text(i.step -> 'tells') t) t, lateral (
                  -- The two sides stand in the row; only the others are looked for.
                  select (i.r).police_authority_id as addressee where t.told like 'police:%' union all select (i.r).centre_id where t.told like 'centre:%' and (i.r).centre_id is not null
                  union all select a from addressees_of(split_part(t.told, ':', 1), i.r) a where t.told not like 'police:%' and t.told not like 'centre:%') a
          ), trail as (
            select audit.append_passed(array_agg(i.of_id), array_agg(i.kind), array_agg(i.step ->> 'rung'), at) from item i having count(*) > 0
          )
          select i.id, i.kind, i.step ->> 'rung', i.of_id from item i where (select count(*) from trail) >= 0;
        end $$;

      create function fire_due(at timestamptz, at_most integer) returns table (clock_id uuid, kind text, rung text, referral_id uuid)
        language plpgsql set search_path = public, pg_temp set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
        declare
          ids uuid[];
          one uuid;
          batch jsonb;
        begin
          -- In the order of the index and no further than the limit: a plan that first sorts everything due reads all of it again for each batch.
          ids := array(select c.id from clock c where c.settled_at is null and c.paused_at is null and c.next_rung_at <= at
            order by c.next_rung_at limit at_most for update skip locked);
          if ids = '{}' then return; end if;
          begin
            batch := (select jsonb_agg(f) from fire_these(ids, at) f);
            return query select f.* from jsonb_to_recordset(batch) as f(clock_id uuid, kind text, rung text, referral_id uuid);
            return;
          exception when others then null;
          end;
          -- One of them cannot fire: each by itself, so that it does not hold up the others. It is tried again, and stays due where its ladder says so.
          foreach one in array ids loop
            begin
              batch := (select jsonb_agg(f) from fire_these(array[one], at) f);
              return query select f.* from jsonb_to_recordset(batch) as f(clock_id uuid, kind text, rung text, referral_id uuid);
            exception when others then
              update clock c set next_rung_at = at + interval '5 seconds' where c.id = one;
            end;
          end loop;
        end $$;

      create function addressees_of(side text, of_referral referral) returns setof uuid language sql stable set search_path = public, pg_temp as $$
        select of_referral.police_authority_id where side = 'police'
        union all select of_referral.centre_id where side = 'centre' and of_referral.centre_id is not null
        union all select a.organisation_id from network_area a join municipality m on m.district_ags = a.district_ags
          where side = 'network' and m.ags = of_referral.whereabouts_ags and of_referral.named_user_ids is null
        union all select o.id from organisation o where side = 'operator' and o.kind = 'operator' and o.active
      $$;
      revoke all on function fire_due(timestamptz, integer), addressees_of(text, referral) from public;
      grant execute on function fire_due(timestamptz, integer), addressees_of(text, referral) to app_clock;
      revoke all on function audit.append_passed(uuid[], text[], text[], timestamptz), fire_these(uuid[], timestamptz) from public;
      grant execute on function audit.append_passed(uuid[], text[], text[], timestamptz), fire_these(uuid[], timestamptz) to app_clock;
      grant create on schema audit to app_audit_writer;
      alter function audit.append_passed(uuid[], text[], text[], timestamptz) owner to app_audit_writer;
      revoke create on schema audit from app_audit_writer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function fire_due(timestamptz, integer); drop function fire_these(uuid[], timestamptz); drop function audit.append_passed(uuid[], text[], text[], timestamptz); drop function addressees_of(text, referral); drop function apply_change(jsonb);
      drop function hand_over_referral(uuid, uuid); drop policy hand_over on referral; drop policy hand_over on assignment; revoke select on assignment from app_definer; revoke update (centre_id) on referral from app_definer;
    `);
  }
}
