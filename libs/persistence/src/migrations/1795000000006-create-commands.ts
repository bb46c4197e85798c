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

      create function fire_due(at timestamptz, at_most integer) returns table (clock_id uuid, kind text, rung text, referral_id uuid)
        language plpgsql set search_path = public, pg_temp as $$
        declare
          item record;
          told text;
          responsible uuid;
        begin
          for item in
            select c.id, c.referral_id, c.police_authority_id, c.kind, c.ladder -> c.next_rung as step, c.next_rung, c.next_rung_at, c.ladder
            from clock c
            where c.settled_at is null and c.paused_at is null and c.next_rung_at <= at
            order by c.next_rung_at limit at_most for update of c skip locked
          loop
            declare
              of_referral referral;
            begin
              -- A referral that a person is changing right now is left to the next round; waiting here could deadlock with that change.
              select * into of_referral from referral r where r.id = item.referral_id for no key update skip locked;
              continue when not found;
              insert into clock_rung values (item.id, item.step ->> 'rung', (item.step ->> 'dueAt')::timestamptz, at, greatest(0, extract(epoch from at - (item.step ->> 'dueAt')::timestamptz) * 1000)::bigint)
                on conflict do nothing;
              continue when not found;
              update clock c set next_rung = item.next_rung + 1, next_rung_at = (item.ladder #>> array[(item.next_rung + 1)::text, 'dueAt'])::timestamptz where c.id = item.id;
              if (item.step ->> 'escalation')::smallint > of_referral.escalation then
                update referral r set escalation = (item.step ->> 'escalation')::smallint where r.id = of_referral.id;
              end if;
              responsible := case when of_referral.state in ('draft', 'returned', 'declined') then of_referral.police_authority_id else of_referral.centre_id end;
              insert into referral_event (referral_id, police_authority_id, event, from_state, to_state, version, side, role, happened_at, data)
                values (of_referral.id, of_referral.police_authority_id, 'clock_passed', of_referral.state, of_referral.state, of_referral.version, 'both', 'clock', at,
                  jsonb_build_object('clock', item.kind, 'rung', item.step ->> 'rung', 'responsible', responsible));
              -- While no centre holds the referral the police owe the next step, so they are told what a centre would have been.
              for told in select distinct case when of_referral.state in ('draft', 'declined') then
                  case t when 'centre:counsellor' then 'police:victim_protection' when 'centre:centre_lead' then 'police:police_lead' else t end else t end
                  from jsonb_array_elements_text(item.step -> 'tells') t loop
                insert into notification (id, organisation_id, role, template, referral_id, reference, clock_id, clock_kind, rung, responsible_organisation_id, created_at, next_try_at)
                  select gen_random_uuid(), addressee, split_part(told, ':', 2), 'clock_passed', of_referral.id, of_referral.reference, item.id, item.kind, item.step ->> 'rung', responsible, at,
                    -- What is due at the end of retention is the purge, which comes within a minute: its alarm is mailed only if it has not.
                    case when item.kind = 'retention' then at + interval '1 hour' else at end
                  from addressees_of(split_part(told, ':', 1), of_referral) as addressee;
              end loop;
              perform audit.append(of_referral.id, at, null, null, 'clock', 'referral.clock_passed', of_referral.id, array[item.kind, item.step ->> 'rung'], null, 'fired', null);
              clock_id := item.id; kind := item.kind; rung := item.step ->> 'rung'; referral_id := of_referral.id;
              return next;
            exception when others then
              -- One clock that cannot fire must not hold up the others: it is tried again, and stays due where its ladder says so.
              update clock c set next_rung_at = at + interval '5 seconds' where c.id = item.id;
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
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function fire_due(timestamptz, integer); drop function addressees_of(text, referral); drop function apply_change(jsonb);
      drop function hand_over_referral(uuid, uuid); drop policy hand_over on referral; drop policy hand_over on assignment; revoke select on assignment from app_definer; revoke update (centre_id) on referral from app_definer;
    `);
  }
}
