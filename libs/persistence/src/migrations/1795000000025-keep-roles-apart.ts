import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = ['officer', 'victim_protection', 'police_lead', 'counsellor', 'centre_lead'];
const NEW_ROLES = ['facilitator', 'facilitator_lead'];
const OTHERS = ['local_coordinator', 'state_coordinator', 'admin', 'auditor'];
const oneOf = (roles: readonly string[]): string => `(role in (${roles.map((role) => `'${role}'`).join(', ')}))`;
const FUNCTIONS = ['works_with_perpetrators(uuid)', 'keep_roles_apart()', 'keep_kinds_apart()', 'name_role_of_centre()', 'raise_to_facilitators()'];

/**
 * Centres that work with perpetrators have roles of their own: nobody of them has any right in the chain of endangered persons, and nobody of that
 * chain any in theirs. The tables refuse the wrong one, and a centre with people never changes over.
 */
export class KeepRolesApart1795000000025 implements MigrationInterface {
  name = 'KeepRolesApart1795000000025';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app_user drop constraint app_user_role_check;
      alter table app_user add constraint app_user_role_check check ${oneOf([...ROLES, ...NEW_ROLES, ...OTHERS])};

      create function works_with_perpetrators(centre uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce((select p.kind = 'perpetrator_work' from centre_profile p where p.centre_id = centre order by p.version desc limit 1), false)
      $$;

      update app_user set role = case role when 'counsellor' then 'facilitator' else 'facilitator_lead' end
        where role in ('counsellor', 'centre_lead') and works_with_perpetrators(organisation_id);

      create function keep_roles_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if new.role in ('facilitator', 'facilitator_lead') and not works_with_perpetrators(new.organisation_id) then
            raise exception 'this role exists only where one works with perpetrators' using errcode = 'check_violation', constraint = 'app_user_roles_apart';
          end if;
          if new.role in ('counsellor', 'centre_lead') and works_with_perpetrators(new.organisation_id) then
            raise exception 'this role does not exist where one works with perpetrators' using errcode = 'check_violation', constraint = 'app_user_roles_apart';
          end if;
          return new;
        end $$;
      create trigger keep_roles_apart before insert or update of role, organisation_id on app_user for each row execute function keep_roles_apart();

      create function keep_kinds_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if exists (select 1 from centre_profile p where p.centre_id = new.centre_id) and (new.kind = 'perpetrator_work') <> works_with_perpetrators(new.centre_id)
            and exists (select 1 from app_user u where u.organisation_id = new.centre_id) then
            raise exception 'a centre with people never changes over' using errcode = 'check_violation', constraint = 'centre_profile_kinds_apart';
          end if;
          return new;
        end $$;
      create trigger keep_kinds_apart before insert or update of kind on centre_profile for each row execute function keep_kinds_apart();

      -- Whoever writes to "the lead of a centre" reaches the one who leads it, whatever the role is called there. Named to fire before the one that addresses.
      create function name_role_of_centre() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if works_with_perpetrators(new.organisation_id) then
            new.role := case new.role when 'counsellor' then 'facilitator' else 'facilitator_lead' end;
          end if;
          return new;
        end $$;
      create trigger a_role_of_centre before insert on notification for each row when (new.role in ('counsellor', 'centre_lead')) execute function name_role_of_centre();

      -- Nobody is there: the lead is told, then the operator. No level of the other chain ever is.
      create function raise_to_facilitators() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          insert into notification (id, organisation_id, role, template, reference, responsible_organisation_id, created_at, next_try_at, instead_of)
            select gen_random_uuid(), level.organisation_id, level.role, 'nobody_available', null, new.organisation_id, new.created_at, new.created_at, new.id
            from (
              select new.organisation_id, 'facilitator_lead' as role where new.role = 'facilitator'
              union all select o.id, 'admin' from organisation o where o.kind = 'operator' and o.active and new.role = 'facilitator_lead'
            ) level
            where not exists (select 1 from notification n
              where n.organisation_id = level.organisation_id and n.role = level.role and n.created_at = new.created_at and n.template = 'nobody_available'
                and n.responsible_organisation_id = new.organisation_id);
          return null;
        end $$;
      create trigger nobody_of_facilitators after insert on notification for each row
        when (new.addressee_ids = '{}' and new.role in ('facilitator', 'facilitator_lead')) execute function raise_to_facilitators();

      revoke all on function ${FUNCTIONS.join(', ')} from public;
      grant execute on function works_with_perpetrators(uuid) to app_rw, app_clock, app_definer, migrator;
      grant create on schema public to app_definer;
      ${FUNCTIONS.map((name) => `alter function ${name} owner to app_definer;`).join('\n')}
      revoke create on schema public from app_definer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger nobody_of_facilitators on notification; drop trigger a_role_of_centre on notification;
      drop trigger keep_kinds_apart on centre_profile; drop trigger keep_roles_apart on app_user;
      ${[...FUNCTIONS].reverse().map((name) => `drop function ${name};`).join(' ')}
      alter table app_user disable trigger user;
      update app_user set role = case role when 'facilitator' then 'counsellor' else 'centre_lead' end where role in ('facilitator', 'facilitator_lead');
      alter table app_user enable trigger user;
      alter table app_user drop constraint app_user_role_check;
      alter table app_user add constraint app_user_role_check check ${oneOf([...ROLES, ...OTHERS])};
    `);
  }
}
