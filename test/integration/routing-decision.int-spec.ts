import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain';
import { openDatabase, TenantDatabase } from '#persistence';
import { NobodyToReferTo, Rehearsal, type EventInput, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, KOELN, NETWORK, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';

let chain: Chain;
let officer: Actor;
let protection: Actor;
let lead: Actor;

beforeAll(async () => {
  chain = await aChain('routing_decision');
  officer = chain.actor(POLICE.koeln, 'officer');
  protection = chain.actor(POLICE.koeln, 'victim_protection');
  lead = chain.actor(CENTRES.koeln.id, 'centre_lead');
});

beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(() => chain.close());

/** The registry's own tables are the migrator's to change. */
async function inRegistry(sql: string, values: readonly unknown[] = []): Promise<void> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  await migrator.query(sql, [...values]);
  await migrator.destroy();
  await chain.directory.refresh();
}

const submitted = async (change: Partial<NewReferral> = {}, by: Actor = officer): Promise<string> =>
  (await chain.referrals.create(by, aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit: true, requestId: null })).id;

async function happens(actor: Actor, id: string, input: EventInput): Promise<void> {
  const version = (await chain.queries.find(actor, id))?.row.version ?? 0;
  await chain.referrals.apply(actor, id, input, { expectedVersion: version, requestId: null });
}

const decisionsOf = (id: string) =>
  chain.clock.query<{ event: string; chosen: string; first: string; scope: string; named: string | null; out: string[] }[]>(
    `select event, chosen_centre_id as chosen, answer #>> '{candidates,0,id}' as first, question #>> '{consent,scope}' as scope, question #>> '{consent,namedCentreId}' as named,
       array(select jsonb_array_elements_text(question -> 'excludedCentreIds')) as out from routing_decision where referral_id = $1 order by decided_at, id`,
    [id],
  );

describe('a decision about a centre', () => {
  it('is kept with its event, whether the routing proposed the centre or a person named another', async () => {
    const proposed = await submitted({ centreId: null });
    const [first] = await decisionsOf(proposed);
    expect(first).toMatchObject({ event: 'submit', scope: 'named_centre', named: null });
    expect(first?.chosen).toBe(first?.first);
    const other = first?.chosen === CENTRES.koeln.id ? CENTRES.domstadt.id : CENTRES.koeln.id;
    const [named] = await decisionsOf(await submitted({ centreId: other }));
    expect(named).toMatchObject({ chosen: other, first: first?.chosen });
  });

  it('is kept again when the referral is given elsewhere, without the centre that declined', async () => {
    const id = await submitted({ consent: { ...aNewReferral().consent!, scope: 'other_suitable' } });
    await happens(lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await happens(protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } });
    expect(await decisionsOf(id)).toMatchObject([
      { event: 'submit', chosen: CENTRES.koeln.id, out: [] },
      { event: 'reassign', chosen: CENTRES.domstadt.id, first: CENTRES.domstadt.id, out: [CENTRES.koeln.id] },
    ]);
  });

  it('costs one row more while the registry stays the same', async () => {
    const rows = async (): Promise<number[]> => {
      const [row] = await chain.clock.query<{ parts: number; bases: number }[]>('select (select count(*)::int from routing_part) as parts, (select count(*)::int from routing_basis) as bases');
      return [row?.parts ?? 0, row?.bases ?? 0];
    };
    await submitted();
    const before = await rows();
    await chain.directory.refresh();
    await submitted();
    expect(await rows()).toEqual(before);
    await inRegistry(`update organisation set name = name || ' neu' where id = $1`, [CENTRES.elsewhere.id]);
    await submitted();
    expect(await rows()).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
  });

  it('is not written when the event is refused, and goes with the purge', async () => {
    const count = async (): Promise<unknown> => chain.clock.query('select count(*) from routing_decision');
    const before = await count();
    await expect(submitted({ centreId: CENTRES.elsewhere.id })).rejects.toMatchObject({ code: 'centre_not_eligible' });
    expect(await count()).toEqual(before);
    const id = await submitted();
    await happens(officer, id, { event: 'withdraw', data: { reason: 'error' } });
    expect(await decisionsOf(id)).toHaveLength(1);
    chain.moveTo('2027-03-05T09:00:00Z');
    await chain.clocks.purge(id);
    expect(await decisionsOf(id)).toEqual([]);
  });
});

describe('a person for whom there is no centre', () => {
  const MEN: Partial<NewReferral> = { targetGroup: 'men', centreId: null };
  /** Who has been told, by role and organisation, and what the message holds. */
  const told = () =>
    chain.clock.query<{ role: string; who: string; referral: string | null; reference: string | null }[]>(
      `select role, organisation_id as who, referral_id as referral, reference from notification where template = 'nobody_to_refer_to' order by created_at, role`,
    );
  const toNetwork = { role: 'local_coordinator', who: NETWORK.id, referral: null, reference: null };
  const forgotten = () => inRegistry('alter table routing_gap no force row level security; delete from routing_gap; alter table routing_gap force row level security');
  afterEach(async () => {
    await chain.clock.query(`update notification set template = 'told before' where template = 'nobody_to_refer_to'`);
    await forgotten();
  });

  it('is refused with whom to telephone, and the coordination is told without any person', async () => {
    await inRegistry(`insert into centre_profile (centre_id, version, target_groups, accepts_minors, daily_service, opening_hours, phone) values ($1, 2, '{women,lsbtiq,men}', true, false, '{"windows":[]}', '0251 4711')`, [CENTRES.elsewhere.id]);
    const before = await chain.clock.query('select count(*) from referral');
    const error: unknown = await submitted(MEN).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NobodyToReferTo);
    expect(error).toMatchObject({ code: 'centre_not_eligible', hotline: { id: 'men' }, alternatives: [{ centre: { id: CENTRES.elsewhere.id }, phone: '0251 4711' }] });
    const [first] = (error as NobodyToReferTo).alternatives;
    expect([Math.abs((first?.kilometres ?? 0) - 125) < 15, first?.kilometres]).toEqual([true, Math.round(first?.kilometres ?? 0)]);
    expect(await chain.clock.query('select count(*) from referral')).toEqual(before);
    expect(await told()).toEqual([toNetwork]);
    await inRegistry('delete from centre_profile where version = 2');
  });

  it('is told once per municipality, target group and day', async () => {
    for (let index = 0; index < 3; index += 1) await expect(submitted(MEN)).rejects.toBeInstanceOf(NobodyToReferTo);
    expect(await told()).toEqual([toNetwork]);
    await expect(submitted({ ...MEN, targetGroup: 'minors' })).rejects.toBeInstanceOf(NobodyToReferTo);
    expect(await told()).toHaveLength(2);
    chain.moveTo('2027-03-02T23:30:00Z'); // 3 March, local
    await expect(submitted(MEN)).rejects.toBeInstanceOf(NobodyToReferTo);
    expect(await told()).toHaveLength(3);
  });

  it('stays a draft with the police when it was one', async () => {
    const { id } = await chain.referrals.create(officer, aNewReferral(MEN), { idempotencyKey: randomUUID(), requestHash: 'aa', submit: false, requestId: null });
    await expect(happens(officer, id, { event: 'submit', data: { centreId: null } })).rejects.toBeInstanceOf(NobodyToReferTo);
    expect((await chain.queries.find(officer, id))?.row).toMatchObject({ state: 'draft', version: 1 });
    expect(await told()).toEqual([toNetwork]);
  });

  it('is told to the state office where no network keeps the area, and to the operator where there is no state office', async () => {
    await inRegistry('delete from network_area');
    await expect(submitted(MEN)).rejects.toBeInstanceOf(NobodyToReferTo);
    expect(await told()).toEqual([{ ...toNetwork, role: 'state_coordinator', who: STATE_OFFICE.id }]);
    await forgotten();
    await inRegistry('update organisation set active = false where id = $1', [STATE_OFFICE.id]);
    await expect(submitted(MEN)).rejects.toBeInstanceOf(NobodyToReferTo);
    expect((await told()).map(({ role }) => role)).toEqual(['admin', 'state_coordinator']);
    await inRegistry('update organisation set active = true where id = $1', [STATE_OFFICE.id]);
    await inRegistry('insert into network_area (organisation_id, district_ags) values ($1, $2)', [NETWORK.id, KOELN.slice(0, 5)]);
  });

  it('is not what a wrong choice of centre is: others could be named, and nobody is told', async () => {
    const error: unknown = await submitted({ centreId: CENTRES.elsewhere.id }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'centre_not_eligible' });
    expect(error).not.toBeInstanceOf(NobodyToReferTo);
    expect(await told()).toEqual([]);
  });

  it('cannot be reported by whoever refers nobody', async () => {
    const tells = (actor: Actor) => new TenantDatabase(chain.app).inTenant(actor, (tx) => tx.query('select tell_nobody_to_refer_to($1, $2, now())', [KOELN, 'men']));
    await expect(tells(chain.actor(NETWORK.id, 'local_coordinator'))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the rehearsal of a changed registry', () => {
  const SINCE = new Date('2026-12-01T00:00:00Z');
  const rehearsed = async (change: (chain: Chain) => Promise<void>) => {
    const view = await chain.directory.view();
    await change(chain);
    const proposed = await chain.directory.view();
    return new Rehearsal(new TenantDatabase(chain.clock), { view: () => Promise.resolve(view) }).run(proposed, SINCE);
  };
  const served = (from: string | null) => inRegistry('update catchment set valid_to = $1 where ags = $2', [from, KOELN]);

  beforeAll(async () => {
    for (let index = 0; index < 6; index += 1) await submitted({ centreId: index < 4 ? null : CENTRES.koeln.id });
  });
  afterEach(() => served(null));

  it('changes nothing where the registry stays', async () => {
    const result = await rehearsed(() => Promise.resolve());
    expect(result).toMatchObject({ elsewhere: 0, nobody: 0, municipalities: [] });
    expect([result.decisions % 5, result.decisions]).toEqual([0, result.same]);
    expect(result.decisions).toBeGreaterThan(0);
  });

  it('counts for whom nobody would be left, by municipality', async () => {
    const result = await rehearsed(() => served('2027-03-01'));
    expect(result).toMatchObject({ same: 0, elsewhere: 0, municipalities: [{ ags: KOELN, elsewhere: 0 }] });
    expect(result.nobody).toBe(result.municipalities[0]?.nobody);
    expect(result.nobody).toBeGreaterThanOrEqual(6);
  });

  it('says no count of one to four', async () => {
    await chain.clock.query('delete from routing_decision');
    await submitted({ centreId: CENTRES.koeln.id });
    const result = await rehearsed(() => served('2027-03-01'));
    expect(result).toEqual({ decisions: 0, same: 0, elsewhere: 0, nobody: 'few', municipalities: [{ ags: KOELN, elsewhere: 0, nobody: 'few' }] });
  });

  it('leaves the choice of a person where that centre would still be offered', async () => {
    await chain.clock.query('delete from routing_decision');
    const [first] = (await chain.directory.candidates({ ags: KOELN, targetGroup: 'women', minor: false, languages: [], at: chain.now(), excludedCentreIds: [], consent: null })).candidates;
    const other = first?.centre.id === CENTRES.koeln.id ? CENTRES.domstadt.id : CENTRES.koeln.id;
    for (let index = 0; index < 5; index += 1) await submitted({ centreId: other });
    const withoutFirst = () => inRegistry('update catchment set valid_to = $1 where centre_id = $2', ['2027-03-01', first?.centre.id]);
    expect(await rehearsed(withoutFirst)).toMatchObject({ decisions: 5, same: 5, elsewhere: 0, nobody: 0 });
    await served(null);
    expect(await rehearsed(() => inRegistry('update catchment set valid_to = $1 where centre_id = $2', ['2027-03-01', other]))).toMatchObject({ same: 0, elsewhere: 5, nobody: 0 });
  });
});
