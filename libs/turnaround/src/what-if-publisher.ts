import { setImmediate as others } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import {
  isDue, publishingWhatIf, recordedReferral, ruleSetFor, spanOf, startOfDay, WORKLOAD_MINUTES, yearOf,
  type Closure, type FactVersion, type LocalDay, type OpeningHours, type OpeningWindow, type ReferralOnRecord, type TurnaroundReport, type WhatIfReport,
} from '#domain';
import type { TenantDatabase, TurnaroundFactRow } from '#persistence';
import { toFacts } from './stored-facts.js';

const SHEAF = 5_000;
/** Of a centre of which the registry knows no hours. ASSUMPTION(adr-0007) */
const USUAL_HOURS: OpeningHours = { windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), dailyService: false, closures: [] };

/**
 * The what-ifs of the years among the reports of an as-of day, as `app_clock`. Made from what was known on that day (facts, opening hours, closures), so that they
 * come out the same whenever they are computed.
 */
export async function whatIfReports(database: TenantDatabase, reports: readonly TurnaroundReport[]): Promise<readonly WhatIfReport[]> {
  const years = reports.filter(({ period }) => period === yearOf(period));
  const told: WhatIfReport[] = [];
  for (const report of years) {
    // Read in one transaction, computed outside of it and in steps, as the reports are.
    const { record, hours } = await database.asClock(async (tx) => ({ record: await recordOf(tx, report), hours: await hoursAsOf(tx, report.asOf) }));
    const publishing = publishingWhatIf(report, record, (centre) => hours.get(centre) ?? USUAL_HOURS, ruleSetFor(report.asOf).baseDays);
    let step = publishing.next();
    for (; step.done !== true; step = publishing.next()) await others();
    told.push(step.value);
  }
  return told;
}

/** The due referrals of a year by what was known of them on the day. */
async function recordOf(tx: EntityManager, { period, asOf }: TurnaroundReport): Promise<readonly ReferralOnRecord[]> {
  const [{ from, until }, at] = [spanOf(period), startOfDay(asOf)];
  await tx.query(`declare versions no scroll cursor for ${VERSIONS(from, until, at)}`);
  const record: ReferralOnRecord[] = [];
  let current: TurnaroundFactRow[] = [];
  const close = (): void => {
    record.push(...onRecord(current, at));
    current = [];
  };
  for (;;) {
    const rows = await tx.query<readonly TurnaroundFactRow[]>(`fetch ${SHEAF} from versions`);
    for (const row of rows) {
      if (current[0]?.referral_id !== row.referral_id) close();
      current.push(row);
    }
    if (rows.length < SHEAF) break;
  }
  close();
  await tx.query('close versions');
  return record;
}

/** A cursor takes no parameters. The values are instants of our own. */
const VERSIONS = (...instants: readonly [Date, Date, Date]): string => {
  const [from, until, at] = instants.map((instant) => `'${instant.toISOString()}'::timestamptz`);
  return `select * from turnaround_fact where submitted_at >= ${from} and submitted_at < ${until} and recorded_from <= ${at} order by referral_id, recorded_from`;
};

function onRecord(rows: readonly TurnaroundFactRow[], at: Date): readonly ReferralOnRecord[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const facts = toFacts(last);
  if (!isDue(facts, at)) return [];
  const versions = rows.map((row): FactVersion => ({ recordedFrom: row.recorded_from, recordedUntil: row.recorded_until, facts: row === last ? facts : toFacts(row) }));
  const recorded = recordedReferral(first.referral_id, first.district_ags, versions, WORKLOAD_MINUTES);
  return recorded === null ? [] : [{ recorded, facts }];
}

interface HoursRow {
  readonly centre_id: string;
  readonly daily_service: boolean;
  readonly windows: readonly OpeningWindow[];
  readonly closures: readonly Closure[];
}

/** The opening hours of every centre as the registry knew them on the day; of one that was entered later, its first. */
async function hoursAsOf(tx: EntityManager, asOf: LocalDay): Promise<ReadonlyMap<string, OpeningHours>> {
  const rows = await tx.query<readonly HoursRow[]>(
    `select distinct on (p.centre_id) p.centre_id, p.daily_service, coalesce(p.opening_hours -> 'windows', '[]') as windows,
       (select coalesce(jsonb_agg(jsonb_build_object('from', c.first_day, 'to', c.last_day, 'reason', c.reason) order by c.first_day, c.id), '[]') from closure c
        where c.centre_id = p.centre_id and c.recorded_at <= $1 and (c.cancelled_at is null or c.cancelled_at > $1)) as closures
     from centre_profile p order by p.centre_id, (p.recorded_at <= $1 and p.valid_from <= $2) desc, case when p.recorded_at <= $1 and p.valid_from <= $2 then -p.version else p.version end`,
    [startOfDay(asOf), asOf],
  );
  // Without hours nothing could ever be somebody's turn.
  return new Map(rows.filter(({ windows }) => windows.length > 0).map(({ centre_id: centre, daily_service: dailyService, windows, closures }) => [centre, { windows, dailyService, closures }]));
}
