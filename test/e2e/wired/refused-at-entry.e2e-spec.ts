import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { NewReferral } from '#referrals';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../../support/app.js';
import { tablesOf } from '../../support/canary.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../../support/chain.js';

jest.setTimeout(60_000);
const NOW = '2027-03-02T09:00:00Z';
let chain: Chain;
let api: TestApi;

beforeAll(async () => {
  chain = await aChain('refused_at_entry');
  // Opening hours that are counted, at a centre that never opens.
  await chain.agree(POLICE.koeln, CENTRES.domstadt.id, { acknowledge: { amount: 8, unit: 'OH' } });
  const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  await admin.query(`update centre_profile set opening_hours = '{"windows": [], "closures": []}' where centre_id = $1`, [CENTRES.domstadt.id]);
  await admin.destroy();
  api = await startApi(chain);
});
beforeEach(() => chain.moveTo(NOW));
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

/** Signs in the officer at this instant; answers whose hand it is and which tables have changed since, but for the session itself. */
async function anOfficer(): Promise<{ readonly officer: TestBrowser; readonly changed: () => Promise<readonly string[]> }> {
  const officer = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
  let before = await tablesOf(chain.database.adminUrl);
  const changed = async (): Promise<readonly string[]> => {
    const after = await tablesOf(chain.database.adminUrl);
    const names = [...after.keys()].filter((name) => name !== 'public.session' && after.get(name) !== before.get(name));
    before = after;
    return names;
  };
  return { officer, changed };
}

const faultsOf = ({ status, body }: Answer) => [status, body.code, ...(body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
const ordered = (orderedAt: string, lastDayOn: string): Partial<NewReferral> => ({ measure: { orderedAt: new Date(orderedAt), lastDayOn } });
const deployedAt = (occurredAt: string): Partial<NewReferral> => ({ incident: { ...aNewReferral().incident, occurredAt: new Date(occurredAt) } });

describe('what no worker could watch is refused where it is entered, by field, and leaves nothing', () => {
  it.each<[what: string, change: Partial<NewReferral>, submit: boolean, faults: readonly unknown[]]>([
    ['a deployment of tomorrow', deployedAt('2027-03-03T09:00:00Z'), false, [422, 'invalid_input', '/incident/occurredAt in_future']],
    ['a deployment of tomorrow, handed over at once', deployedAt('2027-03-03T09:00:00Z'), true, [422, 'invalid_input', '/incident/occurredAt in_future']],
    ['a measure ordered tomorrow', ordered('2027-03-03T09:00:00Z', '2027-03-13'), false, [422, 'invalid_input', '/measure/orderedAt in_future']],
    ['a last day before the order', ordered('2027-03-02T02:00:00Z', '2027-03-01'), false, [422, 'invalid_input', '/measure/lastDayOn impossible']],
    ['a last day that no rule set reaches', ordered('2027-03-02T02:00:00Z', '2027-03-23'), false, [422, 'invalid_input', '/measure/lastDayOn impossible']],
    ['the same, handed over at once', ordered('2027-03-02T02:00:00Z', '2027-03-23'), true, [409, 'measure_incomplete']],
    ['a measure that ends in a year without a calendar, handed over at once', ordered('2027-03-02T02:00:00Z', '2099-01-01'), true, [422, 'invalid_input', ' outside_calendar']],
    ['an order from a year without a calendar', ordered('2023-06-01T09:00:00Z', '2023-06-11'), false, [422, 'invalid_input', ' outside_calendar']],
    ['an order from before every rule set', ordered('2001-06-01T09:00:00Z', '2001-06-11'), false, [422, 'invalid_input', '/measure/orderedAt no_rule_set']],
    ['a centre that never opens, where the agreement counts its opening hours', { centreId: CENTRES.domstadt.id }, true, [422, 'invalid_input', '/centreId never_open']],
  ])('%s', async (_, change, submit, faults) => {
    const { officer, changed } = await anOfficer();
    const answer = await officer.create(aNewReferral(change), submit);
    expect(faultsOf(answer)).toEqual(faults);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(String(answer.body['title'])).toMatch(/\w+ \w+/);
    expect(await changed()).toEqual([]);
  });

  it('a submission whose clocks would end in a year without a calendar, while the same entry eleven days before is taken', async () => {
    chain.moveTo('2035-12-31T09:00:00Z');
    const late = await anOfficer();
    expect(faultsOf(await late.officer.create(aNewReferral(), true))).toEqual([422, 'invalid_input', ' outside_calendar']);
    expect(await late.changed()).toEqual([]);
    chain.moveTo('2035-12-20T09:00:00Z');
    const early = await anOfficer();
    expect((await early.officer.create(aNewReferral(), true)).status).toBe(201);
    expect(await early.changed()).toEqual(expect.arrayContaining(['public.referral', 'public.clock', 'public.notification']));
  });

  it('a change of the measure that lies ahead or contradicts the order, while one of today is taken', async () => {
    const { officer, changed } = await anOfficer();
    const created = await officer.create(aNewReferral(ordered('2027-03-02T02:00:00Z', '2027-03-12')), true);
    const [id, version] = [String(created.body['id']), Number(created.body['version'])];
    const changes = (change: string, on: string): Promise<Answer> => officer.event(id, 'update_measure', version, { change, on });
    await changed();
    for (const change of ['court_applied', 'court_decided', 'lifted', 'checked']) {
      expect([change, ...faultsOf(await changes(change, '2027-03-05'))]).toEqual([change, 422, 'invalid_input', '/on in_future']);
    }
    expect(faultsOf(await changes('lifted', '2027-03-01'))).toEqual([409, 'measure_conflict']);
    expect(await changed()).toEqual([]);
    expect((await changes('court_applied', '2027-03-02')).status).toBe(200);
    expect(await changed()).toContain('public.clock');
  });

  it('an attempt that lies ahead: the clock that waits for it runs on', async () => {
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const { officer, changed } = await anOfficer();
    const id = String((await officer.create()).body['id']);
    const accepted = await counsellor.event(id, 'accept', 2, { conflictOfInterest: false });
    await changed();
    const ahead = { channel: 'phone', at: '2027-03-02T10:00:00Z', result: 'no_answer', contactVersion: 1, overrideReason: null };
    expect(faultsOf(await counsellor.event(id, 'record_attempt', Number(accepted.body['version']), ahead))).toEqual([422, 'invalid_input', '/at in_future']);
    expect(await changed()).toEqual([]);
    expect((accepted.body['clocks'] as readonly { kind: string; state: string }[]).filter(({ kind }) => kind === 'first_attempt')).toMatchObject([{ state: 'running' }]);
  });
});
