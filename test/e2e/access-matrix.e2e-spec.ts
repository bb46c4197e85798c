import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { foundHandlers } from '#access';
import { HUMAN_ROLES, type HumanRole, type State } from '#domain';
import type { InputEventName } from '#referrals';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, NETWORK, OPERATOR, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { EVENT_BODIES } from '../support/event-bodies.js';
import { enterProgrammes, PROGRAMME } from '../support/programme.js';
import { addressesOf } from '../support/route-addresses.js';
import { differenceInTime } from '../support/same-time.js';

jest.setTimeout(240_000);

const PAGE = 'docs/access-matrix.md';
const POLICE_ACTING = ['officer', 'victim_protection'] as const;
const ALL_POLICE = [...POLICE_ACTING, 'police_lead'] as const;
const ALL_CENTRE = ['counsellor', 'centre_lead'] as const;
const PARTIES = [...ALL_POLICE, ...ALL_CENTRE] as const;
const LEAD = ['centre_lead'] as const;
const FACILITATORS = ['facilitator', 'facilitator_lead'] as const;
const STATE = ['state_coordinator'] as const;
const COORDINATORS = ['local_coordinator', 'state_coordinator'] as const;
const AT_THE_TABLE = [...COORDINATORS, 'police_lead', 'centre_lead', 'facilitator_lead'] as const;

/** Who may let an event happen, read off the table of events of the chain's description, not off the code. */
const EVENT_ROLES: Readonly<Record<InputEventName, readonly HumanRole[]>> = {
  submit: POLICE_ACTING, correct: POLICE_ACTING, withdraw: POLICE_ACTING, supplement: POLICE_ACTING, update_measure: POLICE_ACTING, recall: POLICE_ACTING,
  reassign: ['victim_protection', 'police_lead', 'centre_lead'], close_unplaced: ['victim_protection', 'police_lead'], withdraw_consent: PARTIES,
  accept: ALL_CENTRE, undo_accept: ALL_CENTRE, return: ALL_CENTRE, record_attempt: ALL_CENTRE, record_reached: ALL_CENTRE, close: ALL_CENTRE, update_contact: ALL_CENTRE,
  assign_counsellor: ALL_CENTRE, pause_clock: ALL_CENTRE, resume_clock: ALL_CENTRE, confirm_recall: ALL_CENTRE, answer_recall: ALL_CENTRE,
  decline: LEAD, forward: LEAD, reopen: LEAD,
};

/** Everything that is not about one referral; `anybody` needs no session. */
const OTHER: Readonly<Record<string, readonly HumanRole[] | 'anybody'>> = {
  'POST /api/v1/session': 'anybody',
  'GET /health/live': 'anybody', 'GET /health/ready': 'anybody', 'GET /api/v1/health/live': 'anybody', 'GET /api/v1/health/ready': 'anybody',
  'GET /api/v1/openapi.json': 'anybody', 'GET /api/v1/docs': 'anybody', 'GET /api/v1/docs.css': 'anybody',
  'GET /api/v1/session': HUMAN_ROLES, 'DELETE /api/v1/session': HUMAN_ROLES,
  'POST /api/v1/referrals': POLICE_ACTING, 'GET /api/v1/referrals': PARTIES,
  'GET /api/v1/routing/candidates': [...ALL_POLICE, 'centre_lead'],
  'GET /api/v1/directory/municipalities': HUMAN_ROLES, 'GET /api/v1/directory/centres': HUMAN_ROLES, 'GET /api/v1/directory/colleagues': HUMAN_ROLES,
  'POST /api/v1/directory/checks': STATE, 'POST /api/v1/directory/proposals': STATE, 'GET /api/v1/directory/proposals': STATE, 'GET /api/v1/directory/proposals/{id}': STATE,
  'POST /api/v1/directory/proposals/{id}/decision': STATE, 'GET /api/v1/directory/registry/centres': STATE, 'GET /api/v1/directory/registry/centres/{id}': STATE,
  'GET /api/v1/directory/registry/agreements': STATE, 'GET /api/v1/directory/registry/rule-sets': STATE, 'GET /api/v1/directory/registry/calendar': STATE,
  'POST /api/v1/directory/imports/readings': STATE, 'GET /api/v1/directory/imports/example': STATE, 'GET /api/v1/directory/export': STATE,
  'GET /public/registry.hsds.json': 'anybody', 'GET /public/registry.csv': 'anybody', 'GET /public/registry.geojson': 'anybody',
  'GET /api/v1/models': [...PARTIES, ...COORDINATORS], 'GET /api/v1/models/needs': COORDINATORS, 'GET /api/v1/models/choices': COORDINATORS, 'GET /api/v1/models/{id}/effect': COORDINATORS,
  'POST /api/v1/models': COORDINATORS, 'PUT /api/v1/models/{id}': COORDINATORS, 'POST /api/v1/models/{id}/release': STATE,
  'GET /api/v1/coordination/plans': STATE, 'POST /api/v1/coordination/plans': STATE, 'PUT /api/v1/coordination/plans/{id}': STATE, 'POST /api/v1/coordination/plans/{id}/measures': STATE,
  'GET /api/v1/coordination/plans/{id}/file': STATE, 'POST /api/v1/coordination/plans/{id}/readings': STATE, 'POST /api/v1/coordination/plans/{id}/imports': STATE,
  'GET /api/v1/coordination/measures/{id}': STATE, 'PUT /api/v1/coordination/measures/{id}': STATE, 'POST /api/v1/coordination/measures/{id}/reviews': STATE, 'PUT /api/v1/coordination/measures/{id}/release': STATE,
  'GET /api/v1/coordination/bodies': STATE, 'POST /api/v1/coordination/bodies': STATE, 'POST /api/v1/coordination/bodies/{id}/mandates': STATE, 'PUT /api/v1/coordination/mandates/{id}/end': STATE,
  'POST /api/v1/coordination/bodies/{id}/sittings': STATE, 'POST /api/v1/coordination/bodies/{id}/papers': STATE, 'PUT /api/v1/coordination/papers/{id}': STATE, 'PUT /api/v1/coordination/papers/{id}/approval': STATE,
  'GET /api/v1/places': [...PARTIES, ...COORDINATORS], 'GET /api/v1/places/{id}/onward': [...PARTIES, ...COORDINATORS], 'GET /api/v1/places/own': ALL_CENTRE, 'PUT /api/v1/places/own': ALL_CENTRE, 'POST /api/v1/places/own/tallies': ALL_CENTRE,
  'GET /api/v1/places/tallies': COORDINATORS, 'GET /api/v1/helpline': COORDINATORS, 'POST /api/v1/helpline/readings': STATE, 'POST /api/v1/helpline/imports': STATE,
  'GET /api/v1/court-districts': [...ALL_POLICE, ...COORDINATORS], 'PUT /api/v1/court-districts/programmes/{id}': STATE, 'POST /api/v1/court-districts/programmes/{id}/checks': STATE,
  'GET /api/v1/own-programme': ['facilitator_lead'], 'PUT /api/v1/own-programme/years/{year}': ['facilitator_lead'], 'POST /api/v1/own-programme/years/{year}/submission': ['facilitator_lead'], 'GET /api/v1/own-programme/file': ['facilitator_lead'],
  'GET /api/v1/yearly-reports/{year}': STATE, 'POST /api/v1/yearly-reports/{year}/closing': STATE, 'GET /api/v1/yearly-reports/{year}/file': STATE,
  'GET /api/v1/registry-export': STATE, 'GET /public/registry-changes.json': 'anybody',
  'GET /public/action-plans.json': 'anybody', 'GET /public/action-plans.csv': 'anybody', 'GET /public/action-plans.pdf': 'anybody',
  'GET /api/v1/directory/registry/municipalities': STATE, 'GET /api/v1/directory/registry/authorities': STATE, 'GET /api/v1/directory/registry/networks': STATE,
  'GET /api/v1/turnaround/catalogue': COORDINATORS, 'GET /api/v1/turnaround/reports/{period}': COORDINATORS, 'GET /api/v1/turnaround/reports/{period}/file': COORDINATORS,
  'GET /api/v1/turnaround/paths': COORDINATORS, 'GET /api/v1/turnaround/paths/{period}': COORDINATORS, 'GET /api/v1/turnaround/paths/{period}/file': COORDINATORS,
  'GET /api/v1/turnaround/overdue': COORDINATORS, 'GET /api/v1/turnaround/overdue/file': COORDINATORS, 'POST /api/v1/turnaround/nudges': COORDINATORS, 'GET /api/v1/turnaround/own': ['police_lead', 'centre_lead'], 'GET /api/v1/turnaround/tallies': ['police_lead'], 'POST /api/v1/turnaround/tallies': ['police_lead'],
  'GET /api/v1/coordination/meetings': AT_THE_TABLE, 'POST /api/v1/coordination/meetings': COORDINATORS, 'GET /api/v1/coordination/meetings/recipients': COORDINATORS, 'GET /api/v1/coordination/meetings/districts': COORDINATORS,
  'GET /api/v1/coordination/meetings/{id}': AT_THE_TABLE, 'GET /api/v1/coordination/meetings/{id}/calendar': AT_THE_TABLE, 'PUT /api/v1/coordination/meetings/{id}': COORDINATORS,
  'POST /api/v1/coordination/meetings/{id}/cancellation': COORDINATORS, 'POST /api/v1/coordination/meetings/{id}/next': COORDINATORS, 'POST /api/v1/coordination/meetings/{id}/invitations': COORDINATORS,
  'PUT /api/v1/coordination/meetings/{id}/answer': AT_THE_TABLE, 'PUT /api/v1/coordination/meetings/{id}/agenda': COORDINATORS, 'PUT /api/v1/coordination/meetings/{id}/minutes': COORDINATORS,
  'POST /api/v1/coordination/meetings/{id}/resolutions': COORDINATORS, 'GET /api/v1/coordination/resolutions': AT_THE_TABLE, 'POST /api/v1/coordination/resolutions/{id}/closing': AT_THE_TABLE,
  'GET /api/v1/expelled-referrals': [...ALL_POLICE, ...FACILITATORS], 'POST /api/v1/expelled-referrals': POLICE_ACTING, 'GET /api/v1/expelled-referrals/centres': POLICE_ACTING,
  'GET /api/v1/expelled-referrals/{id}': [...ALL_POLICE, ...FACILITATORS], 'POST /api/v1/expelled-referrals/{id}/contact-reads': [...POLICE_ACTING, ...FACILITATORS],
  'POST /api/v1/expelled-referrals/{id}/events/correct': POLICE_ACTING, 'POST /api/v1/expelled-referrals/{id}/events/withdraw': [...POLICE_ACTING, ...FACILITATORS],
  'POST /api/v1/expelled-referrals/{id}/events/accept': FACILITATORS, 'POST /api/v1/expelled-referrals/{id}/events/decline': ['facilitator_lead'], 'POST /api/v1/expelled-referrals/{id}/events/return': FACILITATORS,
  'POST /api/v1/expelled-referrals/{id}/events/record_attempt': FACILITATORS, 'POST /api/v1/expelled-referrals/{id}/events/record_reached': FACILITATORS, 'POST /api/v1/expelled-referrals/{id}/events/close': FACILITATORS,
  'POST /api/v1/turnaround/what-if': LEAD, 'GET /api/v1/turnaround/what-if/{period}': COORDINATORS,
  'GET /api/v1/stalled-items': ['local_coordinator'],
  'GET /api/v1/coverage': COORDINATORS, 'GET /api/v1/coverage/week': COORDINATORS, 'GET /api/v1/coverage/municipalities/{ags}': COORDINATORS,
  'GET /api/v1/notifications': HUMAN_ROLES, 'POST /api/v1/notifications/{id}/acknowledgement': HUMAN_ROLES,
  'GET /api/v1/stream': HUMAN_ROLES,
  'GET /api/v1/clocks/due': PARTIES,
  'GET /api/v1/calendar-feed': [...PARTIES, ...COORDINATORS], 'POST /api/v1/calendar-feed': [...PARTIES, ...COORDINATORS], 'DELETE /api/v1/calendar-feed': [...PARTIES, ...COORDINATORS],
  'GET /calendar/{file}': 'anybody',
  'GET /api/v1/duty': HUMAN_ROLES,
  'POST /api/v1/absences': HUMAN_ROLES, 'DELETE /api/v1/absences/{id}': HUMAN_ROLES,
  'POST /api/v1/on-call-duties': HUMAN_ROLES, 'DELETE /api/v1/on-call-duties/{id}': HUMAN_ROLES,
  'GET /api/v1/own-centre': ALL_CENTRE, 'GET /api/v1/own-centre/closures/preview': LEAD, 'POST /api/v1/own-centre/closures': LEAD, 'DELETE /api/v1/own-centre/closures/{id}': LEAD,
  'PUT /api/v1/own-centre/capacity': LEAD, 'PUT /api/v1/own-centre/hours': LEAD,
  'GET /api/v1/report-draft': POLICE_ACTING, 'PUT /api/v1/report-draft': POLICE_ACTING, 'DELETE /api/v1/report-draft': POLICE_ACTING,
  'POST /api/v1/report-duplicates': POLICE_ACTING,
  'GET /api/v1/operations': ['admin'],
  'GET /api/v1/queue/dead-letters': ['admin'], 'POST /api/v1/queue/dead-letters/{id}/retry': ['admin'],
  'GET /api/v1/audit/events': ['auditor'], 'POST /api/v1/audit/verifications': ['auditor'],
};

/** The routes about one referral: who may come to them at all. */
const OF_REFERRAL: Readonly<Record<string, readonly HumanRole[]>> = {
  'GET /api/v1/referrals/{id}': PARTIES,
  'GET /api/v1/referrals/{id}/history': PARTIES, 'GET /api/v1/referrals/{id}/onward': PARTIES, 'GET /api/v1/referrals/{id}/routing': PARTIES,
  'GET /api/v1/referrals/{id}/clocks': PARTIES,
  'POST /api/v1/referrals/{id}/contact-reads': PARTIES,
  'POST /api/v1/referrals/{id}/prints': PARTIES,
  ...Object.fromEntries(Object.entries(EVENT_ROLES).map(([event, roles]) => [`POST /api/v1/referrals/{id}/events/${event}`, roles])),
};

interface Subject {
  readonly name: string;
  readonly role: HumanRole | 'anonymous';
  /** Of the two organisations between which the referrals go. */
  readonly party: boolean;
  readonly browser: TestBrowser;
}

let chain: Chain;
let api: TestApi;
let subjects: Subject[];
let referrals: Readonly<Partial<Record<State, string>>>;
const routes = (): string[] => foundHandlers(api.app.get(DiscoveryService), api.app.get(MetadataScanner)).flatMap(addressesOf);

beforeAll(async () => {
  chain = await aChain('access-matrix');
  await enterProgrammes(chain);
  api = await startApi(chain);
  subjects = await everySubject();
  referrals = await oneOfEachState();
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

async function everySubject(): Promise<Subject[]> {
  const organisations: readonly (readonly [string, readonly HumanRole[], boolean])[] = [
    [POLICE.koeln, ALL_POLICE, true], [CENTRES.koeln.id, ALL_CENTRE, true], [POLICE.muenster, ALL_POLICE, false], [CENTRES.domstadt.id, ALL_CENTRE, false],
    [PROGRAMME.id, ['facilitator', 'facilitator_lead'], false], [NETWORK.id, ['local_coordinator'], false], [STATE_OFFICE.id, ['state_coordinator'], false], [OPERATOR.id, ['admin', 'auditor'], false],
  ];
  const found: Subject[] = [{ name: 'anonymous', role: 'anonymous', party: false, browser: api.browser() }];
  for (const [organisationId, roles, party] of organisations) {
    for (const role of roles) found.push({ name: `${role} (${party ? 'party' : 'other'})`, role, party, browser: await api.signedIn(organisationId, role, { fresh: true }) });
  }
  return found;
}

/** Walks one referral into each state, over HTTP. */
async function oneOfEachState(): Promise<Partial<Record<State, string>>> {
  const as = (role: HumanRole): TestBrowser => subjects.find((each) => each.role === role && each.party)?.browser ?? api.browser();
  const at = chain.now().toISOString();
  const walk = async (...steps: readonly (readonly [HumanRole, InputEventName, object])[]): Promise<string> => {
    const created = await as('officer').create(aNewReferral(), true);
    let version = Number(created.body['version']);
    const id = String(created.body['id']);
    for (const [role, event, body] of steps) {
      const answer = await as(role).event(id, event, version, body);
      if (answer.status >= 300) throw new Error(`${event}: ${answer.status} ${answer.text}`);
      version = Number(answer.body['version']);
    }
    return id;
  };
  const accept = ['counsellor', 'accept', { conflictOfInterest: false }] as const;
  return {
    draft: String((await as('officer').create(aNewReferral(), false)).body['id']),
    submitted: await walk(),
    returned: await walk(['counsellor', 'return', { reason: 'wrong_number' }]),
    declined: await walk(['centre_lead', 'decline', { reason: 'capacity' }]),
    accepted: await walk(accept),
    contacting: await walk(accept, ['counsellor', 'record_attempt', { channel: 'phone', at, result: 'no_answer', contactVersion: 1 }]),
    reached: await walk(accept, ['counsellor', 'record_reached', { result: 'counselled_now', at }]),
    closed: await walk(accept, ['counsellor', 'record_reached', { result: 'counselled_now', at }], ['counsellor', 'close', { outcome: 'counselled' }]),
    withdrawn: await walk(['officer', 'withdraw', { reason: 'error' }]),
  };
}

/** A request that gets as far as the row and changes nothing there: events quote a version that no referral has. */
function ask({ browser }: Subject, route: string, id: string): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace('{id}', id);
  const event = /\/events\/(\w+)$/.exec(path)?.[1] as InputEventName | undefined;
  if (event !== undefined) return browser.send(method, path, { body: EVENT_BODIES[event], headers: { 'if-match': '"999999"' } });
  if (/\/(contact-reads|prints)$/.test(path)) return browser.send(method, path, { body: { purpose: 'emergency', reason: 'fictional emergency of a test' } });
  return browser.send(method, path);
}

async function inParallel<T>(work: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const next = work.entries();
  const lane = async (): Promise<void> => {
    for (const [index, each] of next) results[index] = await each();
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  return results;
}

describe('every route', () => {
  it('has an expectation here, and no expectation is left over', () => {
    expect(routes().sort()).toEqual([...Object.keys(OF_REFERRAL), ...Object.keys(OTHER)].sort());
  });

  it('about one referral opens to the roles of its two organisations only; to all others it does not exist', async () => {
    const cases = subjects.flatMap((subject) =>
      Object.entries(OF_REFERRAL).flatMap(([route, roles]) => Object.entries(referrals).map(([state, id]) => ({ subject, route, roles, state: state as State, id }))),
    );
    const wrong = await inParallel(
      cases.map((each) => async () => {
        const answer = await ask(each.subject, each.route, each.id);
        const wanted = expected(each.subject, each.roles, each.route, each.state);
        return wanted.includes(answer.status) ? [] : [`${each.subject.name}, ${each.route}, ${each.state}: ${answer.status} instead of ${wanted.join(' or ')}`];
      }),
    );
    expect(wrong.flat()).toEqual([]);
    expect(cases.length).toBeGreaterThan(3_000);
  });

  it('besides opens to the roles of its action only', async () => {
    const asked = subjects.flatMap((subject) => Object.entries(OTHER).filter(([route]) => !/session$|stream$/.test(route)).map(([route, roles]) => ({ subject, route, roles })));
    const wrong = await inParallel(
      asked.map(({ subject, route, roles }) => async () => {
        const { status } = await askOther(subject, route);
        const admitted = roles === 'anybody' || (subject.role !== 'anonymous' && roles.includes(subject.role));
        const fine = admitted ? ![401, 403].includes(status) && status < 500 : status === (subject.role === 'anonymous' ? 401 : 403);
        return fine ? [] : [`${subject.name}, ${route}: ${status}`];
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it('stands in the committed matrix', () => {
    const written = matrixPage();
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, written);
    expect(readFileSync(PAGE, 'utf8')).toBe(written);
  });

  it('would be missed by a role that gained a right', () => {
    expect(matrixPage()).not.toBe(readFileSync(PAGE, 'utf8').replace('| – |', '| yes |'));
  });
});

function expected({ role, party }: Subject, roles: readonly HumanRole[], route: string, state: State): readonly number[] {
  if (role === 'anonymous') return [401];
  if (!roles.includes(role)) return [403];
  const ofCentre = role === 'counsellor' || role === 'centre_lead';
  // A draft is the police's alone; what a centre declined (consent for it only), or what was withdrawn before it accepted, is over for it.
  if (!party || (ofCentre && ['draft', 'declined', 'withdrawn'].includes(state))) return [404];
  if (route.includes('/events/')) return [412];
  return /\/(contact-reads|prints)$/.test(route) ? [200, 409] : [200];
}

function askOther({ browser }: Subject, route: string): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const queries: Readonly<Record<string, string>> = { '/api/v1/routing/candidates': '?ags=05315000&targetGroup=women', '/api/v1/directory/municipalities': '?q=50' };
  const path = `${pattern.replace('{id}', randomUUID())}${queries[pattern] ?? ''}`;
  if (route === 'POST /api/v1/referrals') return browser.create(aNewReferral(), false);
  return browser.send(method, path, method === 'POST' || method === 'PUT' ? { body: {} } : {});
}

function matrixPage(): string {
  const cell = (roles: readonly HumanRole[] | 'anybody', role: HumanRole, word: string): string => (roles === 'anybody' || roles.includes(role) ? word : '–');
  const row = (route: string, roles: readonly HumanRole[] | 'anybody', word: string): string =>
    `| \`${route.replace('/api/v1', '')}\` | ${roles === 'anybody' ? 'yes' : '401'} | ${HUMAN_ROLES.map((role) => cell(roles, role, word)).join(' | ')} |`;
  const head = [`| route | anonymous | ${HUMAN_ROLES.join(' | ')} |`, `|---|---|${HUMAN_ROLES.map(() => '---').join('|')}|`];
  return [
    '# Who comes to which route',
    '',
    'Written from the expectations of `test/e2e/access-matrix.e2e-spec.ts`, which asks every route as every role; `npm run docs` writes it anew, and the test compares it.',
    '`–` is 403. Addresses without a version stand below `/api/v1`.',
    '',
    '## About one referral',
    '',
    '`own`: only for the two organisations of the referral; a sealed one only for its named persons; never for a person whom it excludes. Everybody else gets the 404 of an unknown id.',
    '',
    ...head,
    ...Object.entries(OF_REFERRAL).map(([route, roles]) => row(route, roles, 'own')),
    '',
    '## Everything else',
    '',
    ...head,
    ...Object.entries(OTHER).map(([route, roles]) => row(route, roles, 'yes')),
    '',
  ].join('\n');
}

describe('a person whom a referral excludes', () => {
  it('meets it nowhere: not by its address, not in the list, not among the messages', async () => {
    const lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
    const excluded = chain.actor(CENTRES.koeln.id, 'counsellor');
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const { flags } = aNewReferral();
    const { body } = await officer.create(aNewReferral({ flags: { ...flags, excludedUserIds: [excluded.userId] } }));
    const id = String(body['id']);
    expect((await lead.get(`/referrals/${id}`)).status).toBe(200);
    const unknown = await counsellor.get(`/referrals/${randomUUID()}`);
    const answer = await counsellor.get(`/referrals/${id}`);
    expect([answer.status, answer.text]).toEqual([404, unknown.text]);
    for (const path of ['/referrals?limit=100', '/notifications?limit=100', '/clocks/due?hours=168&limit=100']) expect((await counsellor.get(path)).text).not.toContain(id);
    expect((await lead.get('/referrals?limit=100')).text).toContain(id);
  });
});

describe('a sealed referral', () => {
  it('exists for its named persons only', async () => {
    const protector = await api.signedIn(POLICE.koeln, 'victim_protection');
    const officer = await api.signedIn(POLICE.koeln, 'officer');
    const { flags } = aNewReferral();
    const named = chain.actor(POLICE.koeln, 'police_lead').userId;
    const { body } = await protector.create(aNewReferral({ flags: { ...flags, sealedFor: [named] } }), false);
    const id = String(body['id']);
    expect((await (await api.signedIn(POLICE.koeln, 'police_lead')).get(`/referrals/${id}`)).status).toBe(200);
    expect((await officer.get(`/referrals/${id}`)).status).toBe(404);
    for (const path of ['/referrals?limit=100', '/clocks/due?hours=168&limit=100']) expect((await officer.get(path)).text).not.toContain(id);
  });
});

describe('whether a foreign referral exists', () => {
  it('cannot be told from the time of the answer', async () => {
    const outsider = await api.signedIn(CENTRES.domstadt.id, 'counsellor');
    const ask = (id: string) => outsider.get(`/referrals/${id}`);
    expect(await differenceInTime(() => ask(referrals.accepted ?? ''), () => ask(randomUUID()), { rounds: 100, limit: 5 })).toBeLessThan(5);
  });
});

describe('contact data', () => {
  it('are in no answer but the one to a purposeful read, and the police lose the centre-only facts', async () => {
    const words = ['Testperson Ada Muster', 'Musterweg 7', '4710 815', 'Bücherei', 'TEST-2027-000017'];
    for (const subject of subjects.filter(({ role }) => role !== 'anonymous')) {
      const paths = ['/referrals?limit=100', ...Object.values(referrals).flatMap((id) => [`/referrals/${id}`, `/referrals/${id}/history`, `/referrals/${id}/routing`, `/referrals/${id}/clocks`]), '/clocks/due?hours=168', '/duty', '/operations', '/notifications', '/stalled-items', '/turnaround/own', '/audit/events?limit=200', '/queue/dead-letters'];
      const texts = (await Promise.all(paths.map((path) => subject.browser.get(path)))).map(({ text }) => text).join('');
      for (const word of words) expect([subject.name, word, texts.includes(word)]).toEqual([subject.name, word, false]);
    }
    for (const word of words) expect(api.logLines.join('')).not.toContain(word);
    const counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
    const read = await counsellor.post(`/referrals/${referrals.accepted ?? ''}/contact-reads`, { purpose: 'first_contact' });
    expect([read.status, read.text.includes('Musterweg 7')]).toEqual([200, true]);
    const forPolice = await (await api.signedIn(POLICE.koeln, 'officer')).get(`/referrals/${referrals.closed ?? ''}`);
    expect(forPolice.body).toMatchObject({ attempts: [], attemptRule: null, outcome: null, counsellor: null });
  });
});
