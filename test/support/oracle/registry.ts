import { randomUUID } from 'node:crypto';
import type { HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import { KOELN, POLICE, type Chain } from '../chain.js';
import { DAILY_TERMS, DEFAULT_TERMS, type OracleCentre } from './clock-table.js';
import { Dice } from './dice.js';
import { enterClosures, openingHours } from './registry-clerk.js';
import { anyTerms } from './terms.js';
import type { Hours } from './timeline.js';

const ALL = [1, 2, 3, 4, 5, 6, 7];
const windows = (days: readonly number[], opens: string, closes: string): Hours['windows'] => days.map((weekday) => ({ weekday, opens, closes }));

/** Office hours, all days, the night line, mornings with a long holiday between the years. */
const HOURS: readonly Hours[] = [
  { windows: windows([1, 2, 3, 4, 5], '09:00', '17:00'), dailyService: false, closures: [] },
  { windows: windows(ALL, '08:00', '20:00'), dailyService: true, closures: [] },
  { windows: windows(ALL, '18:00', '02:00'), dailyService: false, closures: [{ from: '2027-02-04', to: '2027-02-09' }] },
  {
    windows: [...windows([1, 2, 3, 4], '08:30', '12:00'), ...windows([1, 3], '14:00', '16:30')],
    dailyService: false,
    closures: Array.from({ length: 12 }, (_, index) => ({ from: `${2024 + index}-12-24`, to: `${2025 + index}-01-01` })),
  },
];

/** Whom a centre sends to act. */
export interface Staff {
  readonly counsellor: string;
  readonly centre_lead: string;
}

/** The centres of an oracle's world with their people. */
export interface OracleRegistry {
  readonly centres: readonly OracleCentre[];
  readonly staff: ReadonlyMap<string, Staff>;
}

/**
 * Enters fictional centres for Köln with opening hours and agreements of their own, by the seed. The first two have no agreement: for them
 * the defaults of the chain hold, for a centre without and one with service on all days.
 */
export async function enterCentres(chain: Chain, seed: number): Promise<OracleRegistry> {
  const dice = new Dice(seed);
  const staff = new Map<string, Staff>();
  const centres = Array.from({ length: 7 }, (_, index): OracleCentre => {
    const hours = HOURS[index % HOURS.length];
    if (hours === undefined) throw new Error('no hours');
    return { name: `centre-${index}`, id: randomUUID(), hours, terms: index === 0 ? DEFAULT_TERMS : index === 1 ? DAILY_TERMS : anyTerms(dice) };
  });
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  try {
    for (const [index, { id, name, hours, terms }] of centres.entries()) {
      await migrator.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, 'centre', $2, $3, $4)`, [id, `ORACLE-${index}`, `Teststelle ${index} (fiktiv)`, `${name}@example.org`]);
      await migrator.query(`insert into centre_profile (centre_id, target_groups, accepts_minors, daily_service, opening_hours) values ($1, '{women}', true, $2, $3)`, [
        id, hours.dailyService, openingHours(hours),
      ]);
      await enterClosures(migrator, id, hours);
      await migrator.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [id, KOELN, '2020-01-01']);
      const people = { counsellor: randomUUID(), centre_lead: randomUUID() };
      staff.set(id, people);
      for (const [role, userId] of Object.entries(people)) {
        await migrator.query(`insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Testkonto (fiktiv)', $4, '-')`, [
          userId, id, `${role}.${name}@example.org`, role satisfies string as HumanRole,
        ]);
      }
      if (index > 1) await chain.agree(POLICE.koeln, id, terms);
    }
  } finally {
    await migrator.destroy();
  }
  await chain.directory.refresh();
  return { centres, staff };
}
