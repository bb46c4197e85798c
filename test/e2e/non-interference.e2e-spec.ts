import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HumanRole } from '#domain';
import { ExpelledClock } from '#expelled';
import { ExpelledKeys } from '#keystore';
import { openDatabase, TenantDatabase } from '#persistence';
import { startApi, type Answer, type TestApi, type TestBrowser } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { EVENT_BODIES } from '../support/event-bodies.js';
import { anExpelledBody, enterProgrammes, OTHER_PROGRAMME, PROGRAMME } from '../support/programme.js';
import { addressesToLookAt, byOrderOfAppearance, differencesOf, whatTheySee, type Reader } from '../support/what-one-sees.js';

jest.setTimeout(240_000);

/** Users of the chain of endangered persons, without the sending authority; and of the chain of expelled persons. The operator serves both and reads neither. */
const OF_ENDANGERED: readonly (readonly [string, HumanRole])[] = [
  [CENTRES.koeln.id, 'counsellor'], [CENTRES.koeln.id, 'centre_lead'], [CENTRES.domstadt.id, 'counsellor'], [CENTRES.domstadt.id, 'centre_lead'],
  [POLICE.muenster, 'officer'], [POLICE.muenster, 'victim_protection'], [POLICE.muenster, 'police_lead'], [NETWORK.id, 'local_coordinator'], [STATE_OFFICE.id, 'state_coordinator'],
];
const OF_EXPELLED: readonly (readonly [string, HumanRole])[] = [
  [PROGRAMME.id, 'facilitator'], [PROGRAMME.id, 'facilitator_lead'], [OTHER_PROGRAMME.id, 'facilitator'], [OTHER_PROGRAMME.id, 'facilitator_lead'], [POLICE.muenster, 'officer'], [POLICE.muenster, 'police_lead'],
];
const SENDING: readonly (readonly [string, HumanRole])[] = [[POLICE.koeln, 'officer'], [POLICE.koeln, 'victim_protection'], [POLICE.koeln, 'police_lead']];

/** Both chains over one database and one API, at an instant that stands still. */
interface World {
  readonly chain: Chain;
  readonly api: TestApi;
  as(organisationId: string, role: HumanRole): Promise<TestBrowser>;
  readers(of: readonly (readonly [string, HumanRole])[]): Promise<Reader[]>;
  close(): Promise<void>;
}

async function aWorld(name: string): Promise<World> {
  const chain = await aChain(name);
  await enterProgrammes(chain);
  // Public files are asked for by every reader from one network.
  const api = await startApi(chain, { environment: { PUBLIC_FILES_PER_NETWORK: '100000', CALENDARS_PER_NETWORK: '100000' } });
  return {
    chain, api,
    as: (organisationId, role) => api.signedIn(organisationId, role),
    readers: (of) => Promise.all(of.map(async ([organisationId, role]) => ({ name: `${role} of ${nameOf(organisationId)}`, browser: await api.signedIn(organisationId, role) }))),
    close: async () => {
      await api.close();
      await chain.close();
    },
  };
}

const NAMES: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...Object.values(CENTRES), PROGRAMME, OTHER_PROGRAMME, NETWORK, STATE_OFFICE].map(({ id, code }) => [id, code]), [POLICE.koeln, 'the sending authority'], [POLICE.muenster, 'another authority'],
]);
const nameOf = (id: string): string => NAMES[id] ?? id;

/** Hands an expelled person over and lets these events happen; each is a role of the centre, an event and its body. */
async function expelled(world: World, id: string, change: object, ...steps: readonly (readonly [HumanRole, string, object])[]): Promise<Answer> {
  let answer = await (await world.as(POLICE.koeln, 'officer')).post('/expelled-referrals', anExpelledBody({ id, ...change }));
  if (answer.status !== 201) throw new Error(answer.text);
  for (const [role, event, body] of steps) {
    const browser = await world.as(role === 'officer' ? POLICE.koeln : PROGRAMME.id, role);
    answer = await browser.post(`/expelled-referrals/${id}/events/${event}`, body, { 'if-match': `"${String(answer.body['version'])}"` });
    if (answer.status !== 200) throw new Error(`${event}: ${answer.text}`);
  }
  return answer;
}

const handedOver = async (world: World, change: object = {}): Promise<Answer> => {
  const answer = await (await world.as(POLICE.koeln, 'officer')).create({ ...aNewReferral(), ...change }, true);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer;
};
const ACCEPT = ['facilitator', 'accept', {}] as const;

describe('the same place, whatever happens in the other chain,', () => {
  let world: World;
  let referral: Answer;
  /** Known before they are sent, because the sender makes them up: asked for from the beginning. */
  const [first, second, third, fourth] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
  beforeAll(async () => {
    world = await aWorld('other_chain');
    referral = await handedOver(world);
    await handedOver(world, { centreId: CENTRES.domstadt.id });
    await expelled(world, fourth, {}, ACCEPT);
  });
  afterAll(() => world?.close());

  it('reads the same, byte for byte, for everybody but the sending authority when expelled persons are handed over', async () => {
    const of = String(referral.body['id']);
    const [readers, senders] = [await world.readers(OF_ENDANGERED), await world.readers(SENDING)];
    const addresses = addressesToLookAt(world.api, { ids: [of, first, second], further: [`/api/v1/expelled-referrals?ofReferralId=${of}`, `/api/v1/expelled-referrals/centres?ags=${KOELN}`, '/api/v1/referrals?limit=1'] });
    const [before, beforeAtSender] = [await whatTheySee(readers, addresses), await whatTheySee(senders, addresses)];
    // The same question twice: nothing moves by itself.
    expect(differencesOf(before, await whatTheySee(readers, addresses))).toEqual([]);
    await expelled(world, first, { ofReferralId: of });
    await expelled(world, second, { ofReferralId: of }, ACCEPT, ['facilitator', 'record_attempt', { result: 'no_answer' }], ['facilitator', 'return', { reason: 'wrong_number' }], ['officer', 'correct', { contact: { name: 'Testperson (fiktiv)', phone: '0221 4710 912', language: 'tr', interpreter: true } }]);
    expect(differencesOf(before, await whatTheySee(readers, addresses))).toEqual([]);
    await expelled(world, third, {}, ['facilitator_lead', 'decline', { reason: 'capacity' }]);
    await purge(world, new Date('2027-12-01T00:00:00Z'));
    expect(differencesOf(before, await whatTheySee(readers, addresses))).toEqual([]);
    // And the look does see: to the sending authority both are one deployment.
    await expelled(world, randomUUID(), { ofReferralId: of });
    expect(differencesOf(beforeAtSender, await whatTheySee(senders, addresses))).toEqual(expect.arrayContaining([`officer of the sending authority /api/v1/expelled-referrals?ofReferralId=${of}`]));
    expect(before.size).toBeGreaterThan(900);
  });

  it('reads the same, byte for byte, for those who work with expelled persons when endangered persons are handed over', async () => {
    await expelled(world, randomUUID(), { ofReferralId: String(referral.body['id']) }, ACCEPT);
    const readers = await world.readers(OF_EXPELLED);
    const line = (await (await world.as(PROGRAMME.id, 'facilitator')).get('/expelled-referrals')).body as unknown as readonly { readonly id: string }[];
    const addresses = addressesToLookAt(world.api, { ids: [String(referral.body['id']), line[0]?.id ?? '', randomUUID()], further: ['/api/v1/expelled-referrals?ofReferralId=' + String(referral.body['id'])] });
    const before = await whatTheySee(readers, addresses);
    await handedOver(world, { targetGroup: 'lsbtiq' });
    const counsellor = await world.as(CENTRES.koeln.id, 'counsellor');
    const accepted = await counsellor.event(String(referral.body['id']), 'accept', Number(referral.body['version']), EVENT_BODIES.accept);
    expect(accepted.status).toBe(200);
    expect((await counsellor.event(String(referral.body['id']), 'record_reached', Number(accepted.body['version']), { result: 'counselled_now', at: '2027-03-02T09:00:00Z' })).status).toBe(200);
    expect(differencesOf(before, await whatTheySee(readers, addresses))).toEqual([]);
    expect(before.size).toBeGreaterThan(500);
  });

  it('would be told apart through a table that lets everybody read (planted)', async () => {
    const admin = await openDatabase({ url: world.chain.database.adminUrl, poolSize: 1 });
    const readers = await world.readers(OF_EXPELLED);
    const addresses = addressesToLookAt(world.api, { ids: [first] });
    try {
      await admin.query('create policy planted on expelled_referral for select to app_rw using (true)');
      const before = await whatTheySee(readers, addresses);
      await expelled(world, randomUUID(), {});
      expect(differencesOf(before, await whatTheySee(readers, addresses))).toEqual(expect.arrayContaining([`facilitator of ${OTHER_PROGRAMME.code} /api/v1/expelled-referrals`]));
    } finally {
      await admin.query('drop policy planted on expelled_referral');
      await admin.destroy();
    }
  });
});

describe('the same script in two places with different data in the other chain', () => {
  /** Everything that the users of the chain of endangered persons are answered while they work, ids by their order. */
  async function endangeredScript(name: string, between: (world: World, of: string) => Promise<void>): Promise<readonly string[]> {
    const world = await aWorld(name);
    try {
      const [named, told] = [byOrderOfAppearance(), [] as string[]];
      const note = (answer: Answer): Answer => {
        told.push(named(`${answer.status} ${answer.headers.get('etag') ?? ''} ${answer.text.replace(/"(requestId|instance)":"[^"]*"/g, '')}`));
        return answer;
      };
      const [counsellor, lead, other, stranger, network] = [
        await world.as(CENTRES.koeln.id, 'counsellor'), await world.as(CENTRES.koeln.id, 'centre_lead'), await world.as(CENTRES.domstadt.id, 'counsellor'),
        await world.as(POLICE.muenster, 'officer'), await world.as(NETWORK.id, 'local_coordinator'),
      ];
      for (const [index, change] of [{}, { targetGroup: 'lsbtiq' }, { centreId: CENTRES.domstadt.id }].entries()) {
        world.chain.moveTo(new Date(Date.UTC(2027, 2, 2, 9, 10 * index)));
        const id = String((await handedOver(world, change)).body['id']);
        await between(world, id);
        const [own, wrong] = index === 2 ? [other, counsellor] : [counsellor, other];
        const accepted = note(await own.event(id, 'accept', 2, EVENT_BODIES.accept));
        note(await own.event(id, 'accept', 2, EVENT_BODIES.accept));
        note(await wrong.event(id, 'accept', 2, EVENT_BODIES.accept));
        note(await own.event(id, 'record_attempt', Number(accepted.body['version']), { channel: 'phone', at: world.chain.now().toISOString(), result: 'no_answer', contactVersion: 1 }));
        note(await own.event(id, 'record_attempt', 99, {}));
        note(await own.post(`/referrals/${id}/contact-reads`, { purpose: 'repeat_attempt' }));
        note(await own.get('/expelled-referrals'));
        for (const browser of [counsellor, lead, other, stranger, network]) {
          for (const path of ['/referrals', `/referrals/${id}`, `/referrals/${id}/history`, '/notifications', '/clocks/due', '/stalled-items', '/turnaround/own']) note(await browser.get(path));
        }
      }
      return told;
    } finally {
      await world.close();
    }
  }

  it('answers the users of the chain of endangered persons alike: states, counts, orders, error codes', async () => {
    const quiet = await endangeredScript('quiet', () => Promise.resolve());
    const busy = await endangeredScript('busy', async (world, of) => {
      await expelled(world, randomUUID(), { ofReferralId: of }, ACCEPT);
      await expelled(world, randomUUID(), {}, ['facilitator_lead', 'decline', { reason: 'language' }]);
      await purge(world, new Date('2027-12-01T00:00:00Z'));
    });
    expect(busy).toEqual(quiet);
    expect(quiet.length).toBeGreaterThan(100);
  });

  /** As above, for those who work with expelled persons. */
  async function expelledScript(name: string, between: (world: World) => Promise<string | null>): Promise<readonly string[]> {
    const world = await aWorld(name);
    try {
      const [named, told] = [byOrderOfAppearance(), [] as string[]];
      const [facilitator, lead, elsewhere] = [await world.as(PROGRAMME.id, 'facilitator'), await world.as(PROGRAMME.id, 'facilitator_lead'), await world.as(OTHER_PROGRAMME.id, 'facilitator')];
      for (const minute of [0, 10, 20]) {
        world.chain.moveTo(new Date(Date.UTC(2027, 2, 2, 9, minute)));
        const of = await between(world);
        const id = String((await expelled(world, randomUUID(), { ofReferralId: of })).body['id']);
        const answers = [
          await facilitator.post(`/expelled-referrals/${id}/events/accept`, {}, { 'if-match': '"1"' }), await facilitator.post(`/expelled-referrals/${id}/events/accept`, {}, { 'if-match': '"1"' }),
          await elsewhere.post(`/expelled-referrals/${id}/events/accept`, {}, { 'if-match': '"2"' }), await lead.post(`/expelled-referrals/${id}/events/return`, { reason: 'wrong_number' }, { 'if-match': '"2"' }),
          await facilitator.post(`/expelled-referrals/${id}/contact-reads`), await facilitator.get(`/referrals/${of ?? id}`), await facilitator.get('/referrals'),
        ];
        for (const browser of [facilitator, lead, elsewhere]) for (const path of ['/expelled-referrals', `/expelled-referrals/${id}`, '/notifications', '/duty']) answers.push(await browser.get(path));
        told.push(...answers.map((answer) => named(`${answer.status} ${answer.headers.get('etag') ?? ''} ${answer.text.replace(/"(requestId|instance)":"[^"]*"/g, '')}`)));
      }
      return told;
    } finally {
      await world.close();
    }
  }

  it('answers those who work with expelled persons alike', async () => {
    const quiet = await expelledScript('quiet_work', () => Promise.resolve(null));
    const busy = await expelledScript('busy_work', async (world) => {
      await handedOver(world, { targetGroup: 'lsbtiq' });
      return String((await handedOver(world)).body['id']);
    });
    expect(busy).toEqual(quiet);
    expect(quiet.length).toBeGreaterThan(50);
  });
});

/** Lets the worker's purge of the other chain run as if it were that late. */
async function purge({ chain }: World, at: Date): Promise<void> {
  const keys = await openDatabase({ url: chain.database.keysUrl, poolSize: 1 });
  await new ExpelledClock(new TenantDatabase(chain.clock), new ExpelledKeys(keys, chain.rootKey, chain.now), chain.now).purgeDue(at);
  await keys.destroy();
}
