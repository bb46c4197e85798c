import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Wrapped keys and nothing else. A transaction names the referral or the organisation whose keys it needs; without that every policy
 * answers no row, so a query that forgets it opens nothing and no statement can sweep up all keys at once.
 */
export class CreateKeys1795000001001 implements MigrationInterface {
  name = 'CreateKeys1795000001001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table organisation_key (
        organisation_id uuid not null,
        epoch text not null check (epoch ~ '^[0-9]{4}-[0-9]{2}$'),
        wrapped_key bytea not null,
        created_at timestamptz not null,
        primary key (organisation_id, epoch)
      );
      comment on table organisation_key is 'One key per organisation and month, wrapped by the root key.';
      create table contact_key (
        referral_id uuid not null,
        compartment text not null check (compartment in ('shared', 'centre')),
        organisation_id uuid not null,
        epoch text not null,
        wrapped_key bytea not null,
        created_at timestamptz not null,
        primary key (referral_id, compartment, organisation_id),
        -- A month's key cannot be destroyed while it still opens something.
        foreign key (organisation_id, epoch) references organisation_key (organisation_id, epoch)
      );
      create index contact_key_of_epoch on contact_key (organisation_id, epoch);
      comment on table contact_key is 'The key of one referral and compartment, wrapped for one entitled organisation. Deleting the row deletes the data for it.';

      alter table organisation_key enable row level security; alter table organisation_key force row level security;
      alter table contact_key enable row level security; alter table contact_key force row level security;
      create policy of_named_organisation on organisation_key to app_keys
        using (organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)
        with check (organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid);
      create policy of_named_referral on contact_key to app_keys
        using (referral_id = nullif(current_setting('app.referral_id', true), '')::uuid)
        with check (referral_id = nullif(current_setting('app.referral_id', true), '')::uuid);
      grant usage on schema public to app_keys;
      grant select, insert, delete on organisation_key to app_keys;
      grant select, insert, delete on contact_key to app_keys;
      grant update (epoch, wrapped_key, created_at) on contact_key to app_keys;

      create function organisation_key_of(for_organisation uuid, in_epoch text, candidate bytea, at timestamptz) returns bytea
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.organisation_id', for_organisation::text, true);
          insert into organisation_key values (for_organisation, in_epoch, candidate, at) on conflict do nothing;
          return (select wrapped_key from organisation_key where organisation_id = for_organisation and epoch = in_epoch);
        end $$;

      create function known_organisation_key(for_organisation uuid, in_epoch text) returns bytea
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.organisation_id', for_organisation::text, true);
          return (select wrapped_key from organisation_key where organisation_id = for_organisation and epoch = in_epoch);
        end $$;

      create function contact_keys_of(of_referral uuid, of_compartment text) returns table (organisation_id uuid, epoch text, wrapped_key bytea)
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.referral_id', of_referral::text, true);
          return query select k.organisation_id, k.epoch, k.wrapped_key from contact_key k where k.referral_id = of_referral and k.compartment = of_compartment;
        end $$;

      -- The first to seal decides the key; whoever comes second gets the first one's and must use it.
      create function first_contact_keys(of_referral uuid, of_compartment text, organisations uuid[], epochs text[], wrapped bytea[], at timestamptz)
        returns table (organisation_id uuid, epoch text, wrapped_key bytea) language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.referral_id', of_referral::text, true), pg_advisory_xact_lock(hashtextextended(of_referral::text || of_compartment, 0));
          if not exists (select 1 from contact_key k where k.referral_id = of_referral and k.compartment = of_compartment) then
            insert into contact_key select of_referral, of_compartment, u.o, u.e, u.w, at from unnest(organisations, epochs, wrapped) as u (o, e, w);
          end if;
          return query select k.organisation_id, k.epoch, k.wrapped_key from contact_key k where k.referral_id = of_referral and k.compartment = of_compartment;
        end $$;

      -- Given again, it counts as new: an older order to destroy it must not take it from whoever got the referral back.
      create function add_contact_key(of_referral uuid, of_compartment text, for_organisation uuid, in_epoch text, wrapped bytea, at timestamptz) returns void
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.referral_id', of_referral::text, true);
          insert into contact_key values (of_referral, of_compartment, for_organisation, in_epoch, wrapped, at)
            on conflict (referral_id, compartment, organisation_id) do update set epoch = excluded.epoch, wrapped_key = excluded.wrapped_key, created_at = excluded.created_at;
        end $$;

      -- The old epoch is named, so that two who rotate at once do not undo each other.
      create function rewrap_contact_key(of_referral uuid, of_compartment text, for_organisation uuid, old_epoch text, new_epoch text, wrapped bytea) returns boolean
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.referral_id', of_referral::text, true);
          update contact_key k set epoch = new_epoch, wrapped_key = wrapped
            where k.referral_id = of_referral and k.compartment = of_compartment and k.organisation_id = for_organisation and k.epoch = old_epoch;
          return found;
        end $$;

      create function destroy_organisation_key(of_organisation uuid, of_epoch text) returns boolean
        language plpgsql set search_path = public, pg_temp as $$
        begin
          perform set_config('app.organisation_id', of_organisation::text, true);
          delete from organisation_key k where k.organisation_id = of_organisation and k.epoch = of_epoch;
          return found;
        exception when foreign_key_violation then return false;
        end $$;

      create function shred_contact_keys(of_referral uuid, of_organisation uuid, created_before timestamptz) returns integer
        language plpgsql set search_path = public, pg_temp as $$
        declare destroyed integer;
        begin
          perform set_config('app.referral_id', of_referral::text, true);
          delete from contact_key k where k.referral_id = of_referral and (of_organisation is null or k.organisation_id = of_organisation) and k.created_at <= created_before;
          get diagnostics destroyed = row_count;
          return destroyed;
        end $$;
    `);
    for (const fn of FUNCTIONS)
      await queryRunner.query(`revoke all on function ${fn} from public; grant execute on function ${fn} to app_keys;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const fn of FUNCTIONS) await queryRunner.query(`drop function ${fn}`);
    await queryRunner.query('drop table contact_key; drop table organisation_key;');
  }
}

const FUNCTIONS = [
  'organisation_key_of(uuid, text, bytea, timestamptz)',
  'known_organisation_key(uuid, text)',
  'contact_keys_of(uuid, text)',
  'first_contact_keys(uuid, text, uuid[], text[], bytea[], timestamptz)',
  'add_contact_key(uuid, text, uuid, text, bytea, timestamptz)',
  'rewrap_contact_key(uuid, text, uuid, text, text, bytea)',
  'destroy_organisation_key(uuid, text)',
  'shred_contact_keys(uuid, uuid, timestamptz)',
];
