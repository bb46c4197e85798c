import type { EntityManager } from 'typeorm';
import type { CapacityLevel, Closure, GivenParameters, Calendar, LocalDay, OrganisationKind, RuleSet } from '#domain';
import type { CentreRecord } from './exchange/centre-record.js';

/** Every registry row at one instant, as one answer of the database. Holds organisations, places and rules; no person. */
export interface RegistrySnapshot {
  readonly organisations: readonly OrganisationRow[];
  readonly municipalities: readonly MunicipalityRow[];
  readonly centres: readonly CentreRow[];
  readonly networkAreas: readonly { readonly organisationId: string; readonly districtAgs: string }[];
  readonly agreements: readonly AgreementRow[];
  readonly ruleSets: readonly RuleSet[];
  readonly calendars: readonly Calendar[];
  /** When nobody of a centre is there, and when somebody is on call; centres of which nothing is entered are left out. */
  readonly presence: readonly PresenceRow[];
}

export interface OrganisationRow {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly mail: string | null;
  /** For organisations; a centre's stands in its entry, so here it is null. */
  readonly phone: string | null;
  /** Grows with every change of the entry of an authority or a network. */
  readonly entryVersion: number;
}

export interface MunicipalityRow {
  readonly ags: string;
  readonly name: string;
  readonly districtAgs: string;
  readonly districtName: string;
  readonly policeAuthorityId: string;
  readonly postcodes: readonly string[];
  readonly retiredOn: LocalDay | null;
}

/** One version of a centre's entry; the newest one that has begun holds. `taking`: it takes referrals. */
export interface CentreVersion extends Omit<CentreRecord, 'code' | 'name' | 'mail' | 'active' | 'catchment'> {
  readonly version: number;
  readonly taking: boolean;
}

/** A closure as it is entered. */
export interface EnteredClosure extends Closure {
  readonly id: string;
  readonly coverCentreId: string | null;
}

export interface CatchmentRow {
  readonly ags: string;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
}

export interface CentreRow extends Omit<OrganisationRow, 'phone' | 'entryVersion'> {
  /** Oldest first; at least one. */
  readonly versions: readonly CentreVersion[];
  readonly closures: readonly EnteredClosure[];
  readonly catchment: readonly CatchmentRow[];
  /** The newest note, expired or not; instants as text. */
  readonly capacity: { readonly level: CapacityLevel; readonly notedAt: string; readonly expiresAt: string } | null;
}

/** Spans as the database writes them. */
export interface PresenceRow {
  readonly centreId: string;
  readonly away: readonly { readonly from: string; readonly until: string }[];
  readonly onCall: readonly { readonly from: string; readonly until: string }[];
}

export interface AgreementRow {
  readonly policeAuthorityId: string;
  readonly centreId: string;
  readonly version: number;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
  readonly parameters: GivenParameters;
}

/** Reads the whole registry: one statement, so that no row is newer than another. Presence reaches from yesterday to 400 days ahead. */
export async function readSnapshot(tx: EntityManager): Promise<RegistrySnapshot> {
  const [row] = await tx.query<readonly { readonly snapshot: RegistrySnapshot }[]>(SNAPSHOT);
  if (row === undefined) throw new Error('the registry answered nothing');
  return row.snapshot;
}

const list = (select: string): string => `(select coalesce(jsonb_agg(to_jsonb(item)), '[]') from (${select}) item)`;

const SNAPSHOT = `
  select jsonb_build_object(
    'organisations', ${list('select id, kind, code, name, active, mail_address as mail, phone, entry_version as "entryVersion" from organisation order by name, id')},
    'municipalities', ${list(`
      select m.ags, m.name, m.district_ags as "districtAgs", d.name as "districtName", m.police_authority_id as "policeAuthorityId",
        m.retired_on as "retiredOn", coalesce(p.postcodes, '{}') as postcodes
      from municipality m join district d on d.ags = m.district_ags
      left join (select ags, array_agg(postcode order by postcode) as postcodes from postcode group by ags) p on p.ags = m.ags
      order by m.name, m.ags`)},
    'centres', ${list(`
      select o.id, o.kind, o.code, o.name, o.active, o.mail_address as mail, p.versions,
        (select coalesce(jsonb_agg(jsonb_build_object('ags', c.ags, 'validFrom', c.valid_from, 'validTo', c.valid_to) order by c.ags, c.valid_from), '[]')
         from catchment c where c.centre_id = o.id) as catchment,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'from', c.first_day, 'to', c.last_day, 'reason', c.reason, 'coverCentreId', c.cover_centre_id)
           order by c.first_day, c.id), '[]') from closure c where c.centre_id = o.id and c.cancelled_at is null) as closures,
        (select jsonb_build_object('level', n.level, 'notedAt', n.noted_at, 'expiresAt', n.expires_at) from capacity_note n where n.centre_id = o.id
         order by n.noted_at desc limit 1) as capacity
      from organisation o join (
        select centre_id, jsonb_agg(jsonb_build_object('version', version, 'validFrom', valid_from, 'kind', kind, 'taking', taking, 'targetGroups', target_groups,
          'languages', languages, 'acceptsMinors', accepts_minors, 'accessibility', accessibility, 'dailyService', daily_service,
          'windows', coalesce(opening_hours -> 'windows', '[]'), 'phone', phone, 'website', website, 'address', address) order by version) as versions
        from centre_profile group by centre_id) p on p.centre_id = o.id
      order by o.name, o.id`)},
    'networkAreas', ${list('select organisation_id as "organisationId", district_ags as "districtAgs" from network_area order by organisation_id, district_ags')},
    'agreements', ${list(`
      select police_authority_id as "policeAuthorityId", centre_id as "centreId", version, valid_from as "validFrom", valid_to as "validTo", parameters
      from agreement order by version desc`)},
    'ruleSets', ${list(`
      select version, valid_from as "validFrom", base_days as "baseDays", extension_days as "extensionDays",
        legal_reference as "legalReference", active, warnings from rule_set order by valid_from, version`)},
    'calendars', ${list(`
      select version, extract(year from first_day)::int as "from", extract(year from last_day)::int as "to",
        (select coalesce(jsonb_object_agg(d.day, d.name), '{}') from calendar_day d where d.calendar_version = calendar.version) as holidays
      from calendar order by last_day, version`)},
    'presence', centre_presence(now() - interval '1 day', now() + interval '400 days')
  ) as snapshot`;
