import { randomUUID } from 'node:crypto';
import type { Recipient, HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import { emailOf } from '../app.js';
import { KOELN, MUENSTER, type Chain } from '../chain.js';

/** A police authority with one centre and a round table of its own, so that nobody there hears of another place's referrals. */
export interface Place {
  readonly ags: string;
  readonly police: string;
  readonly centre: string;
  readonly network: string;
}

const STAFF: Readonly<Record<'police' | 'centre' | 'network', readonly HumanRole[]>> = {
  police: ['officer', 'victim_protection', 'police_lead'],
  centre: ['counsellor', 'centre_lead'],
  network: ['local_coordinator'],
};
const OFFICE_HOURS = { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), closures: [] };

/** Everybody who works at a place: organisation and role. */
export const peopleOf = (place: Place): readonly (readonly [organisationId: string, role: HumanRole])[] =>
  (['police', 'centre', 'network'] as const).flatMap((side) => STAFF[side].map((role) => [place[side], role] as const));

/** The organisation and role that a recipient of a ladder means at a place; the operator is the same everywhere. */
export function whoIs(recipient: Recipient, place: Place, operatorId: string): readonly [organisationId: string, role: HumanRole] {
  const [side, role] = recipient.split(':') as ['police' | 'centre' | 'network' | 'operator', HumanRole];
  return [side === 'operator' ? operatorId : place[side], role];
}

/** So many places far from the chain's own, each in a district and with a police authority that no other has. Call it before the API is started: it gives the passwords. */
export async function somePlaces(chain: Chain, count: number): Promise<readonly Place[]> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  try {
    const free = await migrator.query<{ ags: string; district: string; police: string }[]>(
      `select min(ags) as ags, min(district_ags) as district, police_authority_id as police from municipality
       where district_ags in (select district_ags from municipality group by 1 having count(distinct police_authority_id) = 1) and police_authority_id not in
         (select police_authority_id from municipality where ags in ($1, $2))
       group by police_authority_id having count(distinct district_ags) = 1 order by 1 limit $3`,
      [KOELN, MUENSTER, count],
    );
    if (free.length < count) throw new Error(`only ${free.length} of ${count} places have a police authority of their own`);
    const places: Place[] = [];
    for (const { ags, district, police } of free) {
      const place: Place = { ags, police, centre: randomUUID(), network: randomUUID() };
      const code = ags.slice(0, 5);
      await migrator.query(
        `insert into organisation (id, kind, code, name) values ($1, 'centre', $3, 'Teststelle (fiktiv)'), ($2, 'local_network', $4, 'Runder Tisch (fiktiv)')`,
        [place.centre, place.network, `WIRED-STELLE-${code}`, `WIRED-NETZ-${code}`],
      );
      await migrator.query(
        `insert into centre_profile (centre_id, target_groups, accepts_minors, daily_service, opening_hours) values ($1, '{women}', true, false, $2)`,
        [place.centre, JSON.stringify(OFFICE_HOURS)],
      );
      await migrator.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [place.centre, ags, '2020-01-01']);
      await migrator.query('insert into network_area (organisation_id, district_ags) values ($1, $2)', [place.network, district]);
      for (const [organisationId, role] of peopleOf(place)) {
        await migrator.query(
          `insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Testkonto (fiktiv)', $4, '-')`,
          [randomUUID(), organisationId, emailOf(organisationId, role), role],
        );
      }
      places.push(place);
    }
    return places;
  } finally {
    await migrator.destroy();
  }
}
