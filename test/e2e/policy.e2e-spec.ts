import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AccessGuard, foundHandlers, publishedPolicy, type FoundHandler } from '#access';
import { ACTIONS, HUMAN_ROLES, may } from '#domain';
import { operationsOf } from '../../apps/api/src/openapi/openapi-document.js';
import { startApi, type TestApi } from '../support/app.js';
import { addressesOf } from '../support/route-addresses.js';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';

/** Planted: a controller whose author forgot the mark. */
@Controller('api/v1/planted')
class PlantedController {
  @Get()
  tellEverything(): string {
    return 'everything';
  }
}

const PAGE = 'docs/openapi.json';

jest.setTimeout(60_000);

let chain: Chain;
let api: TestApi;
let document: OpenAPIObject;

beforeAll(async () => {
  chain = await aChain('policy');
  api = await startApi(chain);
  document = JSON.parse((await api.browser().get('/openapi.json')).text) as OpenAPIObject;
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const handlers = (): FoundHandler[] => foundHandlers(api.app.get(DiscoveryService), api.app.get(MetadataScanner));

describe('every route', () => {
  it('is an operation of the OpenAPI document and carries a policy, and nothing else is in the document', () => {
    const marked = handlers().filter(({ mark }) => mark !== undefined).flatMap(addressesOf);
    expect(marked.sort()).toEqual(operationsOf(document).sort());
    expect(marked.length).toBeGreaterThan(40);
  });

  it('is listened to', async () => {
    const instance = api.app.getHttpAdapter().getInstance() as { hasRoute(route: { method: string; url: string }): boolean };
    for (const route of handlers().flatMap(addressesOf)) {
      const [method = '', path = ''] = route.split(' ');
      expect([route, instance.hasRoute({ method, url: path.replaceAll(/\{(\w+)\}/g, ':$1') })]).toEqual([route, true]);
    }
  });

  it('publishes the roles that the domain names for its action', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods as Record<string, Record<string, unknown>>)) {
        const policy = operation['x-policy'] as ReturnType<typeof publishedPolicy>;
        expect([path, method, ACTIONS.includes(policy.action)]).toEqual([path, method, true]);
        expect(policy.roles).toEqual(HUMAN_ROLES.filter((role) => may(role, policy.action)));
        expect([path, operation['summary']]).toEqual([path, expect.stringMatching(/^[A-Z].*\.$/)]);
        expect(policy.audit).toMatch(/^[a-z]+\.[a-z_]+$/);
      }
    }
  });

  it('names the privacy class of every property that it takes or answers', () => {
    const schemas = document.components?.schemas as unknown as Record<string, { properties?: Record<string, Record<string, unknown>> }>;
    const missing = Object.entries(schemas).flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {}).filter(([, property]) => !['none', 'contact', 'free'].includes(String(property['x-pii']))).map(([property]) => `${name}.${property}`),
    );
    expect(missing).toEqual([]);
    expect(schemas['CoreDataDto']?.properties?.['name']?.['x-pii']).toBe('contact');
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('stands in the committed document, so that a change of the API is seen in review', () => {
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, `${JSON.stringify(document, null, 1)}\n`);
    expect(document).toEqual(JSON.parse(readFileSync(PAGE, 'utf8')));
  });
});

describe('a handler without a policy', () => {
  it('stops the start, by name', async () => {
    await expect(startApi(chain, { extraControllers: [PlantedController] })).rejects.toThrow('Add @Policy(action, audit event) to: PlantedController.tellEverything');
  });

  it('refuses even if it were running', async () => {
    const guard = new AccessGuard({ sessions: { find: () => Promise.resolve(null) }, limits: { requested: () => Promise.resolve() }, publicOrigin: 'http://localhost', cookieSecure: false });
    const context = {
      getHandler: () => PlantedController.prototype.tellEverything,
      switchToHttp: () => ({ getRequest: () => ({ method: 'GET', headers: {} }) }),
    } as unknown as Parameters<AccessGuard['canActivate']>[0];
    await expect(guard.canActivate(context)).rejects.toMatchObject({ reason: 'policy_missing' });
  });
});

describe('an answer', () => {
  it('is kept nowhere, framed nowhere and loads nothing from elsewhere', async () => {
    const browser = await api.signedIn(POLICE.koeln, 'officer');
    for (const path of ['/session', '/referrals', '/openapi.json', '/no-such-address']) {
      const { headers } = await browser.get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('of the documentation is a page without anything inline', async () => {
    const page = await api.browser().get('/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).not.toMatch(/<script|style=|<style| on\w+=/);
    for (const route of operationsOf(document)) expect(page.text).toContain(route);
  });
});

describe('a stream', () => {
  it('tells id and version of what changed to those who may see it, and nothing more', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const lines = await listen(await api.signedIn(CENTRES.koeln.id, 'counsellor'), async (seen) => {
      await seen('heartbeat');
      const { body, text } = await officer.create();
      if (body['id'] === undefined) throw new Error(text);
      await seen(String(body['id']));
    });
    const data = lines.filter((line) => line.startsWith('data: {')).map((line) => Object.keys(JSON.parse(line.slice(6)) as object).sort());
    expect(data).toEqual([['id', 'version']]);
  });

  it('is silent towards another centre', async () => {
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const lead = await api.signedIn(CENTRES.domstadt.id, 'centre_lead');
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    let foreign: readonly string[] = [];
    await listen(counsellor, async (seen) => {
      await seen('heartbeat');
      foreign = await listen(lead, async (seenThere) => {
        await seenThere('heartbeat');
        const { body } = await officer.create();
        await seen(String(body['id']));
      });
    });
    expect(foreign.filter((line) => line.startsWith('data: {'))).toEqual([]);
  });

  it('ends when the person signs out', async () => {
    const browser = await api.signedIn(CENTRES.elsewhere.id, 'counsellor', { fresh: true });
    const controller = new AbortController();
    const response = await fetch(`${api.url}/api/v1/stream`, { headers: { cookie: browser.cookie ?? '' }, signal: controller.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    // A proxy in front must pass on each sign of life at once.
    expect([response.headers.get('x-accel-buffering'), response.headers.get('cache-control')]).toEqual(['no', expect.stringContaining('no-cache')]);
    await browser.delete('/session');
    controller.abort();
    expect((await fetch(`${api.url}/api/v1/stream`, { headers: { cookie: 'zeitnah=' } })).status).toBe(401);
  });
});

/** Reads a stream until `work` has seen what it waits for. */
async function listen(browser: { readonly cookie: string | undefined }, work: (seen: (text: string) => Promise<void>) => Promise<void>): Promise<readonly string[]> {
  const controller = new AbortController();
  const response = await fetch(`${api.url}/api/v1/stream`, { headers: { cookie: browser.cookie ?? '' }, signal: controller.signal });
  let text = '';
  const waiting: (() => void)[] = [];
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      for (const look of waiting) look();
    }
  })().catch(() => undefined);
  const seen = (wanted: string): Promise<void> =>
    new Promise((found, missing) => {
      const limit = setTimeout(() => missing(new Error(`waited for ${wanted}; seen: ${text}`)), 10_000);
      const look = (): void => {
        if (!text.includes(wanted)) return;
        clearTimeout(limit);
        found();
      };
      waiting.push(look);
      look();
    });
  try {
    await work(seen);
  } finally {
    controller.abort();
    await reading;
  }
  return text.split('\n');
}
