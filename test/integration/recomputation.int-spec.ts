import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectoryQueries, readRegistryChange, recomputationReasonOf, writeRegistryChange, type RegistryChange } from '#directory';
import { explain, type ClockKind, type Derivation, type RecomputationReason } from '#domain';
import { ClockStore, openDatabase, ReferralStore, TenantDatabase } from '#persistence';
import { RecomputationService } from '#referrals';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { accept, forAnySuitable, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;
let directory: DirectoryQueries;
let service: RecomputationService;

beforeEach(async () => {
  chain = await aChain('recomputation');
  steps = stepsOf(chain);
  const database = new TenantDatabase(chain.clock);
  directory = new DirectoryQueries(database, chain.now);
  service = new RecomputationService(database, new ReferralStore(), new ClockStore(), directory, chain.now);
}, 60_000);
afterEach(() => chain.close());

const MEASURE = { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' };
const HOLIDAY: RegistryChange = { kind: 'calendar', version: 'zz-edited', add: { '2027-03-03': 'Teststag (fiktiv)' }, remove: [] };
const CLOSED: RegistryChange = {
  kind: 'closure', centreId: CENTRES.koeln.id, closure: { from: '2027-03-03', to: '2027-03-05', reason: 'Umzug (fiktiv)' },
};
const agreed = (parameters: object, validFrom = '2027-03-01'): RegistryChange =>
  readRegistryChange({ kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom, parameters });

async function recomputed(reason: RecomputationReason): Promise<number> {
  const { moved, failures } = await service.recompute(reason);
  expect(failures).toEqual([]);
  return moved;
}

async function written(change: RegistryChange): Promise<number> {
  const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
  try {
    const calendar = await directory.calendar();
    await migrator.transaction((tx) => writeRegistryChange(tx, change, { reason: 'Eintrag im Test', recordedBy: 'test', calendar }));
  } finally {
    await migrator.destroy();
  }
  await directory.refresh();
  await chain.directory.refresh();
  return recomputed(recomputationReasonOf(change) ?? 'agreement');
}

interface Row {
  readonly id: string; readonly kind: ClockKind; readonly due_at: Date; readonly settled_at: Date | null; readonly settled_by: string | null;
  readonly replaces: string | null; readonly derivation: Derivation; readonly paused_at: Date | null; readonly ladder: { rung: string; dueAt: string }[];
}
const rows = (id: string, kind: ClockKind): Promise<Row[]> =>
  chain.clock.query('select * from clock where referral_id = $1 and kind = $2 order by settled_at nulls last', [id, kind]);
const running = async (id: string, kind: ClockKind): Promise<Row> => {
  const found = (await rows(id, kind)).filter((row) => row.settled_at === null);
  expect(found).toHaveLength(1);
  return found[0] as Row;
};
const fired = async (id: string): Promise<string[]> =>
  (await chain.clock.query<{ name: string }[]>(`select c.kind || ' ' || f.rung as name from clock_rung f join clock c on c.id = f.clock_id where c.referral_id = $1 order by f.fired_at, name`, [id])).map(({ name }) => name);

/** A clock fires one rung per call. */
const fireAll = async (): Promise<void> => {
  while ((await chain.clocks.fireDue()) > 0);
};

describe('a day that becomes a holiday', () => {
  it('moves the clocks that count working days, each with reason, old and new instant, and first says which', async () => {
    const id = await steps.create(true, { measure: MEASURE });
    const before = await running(id, 'acknowledge');
    const [measure] = await rows(id, 'measure_end');
    const moves = await service.preview('calendar', (await directory.view()).after(HOLIDAY));
    expect(moves.map(({ kind, oldDueAt, newDueAt }) => [kind, oldDueAt.toISOString(), newDueAt.toISOString()])).toEqual([
      ['acknowledge', '2027-03-03T23:00:00.000Z', '2027-03-04T23:00:00.000Z'],
    ]);
    expect((await running(id, 'acknowledge')).id).toBe(before.id);

    expect(await written(HOLIDAY)).toBe(1);
    const after = await running(id, 'acknowledge');
    expect(after).toMatchObject({ replaces: before.id, due_at: moves[0]?.newDueAt });
    expect((await rows(id, 'acknowledge'))[0]).toMatchObject({ id: before.id, due_at: before.due_at, settled_by: 'clocks_recomputed' });
    expect(explain(after.derivation, 'en')).toContain('computed anew on Tue 2 Mar 10:00 because of a change of the calendar, instead of Thu 4 Mar 00:00');
    expect(await rows(id, 'measure_end')).toEqual([measure]);
    expect(await recomputed('calendar')).toBe(0);
  });

  it('is told in the history and the trail, and leaves the version to decisions of people', async () => {
    const id = await steps.create(true);
    const before = await chain.queries.find(steps.lead, id);
    await written(HOLIDAY);
    const found = await chain.queries.find(steps.lead, id);
    expect(found?.row.version).toBe(before?.row.version);
    expect(found?.row.next_due_at).toEqual((await running(id, 'acknowledge')).due_at);
    const history = await chain.queries.history(steps.lead, id);
    expect(history?.at(-1)).toMatchObject({ event: 'clocks_recomputed', role: 'clock', data: { reason: 'calendar', clocks: ['acknowledge'] } });
    await steps.happens(steps.lead, id, accept);
    expect((await rows(id, 'acknowledge')).map((row) => row.settled_by)).toEqual(['clocks_recomputed', 'accept']);
  });

  it('does not tell a warning again that has been told', async () => {
    const id = await steps.create(true);
    chain.moveTo((await running(id, 'acknowledge')).ladder[0]?.dueAt ?? '');
    await fireAll();
    await chain.clock.query(`update notification set state = 'sent', sent_at = now() where referral_id = $1`, [id]);
    expect(await fired(id)).toEqual(['acknowledge warning_1']);
    await written(HOLIDAY);
    // Half of the longer time lies ahead: it is another warning, of another due instant.
    expect((await running(id, 'acknowledge')).ladder.map(({ rung }) => rung)).toEqual(['warning_1', 'warning_2', 'breach', 'escalation_2', 'escalation_3']);
    chain.moveTo('2027-03-03T23:00:00Z');
    await fireAll();
    expect((await fired(id)).filter((name) => name.endsWith('breach'))).toEqual([]);
    chain.moveTo('2027-03-04T23:00:00Z');
    await fireAll();
    expect((await fired(id)).filter((name) => name.endsWith('breach'))).toEqual(['acknowledge breach']);
  });
});

describe('a closure', () => {
  it('moves only what counts opening hours, and says so', async () => {
    await written(agreed({ acknowledge: { amount: 10, unit: 'OH' } }));
    const id = await steps.create(true);
    expect((await running(id, 'acknowledge')).due_at.toISOString()).toBe('2027-03-03T11:00:00.000Z');
    expect(await written(CLOSED)).toBe(1);
    const after = await running(id, 'acknowledge');
    expect(after.due_at.toISOString()).toBe('2027-03-08T11:00:00.000Z');
    expect(explain(after.derivation, 'de')).toMatch(/geschlossen von Mi 03\.03\. bis Fr 05\.03\..*neu berechnet wegen einer Schließzeit der Stelle, statt Mi 03\.03\. 12:00/);
  });

  it('does not move the first attempt of a referral that another centre had first', async () => {
    const CLOSED_LATER = { ...CLOSED, centreId: CENTRES.domstadt.id } as RegistryChange;
    await written(agreed({ firstAttempt: { amount: 10, unit: 'OH' } }));
    const id = await steps.create(true, forAnySuitable());
    chain.moveTo('2027-03-02T09:10:00Z');
    await steps.happens(steps.lead, id, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    await steps.happens(steps.protection, id, { event: 'reassign', data: { centreId: CENTRES.domstadt.id, consent: null } });
    const before = await running(id, 'first_attempt');
    expect(await written(CLOSED_LATER)).toBe(0);
    expect((await running(id, 'first_attempt')).id).toBe(before.id);
  });
});

describe('a referral that cannot be computed', () => {
  it('does not hold up the others, and is told', async () => {
    const [broken, whole] = [await steps.create(true), await steps.create(true)];
    const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
    await admin.query(`update clock set kind = 'planted' where referral_id = $1 and kind = 'acknowledge'`, [broken]);
    const calendar = await directory.calendar();
    await admin.transaction((tx) => writeRegistryChange(tx, HOLIDAY, { reason: 'Eintrag im Test', recordedBy: 'test', calendar }));
    await admin.destroy();
    await directory.refresh();
    const { moved, failures } = await service.recompute('calendar');
    expect([moved, failures.length]).toEqual([1, 1]);
    expect((await running(whole, 'acknowledge')).derivation.steps.at(-1)).toMatchObject({ code: 'recomputed' });
  });
});

describe('a new version of the agreement', () => {
  it('that shortens a clock beyond now lets it pass once, late, without its warnings', async () => {
    const id = await steps.create(true);
    chain.moveTo('2027-03-02T15:00:00Z');
    expect(await written(agreed({ acknowledge: { amount: 2, unit: 'EH' } }, '2027-03-02'))).toBe(1);
    await fireAll();
    expect(await fired(id)).toEqual(['acknowledge breach', 'acknowledge escalation_2']);
  });

  it('leaves a clock alone that started before it holds', async () => {
    await steps.create(true);
    expect(await written(agreed({ acknowledge: { amount: 2, unit: 'EH' } }, '2027-03-03'))).toBe(0);
  });

  it('keeps a paused clock standing, with what is left of its cap', async () => {
    const id = await steps.accepted();
    await steps.happens(steps.counsellor, id, {
      event: 'pause_clock', data: { clock: 'first_attempt', reason: 'interpreter_pending', until: new Date('2027-03-02T20:00:00Z') },
    });
    chain.moveTo('2027-03-02T12:00:00Z');
    expect(await written(agreed({ firstAttempt: { amount: 24, unit: 'EH' } }))).toBe(1);
    expect(await running(id, 'first_attempt')).toMatchObject({ paused_at: new Date('2027-03-02T09:00:00Z'), due_at: new Date('2027-03-03T09:00:00Z') });
    chain.moveTo('2027-03-02T20:00:00Z');
    await chain.clocks.resumeDue();
    expect((await running(id, 'first_attempt')).due_at).toEqual(new Date('2027-03-03T20:00:00Z'));
    expect(await recomputed('agreement')).toBe(0);
  });

  it('never moves a settled clock', async () => {
    const id = await steps.accepted();
    const [settled] = await rows(id, 'acknowledge');
    await written(agreed({ acknowledge: { amount: 2, unit: 'EH' } }));
    expect(await rows(id, 'acknowledge')).toEqual([settled]);
  });
});

describe('an event of the chain that moves a clock', () => {
  it('starts a new row that says which it goes on from: a court application after the first measure', async () => {
    const id = await steps.accepted({ measure: MEASURE });
    const [first, contact] = [await running(id, 'measure_end'), await running(id, 'contact_in_protection')];
    await steps.happens(steps.officer, id, { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-02' } });
    expect(await running(id, 'measure_extended')).toMatchObject({ replaces: first.id, due_at: new Date('2027-03-22T23:00:00Z') });
    expect(await running(id, 'contact_in_protection')).toMatchObject({ replaces: contact.id });
    expect((await rows(id, 'measure_end'))[0]).toMatchObject({ settled_by: 'update_measure', due_at: first.due_at });
  });
});

describe('several workers at once', () => {
  it('move each clock once', async () => {
    const ids = [await steps.create(true), await steps.create(true), await steps.create(true)];
    await chain.clock.query('select 1');
    const others = [service, service, service];
    const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
    const calendar = await directory.calendar();
    await migrator.transaction((tx) => writeRegistryChange(tx, HOLIDAY, { reason: 'Eintrag im Test', recordedBy: 'test', calendar }));
    await migrator.destroy();
    await directory.refresh();
    const counts = await Promise.all(others.map(async (each) => (await each.recompute('calendar')).moved));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ids.length);
    for (const id of ids) expect(await rows(id, 'acknowledge')).toHaveLength(2);
  });
});

describe('a change that cannot be', () => {
  it('a calendar without the year asked for is refused, and nothing is changed', async () => {
    await expect(written({ kind: 'calendar', version: 'zz', add: { '2101-01-01': 'Neujahr' }, remove: [] })).rejects.toThrow(/outside the years/);
    expect(await chain.clock.query('select 1 from registry_change')).toEqual([]);
  });
});
