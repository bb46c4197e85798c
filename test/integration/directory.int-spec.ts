import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AUTHORITIES, CENTRES, ONWARD } from '../../apps/cli/src/demo/catalogue.js';
import { seedOrganisations } from '../../apps/cli/src/demo/seed-organisations.js';
import { DirectoryQueries, importRegistry, organisationIdOf } from '#directory';
import { DAILY_SERVICE_AGREEMENT_PARAMETERS, DEFAULT_AGREEMENT_PARAMETERS } from '#domain';
import { openDatabase, TenantDatabase } from '#persistence';
import { aDatabase, type TestDatabase } from '../support/postgres.js';

const NOW = new Date('2027-03-26T20:40:00Z');
const id = organisationIdOf;

let database: TestDatabase;
let migrator: DataSource;
let app: DataSource;
let directory: DirectoryQueries;

beforeAll(async () => {
  database = await aDatabase('directory');
  migrator = await openDatabase({ url: database.migratorUrl, poolSize: 1 });
  app = await openDatabase({ url: database.appUrl, poolSize: 1 });
  await importRegistry(migrator);
  await seedOrganisations(migrator, { now: NOW, passwordHash: 'none' });
  directory = new DirectoryQueries(new TenantDatabase(app), () => NOW);
});

afterAll(async () => {
  await app?.destroy();
  await migrator?.destroy();
  await database?.drop();
});

describe('the registry', () => {
  it('is imported a second time without a change', async () => {
    const counts = (): Promise<unknown> =>
      migrator.query(
        'select (select count(*) from municipality) m, (select count(*) from postcode) p, (select count(*) from calendar_day) d',
      );
    const before = await counts();
    await importRegistry(migrator);
    expect(await counts()).toEqual(before);
    expect(before).toEqual([{ m: 396, p: expect.any(Number), d: 132 }]);
  });

  it('holds ten and ten days as the active rule set and fourteen and fourteen prepared', async () => {
    expect((await directory.ruleSets()).map(({ baseDays, extensionDays, active }) => [baseDays, extensionDays, active])).toEqual([
      [10, 10, true],
      [14, 14, false],
    ]);
  });

  it('answers with the calendar of the years imported', async () => {
    const calendar = await directory.calendar();
    expect(calendar).toMatchObject({ version: 'DE-NW-2024-2035-v1', from: 2024, to: 2035 });
    expect(calendar.holidays['2027-03-26']).toBe('Karfreitag');
  });
});

describe('the directory', () => {
  it('finds a municipality with its district and the police authority competent for it', async () => {
    expect(await directory.municipality('05978024')).toMatchObject({
      name: 'Lünen',
      district: 'Unna',
      policeAuthority: { id: id('PP-Dortmund'), name: 'Polizeipräsidium Dortmund' },
    });
    expect((await directory.policeAuthorityOf('05954036'))?.name).toBe('Polizeipräsidium Bochum');
    expect(await directory.municipality('05999999')).toBeNull();
  });

  it.each([
    ['luenen', 'Lünen'],
    ['44532', 'Lünen'],
    ['Höxter', 'Höxter'],
  ])('finds a municipality by %j', async (typed, name) => {
    expect((await directory.searchMunicipalities(typed))[0]?.name).toBe(name);
  });

  it('knows every centre with its hours and area', async () => {
    expect(await directory.centres()).toHaveLength(CENTRES.length + ONWARD.length);
    expect(await directory.centre(id('DEMO-RHEINBOGEN'))).toMatchObject({ dailyService: true, catchment: ['05111000'], active: true });
    expect(await directory.openingHours(id('DEMO-WESERBOGEN'))).toMatchObject({ dailyService: false });
    expect(await directory.centre(id('PP-Koeln'))).toBeNull();
  });

  it('takes the agreement version that was in force on the day', async () => {
    const on = async (daysAgo: number): Promise<unknown> => {
      const { version, parameters } = await directory.agreementFor(
        id('PP-Koeln'),
        id('DEMO-DOMBLICK'),
        new Date(NOW.getTime() - daysAgo * 86_400_000),
      );
      return [version, parameters.firstAttempt.amount];
    };
    expect(await Promise.all([on(46), on(44), on(0)])).toEqual([
      [1, 72],
      [2, 48],
      [2, 48],
    ]);
  });

  it('falls back to the defaults of the kind of centre, with no version', async () => {
    expect(await directory.agreementFor(id('PP-Koeln'), id('DEMO-MAENNER-RR'), NOW)).toEqual({
      version: null,
      parameters: DEFAULT_AGREEMENT_PARAMETERS,
    });
    expect(await directory.agreementFor(id('PP-Bochum'), id('DEMO-RHEINBOGEN'), NOW)).toEqual({
      version: null,
      parameters: DAILY_SERVICE_AGREEMENT_PARAMETERS,
    });
  });

  it('says on Good Friday night that the local centre is closed until Tuesday and offers the on-call centre and the helpline', async () => {
    const answer = await directory.candidates({
      ags: '05762020',
      targetGroup: 'women',
      minor: false,
      at: NOW,
      languages: [],
      excludedCentreIds: [],
      consent: null,
    });
    // The on-call centre opens on Saturday morning, the local one on Tuesday.
    expect(answer.candidates.map(({ centre, opensAt }) => [centre.id, opensAt?.toISOString()])).toEqual([
      [id('DEMO-BEREITSCHAFT-OWL'), '2027-03-27T07:00:00.000Z'],
      [id('DEMO-WESERBOGEN'), '2027-03-30T07:00:00.000Z'],
    ]);
    expect(answer.hotline.phone).toBe('116 016');
    expect(answer.excluded.length + answer.candidates.length).toBe(CENTRES.length + ONWARD.length);
  });

  it('offers nobody in a gap between the areas', async () => {
    const { candidates } = await directory.candidates({
      ags: '05978012',
      targetGroup: 'women',
      minor: false,
      at: NOW,
      languages: [],
      excludedCentreIds: [],
      consent: null,
    });
    expect(candidates).toEqual([]);
  });

  it('knows the networks of a place and the leads of a centre', async () => {
    expect(await directory.networksOf('05162024')).toEqual([id('DEMO-NETZ-RHEIN')]);
    expect(await directory.networksOf('05515000')).toEqual([]);
    expect(await directory.leadsOf(id('DEMO-RHEINBOGEN'))).toHaveLength(1);
  });

  it('finds a centre that was entered a moment ago', async () => {
    const fresh = new DirectoryQueries(new TenantDatabase(app), () => NOW);
    await fresh.refresh();
    const late = id('DEMO-LATE');
    await migrator.query(`insert into organisation (id, kind, code, name) values ($1, 'centre', 'DEMO-LATE', 'Spät (fiktiv)')`, [late]);
    await migrator.query(
      `insert into centre_profile (centre_id, target_groups, opening_hours) values ($1, '{women}', '{"windows": [], "closures": []}')`,
      [late],
    );
    await fresh.refresh();
    expect((await fresh.centre(late))?.name).toBe('Spät (fiktiv)');
    expect(await fresh.openingHours(late)).toEqual({ windows: [], closures: [], dailyService: false });
  });

  it('answers from memory while the only connection is taken by a transaction', async () => {
    await directory.refresh();
    const names = await new TenantDatabase(app).inTenant({ organisationId: id('PP-Koeln'), userId: id('PP-Koeln') }, async () =>
      Promise.all(AUTHORITIES.map(async ({ code }) => (await directory.organisation(id(code)))?.name)),
    );
    expect(names.filter(Boolean)).toHaveLength(AUTHORITIES.length);
  });
});
