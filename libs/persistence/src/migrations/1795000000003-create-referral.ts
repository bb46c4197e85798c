import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION, ACTING_USER, forceRowSecurity } from './row-security.js';

const STATES = `'draft', 'submitted', 'returned', 'declined', 'accepted', 'contacting', 'reached', 'closed', 'withdrawn', 'purged'`;

/** A row that hangs on a referral is visible exactly when its referral is: one rule, so a new column of the rule reaches all of them. */
const VISIBLE_REFERRAL = 'exists (select 1 from referral r where r.id = referral_id)';
const VISIBLE_TO_ASSIGNED_CENTRE = `exists (select 1 from referral r where r.id = referral_id and r.centre_id = ${ACTING_ORGANISATION})`;

/** The columns of a referral that an event may change; the rest is set once. */
const CHANGEABLE = [
  'state', 'version', 'whereabouts_ags', 'target_group', 'consent_version', 'contact_version', 'centre_contact_from', 'risk_level', 'address_block',
  'unsafe_contact', 'interpreter', 'children', 'minor', 'capacity_decided_by', 'mutual_allegation', 'on_behalf', 'moved', 'escalation', 'named_user_ids', 'excluded_user_ids',
  'counsellor_id', 'counsellor_until', 'first_submitted_at', 'accepted_at', 'first_attempt_at', 'reached_at', 'closed_at', 'police_access_until',
  'phone_frozen_at', 'contact_locked_at', 'purged_at', 'reached_result', 'outcome', 'feedback', 'feedback_released_at', 'next_due_at',
];

const OF_POLICE = `police_authority_id = ${ACTING_ORGANISATION}`;

/** The rows below a referral that both sides read, and who may write them: always in the own name, what the police order and ask only the police. */
const CHILDREN: Readonly<Record<string, string>> = {
  consent: `recorded_by = ${ACTING_USER}`,
  assignment: `assigned_by = ${ACTING_USER}`,
  protection_measure: `${OF_POLICE} and recorded_by = ${ACTING_USER}`,
  referral_event: `organisation_id = ${ACTING_ORGANISATION} and actor_id = ${ACTING_USER}`,
  recall: `${OF_POLICE} and asked_by = ${ACTING_USER}`,
};
const CENTRE_ONLY = ['attempt'];

/**
 * The chain's rows. `referral` holds routing, state and version, never personal data; what reaches a person is ciphertext in `contact`.
 * Every row below a referral quotes (police_authority_id, referral_id): a foreign key ignores row-level security, so the tenant is part of the key
 * and a foreign id fails like an unknown one.
 */
export class CreateReferral1795000000003 implements MigrationInterface {
  name = 'CreateReferral1795000000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table deployment (
        id uuid primary key,
        police_authority_id uuid not null references organisation (id),
        incident_ags text not null references municipality (ags),
        occurred_at timestamptz not null,
        unique (police_authority_id, id)
      );

      create table referral (
        id uuid primary key,
        reference text not null,
        state text not null check (state in (${STATES})),
        version integer not null check (version > 0),
        police_authority_id uuid not null references organisation (id),
        centre_id uuid references organisation (id),
        deployment_id uuid not null,
        incident_ags text not null references municipality (ags),
        whereabouts_ags text not null references municipality (ags),
        target_group text not null,
        consent_version integer not null default 0,
        contact_version integer not null default 0,
        centre_contact_from integer not null default 1,
        risk_level text not null default 'none' check (risk_level in ('none', 'raised', 'high')),
        address_block boolean not null default false,
        unsafe_contact boolean not null default false,
        interpreter boolean not null default false,
        children boolean not null default false,
        minor boolean not null default false,
        capacity_decided_by uuid,
        mutual_allegation boolean not null default false,
        on_behalf boolean not null default false,
        moved boolean not null default false,
        escalation smallint not null default 0 check (escalation between 0 and 3),
        named_user_ids uuid[],
        excluded_user_ids uuid[] not null default '{}',
        counsellor_id uuid,
        counsellor_until date,
        created_by uuid not null,
        created_at timestamptz not null,
        first_submitted_at timestamptz,
        accepted_at timestamptz,
        first_attempt_at timestamptz,
        reached_at timestamptz,
        closed_at timestamptz,
        police_access_until timestamptz,
        phone_frozen_at timestamptz,
        contact_locked_at timestamptz,
        purged_at timestamptz,
        reached_result text,
        outcome text,
        feedback text,
        feedback_released_at timestamptz,
        next_due_at timestamptz,
        foreign key (police_authority_id, deployment_id) references deployment (police_authority_id, id),
        unique (police_authority_id, id),
        unique (police_authority_id, reference)
      );
      comment on table referral is 'One endangered person handed over once. Routing, state, version and flags; no personal data.';
      comment on column referral.named_user_ids is 'Sealed when not null: only these persons see that the row exists.';
      comment on column referral.excluded_user_ids is 'These persons never learn that the row exists.';
      comment on column referral.capacity_decided_by is 'Who found a minor able to consent; null for adults and while nobody has decided.';
      comment on column referral.centre_contact_from is 'The assigned centre reads contact versions from here on; raised by a forward after a move.';
      comment on column referral.next_due_at is 'Earliest due instant of the running clocks: the order of the inbox.';
      -- infinity stands for "no clock runs": a null would fall out of the row comparison that pages through the list.
      create index referral_inbox on referral (centre_id, (case when next_due_at is null then 'infinity' else next_due_at end), id) where state in ('submitted', 'accepted', 'contacting', 'reached');
      create index referral_of_centre on referral (centre_id, (case when next_due_at is null then 'infinity' else next_due_at end), id);
      create index referral_of_police on referral (police_authority_id, created_at desc, id desc);
      create index referral_running_of_police on referral (police_authority_id, next_due_at) where next_due_at is not null;

      create table contact (
        referral_id uuid not null,
        police_authority_id uuid not null,
        version integer not null check (version > 0),
        compartment text not null check (compartment in ('shared', 'centre')),
        ciphertext bytea not null,
        recorded_by uuid not null,
        recorded_by_organisation_id uuid not null references organisation (id),
        recorded_at timestamptz not null,
        primary key (referral_id, version),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      comment on table contact is 'Versioned AES-256-GCM envelopes. Compartment centre: what the person told the centre; never readable by the police.';

      create table consent (
        referral_id uuid not null,
        police_authority_id uuid not null,
        version integer not null check (version > 0),
        scope text not null check (scope in ('named_centre', 'other_suitable')),
        field_groups text[] not null,
        form text not null check (form in ('signed', 'oral', 'digital')),
        given_at timestamptz not null,
        explained_in text not null,
        interpreter_present boolean not null,
        named_centre_id uuid references organisation (id),
        withdrawn_at timestamptz,
        withdrawal_heard_by text,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        primary key (referral_id, version),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );

      create table assignment (
        id uuid primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        centre_id uuid not null references organisation (id),
        agreement_version integer,
        assigned_at timestamptz not null,
        assigned_by uuid not null,
        accepted_at timestamptz,
        ended_at timestamptz,
        end_reason text,
        suggested_centre_id uuid references organisation (id),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      create unique index assignment_one_active on assignment (referral_id) where ended_at is null;
      create index assignment_of_referral on assignment (referral_id, assigned_at);

      create table protection_measure (
        referral_id uuid not null,
        police_authority_id uuid not null,
        version integer not null check (version > 0),
        change text not null check (change in ('ordered', 'court_applied', 'court_decided', 'shortened', 'lifted', 'checked')),
        ordered_at timestamptz not null,
        last_day_on date not null,
        court_applied_on date,
        court_decided_on date,
        lifted_on date,
        checked_on date,
        rule_set_version text not null references rule_set (version),
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        primary key (referral_id, version),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );

      create table attempt (
        id uuid primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        centre_id uuid not null references organisation (id),
        attempted_at timestamptz not null,
        channel text not null,
        result text not null,
        contact_version integer not null,
        overridden_refusal text,
        override_reason text,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      create index attempt_of_referral on attempt (referral_id, attempted_at);

      create table recall (
        referral_id uuid not null,
        police_authority_id uuid not null,
        asked_at timestamptz not null,
        asked_by uuid not null,
        reason text not null,
        answered_at timestamptz,
        answer text,
        primary key (referral_id, asked_at),
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );

      create table referral_event (
        id bigint generated always as identity primary key,
        referral_id uuid not null,
        police_authority_id uuid not null,
        event text not null,
        from_state text,
        to_state text not null check (to_state in (${STATES})),
        version integer not null,
        side text not null check (side in ('police', 'centre', 'both')),
        actor_id uuid,
        role text not null,
        organisation_id uuid,
        happened_at timestamptz not null,
        data jsonb not null,
        foreign key (police_authority_id, referral_id) references referral (police_authority_id, id)
      );
      comment on column referral_event.data is 'Codes, dates and ids only; never a value typed by a person.';
      create index referral_event_of_referral on referral_event (referral_id, id);

      create table idempotency (
        organisation_id uuid not null references organisation (id),
        key text not null,
        request_hash bytea not null,
        referral_id uuid not null,
        created_at timestamptz not null,
        primary key (organisation_id, key)
      );

      create table key_shred (
        id uuid primary key,
        referral_id uuid not null,
        organisation_id uuid,
        due_at timestamptz not null,
        done_at timestamptz
      );
      comment on table key_shred is 'Orders to destroy wrapped keys: of one organisation, or of all when organisation_id is null.';
      create index key_shred_open on key_shred (due_at) where done_at is null;
    `);
    await this.policies(queryRunner);
  }

  private async policies(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${['deployment', 'referral', 'contact', ...Object.keys(CHILDREN), ...CENTRE_ONLY, 'idempotency', 'key_shred'].map(forceRowSecurity).join('\n')}

      -- Wrapped: bare, the planner answers the "or" from two indexes and sorts a whole inbox, instead of using the inbox's own index.
      create policy party_to_referral on referral for select to app_rw
        using (coalesce(police_authority_id = ${ACTING_ORGANISATION} or centre_id = ${ACTING_ORGANISATION}, false));
      create policy party_changes on referral for update to app_rw
        using (police_authority_id = ${ACTING_ORGANISATION} or centre_id = ${ACTING_ORGANISATION})
        with check (police_authority_id = ${ACTING_ORGANISATION} or centre_id = ${ACTING_ORGANISATION});
      create policy police_creates on referral for insert to app_rw with check (police_authority_id = ${ACTING_ORGANISATION});
      -- A draft belongs to the police alone, even when a centre has been named in it.
      create policy draft_is_police on referral as restrictive for select to app_rw
        using (state <> 'draft' or police_authority_id = ${ACTING_ORGANISATION});
      create policy sealed on referral as restrictive for all to app_rw
        using ((named_user_ids is null or ${ACTING_USER} = any (named_user_ids)) and not (${ACTING_USER} = any (excluded_user_ids)))
        with check (true);
      create policy by_clock on referral to app_clock using (true) with check (true);
      create policy stalled_items on referral for select to app_definer using (true);

      create policy own on deployment to app_rw using (police_authority_id = ${ACTING_ORGANISATION}) with check (police_authority_id = ${ACTING_ORGANISATION});
      create policy by_clock on deployment to app_clock using (true) with check (true);
      create policy own on idempotency to app_rw using (organisation_id = ${ACTING_ORGANISATION}) with check (organisation_id = ${ACTING_ORGANISATION});
      create policy by_clock on idempotency to app_clock using (true);
      create policy of_visible_referral on key_shred for select to app_rw using (${VISIBLE_REFERRAL});
      -- An order destroys the key of one party; all keys at once only the purge destroys.
      create policy of_party on key_shred for insert to app_rw with check (exists (select 1 from referral r where r.id = referral_id and (
        key_shred.organisation_id in (r.police_authority_id, r.centre_id)
        or exists (select 1 from assignment a where a.referral_id = r.id and a.centre_id = key_shred.organisation_id))));
      create policy by_clock on key_shred to app_clock using (true) with check (true);

      create policy police_side on contact for select to app_rw using (compartment = 'shared' and exists (
        select 1 from referral r where r.id = referral_id and r.police_authority_id = ${ACTING_ORGANISATION} and r.contact_locked_at is null));
      create policy centre_side on contact for select to app_rw using (exists (
        select 1 from referral r where r.id = referral_id and r.centre_id = ${ACTING_ORGANISATION}
          and r.state <> 'declined' and contact.version >= r.centre_contact_from and r.contact_locked_at is null));
      create policy recorded_by_party on contact for insert to app_rw
        with check (recorded_by_organisation_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER} and exists (
          select 1 from referral r where r.id = referral_id and case compartment
            when 'shared' then r.police_authority_id = ${ACTING_ORGANISATION} else r.centre_id = ${ACTING_ORGANISATION} end));
      create policy by_clock on contact for delete to app_clock using (true);
      create policy by_clock_seen on contact for select to app_clock using (true);
    `);
    for (const [table, mayWrite] of Object.entries(CHILDREN)) {
      await queryRunner.query(`
        create policy of_visible_referral on ${table} for select to app_rw using (${VISIBLE_REFERRAL});
        create policy in_own_name on ${table} for insert to app_rw with check (${VISIBLE_REFERRAL} and ${mayWrite});
        create policy by_clock on ${table} to app_clock using (true) with check (true);`);
    }
    await queryRunner.query(`
      create policy of_assigned_centre on attempt to app_rw using (${VISIBLE_TO_ASSIGNED_CENTRE})
        with check (${VISIBLE_TO_ASSIGNED_CENTRE} and centre_id = ${ACTING_ORGANISATION} and recorded_by = ${ACTING_USER});
      create policy taken_or_ended on assignment for update to app_rw using (${VISIBLE_REFERRAL}) with check (${VISIBLE_REFERRAL});
      -- A recall is answered by whoever was asked.
      create policy answered_by_centre on recall for update to app_rw using (${VISIBLE_TO_ASSIGNED_CENTRE});
      create policy by_clock on attempt to app_clock using (true) with check (true);
      -- What a centre did is no business of the police (secrecy of counsellors, § 203 StGB).
      create policy not_the_other_side on referral_event as restrictive for select to app_rw using (side = 'both'
        or (side = 'police') = exists (select 1 from referral r where r.id = referral_id and r.police_authority_id = ${ACTING_ORGANISATION}));

      -- Who owns a row and who is assigned never changes by a plain update: the latter goes through hand_over_referral.
      grant update (${CHANGEABLE.join(', ')}) on referral to app_rw, app_clock;
      grant select, insert on referral to app_rw;
      grant select on referral to app_clock;
      grant select, insert on recall, assignment to app_rw, app_clock;
      grant update (accepted_at, ended_at, end_reason, suggested_centre_id) on assignment to app_rw, app_clock;
      grant update (answered_at, answer) on recall to app_rw, app_clock;
      grant select, insert on deployment, consent, protection_measure, referral_event, idempotency, attempt, key_shred to app_rw;
      grant select, insert on deployment, consent, protection_measure, referral_event, attempt to app_clock;
      grant select, insert on contact to app_rw;
      grant select (referral_id, version, police_authority_id), insert, delete on contact to app_clock;
      grant select, insert, update on key_shred to app_clock;
      grant select, delete on idempotency to app_clock;
      grant delete on attempt, consent, protection_measure, recall, deployment to app_clock;
      grant select on referral to app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table key_shred; drop table idempotency; drop table referral_event; drop table recall; drop table attempt;
      drop table protection_measure; drop table assignment; drop table consent; drop table contact; drop table referral; drop table deployment;
    `);
  }
}
