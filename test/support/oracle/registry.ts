import { randomUUID } from 'node:crypto';
import type { HumanRole } from '#domain';
import { openDatabase } from '#persistence';
import { KOELN, POLICE, type Chain } from '../chain.js';
import { DAILY_TERMS, DEFAULT_TERMS, type OracleCentre, type OracleTerms } from './clock-table.js';
import type { OracleRule, OracleSpan } from './due.js';
import { Dice } from './histories.js';
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

const rule = (dice: Dice, ...choices: readonly (readonly [number, OracleSpan['unit']])[]): OracleSpan => {
  const [amount, unit] = dice.one(choices);
  return { amount, unit };
};

/** An agreement that uses every unit. */
function anyTerms(dice: Dice): OracleTerms {
  const steps = () => dice.one([
    { second: rule(dice, [4, 'EH']), third: rule(dice, [24, 'EH']) },
    { second: rule(dice, [0.5, 'EH']), third: rule(dice, [0.5, 'EH'], [1, 'CD']) },
    { second: rule(dice, [1, 'AT']), third: rule(dice, [2, 'AT'], [3, 'WT']) },
    { second: rule(dice, [1, 'AT']), third: rule(dice, [24, 'EH']) },
    { second: rule(dice, [2, 'OH']), third: rule(dice, [9, 'OH']) },
  ]);
  const acknowledge: OracleRule = dice.chance(0.3) ? 'end_of_next_AT' : rule(dice, [24, 'EH'], [7.5, 'EH'], [8, 'OH'], [1, 'WT'], [2, 'AT'], [1, 'CD']);
  const clarify: OracleRule = dice.chance(0.3) ? 'end_of_next_AT' : rule(dice, [8, 'EH'], [8, 'OH'], [1, 'CD']);
  return {
    transfer: rule(dice, [12, 'EH'], [6, 'EH'], [1, 'CD']), acknowledge, clarify,
    firstAttempt: rule(dice, [24, 'EH'], [72, 'EH'], [16, 'OH'], [3, 'WT'], [2, 'AT'], [2, 'CD']),
    attemptSeries: rule(dice, [7, 'CD'], [10, 'CD'], [5, 'AT'], [96, 'EH']),
    reroute: rule(dice, [4, 'EH'], [3, 'OH']), rerouteHighRisk: rule(dice, [1, 'EH'], [0.25, 'EH']),
    highRiskAccept: rule(dice, [2, 'EH'], [1.5, 'EH']), highRiskAttempt: rule(dice, [0, 'CD'], [12, 'EH'], [1, 'CD']),
    feedback: rule(dice, [5, 'AT'], [3, 'WT'], [7, 'CD']),
    escalation: { acknowledge: steps(), firstAttempt: steps() }, telLocalCoordinator: dice.chance(0.7), pauseCapHours: dice.one([72, 24, 8]),
  };
}

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
        id, hours.dailyService, JSON.stringify({ windows: hours.windows, closures: hours.closures.map((closure) => ({ ...closure, reason: 'closed' })) }),
      ]);
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
