import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTING_ORGANISATION } from './row-security.js';

const STATE_OFFICE_ACTS = `exists (select 1 from organisation o where o.id = ${ACTING_ORGANISATION} and o.kind = 'state_office')`;
const kinds = (all: readonly string[]): string => all.map((kind) => `'${kind}'`).join(', ');
const KINDS_BEFORE = ['centres', 'agreement', 'rule_set', 'calendar', 'closure'];
const KINDS = [...KINDS_BEFORE, 'authority', 'network'];

/**
 * The state office keeps police authorities and local networks as well: how organisations reach them, and the districts of a network. Which
 * municipalities an authority is competent for is statute and comes with the import of the registry alone.
 */
export class KeepOtherOrganisations1795000000016 implements MigrationInterface {
  name = 'KeepOtherOrganisations1795000000016';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table organisation
        add column phone text,
        add column entry_version integer not null default 1,
        add constraint organisation_entry_version_check check (entry_version > 0);
      comment on column organisation.phone is 'For organisations, of an authority or a local network; a centre''s stands in its entry.';
      comment on column organisation.entry_version is 'Grows with every change of name, telephone, mailbox or districts, so that of two edits the second is told.';
      ${kindsOfProposals(KINDS)}
      grant update (phone, entry_version) on organisation to app_rw;
      grant insert, delete on network_area to app_rw;
      create policy network_by_state_office on organisation for insert to app_rw with check (kind = 'local_network' and ${STATE_OFFICE_ACTS});
      create policy contact_by_state_office on organisation for update to app_rw using (kind in ('police_authority', 'local_network') and ${STATE_OFFICE_ACTS});
      create policy entered_by_state_office on network_area for insert to app_rw with check (${STATE_OFFICE_ACTS});
      create policy ended_by_state_office on network_area for delete to app_rw using (${STATE_OFFICE_ACTS});
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop policy ended_by_state_office on network_area;
      drop policy entered_by_state_office on network_area;
      drop policy contact_by_state_office on organisation;
      drop policy network_by_state_office on organisation;
      revoke insert, delete on network_area from app_rw;
      revoke update (phone, entry_version) on organisation from app_rw;
      delete from registry_proposal where kind in ('authority', 'network');
      ${kindsOfProposals(KINDS_BEFORE)}
      alter table organisation drop column phone, drop column entry_version;
    `);
  }
}

const kindsOfProposals = (all: readonly string[]): string => `
  alter table registry_proposal drop constraint registry_proposal_kind_check;
  alter table registry_proposal add constraint registry_proposal_kind_check check (kind in (${kinds(all)}));`;
