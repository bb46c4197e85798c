import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changedRegistry, organisationIdOf, readSnapshot, RegistryView, writeRegistryChange, type CentreDraft, type RegistryChange, type RegistrySnapshot } from '#directory';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { forAnySuitable, stepsOf } from '../support/referral-steps.js';
import { aChain, CENTRES, KOELN, NETWORK, POLICE, type Chain } from '../support/chain.js';

const BONN = '05314000';

let chain: Chain;
let migrator: DataSource;

beforeAll(async () => {
  chain = await aChain('registry_writer');
  migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
}, 60_000);
afterAll(async () => {
  await migrator?.destroy();
  await chain?.close();
});

/** As the database reads it, with what only the database makes (ids, the order of rows that end alike) left out. */
const comparable = (snapshot: RegistrySnapshot): unknown => ({
  ...snapshot,
  presence: [],
  organisations: [...snapshot.organisations].sort((a, b) => (a.id < b.id ? -1 : 1)),
  networkAreas: [...snapshot.networkAreas].sort((a, b) => (`${a.organisationId}${a.districtAgs}` < `${b.organisationId}${b.districtAgs}` ? -1 : 1)),
  agreements: [...snapshot.agreements].sort((a, b) => a.version - b.version),
  centres: [...snapshot.centres]
    .map((centre) => ({ ...centre, closures: centre.closures.map(({ id: _, ...closure }) => closure), catchment: [...centre.catchment].sort((a, b) => (`${a.ags}${a.validFrom}` < `${b.ags}${b.validFrom}` ? -1 : 1)) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
});

async function written(change: RegistryChange): Promise<{ readonly promised: unknown; readonly found: unknown }> {
  return migrator.transaction(async (tx) => {
    const before = await readSnapshot(tx);
    await writeRegistryChange(tx, change, { reason: 'Änderung (fiktiv)', recordedBy: 'test', calendar: new RegistryView(before, chain.now).calendar(), centres: before.centres });
    return { promised: comparable(changedRegistry(before, change)), found: comparable(await readSnapshot(tx)) };
  });
}

const draft = (change: Partial<CentreDraft['record']>): CentreDraft => ({
  line: null,
  record: {
    code: CENTRES.koeln.code, name: CENTRES.koeln.name, kind: 'womens_counselling', active: true, targetGroups: ['women'], languages: ['de', 'tr'], acceptsMinors: false, accessibility: ['lift'],
    dailyService: false, windows: [{ weekday: 1, opens: '09:00', closes: '12:00' }], phone: '0221 4710 900', mail: 'stelle@example.org', website: null,
    address: { street: 'Teststraße 1', postcode: '50667', place: 'Köln' }, catchment: [KOELN], validFrom: '2027-03-02', ...change,
  },
});

const CHANGES: readonly (readonly [string, RegistryChange])[] = [
  ['a closure', { kind: 'closure', centreId: CENTRES.koeln.id, closure: { from: '2027-04-01', to: '2027-04-03', reason: 'Umzug' }, coverCentreId: CENTRES.domstadt.id }],
  ['a first agreement', { kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom: '2027-03-01', parameters: { firstAttempt: { amount: 24, unit: 'EH' } } }],
  ['a second version of it', { kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom: '2027-05-01', validTo: '2028-05-01', parameters: { forwarding: false } }],
  ['a calendar', { kind: 'calendar', version: 'zz-1', add: { '2027-03-03': 'Teststag (fiktiv)' }, remove: ['2027-01-01'] }],
  ['a prepared rule set', { kind: 'rule_set', ruleSet: { version: 'nrw-34a-14', validFrom: '2027-06-01', baseDays: 14, extensionDays: 14, legalReference: '§ 34a PolG NRW', active: true } }],
  ['a new rule set', { kind: 'rule_set', ruleSet: { version: 'nrw-34a-21', validFrom: '2028-01-01', baseDays: 21, extensionDays: 7, legalReference: '§ 34a PolG NRW', active: false } }],
  ['a centre with another catchment', { kind: 'centres', uncoveredReason: null, drafts: [draft({ catchment: [BONN] })] }],
  ['the same centre, one municipality back on the same day', { kind: 'centres', uncoveredReason: null, drafts: [draft({ catchment: [BONN, KOELN], name: 'Anderer Name (fiktiv)' })] }],
  ['how organisations reach an authority', { kind: 'authority', policeAuthorityId: POLICE.koeln, phone: '0221 229 0', mail: 'opferschutz@polizei.example' }],
  ['a network with another area', { kind: 'network', code: NETWORK.code, name: 'Runder Tisch Köln und Bonn (fiktiv)', phone: null, mail: 'runder-tisch@example.org', districts: ['05314', KOELN.slice(0, 5)] }],
  ['the same network without an area', { kind: 'network', code: NETWORK.code, name: 'Runder Tisch Köln und Bonn (fiktiv)', phone: null, mail: null, districts: [] }],
  ['a new network', { kind: 'network', code: 'TEST-NETZ-NEU', name: 'Runder Tisch Bonn (fiktiv)', phone: '0228 4710 0', mail: null, districts: ['05314'] }],
  ['two new centres at once', { kind: 'centres', uncoveredReason: null, drafts: [draft({ code: 'TEST-A', name: 'Stelle A (fiktiv)' }), draft({ code: 'TEST-B', name: 'Stelle B (fiktiv)', kind: 'shelter', address: null, catchment: [] })] }],
];

describe('a change that is written', () => {
  it.each(CHANGES)('is what the preview promised: %s', async (_, change) => {
    const { promised, found } = await written(change);
    expect(found).toEqual(promised);
  });

  it('gives a new centre the id that follows from its code', async () => {
    const view = new RegistryView(await migrator.transaction(readSnapshot), chain.now);
    expect(view.centre(organisationIdOf('TEST-A'))?.name).toBe('Stelle A (fiktiv)');
  });

  it('would be seen if the preview told something else (planted)', async () => {
    const before = await migrator.transaction(readSnapshot);
    const [, closure] = CHANGES[0] ?? [];
    if (closure === undefined) throw new Error('no change');
    expect(comparable(changedRegistry(before, closure))).not.toEqual(comparable(before));
  });

  it('leaves a rule set alone by which a measure was counted', async () => {
    const used = { version: 'nrw-34a-10', validFrom: '2002-01-01', baseDays: 11, extensionDays: 10, legalReference: '§ 34a PolG NRW', active: true };
    
    await stepsOf(chain).create(true, { ...forAnySuitable(), measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' } });
    await expect(written({ kind: 'rule_set', ruleSet: used })).rejects.toThrow(/never edited/);
  });
});
