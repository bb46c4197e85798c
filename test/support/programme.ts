import { randomUUID } from 'node:crypto';
import { openDatabase } from '#persistence';
import type { TestBrowser } from './app.js';
import { KOELN, type Chain } from './chain.js';

/** A fictional centre that works with perpetrators in Köln, and one elsewhere: the other chain, with people of its own roles. */
export const PROGRAMME = { id: randomUUID(), code: 'TEST-WEGE', name: 'Fachstelle Wege (fiktiv)' } as const;
export const OTHER_PROGRAMME = { id: randomUUID(), code: 'TEST-PFADE', name: 'Fachstelle Pfade (fiktiv)' } as const;

/** Enters both into a chain's registry. */
export async function enterProgrammes(chain: Chain): Promise<void> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  try {
    for (const { id, code, name } of [PROGRAMME, OTHER_PROGRAMME]) {
      await migrator.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, 'centre', $2, $3, $4)`, [id, code, name, `${code.toLowerCase()}@example.org`]);
      await migrator.query(
        `insert into centre_profile (centre_id, kind, target_groups, languages, opening_hours, phone) values ($1, 'perpetrator_work', '{men}', '{de,tr}', $2, '0221 4710 961')`,
        [id, JSON.stringify({ windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })) })],
      );
      await migrator.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [id, KOELN, '2020-01-01']);
      for (const role of ['facilitator', 'facilitator_lead']) {
        await migrator.query(`insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Testkonto (fiktiv)', $4, '-')`, [
          randomUUID(), id, `${role}.${id.slice(0, 8)}@example.org`, role,
        ]);
      }
    }
  } finally {
    await migrator.destroy();
  }
  await chain.directory.refresh();
}

/** The body by which an expelled person is handed over; every part can be replaced. */
export const anExpelledBody = (change: object = {}): Record<string, unknown> => ({
  id: randomUUID(), ofReferralId: null, centreId: PROGRAMME.id, consent: { form: 'oral', givenAt: '2027-03-02T08:00:00Z', explainedIn: 'de' },
  contact: { name: 'Testperson Bo Beispiel (fiktiv)', phone: '0221 4710 911', language: 'de', interpreter: false }, ...change,
});

/** Hands an expelled person over, of the deployment of this referral; answers the id. */
export async function anExpelledReferral(officer: TestBrowser, ofReferralId: string): Promise<string> {
  const answer = await officer.post('/expelled-referrals', anExpelledBody({ ofReferralId }));
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return String(answer.body['id']);
}
