import type { DataSource } from 'typeorm';
import { Programmes, YearlyClosings, YearlyReminders, YearlyReports } from '#coordination';
import { organisationIdOf } from '#directory';
import { addDays, instantAt, localDayOf, PROGRAMME_LEAD, type LocalDay, type StandardCheck, type YearlyFigures } from '#domain';
import { TenantDatabase } from '#persistence';
import { onlyOf, STATE_OFFICE } from './people.js';

const REQUEST = 'demo';

interface DemoProgramme {
  readonly code: string;
  readonly districts: readonly string[];
  /** By how many days ago they were checked. */
  readonly checks: readonly (readonly [StandardCheck['condition'], StandardCheck['standing'], number])[];
  /** Of the last year; null: not handed in. */
  readonly figures: YearlyFigures | null;
}

/** Made-up programmes: one with a check that is out of date, one that has not handed its figures in. Most districts have none. */
const PROGRAMMES: readonly DemoProgramme[] = [
  {
    code: 'DEMO-NEUE-WEGE', districts: ['duesseldorf'],
    checks: [['standard_adopted', 'fulfilled', 60], ['child_protection', 'fulfilled', 60], ['cooperation_agreement', 'fulfilled', 60], ['separate_staff', 'fulfilled', 60], ['supervision', 'fulfilled', 420], ['evaluation', 'unfulfilled', 60]],
    figures: {
      referredByPolice: 46, referredByJustice: 38, referredByYouthWelfare: 21, referredBySelf: 33, referredByOthers: 3, carriedOver: 18, begun: 84, completed: 51, brokenOff: 26, running: 25,
      waitedToFourWeeks: 31, waitedToTwelveWeeks: 42, waitedLonger: 11, inGroup: 66, individually: 18,
    },
  },
  {
    code: 'DEMO-KEHRTWENDE', districts: ['bonn', 'koeln'],
    checks: [['standard_adopted', 'fulfilled', 200], ['child_protection', 'fulfilled', 200], ['cooperation_agreement', 'unfulfilled', 200], ['supervision', 'fulfilled', 200]],
    figures: {
      referredByPolice: 29, referredByJustice: 44, referredByYouthWelfare: 17, referredBySelf: 26, referredByOthers: 8, carriedOver: 22, begun: 71, completed: 44, brokenOff: 19, running: 30,
      waitedToFourWeeks: 12, waitedToTwelveWeeks: 38, waitedLonger: 21, inGroup: 58, individually: 13,
    },
  },
  { code: 'DEMO-WENDEPUNKT', districts: ['bielefeld'], checks: [['standard_adopted', 'fulfilled', 30]], figures: null },
];

/** Plays the programmes for expelled persons around the end of the demo, through the use cases with a moved `now`: register, checks, last year's figures, closed once their day is over. */
export async function playProgrammes({ app, clock, end }: { readonly app: DataSource; readonly clock: DataSource; readonly end: Date }): Promise<void> {
  const tenants = new TenantDatabase(app);
  const today = localDayOf(end);
  const year = Number(today.slice(0, 4)) - 1;
  let current = end;
  const now = (): Date => current;
  const [programmes, reports, closings] = [new Programmes(tenants, now), new YearlyReports(tenants, now), new YearlyClosings(tenants, now)];
  const office = onlyOf(STATE_OFFICE.code, 'state_coordinator');
  for (const { code, districts, checks, figures } of PROGRAMMES) {
    const id = organisationIdOf(code);
    await programmes.enter(office, id, { districts, servesSince: `${year - 1}-07-01` }, 1, REQUEST);
    for (const [condition, standing, daysAgo] of checks) {
      current = atNoon(addDays(today, -daysAgo));
      await programmes.check(office, id, { condition, standing, checkedOn: localDayOf(current) }, REQUEST);
    }
    current = earlier(atNoon(`${year + 1}-02-15`), end);
    if (figures !== null) {
      const lead = onlyOf(code, PROGRAMME_LEAD);
      await reports.save(lead, year, figures, 1, REQUEST);
      await reports.handIn(lead, year, 2, REQUEST);
    }
    current = end;
  }
  if ((await closings.year(office, year)).mayClose) await closings.close(office, year, REQUEST);
  await new YearlyReminders(new TenantDatabase(clock)).remind(end);
}

const atNoon = (day: LocalDay): Date => instantAt(day, '12:00');
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
