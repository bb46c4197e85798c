import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DirectoryQueries } from '#directory';
import { ClockStore, TenantDatabase, WatchStore } from '#persistence';
import { NightlyCheck, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, OPERATOR, type Chain } from '../support/chain.js';
import { attempt, highRisk, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;
let check: NightlyCheck;
let admin: pg.Client;

beforeAll(async () => {
  chain = await aChain('nightly_check');
  steps = stepsOf(chain);
  const database = new TenantDatabase(chain.clock);
  check = new NightlyCheck(database, new WatchStore(), new ClockStore(), new DirectoryQueries(database, chain.now), chain.now);
  admin = new pg.Client({ connectionString: chain.database.adminUrl });
  await admin.connect();
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await chain?.close();
});

const MEASURE = { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' };
const found = async (): Promise<(readonly [string, string | null])[]> => (await check.checkNow()).findings.map(({ code, clock_kind: kind }) => [code, kind] as const);
/** What is found while a row is as it must not be. */
const planted = async (sql: string, values: unknown[] = []): Promise<(readonly [string, string | null])[]> => {
  await admin.query(sql, values);
  return found();
};

describe('the nightly check', () => {
  it('finds nothing in referrals of every state', async () => {
    await steps.create(false, { measure: MEASURE });
    await steps.create(false, { consent: null, contact: null as never });
    await steps.create(true, { ...highRisk(), measure: MEASURE });
    const accepted = await steps.accepted({ measure: MEASURE });
    await steps.happens(steps.officer, accepted, { event: 'update_measure', data: { change: 'court_applied', on: '2027-03-02' } });
    const declined = await steps.create(true);
    await steps.happens(steps.lead, declined, { event: 'decline', data: { reason: 'capacity', suggestedCentreId: null } });
    const returned = await steps.create(true);
    await steps.happens(steps.counsellor, returned, { event: 'return', data: { reason: 'wrong_number' } });
    const contacting = await steps.accepted();
    await steps.happens(steps.counsellor, contacting, attempt('2027-03-02T09:00:00Z'));
    const reached = await steps.accepted();
    await steps.happens(steps.counsellor, reached, { event: 'record_reached', data: { result: 'counselled_now', at: chain.now() } });
    const closed = await steps.accepted();
    await steps.happens(steps.counsellor, closed, { event: 'close', data: { outcome: 'wrong_data' } });
    await steps.happens(steps.officer, await steps.create(true), { event: 'withdraw', data: { reason: 'error' } });
    const result = await check.checkNow();
    expect(result.findings).toEqual([]);
    expect(result.referrals).toBeGreaterThan(8);
  });

  it('names each broken promise by code and reference, never a person', async () => {
    const id = await steps.create(true);
    const closed = await steps.accepted();
    await steps.happens(steps.counsellor, closed, { event: 'close', data: { outcome: 'wrong_data' } });
    expect(await planted(`update clock set settled_at = now() where referral_id = $1 and kind = 'first_attempt'`, [id])).toEqual([['clock_missing', 'first_attempt']]);
    expect(await planted(`update clock set settled_at = null where referral_id = $1 and kind = 'attempt_series'`, [closed])).toContainEqual(['clock_left_running', 'attempt_series']);
    expect(await planted(`update clock set next_rung_at = $2 where referral_id = $1 and kind = 'acknowledge'`, [id, '2027-03-02T08:58:00Z'])).toContainEqual(['rung_unfired', 'acknowledge']);
    const { findings } = await check.checkNow();
    expect(Object.keys(findings[0] ?? {}).sort()).toEqual(['clock_kind', 'code', 'reference', 'referral_id']);
  });

  it('alarms the operator once a night, whoever checks first, and tells what it found to nobody else', async () => {
    const results = await Promise.all([check.checkNight(), check.checkNight(), check.checkNight()]);
    expect(results.filter((result) => result !== null)).toHaveLength(1);
    expect(await check.checkNight()).toBeNull();
    const { rows: alarms } = await admin.query(`select organisation_id, role, referral_id from notification where template = 'invariant_broken'`);
    expect(alarms).toEqual([{ organisation_id: OPERATOR.id, role: 'admin', referral_id: null }]);
    const operations = (organisationId: string) =>
      new TenantDatabase(chain.app).inTenant({ organisationId, userId: CENTRES.koeln.id }, async (tx) => {
        const [row] = await tx.query<{ told: { check: { violations: number; found: { code: string }[] } } | null }[]>(`select operations($1, interval '1 hour') as told`, [chain.now()]);
        return row?.told;
      });
    const told = await operations(OPERATOR.id);
    expect(told?.check.violations).toBe(3);
    expect(told?.check.found.map(({ code }) => code)).toEqual(['clock_left_running', 'clock_missing', 'rung_unfired']);
    expect(await operations(CENTRES.koeln.id)).toBeNull();
  });

  it('reminds the lead of a referral that lies still and for which nothing rings any more, once in two weeks', async () => {
    const reminded = async (): Promise<string[]> =>
      (await admin.query<{ who: string }>(`select n.role as who from notification n where n.template = 'referral_dormant' and n.referral_id = $1 order by n.created_at`, [id])).rows.map(({ who }) => who);
    await admin.query('update clock set settled_at = now() where settled_at is null');
    const id = await steps.accepted({ consent: { ...(aNewReferral().consent as NonNullable<NewReferral['consent']>), groups: ['core', 'safe_contact'] } });
    await steps.happens(steps.counsellor, id, { event: 'record_reached', data: { result: 'counselled_now', at: chain.now() } });
    for (const [day, told] of [['15', []], ['16', ['centre_lead']], ['17', ['centre_lead']]] as const) {
      chain.moveTo(`2027-03-${day}T09:30:00Z`);
      await check.checkNight();
      expect([day, await reminded()]).toEqual([day, told]);
    }
    chain.moveTo('2027-03-30T10:00:00Z');
    await check.checkNight();
    expect(await reminded()).toEqual(['centre_lead', 'centre_lead']);
  });

  it('has beside it the forgetting of absences and duties that ended long ago', async () => {
    const [organisationId, { userId }] = [CENTRES.koeln.id, steps.counsellor];
    for (const table of ['absence', 'on_call_duty']) {
      for (const [from, until, cancelled] of [['2026-11-01', '2026-11-05', null], ['2027-03-01', '2027-03-05', null], ['2027-05-01', '2027-05-05', '2026-11-01']]) {
        await admin.query(`insert into ${table} (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at, cancelled_at) values (gen_random_uuid(), $1, $2, $3, $4, $2, $3, $5)`, [organisationId, userId, from, until, cancelled]);
      }
    }
    const forget = () => new TenantDatabase(chain.clock).asClock((tx) => new WatchStore().forgetDuty(tx, new Date('2026-12-02T09:00:00Z')));
    expect([await forget(), await forget()]).toEqual([4, 0]);
    const { rows: left } = await admin.query('select starts_at::date::text as day from absence union all select starts_at::date::text from on_call_duty');
    expect(left).toEqual([{ day: '2027-03-01' }, { day: '2027-03-01' }]);
  });

  it('belongs to the night before until two in the morning, through both changes of the clocks', async () => {
    for (const [at, night] of [['2027-03-28T00:59:00Z', '2027-03-27'], ['2027-03-28T01:00:00Z', '2027-03-28'], ['2027-10-31T00:59:00Z', '2027-10-31'], ['2027-10-31T23:30:00Z', '2027-10-31']] as const) {
      await admin.query('delete from invariant_violation; delete from invariant_check');
      chain.moveTo(at);
      await check.checkNight();
      expect((await admin.query<{ night: string }>('select night::text from invariant_check')).rows).toEqual([{ night }]);
    }
  });
});
