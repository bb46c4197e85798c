import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase } from '#persistence';
import type { DataSource } from 'typeorm';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, NETWORK, OPERATOR, POLICE, type Chain } from '../support/chain.js';
import { EVENT_BODIES } from '../support/event-bodies.js';

jest.setTimeout(300_000);

/** FUZZ_SEED repeats a run, FUZZ_RUNS lengthens it. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_270_302);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 600);
/** Stands in every generated text; an answer that repeats it repeats what came in. */
const CANARY = 'kanarienvogel';

let chain: Chain;
let api: TestApi;
let admin: DataSource;
let browsers: readonly TestBrowser[];
let id: string;

beforeAll(async () => {
  chain = await aChain('fuzz');
  api = await startApi(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  browsers = [
    await api.signedIn(POLICE.koeln, 'victim_protection'), await api.signedIn(CENTRES.koeln.id, 'centre_lead'), await api.signedIn(NETWORK.id, 'local_coordinator'),
    await api.signedIn(OPERATOR.id, 'admin'), await api.signedIn(OPERATOR.id, 'auditor'),
  ];
  id = String((await (await api.signedIn(POLICE.koeln, 'officer')).create()).body['id']);
});
afterAll(async () => {
  await admin?.destroy();
  await api?.close();
  await chain?.close();
});

const { contact, consent, ...rest } = aNewReferral();
const SAMPLES: readonly (readonly [path: string, body: unknown])[] = [
  ['/referrals', { ...rest, contact, consent, submit: true }],
  [`/referrals/ID/contact-reads`, { purpose: 'first_contact', reason: null }],
  [`/referrals/ID/prints`, { purpose: 'first_contact', reason: null }],
  ['/session', { email: 'ada@example.org', password: 'x' }],
  ['/audit/verifications', {}],
  ['/absences', { userId: randomUUID(), deputyId: null, startsAt: '2027-03-03T09:00:00Z', endsAt: '2027-03-05T09:00:00Z' }],
  ['/on-call-duties', { userId: randomUUID(), startsAt: '2027-03-03T09:00:00Z', endsAt: '2027-03-05T09:00:00Z' }],
  ['/own-centre/closures', { from: '2027-03-05', to: '2027-03-08', reason: 'Umzug (fiktiv)', coverCentreId: null, acceptUncovered: true }],
  ['/report-duplicates', { policeReference: '2027-1', ags: '05315000', occurredAt: '2027-03-03T09:00:00Z' }],
  ...Object.entries(EVENT_BODIES).map(([event, body]) => [`/referrals/ID/events/${event}`, body] as const),
];
const QUERIES = ['/referrals', '/notifications', '/audit/events', '/directory/municipalities', '/routing/candidates', '/turnaround/catalogue', '/clocks/due', '/duty', '/own-centre/closures/preview'];

const ODD_TEXTS = [
  `${CANARY}\u0000`, `${CANARY}' or 1=1; drop table referral --`, `<script>${CANARY}</script>`, `=cmd|'${CANARY}'!A1`, `${CANARY}\r\nSet-Cookie: x=1`, `${CANARY}\u202e`, `{{${CANARY}}}`, `\${${CANARY}}`,
  `${CANARY}${'x'.repeat(5_000)}`, `%00${CANARY}`, `../../${CANARY}`, `${CANARY}\ud800`, 'İ', 'ﷺ'.repeat(50), '', ' ', '0', '-1', '1e999', 'null', 'true', '[object Object]', '2027-02-30', '2027-02-30T99:99:99Z', '0000-00-00', randomUUID(),
];
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(...ODD_TEXTS, null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.5, [], {}, [[]], [null], { length: 1e9 }, { toString: 1 }, [{}, {}]),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${CANARY}${text}`),
  fc.array(fc.constantFrom<unknown>('women', null, 1, {}), { maxLength: 130 }),
);

type Mutation = (body: Record<string, unknown>, value: unknown, pick: number) => string;
/** Every place of a body, as the object that holds it and the key. */
function placesOf(value: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesOf(holder[key])]);
}
const atPlace = (change: (holder: Record<string, unknown>, key: string, value: unknown) => void): Mutation => (body, value, pick) => {
  const places = placesOf(body);
  const [holder, key] = places[pick % Math.max(1, places.length)] ?? [body, 'x'];
  change(holder, key, value);
  return JSON.stringify(body);
};
const MUTATIONS: readonly Mutation[] = [
  atPlace((holder, key, value) => void (holder[key] = value)),
  atPlace((holder, key) => void delete holder[key]),
  atPlace((holder, key, value) => void (holder[`${key} ${CANARY}`] = value)),
  atPlace((holder, key, value) => void (holder[key] = [holder[key], value])),
  atPlace((holder, key) => void (holder[key] = { [key]: holder[key] })),
  (body, value) => JSON.stringify(body).replace('{', `{"__proto__":${JSON.stringify(value)},`),
  (body) => JSON.stringify(body).replace('{', '{"targetGroup":"men","targetGroup":"women",'),
  (body, _, pick) => `${'['.repeat(pick % 5_000)}${JSON.stringify(body)}`,
  (body, _, pick) => JSON.stringify(body).slice(0, pick % 400),
  (_, value) => JSON.stringify(value),
  (body, _, pick) => JSON.stringify(body).padEnd((pick % 3) * 40_000, ' '),
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'if-match': '"1"', 'idempotency-key': 'fuzz-fuzz' }, { 'if-match': '"99999999999999999999"' }, { 'if-match': `"${CANARY}"`, 'idempotency-key': CANARY }, { 'accept-language': `${CANARY};q=x,,;;,de;q=9e9` },
  { 'if-match': '"999999"', 'idempotency-key': `${CANARY}-1234`, 'content-type': 'application/json; charset=utf-7' },
];

const stored = async (): Promise<string> =>
  JSON.stringify(await admin.query(`select (select md5(coalesce(string_agg(r::text, '|' order by id), '')) from referral r) as referral, (select count(*) from referral_event) as events, (select count(*) from contact) as contacts, (select count(*) from idempotency) as keys, (select count(*) from absence) + (select count(*) from on_call_duty) as duties`));

function faultsOf(answer: Answer): string[] {
  const faults: string[] = [];
  if (answer.status >= 500) faults.push(`status ${answer.status}`);
  if (answer.status >= 400 && answer.text.includes(CANARY)) faults.push('repeats what came in');
  if (answer.status >= 400 && !(answer.headers.get('content-type') ?? '').startsWith('application/problem+json')) faults.push('is no problem document');
  return faults;
}

describe('whatever comes in', () => {
  it(`as a body is never a fault of ours, never repeated, and changes nothing when it is refused (seed ${SEED})`, async () => {
    const request = fc.record({ sample: fc.nat(SAMPLES.length - 1), who: fc.nat(4), mutation: fc.nat(MUTATIONS.length - 1), value: oddValue, pick: fc.nat(100_000), headers: fc.constantFrom(...HEADERS) });
    await fc.assert(
      fc.asyncProperty(request, async ({ sample, who, mutation, value, pick, headers }) => {
        const [path, body] = SAMPLES[sample] ?? ['/', {}];
        const text = MUTATIONS[mutation]?.(structuredClone(body) as Record<string, unknown>, value, pick) ?? '';
        // A sign-in would end the session of the browser that fuzzes.
        const browser = path === '/session' ? api.browser() : (browsers[who] as TestBrowser);
        const before = await stored();
        const answer = await browser.post(path.replace('ID', pick % 2 === 0 ? id : randomUUID()), text, { 'idempotency-key': randomUUID(), ...headers });
        expect(faultsOf(answer)).toEqual([]);
        if (answer.status >= 400) expect(await stored()).toBe(before);
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

  it(`as an address or query is never a fault of ours and never repeated (seed ${SEED})`, async () => {
    const names = ['cursor', 'limit', 'state', 'overdue', 'assigned', 'q', 'ags', 'targetGroup', 'minor', 'at', 'quarter', 'from', 'until', 'before', 'referralId', 'action', '__proto__', 'constructor', `${CANARY} x`];
    const pair = fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 20 })));
    const request = fc.record({ path: fc.nat(QUERIES.length - 1), who: fc.nat(4), pairs: fc.array(pair, { maxLength: 5 }) });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, who, pairs }) => {
        const answer = await (browsers[who] as TestBrowser).get(`${QUERIES[path]}?${new URLSearchParams(pairs as [string, string][]).toString()}`);
        expect(faultsOf(answer)).toEqual([]);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 2), endOnFailure: true },
    );
  });

  it('would be noticed: an answer that repeats, fails or is no problem document is told', () => {
    const planted = { status: 500, text: CANARY, headers: new Headers({ 'content-type': 'text/html' }), body: {} };
    expect(faultsOf(planted)).toEqual(['status 500', 'repeats what came in', 'is no problem document']);
  });
});
