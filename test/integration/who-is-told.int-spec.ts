import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Actor, HumanRole } from '#domain';
import type { EventInput, NewReferral } from '#referrals';
import { startApi, type TestApi } from '../support/app.js';
import { aChain, aNewReferral, CENTRES, NETWORK, OPERATOR, POLICE, type Chain } from '../support/chain.js';

const CENTRE = CENTRES.koeln.id;
const SUBMITTED = '2027-03-02T09:00:00Z';
/** When the message is written: the first warning of the acknowledgement is due by then, and nothing after it. */
const T = new Date('2027-03-03T05:00:00Z');
const minutes = (count: number): Date => new Date(T.getTime() + count * 60_000);
const ALL_DAY = [minutes(-60), minutes(60)] as const;

let chain: Chain;
let rows: pg.Client;
const people = new Map<string, string>();
const as = (role: Actor['role']): Actor => chain.actor(role === 'counsellor' || role === 'centre_lead' ? CENTRE : POLICE.koeln, role);

interface Told {
  readonly id: string;
  readonly organisation: string;
  readonly role: string;
  readonly template: string;
  readonly people: readonly string[];
  readonly instead: string | null;
  readonly reference: string | null;
  readonly kind: string | null;
  readonly urgent: boolean;
  readonly clock: string | null;
}

const PLACES = new Map<string, string>([[CENTRE, 'centre'], [POLICE.koeln, 'police'], [NETWORK.id, 'network'], [OPERATOR.id, 'operator']]);

beforeAll(async () => {
  chain = await aChain('who_is_told');
  rows = new pg.Client({ connectionString: chain.database.adminUrl });
  await rows.connect();
  for (const [place, organisationId, roles] of [
    ['centre', CENTRE, ['counsellor', 'centre_lead']],
    ['police', POLICE.koeln, ['officer', 'victim_protection', 'police_lead']],
    ['network', NETWORK.id, ['local_coordinator']],
    ['operator', OPERATOR.id, ['admin', 'auditor']],
  ] as const)
    for (const role of roles) people.set(chain.actor(organisationId, role).userId, `${role} of the ${place}`);
});
/** Everybody is back, and whoever came for one test is gone. */
async function everybodyIsBack(): Promise<void> {
  await rows.query('delete from absence; delete from on_call_duty; update app_user set disabled_at = null; update organisation set active = true');
  await rows.query(`delete from app_user where display_name = 'Weitere Person (fiktiv)'`);
}
afterEach(everybodyIsBack);
afterAll(async () => {
  await rows?.end();
  await chain?.close();
});

async function another(role: HumanRole, name: string, organisationId: string = CENTRE): Promise<string> {
  const id = randomUUID();
  await rows.query(`insert into app_user (id, organisation_id, email, display_name, role, password_hash) values ($1, $2, $3, 'Weitere Person (fiktiv)', $4, '-')`, [
    id, organisationId, `${id}@example.org`, role,
  ]);
  people.set(id, name);
  return id;
}
const absent = (actor: { readonly userId: string; readonly organisationId: string }, [from, to]: readonly [Date, Date] = ALL_DAY, deputyId: string | null = null) =>
  rows.query('insert into absence (id, organisation_id, user_id, deputy_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $3, $5)', [
    randomUUID(), actor.organisationId, actor.userId, deputyId, from, to,
  ]);
const onCall = (userId: string, [from, to]: readonly [Date, Date] = ALL_DAY, organisationId: string = CENTRE) =>
  rows.query('insert into on_call_duty (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $3, $4)', [
    randomUUID(), organisationId, userId, from, to,
  ]);
const disabled = (userId: string) => rows.query('update app_user set disabled_at = $2 where id = $1', [userId, SUBMITTED]);
/** Nobody of these roles is there when the message is written. */
async function nobody(...roles: readonly (readonly [string, HumanRole])[]): Promise<void> {
  for (const [organisationId, role] of roles) await absent(chain.actor(organisationId, role));
}

async function created(change: Partial<NewReferral>, submit: boolean): Promise<string> {
  chain.moveTo(SUBMITTED);
  const author = change.flags?.sealedFor ? as('victim_protection') : as('officer');
  return (await chain.referrals.create(author, aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null })).id;
}
const submit: EventInput = { event: 'submit', data: { centreId: CENTRE } };
const fire = async (): Promise<void> => {
  while ((await chain.clocks.fireDue()) > 0);
};

/** Both ways on which a message is written: with the change of a person, and with a rung. Both at the instant T. */
const WAYS = {
  'an event of a person': async (arrange: () => Promise<unknown>, change: Partial<NewReferral>) => {
    const id = await created(change, false);
    await arrange();
    chain.moveTo(T);
    await chain.referrals.apply(change.flags?.sealedFor ? as('victim_protection') : as('officer'), id, submit, { expectedVersion: 1, requestId: null });
    return id;
  },
  'a rung': async (arrange: () => Promise<unknown>, change: Partial<NewReferral>) => {
    const id = await created(change, true);
    await arrange();
    chain.moveTo(T);
    await fire();
    return id;
  },
} as const;

async function told(referralId: string): Promise<readonly Told[]> {
  const found = await rows.query<Omit<Told, 'people'> & { readonly ids: readonly string[] }>(
    `select n.id, n.organisation_id as organisation, n.role, n.template, n.addressee_ids as ids, n.instead_of as instead, n.reference, n.clock_kind as kind, n.urgent, n.clock_id as clock
     from notification n where n.created_at = $2 and (n.referral_id = $1 or exists (
       with recursive above as (select m.instead_of as id from notification m where m.id = n.id union select m.instead_of from notification m join above a on m.id = a.id)
       select 1 from above a join notification m on m.id = a.id where m.referral_id = $1))
     order by n.organisation_id, n.role, n.template`,
    [referralId, chain.now()],
  );
  return found.rows.map(({ ids, ...row }) => ({ ...row, people: ids.map((id) => people.get(id) ?? id).sort() }));
}
const to = (messages: readonly Told[], role: string, template: RegExp = /^(referral_submit|clock_passed)$/): readonly string[] | undefined =>
  messages.find((message) => message.role === role && template.test(message.template))?.people;
/** The alarms in the order in which they climb: role and place. */
function alarms(messages: readonly Told[]): readonly string[] {
  const rank = ['counsellor', 'centre_lead', 'officer', 'victim_protection', 'police_lead', 'local_coordinator', 'admin'];
  return messages
    .filter(({ template }) => template === 'nobody_available')
    .sort((one, other) => rank.indexOf(one.role) - rank.indexOf(other.role))
    .map(({ role, organisation, people: who }) => `${role} of the ${PLACES.get(organisation)}: ${who.length}`);
}

const CENTRE_EMPTY = [[CENTRE, 'counsellor'], [CENTRE, 'centre_lead']] as const;
const POLICE_EMPTY = [[POLICE.koeln, 'officer'], [POLICE.koeln, 'victim_protection'], [POLICE.koeln, 'police_lead']] as const;

describe.each(Object.entries(WAYS))('who is told by %s', (_, way) => {
  const messages = async (arrange: () => Promise<unknown> = () => Promise.resolve(), change: Partial<NewReferral> = {}) => {
    const found = await told(await way(arrange, change));
    await everybodyIsBack();
    return found;
  };

  it('is whoever has the role, and nobody else', async () => {
    const found = await messages(() => another('counsellor', 'second counsellor'));
    expect(to(found, 'counsellor')).toEqual(['counsellor of the centre', 'second counsellor']);
    expect(to(found, 'centre_lead')).toEqual(['centre_lead of the centre']);
    expect(alarms(found)).toEqual([]);
  });

  it('is not whoever is away, but the deputy, of whatever role', async () => {
    const found = await messages(async () => {
      const second = await another('counsellor', 'second counsellor');
      await absent(as('counsellor'));
      await absent({ userId: second, organisationId: CENTRE }, ALL_DAY, as('centre_lead').userId);
    });
    expect(to(found, 'counsellor')).toEqual(['centre_lead of the centre']);
  });

  it('is not a deputy who is away as well: nobody is there, and the next level hears that', async () => {
    const found = await messages(async () => {
      await absent(as('counsellor'), ALL_DAY, as('centre_lead').userId);
      await absent(as('centre_lead'));
    });
    expect(to(found, 'counsellor')).toEqual([]);
    expect(alarms(found)).toEqual(['centre_lead of the centre: 0', 'victim_protection of the police: 1']);
  });

  it('is also whoever is on call, of another role, and they alone when everybody else is away', async () => {
    const besides = await messages(() => onCall(as('centre_lead').userId));
    expect(to(besides, 'counsellor')).toEqual(['centre_lead of the centre', 'counsellor of the centre']);
    const alone = await messages(async () => {
      await onCall(as('centre_lead').userId);
      await absent(as('counsellor'));
    });
    expect(to(alone, 'counsellor')).toEqual(['centre_lead of the centre']);
    expect(alarms(alone)).toEqual([]);
  });

  it('is nobody whose account is disabled, on call or not, and no deputy either', async () => {
    const found = await messages(async () => {
      const [gone, left] = [await another('counsellor', 'gone'), await another('counsellor', 'left')];
      await onCall(gone);
      await absent({ userId: as('counsellor').userId, organisationId: CENTRE }, ALL_DAY, left);
      await disabled(gone);
      await disabled(left);
    });
    expect(to(found, 'counsellor')).toEqual([]);
    expect(alarms(found)).toEqual(['centre_lead of the centre: 1']);
  });

  it('is nobody of an organisation that is switched off', async () => {
    const found = await messages(() => rows.query('update organisation set active = false where id = $1', [CENTRE]));
    expect(alarms(found)).toEqual(['centre_lead of the centre: 0', 'victim_protection of the police: 1']);
  });

  it('is nobody who is excluded, also not on call or as a deputy', async () => {
    const second = await another('counsellor', 'second counsellor');
    const excluding = { flags: { ...aNewReferral().flags, excludedUserIds: [as('counsellor').userId, second] } };
    const found = await messages(async () => {
      await onCall(second);
      await absent(as('centre_lead'), ALL_DAY, second);
    }, excluding);
    expect([to(found, 'counsellor'), to(found, 'centre_lead')]).toEqual([[], []]);
    expect(alarms(found)).toEqual(['centre_lead of the centre: 0', 'victim_protection of the police: 1']);
  });

  it('of a sealed referral is whoever is named, for every role, and never their deputy or who is on call', async () => {
    const sealed = { flags: { ...aNewReferral().flags, sealedFor: [] } };
    const found = await messages(() => onCall(as('counsellor').userId), sealed);
    expect([to(found, 'counsellor'), to(found, 'centre_lead')]).toEqual([['centre_lead of the centre'], ['centre_lead of the centre']]);
    const away = await messages(() => absent(as('centre_lead'), ALL_DAY, as('counsellor').userId), sealed);
    expect([to(away, 'counsellor'), to(away, 'centre_lead')]).toEqual([[], []]);
    expect(away.find(({ role, template }) => role === 'victim_protection' && template === 'nobody_available')?.people).toEqual(['victim_protection of the police']);
  });

  it('climbs to the operator when nobody is there on any level, who is told once', async () => {
    const found = await messages(() => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY, [NETWORK.id, 'local_coordinator']));
    expect(alarms(found)).toEqual([
      'centre_lead of the centre: 0',
      'victim_protection of the police: 0',
      'police_lead of the police: 0',
      'local_coordinator of the network: 0',
      'admin of the operator: 1',
    ]);
    for (const { instead } of found.filter(({ template }) => template === 'nobody_available')) expect(found.find(({ id }) => id === instead)?.people).toEqual([]);
  });

  it('stops at the first level where somebody is', async () => {
    expect(alarms(await messages(() => nobody(...CENTRE_EMPTY, [POLICE.koeln, 'victim_protection'])))).toEqual([
      'centre_lead of the centre: 0',
      'victim_protection of the police: 0',
      'police_lead of the police: 1',
    ]);
    expect(alarms(await messages(() => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY)))).toContain('local_coordinator of the network: 1');
  });

  it('keeps a sealed referral from the coordination, and tells the operator that somewhere nobody is there, but not of what', async () => {
    const found = await messages(() => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY), { flags: { ...aNewReferral().flags, sealedFor: [] } });
    expect(found.map(({ role }) => role)).not.toContain('local_coordinator');
    const operator = found.filter(({ role }) => role === 'admin');
    expect(operator.map(({ people: who, reference, kind }) => ({ who, reference, kind }))).toEqual([{ who: ['admin of the operator'], reference: null, kind: null }]);
  });

  it('is decided by the instant of the message: what ended before or begins later does not count, the end is exclusive', async () => {
    const found = await messages(async () => {
      await absent(as('counsellor'), [minutes(-60), T]);
      await absent(as('counsellor'), [minutes(1), minutes(60)]);
      await absent(as('centre_lead'), [T, minutes(1)]);
      await onCall(await another('counsellor', 'until now'), [minutes(-60), T]);
    });
    expect(to(found, 'counsellor')).toEqual(['counsellor of the centre', 'until now']);
    expect(to(found, 'centre_lead')).toEqual([]);
    const duty = await messages(async () => {
      await onCall(as('centre_lead').userId, [minutes(-60), T]);
      await onCall(await another('centre_lead', 'from now'), [T, minutes(1)]);
    });
    expect(to(duty, 'counsellor')).toEqual(['counsellor of the centre', 'from now']);
  });

  it('does not count an absence that was cancelled', async () => {
    const found = await messages(async () => {
      await absent(as('counsellor'));
      await rows.query('update absence set cancelled_at = $1', [SUBMITTED]);
    });
    expect(to(found, 'counsellor')).toEqual(['counsellor of the centre']);
  });

  it('is caught when the look at absences is left out', async () => {
    const { rows: [sound] } = await rows.query<{ text: string }>(`select pg_get_functiondef('address_notification'::regproc) as text`);
    const planted = (sound?.text ?? '').replace('and u.id not in (select user_id from away)', '');
    expect(planted).not.toBe(sound?.text);
    await rows.query(planted);
    try {
      expect(to(await messages(() => absent(as('counsellor'))), 'counsellor')).toEqual(['counsellor of the centre']);
    } finally {
      await rows.query(sound?.text ?? '');
    }
    expect(to(await messages(() => absent(as('counsellor'))), 'counsellor')).toEqual([]);
  });
});

describe('the alarm that nobody is there', () => {
  it('goes to the operator instead of the coordination where the agreement says so', async () => {
    await rows.query('insert into agreement (id, police_authority_id, centre_id, version, valid_from, parameters) values ($1, $2, $3, 1, $4, $5)', [
      randomUUID(), POLICE.koeln, CENTRE, '2020-01-01', { telLocalCoordinator: false },
    ]);
    try {
      const found = await told(await WAYS['an event of a person'](() => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY), {}));
      expect(alarms(found).slice(-2)).toEqual(['police_lead of the police: 0', 'admin of the operator: 1']);
    } finally {
      await rows.query('delete from agreement');
    }
  });

  it('is settled together with its clock', async () => {
    const id = await WAYS['a rung'](() => nobody(...CENTRE_EMPTY), {});
    const open = async () =>
      (await rows.query(`select 1 from notification where referral_id = $1 and template = 'nobody_available' and clock_id is not null and state = 'pending' and settled_at is null`, [id])).rowCount;
    expect(await open()).toBeGreaterThan(0);
    await chain.referrals.apply(as('counsellor'), id, { event: 'accept', data: { conflictOfInterest: false } }, { expectedVersion: 2, requestId: null });
    expect(await open()).toBe(0);
  });

  it('is as urgent as the message that found nobody', async () => {
    const risk = { level: 'high' as const, instrument: 'ODARA', assessedAt: '2027-03-02', assessedBy: 'Testwache (fiktiv)', weapons: false, strangulation: true, threatsToKill: false, stalking: false, repeat: false };
    const grave = { contact: { ...aNewReferral().contact, risk }, consent: { ...aNewReferral().consent!, groups: [...aNewReferral().consent!.groups, 'risk' as const] } };
    const levels = () => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY);
    const urgency = async (change: Partial<NewReferral>) => [...new Set((await told(await WAYS['an event of a person'](levels, change))).map(({ urgent }) => urgent))];
    expect(await urgency(grave)).toEqual([true]);
    expect(await urgency({ ...grave, flags: { ...aNewReferral().flags, sealedFor: [] } })).toEqual([true]);
    expect(await urgency({})).toEqual([false]);
  });
});

describe('the inbox of whoever is told', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(chain);
  });
  afterAll(() => api?.close());
  interface Message {
    readonly id: string;
    readonly template: string;
    readonly referralId: string | null;
    readonly reference: string | null;
    readonly acknowledgedAt: string | null;
  }
  const inboxOf = async (role: HumanRole, organisationId: string = CENTRE) => {
    const client = await api.signedIn(organisationId, role);
    return { client, messages: (await client.get('/notifications?limit=100')).body['items'] as readonly Message[] };
  };

  it('shows what is addressed to a person on call beside the messages of the own role, and takes the acknowledgement', async () => {
    const id = await WAYS['a rung'](() => onCall(as('centre_lead').userId), {});
    const { client, messages } = await inboxOf('centre_lead');
    const ours = messages.filter(({ referralId }) => referralId === id);
    // Two of the submission's, of which one is of the own role, and the rung told to both roles.
    expect(ours.map(({ template }) => template)).toEqual(['clock_passed', 'clock_passed', 'referral_submit']);
    const { rows: [others] } = await rows.query<{ id: string }>(`select id from notification where referral_id = $1 and role = 'counsellor' and template = 'clock_passed'`, [id]);
    expect(ours.map((message) => message.id)).toContain(others?.id);
    expect((await client.post(`/notifications/${others?.id}/acknowledgement`)).status).toBe(204);
    expect((await client.post(`/notifications/${others?.id}/acknowledgement`)).status).toBe(204);
    expect((await inboxOf('centre_lead')).messages.find((message) => message.id === others?.id)?.acknowledgedAt).not.toBeNull();
  });

  it('does not show, nor acknowledge, what is addressed to another role', async () => {
    const id = await WAYS['a rung'](() => Promise.resolve(), {});
    const { client, messages } = await inboxOf('counsellor');
    const { rows: [others] } = await rows.query<{ id: string }>(`select id from notification where referral_id = $1 and role = 'centre_lead' and template = 'clock_passed'`, [id]);
    expect(messages.filter(({ referralId }) => referralId === id)).toHaveLength(2);
    expect(messages.map((message) => message.id)).not.toContain(others?.id);
    expect((await client.post(`/notifications/${others?.id}/acknowledgement`)).status).toBe(404);
  });

  it('pages through both kinds in one order, without gap or repetition', async () => {
    for (let each = 0; each < 3; each += 1) await WAYS['a rung'](() => onCall(as('centre_lead').userId), {});
    const { client, messages } = await inboxOf('centre_lead');
    const paged: Message[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const body: Record<string, unknown> = (await client.get(`/notifications?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`)).body;
      paged.push(...(body['items'] as readonly Message[]));
      cursor = body['nextCursor'] as string | null;
    }
    expect(paged.slice(0, 100).map((message) => message.id)).toEqual(messages.map((message) => message.id));
    expect(new Set(paged.map((message) => message.id)).size).toBe(paged.length);
  });

  it('of the operator tells of a sealed referral that somewhere nobody was there, without its reference', async () => {
    const id = await WAYS['an event of a person'](() => nobody(...CENTRE_EMPTY, ...POLICE_EMPTY), { flags: { ...aNewReferral().flags, sealedFor: [] } });
    const { rows: [sealed] } = await rows.query<{ reference: string }>('select reference from referral where id = $1', [id]);
    const { messages } = await inboxOf('admin', OPERATOR.id);
    const blind = messages.filter(({ template, reference }) => template === 'nobody_available' && reference === null);
    expect(blind.length).toBeGreaterThan(0);
    expect(blind.map(({ referralId }) => referralId)).toEqual(blind.map(() => null));
    expect(JSON.stringify(messages)).not.toContain(sealed?.reference);
  });
});
