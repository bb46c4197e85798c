import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase } from '#persistence';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

let chain: Chain;
let api: TestApi;
let webRoot: string;

beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'zeitnah-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Zeitnah</title>');
  writeFileSync(join(webRoot, 'assets', 'app-1a2b3c.js'), 'export {};');
  chain = await aChain('server');
  api = await startApi(chain, { environment: { WEB_ROOT: webRoot } });
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
  rmSync(webRoot, { recursive: true, force: true });
});

const open = (path: string, accept = 'text/html', method = 'GET') => api.browser().send(method, path, { headers: { accept } });

describe('the web app', () => {
  it('is its page for every address that a person opens, and its files by name', async () => {
    for (const path of ['/', '/inbox', '/referrals/4711/history?x=1', '/index.html']) {
      const page = await open(path);
      expect([path, page.status, page.text.includes('<title>Zeitnah</title>'), page.headers.get('cache-control')]).toEqual([path, 200, true, 'no-store']);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    const asset = await open('/assets/app-1a2b3c.js', '*/*');
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(asset.headers.get('content-type')).toContain('javascript');
  });

  it('never answers for the API, for a missing file or for another method', async () => {
    for (const [path, accept, method] of [['/api', 'text/html', 'GET'], ['/api/v1/none', 'text/html', 'GET'], ['/health/none', 'text/html', 'GET'], ['/assets/none.js', '*/*', 'GET'], ['/inbox', 'text/html', 'POST']] as const) {
      const answer = await open(path, accept, method);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it('leads nowhere outside its folder', async () => {
    for (const path of ['/..%2f..%2fetc%2fpasswd', '/assets/..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/app-1a2b3c.js%00.html']) {
      const { text } = await open(path);
      expect(text).not.toContain('root:');
    }
  });
});

describe('the metrics', () => {
  it('count answers by route and status, without an id, a name or an address', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const { body } = await officer.create();
    await officer.get(`/referrals/${String(body['id'])}?x=Musterweg`);
    const text = await api.metrics.text();
    expect(text).toMatch(/zeitnah_api_answer_seconds_count\{method="POST",route="\/api\/v1\/referrals",status="201"\} [1-9]/);
    for (const word of [String(body['id']), 'Musterweg', 'example.org']) expect(text).not.toContain(word);
  });
});

describe('a connection to the database that is cut off', () => {
  it('is replaced: the next request works', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('app_rw', 'app_keys') and datname like $1`, [`${new URL(chain.database.appUrl).pathname.slice(1)}%`]);
    await admin.destroy();
    const statuses = [(await officer.create()).status, (await officer.create()).status, (await officer.create()).status];
    expect(statuses.every((status) => status === 201 || status === 503)).toBe(true);
    expect((await officer.create()).status).toBe(201);
  });
});

describe('stopping', () => {
  it('says unready first, lets the last requests finish, ends the streams and closes', async () => {
    const stopping = await startApi(chain, { environment: { DRAIN_MS: '400' } });
    const counsellor = await stopping.signedIn(CENTRES.koeln.id, 'counsellor');
    const stream = await fetch(`${stopping.url}/api/v1/stream`, { headers: { cookie: counsellor.cookie ?? '' } });
    const ended = stream.text();
    const closed = stopping.close();
    await until(async () => (await stopping.browser().send('GET', '/health/ready')).status === 503, { what: 'unready' });
    expect((await counsellor.get('/session')).status).toBe(200);
    await closed;
    expect(await ended).toContain('event: heartbeat');
    await expect(stopping.browser().send('GET', '/health/live')).rejects.toThrow();
  });

  it('waits for nobody who says nothing, half of something, or nothing more', async () => {
    const stopping = await startApi(chain);
    const { hostname, port } = new URL(stopping.url);
    const says = async (text: string): Promise<Socket> => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.on('error', () => undefined);
      if (text !== '') socket.write(text);
      return socket;
    };
    const silent = await says('');
    const half = await says('POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    const done = await says('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(done, 'data');
    const begun = performance.now();
    await stopping.close();
    // A deployment waits 15 seconds for the old process; a kept connection lives for 65, an unfinished request for 30.
    expect(performance.now() - begun).toBeLessThan(12_000);
    for (const socket of [silent, half, done]) socket.destroy();
  });
});
