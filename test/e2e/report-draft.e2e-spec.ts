import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, WatchStore, TenantDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { forgetDrafts } from '../../apps/worker/src/draft-expiry.js';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, KOELN, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(60_000);

const TYPED = JSON.stringify({ name: 'Testperson Ada Kanarienvogel (fiktiv)', phone: '0221 4710 815' });

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let officer: TestBrowser;
let colleague: TestBrowser;

beforeAll(async () => {
  chain = await aChain('report-draft');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  officer = await api.signedIn(POLICE.koeln, 'officer');
  colleague = await api.signedIn(POLICE.koeln, 'victim_protection');
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const keep = (browser: TestBrowser, values: string = TYPED) => browser.send('PUT', '/api/v1/report-draft', { body: { values } });
const draftOf = async (browser: TestBrowser): Promise<unknown> => (await browser.get('/report-draft?values=true')).body['draft'];
const rows = (): Promise<readonly { readonly key_id: string }[]> => admin.query('select key_id, ciphertext from report_draft');

describe('an unsent form', () => {
  beforeEach(async () => {
    await officer.delete('/report-draft');
  });

  it('comes back to its writer with what was typed, and says until when', async () => {
    expect((await keep(officer)).body).toEqual({ draft: { id: expect.any(String), savedAt: chain.now().toISOString(), expiresAt: new Date(chain.now().getTime() + 12 * 3_600_000).toISOString(), values: null } });
    expect(await draftOf(officer)).toMatchObject({ values: TYPED });
    expect((await officer.get('/report-draft')).body['draft']).toMatchObject({ values: null });
  });

  it('is one per person: what is kept later replaces it', async () => {
    await keep(officer);
    await keep(officer, '{"name":"anders"}');
    expect(await draftOf(officer)).toMatchObject({ values: '{"name":"anders"}' });
    expect(await rows()).toHaveLength(1);
  });

  it('does not exist for a colleague, another authority or a centre', async () => {
    await keep(officer);
    expect(await draftOf(colleague)).toBeNull();
    expect(await draftOf(await api.signedIn(POLICE.muenster, 'officer'))).toBeNull();
    expect((await (await api.signedIn(POLICE.koeln, 'police_lead')).get('/report-draft')).status).toBe(403);
    expect((await (await api.signedIn(CENTRES.koeln.id, 'centre_lead')).get('/report-draft')).status).toBe(403);
    await colleague.delete('/report-draft');
    expect(await draftOf(officer)).toMatchObject({ values: TYPED });
  });

  it('is seen in SQL by its writer alone, not even by a colleague of the same authority', async () => {
    await keep(officer);
    const seenBy = (userId: string): Promise<unknown[]> => api.services.tenants.inTenant({ organisationId: POLICE.koeln, userId }, (tx) => tx.query('select 1 from report_draft'));
    expect(await seenBy(chain.actor(POLICE.koeln, 'officer').userId)).toHaveLength(1);
    expect(await seenBy(chain.actor(POLICE.koeln, 'victim_protection').userId)).toHaveLength(0);
  });

  it('lies encrypted, and stands in no log and no entry of the trail', async () => {
    await keep(officer);
    const stored = JSON.stringify(await admin.query(`select encode(ciphertext, 'escape') as text from report_draft`));
    const trail = JSON.stringify(await admin.query(`select * from audit.event`));
    for (const text of [stored, trail, api.logLines.join('')]) expect(text).not.toContain('Kanarienvogel');
    expect(await admin.query(`select action, fields, referral_id from audit.event where action like 'report.%' order by id desc limit 1`)).toEqual([{ action: 'report.kept', fields: [], referral_id: null }]);
  });

  it('is not answered after twelve hours, and the worker deletes it with its key', async () => {
    await keep(officer);
    const before = chain.now();
    const [row] = await rows();
    const later = new Date(before.getTime() + 12 * 3_600_000);
    chain.moveTo(later.toISOString());
    try {
      // The sessions of the test have ended by then as well.
      const again = await api.signedIn(POLICE.koeln, 'officer', { fresh: true });
      expect(await draftOf(again)).toBeNull();
      const parts = { database: new TenantDatabase(chain.clock), watch: new WatchStore(), keystore: api.services.keystore };
      expect(await forgetDrafts(parts, new Date(later.getTime() - 1))).toBe(0);
      expect(await forgetDrafts(parts, later)).toBe(1);
      expect(await rows()).toEqual([]);
      expect(await api.services.keystore.opener({ referralId: row?.key_id ?? '', compartment: 'shared', organisationId: POLICE.koeln })).toBeNull();
    } finally {
      chain.moveTo(before.toISOString());
    }
  });

  it('thrown away, after a no for instance, leaves neither row nor key nor referral', async () => {
    const referrals = (): Promise<unknown> => admin.query('select (select count(*) from referral) as referrals, (select count(*) from contact) as contacts');
    const before = await referrals();
    await keep(officer);
    const [row] = await rows();
    expect((await officer.delete('/report-draft')).status).toBe(204);
    expect((await officer.delete('/report-draft')).status).toBe(204);
    expect([await rows(), await draftOf(officer), await referrals()]).toEqual([[], null, before]);
    expect(await api.services.keystore.opener({ referralId: row?.key_id ?? '', compartment: 'shared', organisationId: POLICE.koeln })).toBeNull();
  });

  it('that is larger than a form can be is refused', async () => {
    const answer = await keep(officer, 'x'.repeat(16_001));
    expect([answer.status, answer.body.errors]).toEqual([422, [{ pointer: '/values', code: 'too_long' }]]);
    expect(await rows()).toEqual([]);
  });
});

describe('a second report on the same deployment', () => {
  const ask = async (browser: TestBrowser, change: object = {}): Promise<unknown> =>
    (await browser.post('/report-duplicates', { policeReference: 'test 2027/000099', ags: null, occurredAt: null, ...change })).body['items'];
  const numbered = (policeReference: string, change: object = {}) => {
    const base = aNewReferral();
    return { ...aNewReferral({ contact: { ...base.contact, deployment: { ...base.contact.deployment!, policeReference } } }), ...change };
  };

  it('is pointed out by its number, however it is written, within the own authority only', async () => {
    const { body } = await officer.create(numbered('TEST-2027-000099'));
    const hint = { id: body['id'], reference: body['reference'], reportedAt: chain.now().toISOString(), sameBy: 'reference' };
    expect(await ask(officer)).toEqual([hint]);
    expect(await ask(colleague)).toEqual([hint]);
    expect(await ask(officer, { policeReference: 'TEST-2027-000098' })).toEqual([]);
    expect(await ask(await api.signedIn(POLICE.muenster, 'officer'))).toEqual([]);
    expect((await (await api.signedIn(CENTRES.koeln.id, 'centre_lead')).post('/report-duplicates', {})).status).toBe(403);
  });

  it('is pointed out by place and time up to two hours apart', async () => {
    const at = (occurredAt: string): Promise<unknown> => ask(officer, { policeReference: null, ags: KOELN, occurredAt });
    expect(await at('2027-03-02T03:40:00Z')).toEqual([expect.objectContaining({ sameBy: 'place_and_time' })]);
    expect(await at('2027-03-02T03:40:01Z')).toEqual([]);
    expect(await at('2027-03-01T23:40:00Z')).toHaveLength(1);
  });

  it('stays unknown of a sealed referral, to an excluded person, and without consent to the deployment data', async () => {
    const { flags, consent } = aNewReferral();
    const mine = chain.actor(POLICE.koeln, 'victim_protection').userId;
    const reports = [
      [colleague, numbered('SEALED-1', { flags: { ...flags, sealedFor: [mine] }, centreId: CENTRES.koeln.id })],
      [colleague, numbered('EXCLUDED-1', { flags: { ...flags, excludedUserIds: [chain.actor(POLICE.koeln, 'officer').userId] } })],
      [officer, numbered('NO-CONSENT-1', { consent: { ...consent, groups: ['core', 'safe_contact'] } })],
    ] as const;
    for (const [browser, report] of reports) expect((await browser.create(report, false)).status).toBe(201);
    for (const policeReference of ['SEALED-1', 'EXCLUDED-1', 'NO-CONSENT-1']) expect([policeReference, await ask(officer, { policeReference })]).toEqual([policeReference, []]);
    expect(await ask(colleague, { policeReference: 'EXCLUDED-1' })).toHaveLength(1);
    expect(await ask(colleague, { policeReference: 'SEALED-1' })).toEqual([]);
  });

  it('leaves no number behind, neither in the table nor in the log', async () => {
    const stored = JSON.stringify(await admin.query(`select encode(mark, 'escape') as mark from deployment_mark`));
    for (const text of [stored, api.logLines.join('')]) expect(text).not.toMatch(/000099|EXCLUDED-1/);
  });
});

describe('a candidate', () => {
  const candidates = async (query = ''): Promise<readonly Record<string, unknown>[]> =>
    (await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=women${query}`)).body['candidates'] as Record<string, unknown>[];

  it('that declined is left out, with the reason', async () => {
    const all = await candidates();
    const without = await officer.get(`/routing/candidates?ags=${KOELN}&targetGroup=women&without=${CENTRES.koeln.id}`);
    expect((without.body['candidates'] as unknown[]).length).toBe(all.length - 1);
    expect(without.body['excluded']).toEqual(expect.arrayContaining([expect.objectContaining({ centre: expect.objectContaining({ id: CENTRES.koeln.id }), reasons: ['excluded'] })]));
  });

  it('that is closed says until when somebody is on call, and names nobody', async () => {
    const night = '2027-03-07T01:00:00.000Z';
    const seen = async () => (await candidates(`&at=${night}`)).find(({ centre }) => (centre as { id: string }).id === CENTRES.koeln.id);
    expect(await seen()).toMatchObject({ openNow: false, onCallUntil: null });
    const userId = chain.actor(CENTRES.koeln.id, 'counsellor').userId;
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    await counsellor.post('/on-call-duties', { userId, startsAt: '2027-03-06T20:00:00.000Z', endsAt: '2027-03-07T08:00:00.000Z' });
    const found = await seen();
    expect(found).toMatchObject({ openNow: false, onCallUntil: '2027-03-07T08:00:00.000Z', opensTooLate: false });
    expect(JSON.stringify(found)).not.toContain(userId);
    await counsellor.post('/absences', { userId, deputyId: null, startsAt: '2027-03-06T22:00:00.000Z', endsAt: '2027-03-08T08:00:00.000Z' });
    expect(await seen()).toMatchObject({ onCallUntil: null });
  });
});

describe('an unsent form that became a report', () => {
  beforeEach(async () => {
    await officer.delete('/report-draft');
  });

  it('is gone with the report that it became, in one request; another form stays', async () => {
    const kept = (await keep(officer)).body['draft'] as { readonly id: string };
    const headers = { 'idempotency-key': randomUUID(), 'report-draft': kept.id };
    expect((await officer.post('/referrals', { ...aNewReferral(), submit: true }, headers)).status).toBe(201);
    expect([await rows(), await api.services.keystore.opener({ referralId: kept.id, compartment: 'shared', organisationId: POLICE.koeln })]).toEqual([[], null]);
    await keep(officer, '{"name":"die nächste"}');
    expect((await officer.create()).status).toBe(201);
    // Neither a report that names none nor the repetition of the one before ends the next form; nor does a draft of the chain, a stranger's report or nonsense.
    await officer.send('POST', '/api/v1/referrals', { body: { ...aNewReferral(), submit: false }, headers: { 'idempotency-key': randomUUID(), 'report-draft': (await rows())[0]?.key_id ?? '' } });
    await colleague.post('/referrals', { ...aNewReferral(), submit: true }, { 'idempotency-key': randomUUID(), 'report-draft': (await rows())[0]?.key_id ?? '' });
    expect((await officer.post('/referrals', { ...aNewReferral(), submit: true }, { 'idempotency-key': randomUUID(), 'report-draft': 'x' })).status).toBe(201);
    expect(await draftOf(officer)).toMatchObject({ values: '{"name":"die nächste"}' });
  });
});
