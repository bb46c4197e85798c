import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { until } from '../support/until.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(60_000);

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let officer: TestBrowser;
let counsellor: TestBrowser;

beforeAll(async () => {
  chain = await aChain('bad-input');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  officer = await api.signedIn(POLICE.koeln, 'officer');
  counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

/** Everything that a refused request must not have touched. */
const TABLES = ['deployment', 'referral', 'contact', 'consent', 'assignment', 'protection_measure', 'attempt', 'recall', 'referral_event', 'clock', 'notification', 'idempotency', 'audit.event'];
const stored = async (): Promise<string> => {
  const parts = TABLES.map((table) => `select '${table}' as name, count(*)::int as count, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t`);
  return JSON.stringify(await admin.query(parts.join(' union all ')));
};

type Json = Record<string, unknown>;
/** The body of a complete referral, with one place changed. */
function aBody(path: string, value: unknown): Json {
  const body = JSON.parse(JSON.stringify({ ...aNewReferral(), submit: true })) as Json;
  const steps = path.split('/').slice(1);
  const last = steps.pop() ?? '';
  const place = steps.reduce<Json>((at, step) => at[step] as Json, body);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return body;
}
const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => officer.post('/referrals', body, { 'idempotency-key': randomUUID(), ...headers });
const faultsOf = (answer: Answer) => [answer.status, answer.body.code, answer.body.errors];

describe('what is refused', () => {
  let before: string;
  beforeEach(async () => {
    before = await stored();
  });
  afterEach(async () => {
    expect(await stored()).toBe(before);
  });

  const LONG = 'Ä'.repeat(121);
  const FIELDS: readonly (readonly [what: string, path: string, value: unknown, code: string])[] = [
    ['an unknown key', '/perpetratorName', 'X', 'unknown_key'],
    ['an unknown key deep inside', '/contact/core/nickname', 'X', 'unknown_key'],
    ['a missing field', '/targetGroup', undefined, 'required'],
    ['a missing part', '/flags', undefined, 'required'],
    ['a missing flag', '/flags/minor', undefined, 'required'],
    ['a number for a text', '/contact/core/name', 17, 'wrong_type'],
    ['a text for a flag', '/flags/minor', 'true', 'wrong_type'],
    ['a text for a part', '/contact', 'Ada', 'wrong_type'],
    ['a list for a part', '/incident', [], 'wrong_type'],
    ['a part for a list', '/contact/core/phones', {}, 'wrong_type'],
    ['null for a text', '/contact/core/street', null, 'required'],
    ['an over-long text', '/contact/core/name', LONG, 'too_long'],
    ['too many telephones', '/contact/core/phones', Array.from({ length: 6 }, () => ({ number: '0221 1', kind: 'mobile' })), 'too_many_items'],
    ['a NUL byte', '/contact/core/name', 'Ada\u0000Muster', 'forbidden_character'],
    ['a control character', '/contact/core/place', 'Köln\u001b[2J', 'forbidden_character'],
    ['a line break in a line', '/contact/core/street', 'Musterweg 7\r\nBcc: x', 'forbidden_character'],
    ['a turned writing direction', '/contact/core/name', 'Ada \u202egnat', 'forbidden_character'],
    ['a code outside its list', '/targetGroup', 'everybody', 'not_in_list'],
    ['a telephone that is none', '/contact/core/phones/0/number', 'call me', 'malformed'],
    ['a postcode that is none', '/contact/core/postcode', '5066X', 'malformed'],
    ['a municipality key that is none', '/whereaboutsAgs', '0531500X', 'malformed'],
    ['a municipality that does not exist', '/whereaboutsAgs', '05999999', 'unknown_municipality'],
    ['an incident in a municipality that does not exist', '/incident/ags', '05999999', 'unknown_municipality'],
    ['an impossible instant', '/incident/occurredAt', '2027-02-30T10:00:00Z', 'impossible_date'],
    ['an instant without its offset', '/incident/occurredAt', '2027-03-02T10:00:00', 'impossible_date'],
    ['an instant far away', '/consent/givenAt', '9999-01-01T00:00:00Z', 'impossible_date'],
    ['a hundredth hour', '/consent/givenAt', '2027-03-02T99:00:00Z', 'impossible_date'],
    ['words for an instant', '/consent/givenAt', 'yesterday', 'malformed'],
    ['an impossible day', '/measure', { orderedAt: '2027-03-02T02:00:00Z', lastDayOn: '2027-02-29' }, 'impossible_date'],
    ['an id that is none', '/centreId', 'the nearest one', 'malformed'],
    ['an injection for an id', '/centreId', `' or 1=1 --`, 'malformed'],
    ['a centre that does not exist', '/centreId', randomUUID(), 'unknown_centre'],
    ['a prototype in the way', '/contact/core/phones/0/kind', 'constructor', 'not_in_list'],
  ];

  it.each(FIELDS)('%s: 422 with its place and code', async (_, path, value, code) => {
    const answer = await post(aBody(path, value));
    const pointer = path === '/measure' ? '/measure/lastDayOn' : path;
    expect(faultsOf(answer)).toEqual([422, 'invalid_input', [{ pointer, code }]]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    if (typeof value === 'string' && value.length > 4) expect(answer.text).not.toContain(value);
  });

  it('several wrong fields: one entry for each', async () => {
    const body = aBody('/contact/core/name', '\u0000');
    Object.assign(body, { targetGroup: 'x', whereaboutsAgs: 1, extra: true });
    const { body: answer } = await post(body);
    expect(answer.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual(
      ['/contact/core/name forbidden_character', '/extra unknown_key', '/targetGroup not_in_list', '/whereaboutsAgs wrong_type'].sort(),
    );
  });

  it('half of a surrogate pair and bytes that are no UTF-8', async () => {
    const text = JSON.stringify(aBody('/contact/core/name', 'HALF'));
    expect(faultsOf(await post(text.replace('HALF', '\\ud83d')))).toEqual([422, 'invalid_input', [{ pointer: '/contact/core/name', code: 'broken_unicode' }]]);
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf('HALF')] = 0xff;
    expect(faultsOf(await post(new Uint8Array(bytes)))).toEqual([422, 'invalid_input', [{ pointer: '', code: 'broken_unicode' }]]);
  });

  it('a key that is there twice, also when it is written in two ways', async () => {
    const text = JSON.stringify(aBody('/targetGroup', 'women'));
    for (const twice of ['"targetGroup":"men",', '"target\\u0047roup":"men",']) {
      const answer = await post(text.replace('{', `{${twice}`));
      expect(faultsOf(answer)).toEqual([422, 'invalid_input', [{ pointer: '/targetGroup', code: 'duplicate_key' }]]);
    }
  });

  it('keys with a meaning to JavaScript', async () => {
    const text = JSON.stringify(aBody('/targetGroup', 'women'));
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const answer = await post(text.replace('{', `{"${key}":{"minor":true},`));
      expect([answer.status, answer.body.errors?.map(({ code }) => code)]).toEqual([422, ['unknown_key']]);
    }
  });

  it('nesting that is too deep, a body that is too large, text that is no JSON, a list, a number', async () => {
    expect(faultsOf(await post(`${'['.repeat(5_000)}${']'.repeat(5_000)}`))).toEqual([422, 'invalid_input', [{ pointer: '', code: 'too_deep' }]]);
    expect(faultsOf(await post(JSON.stringify({ x: 'y'.repeat(70_000) })))).toEqual([413, 'body_too_large', undefined]);
    for (const text of ['{', '{"a":}', '{"a":1}{"b":2}', "{'a':1}", '{"a":"\n"}', 'NaN', '{"a":1,}']) expect([text, ...faultsOf(await post(text))]).toEqual([text, 400, 'malformed_json', undefined]);
    for (const body of ['[]', '7', '"text"']) expect([body, ...faultsOf(await post(body))]).toEqual([body, 422, 'invalid_input', [{ pointer: '', code: 'wrong_type' }]]);
  });

  it('a query with unknown names, wrong values or a name twice', async () => {
    const codes = async (query: string) => (await officer.get(`/referrals?${query}`)).body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await codes('sort=name')).toEqual(['/query/sort unknown_key']);
    expect(await codes('limit=0')).toEqual(['/query/limit too_small']);
    expect(await codes('limit=1e9')).toEqual(['/query/limit wrong_type']);
    expect(await codes('limit=5&limit=6')).toEqual(['/query/limit wrong_type']);
    expect(await codes('state=overdue')).toEqual(['/query/state not_in_list']);
    expect(await codes('overdue=yes')).toEqual(['/query/overdue wrong_type']);
    expect(await codes('cursor=abc')).toEqual(['/query/cursor malformed']);
    expect(await codes('cursor=%00')).toEqual(['/query/cursor forbidden_character']);
    expect(await codes('state=draft&state=closed')).toEqual(['/query/state wrong_type']);
  });

  it('a place to route to that does not exist', async () => {
    const answer = await officer.get('/routing/candidates?ags=05999999&targetGroup=women');
    expect(faultsOf(answer)).toEqual([422, 'invalid_input', [{ pointer: '/query/ags', code: 'unknown_municipality' }]]);
  });

  it('a creation without a key, or with one that is none', async () => {
    const body = aBody('/targetGroup', 'women');
    expect(faultsOf(await officer.post('/referrals', body))).toEqual([400, 'idempotency_key_missing', undefined]);
    for (const key of ['short', 'x'.repeat(65), 'with blanks in it']) expect(faultsOf(await post(body, { 'idempotency-key': key }))).toEqual([400, 'idempotency_key_malformed', undefined]);
  });

  it('a centre that does not serve the place: 409 with the reason', async () => {
    const answer = await post(aBody('/centreId', CENTRES.elsewhere.id));
    expect(faultsOf(answer)).toEqual([409, 'centre_not_eligible', undefined]);
  });

  it('a submission without consent, in words of the language that was asked for', async () => {
    const inGerman = await post(aBody('/consent', null), { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' });
    const inEnglish = await post(aBody('/consent', null), { 'accept-language': 'fr, en;q=0.9, de;q=0.1' });
    expect([inGerman.status, inGerman.body.code]).toEqual([409, 'consent_missing']);
    expect(inGerman.body['title']).toBe('Es liegt keine Einwilligung in die Übermittlung vor.');
    expect(inEnglish.body['title']).toBe('There is no consent to the hand-over.');
    expect(inEnglish.body['type']).toBe(inGerman.body['type']);
  });
});

describe('an event', () => {
  let id: string;
  beforeAll(async () => {
    id = String((await officer.create()).body['id']);
  });

  it('needs the version that was seen: 428 without, 400 for none, 412 for an old one, and nothing changes', async () => {
    const before = await stored();
    const accept = (headers: Readonly<Record<string, string>>) => counsellor.post(`/referrals/${id}/events/accept`, { conflictOfInterest: false }, headers);
    expect(faultsOf(await accept({}))).toEqual([428, 'version_missing', undefined]);
    for (const tag of ['*', '1', '"0"', 'W/"1"', '"1", "2"', '"x"']) expect([tag, ...faultsOf(await accept({ 'if-match': tag }))]).toEqual([tag, 400, 'version_malformed', undefined]);
    const stale = await accept({ 'if-match': '"999"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    expect(stale.body['currentVersion']).toBeGreaterThan(0);
    expect(await stored()).toBe(before);
  });

  it('that the state does not list is 409 and changes nothing', async () => {
    const before = await stored();
    const version = Number((await counsellor.get(`/referrals/${id}`)).body['version']);
    const afterReading = await stored();
    expect(afterReading).not.toBe(before);
    const answer = await counsellor.event(id, 'record_reached', version, { result: 'counselled_now', at: chain.now().toISOString() });
    expect(faultsOf(answer)).toEqual([409, 'not_from_here', undefined]);
    expect(await stored()).toBe(afterReading);
  });

  it('that does not exist is 404, and one with a body that is not its own is 422', async () => {
    expect((await counsellor.event(id, 'clock_passed', 1)).status).toBe(404);
    expect((await counsellor.event(id, 'purge', 1)).status).toBe(404);
    expect(faultsOf(await counsellor.event(id, 'accept', 1, { reason: 'capacity' }))).toEqual([
      422, 'invalid_input', [{ pointer: '/reason', code: 'unknown_key' }, { pointer: '/conflictOfInterest', code: 'required' }],
    ]);
    expect(faultsOf(await counsellor.event(id, 'assign_counsellor', 1, { userId: 'me' }))).toEqual([422, 'invalid_input', [{ pointer: '/userId', code: 'malformed' }]]);
  });
});

describe('a repeated creation', () => {
  it('with the same key and body answers the same referral, with another body 422', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = aBody('/targetGroup', 'women');
    const first = await officer.post('/referrals', body, key);
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/api/v1/referrals/${String(first.body['id'])}`);
    const keys = Object.entries(body).reverse();
    const again = await officer.post('/referrals', Object.fromEntries(keys), key);
    expect([again.status, again.body['id']]).toEqual([200, first.body['id']]);
    const other = await officer.post('/referrals', { ...body, submit: false }, key);
    expect(faultsOf(other)).toEqual([422, 'idempotency_key_reused', undefined]);
  });

  it('at the same moment stores one referral', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = aBody('/targetGroup', 'women');
    const answers = await Promise.all(Array.from({ length: 6 }, () => officer.post('/referrals', body, key)));
    expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  });

  it('belongs to the organisation: the same key elsewhere is another referral', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = aBody('/submit', false);
    const here = await officer.post('/referrals', body, key);
    const there = await (await api.signedIn(POLICE.muenster, 'officer')).post('/referrals', aBody('/submit', false), key);
    expect(here.status).toBe(201);
    expect(there.body['id']).not.toBe(here.body['id']);
  });
});

describe('an id', () => {
  it('that is foreign, unknown or none at all gets the same bytes', async () => {
    const foreign = String((await officer.create()).body['id']);
    const outsider = await api.signedIn(CENTRES.elsewhere.id, 'counsellor');
    const ids = [foreign, randomUUID(), 'none', '1', `${foreign}0`, foreign.toUpperCase(), '%00', '%zz', '..%2f..', 'x'.repeat(300), encodeURIComponent(`' or 1=1`)];
    const answers = await Promise.all(ids.map((each) => rawGet(`/api/v1/referrals/${each}`, outsider)));
    expect([...new Set(answers)]).toHaveLength(1);
    expect(answers[0]).toMatch(/^404 /);
    const events = await Promise.all([foreign, randomUUID(), 'none'].map((each) => outsider.event(each, 'accept', 1, { conflictOfInterest: false })));
    expect(new Set(events.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const reads = await Promise.all([foreign, randomUUID(), 'none'].map((each) => outsider.post(`/referrals/${each}/contact-reads`, { purpose: 'handover' })));
    expect(new Set(reads.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`404 ${events[0]?.text ?? ''}`]));
  });

  it('of a message that belongs to others is 404', async () => {
    expect((await counsellor.post(`/notifications/${randomUUID()}/acknowledgement`)).status).toBe(404);
  });
});

/** Status, headers and body as they come, without what differs by nature; fetch would mend the address. */
function rawGet(path: string, { cookie = '' }: TestBrowser): Promise<string> {
  const { hostname, port } = new URL(api.url);
  return new Promise((done, failed) => {
    const sent = httpRequest({ hostname, port, path, headers: { cookie } }, (response) => {
      const headers = Object.entries(response.headers).filter(([name]) => !['date', 'x-request-id'].includes(name));
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => done(`${response.statusCode} ${JSON.stringify(headers.sort())} ${text}`));
    });
    sent.once('error', failed);
    sent.end();
  });
}

describe('without its database', () => {
  let proxy: Awaited<ReturnType<typeof aProxyTo>>;
  let behind: TestApi;
  beforeAll(async () => {
    proxy = await aProxyTo(chain.database.appUrl);
    behind = await startApi(chain, { environment: { DATABASE_URL: proxy.url, POOL_SIZE: '3' } });
  });
  afterAll(async () => {
    await proxy?.restore();
    await behind?.close();
    await proxy?.cut();
  });

  it('the API says 503 with Retry-After, keeps nothing, and works again afterwards; a queue that is away does not matter', async () => {
    const browser = await behind.signedIn(POLICE.koeln, 'officer', { fresh: true });
    const create = (key: string): Promise<Answer> => browser.post('/referrals', aBody('/targetGroup', 'women'), { 'idempotency-key': key });
    const key = randomUUID();
    expect((await create(randomUUID())).status).toBe(201);
    const before = await stored();
    await proxy.cut();
    const answers = await Promise.all([create(key), browser.get('/referrals'), behind.browser().signIn('nobody@example.org', 'x'), ...Array.from({ length: 4 }, () => create(randomUUID()))]);
    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([503, 'unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await behind.browser().send('GET', '/health/live')).status).toBe(200);
    const unready = await behind.browser().send('GET', '/health/ready');
    expect([unready.status, unready.body]).toEqual([503, { status: 'unready', database: 'down', schema: 'down', keystore: 'up', queue: 'down' }]);
    await proxy.restore();
    expect(await stored()).toBe(before);
    await until(async () => (await behind.browser().send('GET', '/api/v1/health/ready')).body['status'] === 'degraded', { what: 'the API to find its database again' });
    const again = await create(key);
    expect(again.status).toBe(201);
  });

  it('the API says the same when a lock is not given in time or no connection is free', async () => {
    const browser = await behind.signedIn(POLICE.koeln, 'officer', { fresh: true });
    const holder = admin.createQueryRunner();
    await holder.startTransaction();
    try {
      await holder.query('lock table referral in access exclusive mode');
      const answers = await Promise.all(Array.from({ length: 6 }, () => browser.get('/referrals')));
      for (const answer of answers) expect([answer.status, answer.body.code]).toEqual([503, 'unavailable']);
    } finally {
      await holder.rollbackTransaction();
      await holder.release();
    }
    expect((await browser.get('/referrals')).status).toBe(200);
  });
});

/** A door in front of the server that can be shut and opened again. */
async function aProxyTo(address: string) {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    const onward = connect({ host: target.hostname, port: Number(target.port) });
    sockets.add(onward);
    onward.on('error', () => socket.destroy()).once('close', () => socket.destroy());
    socket.once('close', () => onward.destroy());
    socket.on('data', (chunk) => onward.write(chunk));
    onward.on('data', (chunk) => socket.write(chunk));
  };
  let server = createServer(accept);
  const listen = (port: number): Promise<void> => new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(address);
  url.host = `127.0.0.1:${port}`;
  const cut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((closed) => server.close(closed));
  };
  return {
    url: url.href,
    cut,
    restore: async () => {
      await cut();
      server = createServer(accept);
      await listen(port);
    },
  };
}
