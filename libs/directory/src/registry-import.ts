import type { DataSource, EntityManager } from 'typeorm';
import { RULE_SETS } from '#domain';
import { nrwHolidays } from './holidays.js';
import { readRegistry, type Registry } from './registry.js';

/** How many rows of each kind the registry holds after the import. */
export interface RegistryImport {
  readonly districts: number;
  readonly municipalities: number;
  readonly postcodes: number;
  readonly policeAuthorities: number;
  readonly ruleSets: number;
  readonly holidays: number;
}

/**
 * Brings districts, municipalities, postcodes, the 47 police authorities, rule sets and the holiday calendar into the database, as the role migrator.
 * - All or nothing; a second run changes nothing.
 * - A name or a competence that changed in the files is updated, a calendar that was imported never is: clocks quote its version.
 * - Nothing is deleted: referrals point to these rows.
 */
export async function importRegistry(dataSource: DataSource): Promise<RegistryImport> {
  const registry = readRegistry();
  return dataSource.transaction(async (tx) => {
    await importAreas(tx, registry);
    return {
      districts: registry.districts.length,
      municipalities: registry.municipalities.length,
      postcodes: registry.postcodes.length,
      policeAuthorities: registry.policeAuthorities.length,
      ruleSets: await importRuleSets(tx),
      holidays: await importCalendar(tx),
    };
  });
}

async function importAreas(tx: EntityManager, registry: Registry): Promise<void> {
  await tx.query(
    `insert into organisation (id, kind, code, name)
     select o.id, 'police_authority', o.code, o.name from jsonb_to_recordset($1) as o (id uuid, code text, name text)
     on conflict (id) do update set name = excluded.name where organisation.name <> excluded.name`,
    [JSON.stringify(registry.policeAuthorities)],
  );
  await tx.query(
    `insert into district (ags, name, kind, administrative_region)
     select d.ags, d.name, d.kind, d."administrativeRegion" from jsonb_to_recordset($1) as d (ags text, name text, kind text, "administrativeRegion" text)
     on conflict (ags) do update set name = excluded.name, kind = excluded.kind, administrative_region = excluded.administrative_region`,
    [JSON.stringify(registry.districts)],
  );
  await tx.query(
    `insert into municipality (ags, name, kind, district_ags, police_authority_id)
     select m.ags, m.name, m.kind, m."districtAgs", o.id
     from jsonb_to_recordset($1) as m (ags text, name text, kind text, "districtAgs" text, "policeAuthorityCode" text)
     join organisation o on o.code = m."policeAuthorityCode"
     on conflict (ags) do update set name = excluded.name, kind = excluded.kind, district_ags = excluded.district_ags,
       police_authority_id = excluded.police_authority_id`,
    [JSON.stringify(registry.municipalities)],
  );
  await tx.query(
    `insert into postcode (postcode, ags) select p.postcode, p.ags from jsonb_to_recordset($1) as p (postcode text, ags text) on conflict do nothing`,
    [JSON.stringify(registry.postcodes)],
  );
}

async function importRuleSets(tx: EntityManager): Promise<number> {
  // What exists stays: whether a rule set is active, and from which day, is decided in the installation, not by an import.
  await tx.query(
    `insert into rule_set (version, valid_from, base_days, extension_days, legal_reference, active, warnings)
     select r.version, r."validFrom", r."baseDays", r."extensionDays", r."legalReference", r.active, r.warnings
     from jsonb_to_recordset($1) as r (version text, "validFrom" date, "baseDays" integer, "extensionDays" integer, "legalReference" text, active boolean, warnings jsonb)
     on conflict do nothing`,
    [JSON.stringify(RULE_SETS)],
  );
  return RULE_SETS.length;
}

async function importCalendar(tx: EntityManager): Promise<number> {
  const calendar = nrwHolidays();
  const days = Object.entries(calendar.holidays).map(([day, name]) => ({ day, name }));
  await tx.query(
    `with added as (
       insert into calendar (version, region, first_day, last_day) values ($1, 'DE-NW', $2, $3) on conflict do nothing returning version
     )
     insert into calendar_day (calendar_version, day, name)
     select added.version, d.day, d.name from added, jsonb_to_recordset($4) as d (day date, name text)`,
    [calendar.version, `${calendar.from}-01-01`, `${calendar.to}-12-31`, JSON.stringify(days)],
  );
  return days.length;
}
