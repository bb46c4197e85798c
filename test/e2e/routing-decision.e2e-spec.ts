import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, KOELN, NETWORK, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(60_000);

let chain: Chain;
let api: TestApi;
let officer: TestBrowser;

beforeAll(async () => {
  chain = await aChain('routing_decision_e2e');
  api = await startApi(chain);
  officer = await api.signedIn(POLICE.koeln, 'officer');
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const post = (change: object): Promise<Answer> =>
  officer.post('/referrals', { ...(JSON.parse(JSON.stringify(aNewReferral())) as object), submit: true, ...change }, { 'idempotency-key': randomUUID() });

interface Decision {
  readonly event: string;
  readonly rank: number | null;
  readonly chosen: { readonly id: string; readonly name: string } | null;
  readonly candidates: readonly { readonly centre: { readonly name: string }; readonly reasons: readonly string[] }[];
  readonly excluded: readonly { readonly centre: { readonly id: string }; readonly reasons: readonly string[] }[];
}

describe('why a referral went to its centre', () => {
  it('is told to both sides, with every centre that was left out', async () => {
    const id = String((await post({ centreId: CENTRES.domstadt.id })).body['id']);
    const counsellor = await api.signedIn(CENTRES.domstadt.id, 'counsellor');
    for (const browser of [officer, counsellor]) {
      const answer = await browser.get(`/referrals/${id}/routing`);
      const [decision] = answer.body['items'] as readonly Decision[];
      expect(answer.status).toBe(200);
      expect(decision).toMatchObject({ event: 'submit', chosen: { id: CENTRES.domstadt.id, name: CENTRES.domstadt.name } });
      expect(decision?.candidates[(decision.rank ?? 0) - 1]?.centre.name).toBe(CENTRES.domstadt.name);
      expect(decision?.excluded).toEqual([{ centre: { id: CENTRES.elsewhere.id, name: CENTRES.elsewhere.name }, reasons: ['not_area'] }]);
    }
  });

  it('is not told to the police where a centre sent the person on', async () => {
    const consent = { ...aNewReferral().consent, scope: 'other_suitable', givenAt: '2027-03-02T02:10:00Z' };
    const id = String((await post({ centreId: CENTRES.koeln.id, consent })).body['id']);
    const lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
    const event = (name: string, version: number, body: object): Promise<Answer> => lead.post(`/referrals/${id}/events/${name}`, body, { 'if-match': `"${version}"` });
    expect((await event('accept', 2, { conflictOfInterest: false })).status).toBe(200);
    expect((await event('forward', 3, { centreId: CENTRES.domstadt.id, reason: 'specialist' })).status).toBe(204);
    const events = async (browser: TestBrowser): Promise<string[]> => ((await browser.get(`/referrals/${id}/routing`)).body['items'] as readonly Decision[]).map((each) => each.event);
    expect(await events(officer)).toEqual(['submit']);
    expect(await events(await api.signedIn(CENTRES.domstadt.id, 'counsellor'))).toEqual(['submit', 'forward']);
  });
});

describe('a report for which there is no centre', () => {
  const hotline = 'Männerhilfetelefon, 0800 1239900';

  it('is refused with the nearest centres and the helpline, in the answer and before', async () => {
    const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
    await migrator.query(`update centre_profile set target_groups = '{women,lsbtiq,men}', phone = '0251 4711' where centre_id = $1`, [CENTRES.elsewhere.id]);
    await migrator.destroy();
    await api.services.directory.refresh();
    const alternative = { centre: { id: CENTRES.elsewhere.id, name: CENTRES.elsewhere.name }, kilometres: expect.any(Number), phone: '0251 4711' };
    const seen = await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=men`);
    expect(seen.body).toMatchObject({ candidates: [], alternatives: [alternative], hotline });
    expect((await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=women`)).body).toMatchObject({ alternatives: [] });
    const refused = await post({ targetGroup: 'men', centreId: null });
    expect([refused.status, refused.body.code]).toEqual([409, 'centre_not_eligible']);
    expect(refused.body).toMatchObject({ alternatives: [alternative], hotline });
  });

  it('is told to the local coordination in the inbox, without any person', async () => {
    const coordinator = await api.signedIn(NETWORK.id, 'local_coordinator');
    const inbox = async () => (await coordinator.get('/notifications')).body['items'] as readonly { readonly template: string; readonly referralId: string | null; readonly reference: string | null }[];
    expect(await inbox()).toMatchObject([{ template: 'nobody_to_refer_to', referralId: null, reference: null }]);
  });

  it('is refused without alternatives where another centre could be named', async () => {
    const refused = await post({ centreId: CENTRES.elsewhere.id });
    expect([refused.status, refused.body.code, 'alternatives' in refused.body]).toEqual([409, 'centre_not_eligible', false]);
  });
});
