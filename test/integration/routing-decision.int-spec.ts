import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain';
import { openDatabase, TenantDatabase } from '#persistence';
import { Rehearsal, type EventInput, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, KOELN, POLICE, type Chain } from '../support/chain.js';

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
