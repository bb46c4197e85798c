import { randomUUID } from 'node:crypto';
import { openDatabase } from '#persistence';
import type { TestApi } from './app.js';
import { MUENSTER, type Chain } from './chain.js';

/** Fictional shelters for men, and a counselling centre for men that serves Münster only. */
export const SHELTERS = {
  rhine: { id: randomUUID(), code: 'TEST-MSW-RHEIN', name: 'Männerschutzwohnung Rhein (fiktiv)' },
  moor: { id: randomUUID(), code: 'TEST-MSW-MOOR', name: 'Männerschutzwohnung Moor (fiktiv)' },
} as const;
export const MENS_CENTRE = { id: randomUUID(), code: 'TEST-MAENNER', name: 'Männerberatung Münster (fiktiv)' } as const;
/** Serves women in a shelter of its own: it is no part of the board. */
export const WOMENS_SHELTER = { id: randomUUID(), code: 'TEST-FRAUENHAUS', name: 'Frauenhaus (fiktiv)' } as const;
export const PERPETRATOR_WORK = { id: randomUUID(), code: 'TEST-TAETERARBEIT', name: 'Täterarbeit (fiktiv)' } as const;

/** Enters them with their people; to be called before the API starts, which gives the passwords. */
export async function addShelters(chain: Chain): Promise<void> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  const hours = JSON.stringify({ windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), closures: [] });
  try {
    const kinds = [
      ...Object.values(SHELTERS).map((centre) => [centre, 'shelter', '{men}'] as const),
      [MENS_CENTRE, 'mens_counselling', '{men}'], [WOMENS_SHELTER, 'shelter', '{women}'], [PERPETRATOR_WORK, 'perpetrator_work', '{men}'],
    ] as const;
    for (const [{ id, code, name }, kind, groups] of kinds) {
      await migrator.query(`insert into organisation (id, kind, code, name) values ($1, 'centre', $2, $3)`, [id, code, name]);
      await migrator.query(`insert into centre_profile (centre_id, kind, target_groups, opening_hours, phone) values ($1, $2, $3, $4, '0221 4710 961')`, [id, kind, groups, hours]);
      for (const role of kind === 'perpetrator_work' ? ['facilitator', 'facilitator_lead'] : ['counsellor', 'centre_lead']) {
        await migrator.query(`insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Testkonto (fiktiv)', $4, '-')`, [
          randomUUID(), id, `${role}.${id.slice(0, 8)}@example.org`, role,
        ]);
      }
    }
    await migrator.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [MENS_CENTRE.id, MUENSTER, '2020-01-01']);
  } finally {
    await migrator.destroy();
  }
  await chain.directory.refresh();
}

/** Four places: two free, one occupied, one reserved until the day after tomorrow of the tests. */
export const FOUR_PLACES = { places: 4, free: 2, occupied: 1, reserved: 1, reservedUntil: '2027-03-03T11:00:00Z', children: true } as const;

/** Both shelters say how they stand, the second one full. */
export async function notePlaces(api: TestApi): Promise<void> {
  const note = async (id: string, body: object): Promise<void> => {
    const answer = await (await api.signedIn(id, 'centre_lead', { fresh: true })).send('PUT', '/api/v1/places/own', { body: { ...body, version: 0 } });
    if (answer.status !== 200) throw new Error(`no entry of places: ${answer.text}`);
  };
  await note(SHELTERS.rhine.id, FOUR_PLACES);
  await note(SHELTERS.moor.id, { ...FOUR_PLACES, free: 0, occupied: 4, reserved: 0, reservedUntil: null, children: false });
}
