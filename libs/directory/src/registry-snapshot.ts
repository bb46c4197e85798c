import type { EntityManager } from 'typeorm';
import type { GivenParameters, Calendar, Closure, LocalDay, OpeningWindow, OrganisationKind, RuleSet, TargetGroup } from '#domain';

/** Every registry row at one instant, as one answer of the database. Holds organisations, places and rules; no person. */
export interface RegistrySnapshot {
  readonly organisations: readonly OrganisationRow[];
  readonly municipalities: readonly MunicipalityRow[];
  readonly centres: readonly CentreRow[];
  readonly networkAreas: readonly { readonly organisationId: string; readonly districtAgs: string }[];
  readonly agreements: readonly AgreementRow[];
  readonly ruleSets: readonly RuleSet[];
  readonly calendars: readonly Calendar[];
}

export interface OrganisationRow {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
}

export interface MunicipalityRow {
  readonly ags: string;
  readonly name: string;
  readonly districtAgs: string;
  readonly districtName: string;
  readonly policeAuthorityId: string;
  readonly postcodes: readonly string[];
}

export interface CentreRow extends OrganisationRow {
  readonly targetGroups: readonly TargetGroup[];
  readonly languages: readonly string[];
  readonly acceptsMinors: boolean;
  readonly dailyService: boolean;
  readonly openingHours: { readonly windows: readonly OpeningWindow[]; readonly closures: readonly Closure[] };
  readonly phone: string | null;
  readonly catchment: readonly { readonly ags: string; readonly validFrom: LocalDay; readonly validTo: LocalDay | null }[];
}

export interface AgreementRow {
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly version: number;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
  readonly parameters: GivenParameters;
}

/** Reads the whole registry: one statement, so that no row is newer than another. */
export async function readSnapshot(tx: EntityManager): Promise<RegistrySnapshot> {
  const [row] = await tx.query<readonly { readonly snapshot: RegistrySnapshot }[]>(SNAPSHOT);
  if (row === undefined) throw new Error('the registry answered nothing');
  return row.snapshot;
}

const list = (select: string): string => `(select coalesce(jsonb_agg(to_jsonb(item)), '[]') from (${select}) item)`;

const SNAPSHOT = `
  select jsonb_build_object(
    'organisations', ${list('select id, kind, code, name, active from organisation')},
    'municipalities', ${list(`
      select m.ags, m.name, m.district_ags as "districtAgs", d.name as "districtName", m.police_authority_id as "policeAuthorityId",
        coalesce(p.postcodes, '{}') as postcodes
      from municipality m join district d on d.ags = m.district_ags
      left join (select ags, array_agg(postcode order by postcode) as postcodes from postcode group by ags) p on p.ags = m.ags
      order by m.name, m.ags`)},
    'centres', ${list(`
      select o.id, o.kind, o.code, o.name, o.active, p.target_groups as "targetGroups", p.languages, p.accepts_minors as "acceptsMinors",
        p.daily_service as "dailyService", p.opening_hours as "openingHours", p.phone,
        (select coalesce(jsonb_agg(jsonb_build_object('ags', c.ags, 'validFrom', c.valid_from, 'validTo', c.valid_to) order by c.ags), '[]')
         from catchment c where c.centre_id = o.id) as catchment
      from centre_profile p join organisation o on o.id = p.centre_id order by o.name, o.id`)},
    'networkAreas', ${list('select organisation_id as "organisationId", district_ags as "districtAgs" from network_area')},
    'agreements', ${list(`
      select police_authority_id as "policeAuthorityId", centre_id as "centreId", version, valid_from as "validFrom", valid_to as "validTo", parameters
      from agreement order by version desc`)},
    'ruleSets', ${list(`
      select version, valid_from as "validFrom", base_days as "baseDays", extension_days as "extensionDays",
        legal_reference as "legalReference", active, warnings from rule_set order by valid_from, version`)},
    'calendars', ${list(`
      select version, extract(year from first_day)::int as "from", extract(year from last_day)::int as "to",
        (select coalesce(jsonb_object_agg(d.day, d.name), '{}') from calendar_day d where d.calendar_version = calendar.version) as holidays
      from calendar order by last_day, version`)}
  ) as snapshot`;
