import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, CENTRES, KOELN, MUENSTER, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { secondPerson } from '../support/second-person.js';

const BONN = '05314000';
const WINDOWS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' }));

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let writer: TestBrowser;
let second: TestBrowser;

beforeAll(async () => {
  chain = await aChain('registry_proposals');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  writer = await api.signedIn(STATE_OFFICE.id, 'state_coordinator');
  second = await secondPerson(admin, api);
}, 60_000);
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const koeln = async (): Promise<Record<string, unknown>> => {
  const { id: _, version, versions: __, closures: ___, capacity: ____, line: _____, ...record } = (await writer.get(`/directory/registry/centres/${CENTRES.koeln.id}`)).body;
  return { ...record, validFrom: '2027-03-02', base: String(version as number) };
};
const centres = (records: readonly Record<string, unknown>[], more: object = {}) => ({
  kind: 'centres', centres: records.map(({ base: _, ...record }) => record), reason: 'Änderung (fiktiv)',
  bases: records.map(({ code, base }) => ({ subject: code, version: base })), ...more,
});
const refusedAs = (answer: Answer): unknown => [answer.status, answer.body['errors']];
const NEW_CENTRE = {
  code: 'TEST-NEU', name: 'Neue Stelle (fiktiv)', kind: 'womens_counselling', active: true, targetGroups: ['women'], languages: ['de'], acceptsMinors: false, accessibility: ['step_free'],
  dailyService: false, windows: WINDOWS, phone: '0221 4710 900', mail: null, website: null, address: null, catchment: [BONN], validFrom: '2027-03-02', base: '0',
};

describe('a change of a centre’s entry', () => {
  it('that touches no catchment is put in force by whoever wrote it, as a new version', async () => {
    const record = { ...(await koeln()), languages: ['de', 'tr'] };
    const proposed = await writer.post('/directory/proposals', centres([record]));
    expect([proposed.status, proposed.body['state'], proposed.body['needsSecond'], proposed.body['own'], proposed.body['effect']]).toEqual([201, 'proposed', false, true, null]);
    const decided = await writer.post(`/directory/proposals/${String(proposed.body['id'])}/decision`, { decision: 'put_in_force' });
    expect([decided.status, decided.body['state']]).toEqual([200, 'in_force']);
    expect((await writer.get(`/directory/registry/centres/${CENTRES.koeln.id}`)).body).toMatchObject({ version: 2, languages: ['de', 'tr'], catchment: [KOELN] });
    expect(await admin.query(`select action from audit.event where action like 'registry.%' order by id`)).toEqual([{ action: 'registry.proposed' }, { action: 'registry.changed' }]);
  });

  it('that widens a catchment waits for a second person', async () => {
    const record = await koeln();
    const proposed = await writer.post('/directory/proposals', centres([{ ...record, catchment: [KOELN, BONN] }]));
    expect(proposed.body['needsSecond']).toBe(true);
    const decide = (who: TestBrowser): Promise<Answer> => who.post(`/directory/proposals/${String(proposed.body['id'])}/decision`, { decision: 'put_in_force' });
    expect([(await decide(writer)).status, (await decide(writer)).body.code]).toEqual([409, 'second_person']);
    expect((await decide(second)).body).toMatchObject({ state: 'in_force', decidedBy: 'Zweite Person (fiktiv)', own: false });
    expect((await decide(second)).body.code).toBe('proposal_decided');
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const candidates = (await officer.get(`/routing/candidates?ags=${BONN}&targetGroup=women`)).body['candidates'] as readonly { readonly centre: { readonly id: string } }[];
    expect(candidates.map(({ centre }) => centre.id)).toEqual([CENTRES.koeln.id]);
  });

  it('that leaves a municipality without a centre is refused with the municipality, and taken with a reason', async () => {
    const record = await koeln();
    const without = { ...record, catchment: [KOELN] };
    const check = await writer.post('/directory/checks', { kind: 'centres', centres: [{ ...without, base: undefined }] });
    expect(check.body['problems']).toContainEqual({ code: 'leaves_uncovered', severity: 'refused', line: null, centre: CENTRES.koeln.code, ags: BONN, municipality: 'Bonn', targetGroup: 'women' });
    expect(refusedAs(await writer.post('/directory/proposals', centres([without])))).toEqual([422, expect.arrayContaining([{ pointer: '/centres/0', code: 'leaves_uncovered' }])]);
    const reasoned = await writer.post('/directory/proposals', centres([without], { uncoveredReason: 'Bonn übernimmt eine neue Stelle ab April' }));
    expect([reasoned.status, (reasoned.body['warnings'] as readonly { readonly code: string }[])[0]?.code]).toEqual([201, 'leaves_uncovered']);
    expect((await writer.post(`/directory/proposals/${String(reasoned.body['id'])}/decision`, { decision: 'withdraw' })).body['state']).toBe('withdrawn');
  });

  it('enters a new centre of any kind; perpetrator work and shelters are never proposed for an endangered person', async () => {
    const kinds = ['womens_counselling', 'perpetrator_work', 'shelter'];
    const records = kinds.map((kind, index) => ({ ...NEW_CENTRE, kind, code: `TEST-NEU-${index}`, name: `Neue Stelle ${index} (fiktiv)` }));
    const proposed = await writer.post('/directory/proposals', centres(records));
    // Bonn has a centre already: another one widens who is proposed there all the same.
    expect([proposed.status, proposed.body['needsSecond']]).toEqual([201, true]);
    const decided = await second.post(`/directory/proposals/${String(proposed.body['id'])}/decision`, { decision: 'put_in_force' });
    expect(decided.body['state']).toBe('in_force');
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const { candidates, excluded } = (await officer.get(`/routing/candidates?ags=${BONN}&targetGroup=women`)).body as unknown as Record<string, readonly { readonly centre: { readonly name: string }; readonly reasons: readonly string[] }[]>;
    expect(candidates?.map(({ centre }) => centre.name)).toEqual(expect.arrayContaining(['Neue Stelle 0 (fiktiv)']));
    expect(excluded?.filter(({ centre }) => /^Neue Stelle/.test(centre.name)).map(({ reasons }) => reasons)).toEqual([['perpetrator_work'], ['onward_only']]);
  });

  it.each([
    ['an unknown municipality', { catchment: ['05999999'] }, 'unknown_municipality'],
    ['the code of a local network', { code: NETWORK.code }, 'code_taken'],
    ['a shelter with an address', { kind: 'shelter', address: { street: 'Geheime Straße 1', postcode: '50667', place: 'Köln' } }, 'shelter_address'],
  ])('with %s is refused, and nothing is stored', async (_, change, code) => {
    const before: unknown = await admin.query('select count(*) from registry_proposal');
    expect(refusedAs(await writer.post('/directory/proposals', centres([{ ...NEW_CENTRE, code: 'TEST-X', ...change }])))).toEqual([422, [{ pointer: '/centres/0', code }]]);
    expect(await admin.query('select count(*) from registry_proposal')).toEqual(before);
  });

  it('with a municipality that has ceased to be one is refused', async () => {
    await admin.query(`update municipality set retired_on = '2027-01-01' where ags = $1`, [MUENSTER]);
    expect(refusedAs(await writer.post('/directory/proposals', centres([{ ...NEW_CENTRE, code: 'TEST-X', catchment: [MUENSTER] }])))).toEqual([422, [{ pointer: '/centres/0', code: 'retired_municipality' }]]);
    await admin.query('update municipality set retired_on = null where ags = $1', [MUENSTER]);
  });

  it('that begins before a version that is entered already is refused as overlapping', async () => {
    const record = await koeln();
    const later = await writer.post('/directory/proposals', centres([{ ...record, acceptsMinors: false, validFrom: '2027-05-01' }]));
    await second.post(`/directory/proposals/${String(later.body['id'])}/decision`, { decision: 'put_in_force' });
    expect((await writer.get('/directory/registry/centres')).body).toContainEqual(expect.objectContaining({ code: CENTRES.koeln.code, changesOn: '2027-05-01' }));
    const again = { ...(await koeln()), validFrom: '2027-04-01' };
    expect(refusedAs(await writer.post('/directory/proposals', centres([again])))).toEqual([422, [{ pointer: '/centres/0', code: 'overlapping_version' }]]);
  });
});

describe('an agreement', () => {
  const agreement = (parameters: object, more: object = {}, version = '0') => ({
    kind: 'agreement', agreement: { policeAuthorityId: POLICE.koeln, centreId: CENTRES.domstadt.id, validFrom: '2027-04-01', parameters, ...more }, reason: 'Neue Vereinbarung (fiktiv)',
    bases: [{ subject: `agreement ${POLICE.koeln} ${CENTRES.domstadt.id}`, version }],
  });

  it('that two edit at once is won by one; the other is told that it was overtaken and sees what holds now', async () => {
    const [one, other] = [await writer.post('/directory/proposals', agreement({ firstAttempt: { amount: 24, unit: 'EH' } })), await second.post('/directory/proposals', agreement({ firstAttempt: { amount: 48, unit: 'EH' } }))];
    const put = (who: TestBrowser, { body }: Answer): Promise<Answer> => who.post(`/directory/proposals/${String(body['id'])}/decision`, { decision: 'put_in_force' });
    const answers = await Promise.all([put(writer, one), put(second, other)]);
    expect(answers.map(({ status, body }) => [status, body.code ?? body['state']]).sort()).toEqual([[200, 'in_force'], [409, 'proposal_overtaken']]);
    const loser = answers[0]?.status === 409 ? one : other;
    expect((await writer.get(`/directory/proposals/${String(loser.body['id'])}`)).body['overtaken']).toEqual([`agreement ${POLICE.koeln} ${CENTRES.domstadt.id}`]);
    const lines = (await writer.get('/directory/registry/agreements')).body as unknown as readonly { readonly centre: { readonly id: string }; readonly version: number }[];
    expect(lines.find(({ centre }) => centre.id === CENTRES.domstadt.id)?.version).toBe(1);
    expect((await writer.post('/directory/proposals', agreement({ forwarding: false }))).body.code).toBe('proposal_overtaken');
  });

  it.each([
    ['whose last step comes before the one below', agreement({ escalation: { acknowledge: { second: { amount: 24, unit: 'EH' }, third: { amount: 4, unit: 'EH' } }, firstAttempt: { second: { amount: 4, unit: 'EH' }, third: { amount: 24, unit: 'EH' } } } }, {}, '1'), 'escalation_out_of_order'],
    ['that ends before its own escalation could', agreement({}, { validTo: '2027-04-01' }, '1'), 'agreement_shorter_than_escalation'],
    ['that begins before the version there is', agreement({}, { validFrom: '2027-03-01' }, '1'), 'overlapping_version'],
    ['with half a day', agreement({ firstAttempt: { amount: 0.5, unit: 'CD' } }, {}, '1'), 'malformed'],
  ])('%s is refused', async (_, body, code) => expect(refusedAs(await writer.post('/directory/proposals', body))).toEqual([422, [{ pointer: code === 'malformed' ? '/agreement/parameters' : '/agreement', code }]]));
});

describe('a rule set', () => {
  const ruleSet = (change: object, base = '0') => ({ kind: 'rule_set', reason: 'Gesetz in Kraft (fiktiv)', bases: [{ subject: `rule_set ${(change as { version: string }).version}`, version: base }], ruleSet: { validFrom: '2027-06-01', baseDays: 14, extensionDays: 14, legalReference: '§ 34a PolG NRW (fiktiv)', active: true, ...change } });

  it('that was only prepared is put in force from a day on by a second person', async () => {
    const [prepared] = ((await writer.get('/directory/registry/rule-sets')).body as unknown as readonly { readonly version: string; readonly base: string; readonly active: boolean }[]).filter(({ active }) => !active);
    expect(prepared?.version).toBe('nrw-34a-14');
    const proposed = await writer.post('/directory/proposals', ruleSet({ version: 'nrw-34a-14' }, prepared?.base));
    expect([proposed.status, proposed.body['needsSecond']]).toEqual([201, true]);
    const decided = await second.post(`/directory/proposals/${String(proposed.body['id'])}/decision`, { decision: 'put_in_force' });
    expect(decided.body['state']).toBe('in_force');
    expect(await admin.query(`select valid_from::text as day, active from rule_set where version = 'nrw-34a-14'`)).toEqual([{ day: '2027-06-01', active: true }]);
  });
});

describe('the registry as the state office keeps it', () => {
  it('is open to nobody else', async () => {
    for (const [organisationId, role] of [[POLICE.koeln, 'police_lead'], [CENTRES.koeln.id, 'centre_lead']] as const) {
      const other = await api.signedIn(organisationId, role);
      for (const path of ['/directory/proposals', '/directory/registry/centres', '/directory/registry/agreements']) expect((await other.get(path)).status).toBe(403);
      expect((await other.post('/directory/proposals', centres([NEW_CENTRE]))).status).toBe(403);
    }
  });

  it('refuses a body that names another part than its kind', async () => {
    expect(refusedAs(await writer.post('/directory/checks', { kind: 'calendar', centres: [] }))).toEqual([422, [{ pointer: '/centres', code: 'unknown_key' }, { pointer: '/calendar', code: 'required' }]]);
  });
});
