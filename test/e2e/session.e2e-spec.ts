import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashOfToken } from '#access';
import { openDatabase } from '#persistence';
import { differenceInTime } from '../support/same-time.js';
import { until } from '../support/until.js';
import { PASSWORD, emailOf, startApi, type TestApi } from '../support/app.js';
import { aChain, CENTRES, type Chain } from '../support/chain.js';

jest.setTimeout(60_000);

let chain: Chain;
let api: TestApi;
const EMAIL = emailOf(CENTRES.koeln.id, 'counsellor');

beforeAll(async () => {
  chain = await aChain('session');
  api = await startApi(chain);
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const asAdmin = async <T>(query: string, values: unknown[] = []): Promise<T> => {
  const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  try {
    return await admin.query<T>(query, values);
  } finally {
    await admin.destroy();
  }
};

describe('a sign-in', () => {
  it('opens a session and says who acts for whom', async () => {
    const browser = api.browser();
    const answer = await browser.signIn(EMAIL, PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ actor: { role: 'counsellor' }, organisation: { id: CENTRES.koeln.id, name: CENTRES.koeln.name, kind: 'centre' } });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^zeitnah=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await browser.get('/session')).body).toEqual(answer.body);
  });

  it('takes no notice of the case of the address and ignores a password in the query', async () => {
    expect((await api.browser().signIn(EMAIL.toUpperCase(), PASSWORD)).status).toBe(201);
    const answer = await api.browser().send('POST', `/api/v1/session?email=${EMAIL}&password=${encodeURIComponent(PASSWORD)}`, { body: {} });
    expect(answer.status).toBe(422);
  });

  it('stores only the hash of the token', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const token = browser.cookie?.split('=')[1] ?? '';
    const dump = JSON.stringify(await asAdmin('select s.*, encode(token_hash, $1) as hex, encode(token_hash, $2) as base64 from session s', ['hex', 'base64']));
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('never takes over a token that the browser brought along', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const before = browser.cookie;
    await browser.signIn(EMAIL, PASSWORD);
    expect(browser.cookie).not.toBe(before);
    const old = await api.browser().get('/session', { headers: { cookie: before ?? '' } });
    expect(old.status).toBe(401);
    const planted = api.browser();
    planted.cookie = `zeitnah=${'A'.repeat(43)}`;
    await planted.signIn(EMAIL, PASSWORD);
    expect(planted.cookie).not.toContain('AAAAAAAA');
  });

  it('leaves an entry in the trail for opening, refusing and ending', async () => {
    const browser = await api.signedIn(CENTRES.domstadt.id, 'counsellor', { fresh: true });
    await api.browser().signIn(emailOf(CENTRES.domstadt.id, 'counsellor'), 'wrong password');
    await browser.delete('/session');
    const actorId = chain.actor(CENTRES.domstadt.id, 'counsellor').userId;
    const rows = await asAdmin<{ action: string }[]>('select action from audit.event where actor_id = $1 order by id', [actorId]);
    expect(rows.map((row) => row.action)).toEqual(['session.opened', 'session.refused', 'session.ended']);
  });
});

describe('a sign-out', () => {
  it('ends the session at once, also for a copy of the cookie, and clears the browser', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const copy = browser.cookie ?? '';
    const answer = await browser.delete('/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('clear-site-data')).toContain('"cookies"');
    expect(browser.cookie).toBeUndefined();
    expect((await api.browser().get('/session', { headers: { cookie: copy } })).status).toBe(401);
  });
});

describe('a session', () => {
  const moved = async (change: string): Promise<number> => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    await asAdmin(`update session set ${change} where token_hash = $1`, [hashOfToken(browser.cookie?.split('=')[1] ?? '')]);
    return (await browser.get('/session')).status;
  };

  it('ends after 15 idle minutes', async () => {
    expect(await moved(`last_seen_at = last_seen_at - interval '14 minutes 59 seconds'`)).toBe(200);
    expect(await moved(`last_seen_at = last_seen_at - interval '15 minutes'`)).toBe(401);
  });

  it('is not kept alive by what a page asks by itself, only by what a person does', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const lastSeen = async (): Promise<number> => {
      const rows = await asAdmin('select last_seen_at from session order by created_at desc, last_seen_at desc');
      return Math.max(...(rows as readonly { last_seen_at: Date }[]).map((row) => new Date(row.last_seen_at).getTime()));
    };
    const before = await lastSeen();
    const began = chain.now();
    chain.moveTo(new Date(began.getTime() + 600_000));
    expect((await browser.get('/notifications', { headers: { 'x-background': '1' } })).status).toBe(200);
    expect(await lastSeen()).toBe(before);
    expect((await browser.get('/notifications')).status).toBe(200);
    expect(await lastSeen()).toBe(chain.now().getTime());
    chain.moveTo(began);
  });

  it('ends after 10 hours, used or not', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const { body } = await browser.get('/session');
    expect(new Date(String(body['expiresAt'])).getTime() - chain.now().getTime()).toBe(10 * 3_600_000);
    expect(await moved(`expires_at = created_at`)).toBe(401);
  });

  it('ends when the account is disabled or the organisation is switched off', async () => {
    const browser = await api.signedIn(CENTRES.elsewhere.id, 'counsellor', { fresh: true });
    const { userId } = chain.actor(CENTRES.elsewhere.id, 'counsellor');
    await asAdmin('update app_user set disabled_at = now() where id = $1', [userId]);
    expect((await browser.get('/session')).status).toBe(401);
    await asAdmin('update app_user set disabled_at = null where id = $1', [userId]);
    await asAdmin('update organisation set active = false where id = $1', [CENTRES.elsewhere.id]);
    expect((await browser.get('/session')).status).toBe(401);
    await asAdmin('update organisation set active = true where id = $1', [CENTRES.elsewhere.id]);
    expect((await browser.get('/session')).status).toBe(200);
  });

  it('that another process ended is over within a second', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    expect((await browser.get('/session')).status).toBe(200);
    await asAdmin('update session set ended_at = now() where token_hash = $1', [hashOfToken(browser.cookie?.split('=')[1] ?? '')]);
    await until(async () => (await browser.get('/session')).status === 401, { what: 'the end of the session', within: 1_100 });
  });

  it('is looked up once for requests of the same moment, and again a second later', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const seenAt = async (): Promise<string> => {
      const [row] = await asAdmin<{ at: Date }[]>('select last_seen_at as at from session where token_hash = $1', [hashOfToken(browser.cookie?.split('=')[1] ?? '')]);
      return row?.at.toISOString() ?? '';
    };
    const before = chain.now();
    await browser.get('/session');
    chain.moveTo(new Date(before.getTime() + 500));
    await Promise.all(Array.from({ length: 3 }, () => browser.get('/session')));
    expect(await seenAt()).toBe(before.toISOString());
    await until(async () => (await browser.get('/session')).status === 200 && (await seenAt()) === chain.now().toISOString(), { what: 'the next look', within: 3_000, every: 100 });
    // A machine that wakes has counted nothing of the night; the day says that it is over.
    chain.moveTo(new Date(before.getTime() + 60_000));
    await browser.get('/session');
    expect(await seenAt()).toBe(chain.now().toISOString());
    chain.moveTo(before);
  });

  it('is not guessed: no cookie, a wrong one, two at once and an empty one are nobody', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const { cookie = '' } = browser;
    for (const header of ['', 'zeitnah=', `zeitnah=${'x'.repeat(43)}`, `${cookie}; ${cookie}`, `${cookie}0`, `__Host-${cookie}`, 'zeitnah=%00']) {
      expect((await api.browser().get('/session', { headers: { cookie: header } })).status).toBe(401);
    }
  });
});

describe('a change from another site', () => {
  it('is refused without the csrf token, with a wrong one and with that of another session', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const other = await api.signedIn(CENTRES.koeln.id, 'centre_lead', { fresh: true });
    for (const token of [undefined, '', 'x'.repeat(43), other.csrfToken]) {
      browser.csrfToken = token;
      const answer = await browser.delete('/session');
      expect([answer.status, answer.body.code]).toEqual([403, 'csrf_token']);
    }
  });

  it('is refused by where it comes from, the sign-in too', async () => {
    const browser = await api.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }] as const;
    for (const headers of foreign) {
      expect((await browser.send('DELETE', '/api/v1/session', { headers })).body.code).toBe('cross_site');
      expect((await api.browser().signIn(EMAIL, PASSWORD, headers)).body.code).toBe('cross_site');
    }
    expect((await api.browser().signIn(EMAIL, PASSWORD, { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await browser.get('/session')).status).toBe(200);
  });

  it('is refused as a form: only JSON is taken', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await api.browser().send('POST', '/api/v1/session', { body: `email=${EMAIL}&password=x`, headers: { 'content-type': type } });
      expect([answer.status, answer.body.code]).toEqual([415, 'not_json']);
    }
  });
});

describe('who has an account', () => {
  it('cannot be told from the answer to a wrong password', async () => {
    const known = await api.browser().signIn(EMAIL, 'not the password');
    const unknown = await api.browser().signIn('nobody.at.all@example.org', 'not the password');
    const same = ({ status, body }: typeof known) => ({ status, ...body, instance: '' });
    expect(same(known)).toEqual(same(unknown));
    expect(known.status).toBe(401);
    expect(known.headers.getSetCookie()).toEqual([]);
  });

  it('cannot be told from the time that it takes', async () => {
    const cost = { memoryKiB: 16_384, passes: 3, lanes: 1, inFlight: 1, waiting: 0 };
    const costly = await startApi(chain, { environment: { PASSWORD_MEMORY_KIB: String(cost.memoryKiB), PASSWORD_PASSES: String(cost.passes) } });
    try {
      const { hashPassword } = await import('#access');
      await hashPassword(PASSWORD, cost);
      const taken: number[] = [];
      let hash = '';
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now();
        hash = await hashPassword(PASSWORD, cost);
        taken.push(performance.now() - started);
      }
      // Machines differ, so the limit is a share of what one hash takes on this one: a sign-in without it would be faster by all of it.
      const limit = Math.min(...taken) / 3;
      await asAdmin('update app_user set password_hash = $1', [hash]);
      const signIn = (email: string) => costly.browser().signIn(email, 'not the password');
      expect(await differenceInTime(() => signIn(EMAIL), (round) => signIn(`nobody.${round}@example.org`), { rounds: 30, limit })).toBeLessThan(limit);
      // The measure itself sees a difference: what needs no hash answers at once.
      const hashless = () => costly.browser().get('/health/live');
      expect(await differenceInTime(() => signIn(EMAIL), hashless, { rounds: 12, limit, series: 1 })).toBeGreaterThan(limit);
    } finally {
      await costly.close();
    }
  });
});

describe('over HTTPS', () => {
  it('the cookie is bound to this host, and the browser is told to come back over HTTPS only', async () => {
    const secure = await startApi(chain, { environment: { COOKIE_SECURE: 'true', PUBLIC_URL: 'https://zeitnah.example' } });
    try {
      const browser = secure.browser();
      const answer = await browser.signIn(EMAIL, PASSWORD);
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-zeitnah=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect((await browser.get('/session')).status).toBe(200);
      const plain = browser.cookie?.replace('__Host-', '') ?? '';
      expect((await secure.browser().get('/session', { headers: { cookie: plain } })).status).toBe(401);
    } finally {
      await secure.close();
    }
  });
});

describe('one person', () => {
  it('who asks too often is told to wait; a colleague is not', async () => {
    const strict = await startApi(chain, { environment: { REQUESTS_PER_PERSON: '5' } });
    try {
      const busy = await strict.signedIn(CENTRES.koeln.id, 'counsellor', { fresh: true });
      const statuses = await Promise.all(Array.from({ length: 7 }, async () => (await busy.get('/session')).status));
      expect(statuses.sort()).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect((await (await strict.signedIn(CENTRES.koeln.id, 'centre_lead', { fresh: true })).get('/session')).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('guessing', () => {
  it('is stopped after ten tries on one account from one network; a colleague still gets in', async () => {
    const strict = await startApi(chain, { environment: { SIGN_INS_PER_PAIR: '10' } });
    try {
      for (let round = 0; round < 10; round += 1) expect((await strict.browser().signIn(EMAIL, `guess ${round}`)).status).toBe(401);
      const answer = await strict.browser().signIn(EMAIL, PASSWORD);
      expect([answer.status, answer.body.code]).toEqual([429, 'too_many_requests']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await strict.browser().signIn(emailOf(CENTRES.koeln.id, 'centre_lead'), PASSWORD)).status).toBe(201);
    } finally {
      await strict.close();
    }
  });

  it('does not exhaust the machine: beyond the places for hashing the answer is 429', async () => {
    const narrow = await startApi(chain, { environment: { PASSWORD_MEMORY_KIB: '32768', PASSWORD_PASSES: '3', PASSWORDS_IN_FLIGHT: '1', PASSWORDS_WAITING: '1' } });
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => narrow.browser().signIn(`flood.${index}@example.org`, 'x')));
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(6);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
    } finally {
      await narrow.close();
    }
  });

  it('keeps neither addresses nor e-mail addresses in the log', () => {
    const log = api.logLines.join('\n');
    expect(log).toContain('request.answered');
    for (const word of ['example.org', '127.0.0.1', PASSWORD]) expect(log).not.toContain(word);
  });
});
