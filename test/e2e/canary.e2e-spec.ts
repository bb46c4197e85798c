import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CENTRES, POLICE, aChain, type Chain } from '../support/chain.js';
import { leaksIn, tablesOf } from '../support/canary.js';
import { giveLogins, startDeployment, type Deployment } from '../support/deployment.js';
import { aReferralBody, HttpClient, type WalkLogins, type WalkPlaces } from '../support/http-walk.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

/** One canary per field that a person types; none of them may be seen anywhere but in the answer to an entitled reader. */
const CANARY = {
  name: 'Kanarienname Zwölfling', street: 'Kanarienstieg 7411', phone: '0221 4710 7433', codeWord: 'Kanarienwort', trusted: 'Kanarienfreundin Sieben',
  policeReference: 'KANARIE-2027-7419', protectedArea: 'Kanarienhof und Garten', otherPerson: 'Kanarienmann Acht', riskAuthor: 'Kanarienwache Neun',
} as const;
const CANARIES = Object.values(CANARY);

let chain: Chain;
let redis: TestRedis;
let mail: TestMailServer;
let deployment: Deployment;
let logins: WalkLogins;
let places: WalkPlaces;
let referralId = '';
const errorBodies: string[] = [];

const body = () => {
  const plain = aReferralBody(places, {}, CANARY.name);
  return {
    ...plain,
    consent: { ...plain.consent, groups: ['core', 'safe_contact', 'communication', 'household', 'deployment', 'risk', 'other_person', 'feedback'] },
    contact: {
      core: { ...plain.contact.core, street: CANARY.street, phones: [{ number: CANARY.phone, kind: 'mobile' }] },
      safeContact: { ...plain.contact.safeContact, codeWord: CANARY.codeWord, trustedPerson: { name: CANARY.trusted, phone: CANARY.phone } },
      deployment: { ...plain.contact.deployment, policeReference: CANARY.policeReference, protectedArea: CANARY.protectedArea },
      otherPerson: { relation: 'partner', gender: 'male', name: CANARY.otherPerson },
      risk: {
        level: 'high', instrument: 'ODARA', assessedAt: '2027-01-01', assessedBy: CANARY.riskAuthor, weapons: false, strangulation: false,
        threatsToKill: false, stalking: false, repeat: false,
      },
    },
  };
};

beforeAll(async () => {
  const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });
  chain = await aChain('canary');
  ({ logins, places } = await giveLogins(chain));
  await chain.agree(POLICE.koeln, CENTRES.koeln.id, { acknowledge: seconds(1), highRiskAccept: seconds(1), firstAttempt: seconds(2) });
  redis = await startRedis();
  mail = await startMailServer();
  deployment = await startDeployment(chain, { queueUrl: redis.url, smtpUrl: mail.url, environment: { LOG_LEVEL: 'debug' } });
  const officer = new HttpClient(deployment.url);
  await officer.signIn(logins.officer, logins.password);
  const created = await officer.submit(body());
  expect(created.status).toBe(201);
  referralId = created.body.id;
  const refused = [
    await officer.submit({ ...body(), [CANARY.name]: true }),
    await officer.submit({ ...body(), whereaboutsAgs: CANARY.street }),
    await officer.submit({ ...body(), targetGroup: CANARY.name }),
    await officer.submit(`{"contact": "${CANARY.name}`),
    await officer.submit({ ...body(), contact: { ...body().contact, core: { ...body().contact.core, name: CANARY.name.repeat(400) } } }),
    await officer.post(`/referrals/${referralId}/events/withdraw`, { reason: CANARY.name }, { 'if-match': '"2"' }),
    await officer.post(`/referrals/${referralId}/events/supplement`, { contact: body().contact }, { 'if-match': '"1"' }),
    await officer.get(`/referrals/${encodeURIComponent(CANARY.name)}`),
  ];
  errorBodies.push(...refused.map((answer) => `${answer.status} ${JSON.stringify(answer.body)}`));
  expect(refused.every((answer) => answer.status >= 400 && answer.status < 500)).toBe(true);
  await until(() => mail.received.length >= 3, { what: 'mails about the submission and its clocks', within: 20_000 });
}, 90_000);

afterAll(async () => {
  await deployment?.stop();
  await mail?.stop();
  await redis?.stop();
  await chain?.close();
});

async function queueEntries(): Promise<string> {
  const client = new Redis(redis.url);
  try {
    const texts: string[] = [];
    for (const key of await client.keys('*')) texts.push(key, (await client.dumpBuffer(key))?.toString('latin1') ?? '', JSON.stringify(await client.hgetall(key).catch(() => ({}))));
    return texts.join('\n');
  } finally {
    client.disconnect();
  }
}

describe('what a person typed about an endangered person', () => {
  it('reaches the entitled reader', async () => {
    const counsellor = new HttpClient(deployment.url);
    await counsellor.signIn(logins.counsellor, logins.password);
    const { body: view } = await counsellor.post(`/referrals/${referralId}/contact-reads`, { purpose: 'handover' });
    expect(leaksIn(JSON.stringify(view), CANARIES)).toEqual([...CANARIES]);
  });

  it('stands in no log line, though everything is logged', () => {
    expect(deployment.logs().length).toBeGreaterThan(500);
    expect(leaksIn(deployment.logs(), CANARIES)).toEqual([]);
  });

  it('stands in no error body', () => expect(leaksIn(errorBodies.join('\n'), CANARIES)).toEqual([]));

  it('stands in no mail', () => {
    expect(mail.received.length).toBeGreaterThan(0);
    expect(leaksIn(mail.received.map((each) => each.bytes).join('\n'), CANARIES)).toEqual([]);
  });

  it('stands in no queue entry', async () => expect(leaksIn(await queueEntries(), CANARIES)).toEqual([]));

  it('stands in no metric', async () => {
    const texts = await Promise.all([`${deployment.metricsUrl}/metrics`, `${deployment.workerUrl}/metrics`].map(async (url) => (await fetch(url)).text()));
    expect(texts.join('').length).toBeGreaterThan(500);
    expect(leaksIn(texts.join('\n'), CANARIES)).toEqual([]);
  });

  it('stands in no column of either database', async () => {
    for (const url of [chain.database.adminUrl, chain.database.keysAdminUrl]) {
      const leaks = [...(await tablesOf(url))].flatMap(([table, text]) => leaksIn(text, CANARIES).map((canary) => `${table}: ${canary}`));
      expect(leaks).toEqual([]);
    }
  });

  it('is answered to no coordinator, administrator or auditor', async () => {
    for (const email of [logins.stateCoordinator, logins.auditor]) {
      const client = new HttpClient(deployment.url);
      await client.signIn(email, logins.password);
      const answers = [];
      for (const path of [`/referrals/${referralId}`, '/referrals', '/notifications', '/turnaround/catalogue', '/audit/events', '/stalled-items']) answers.push(JSON.stringify(await client.get(path)));
      answers.push(JSON.stringify(await client.post(`/referrals/${referralId}/contact-reads`, { purpose: 'handover' })));
      expect(leaksIn(answers.join('\n'), CANARIES)).toEqual([]);
    }
  });

  it('would be found in every form it could take: the search is no blind one', () => {
    for (const plant of [CANARY.name, CANARY.name.toUpperCase(), encodeURIComponent(CANARY.name), Buffer.from(`x${CANARY.name}yz`).toString('base64'), Buffer.from(CANARY.name).toString('hex')]) {
      expect(leaksIn(`before ${plant} after`, CANARIES)).toEqual([CANARY.name]);
    }
  });
});
