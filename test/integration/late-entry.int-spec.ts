import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DEFAULT_AGREEMENT_PARAMETERS, NRW_CALENDAR, ruleSetFor, startClock } from '#domain';
import { InvalidInput, ReferralRefused, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

const NOW = '2027-03-02T09:00:00Z';
const DAY = 86_400_000;
let chain: Chain;
let admin: pg.Client;

beforeAll(async () => {
  chain = await aChain('late_entry');
  admin = new pg.Client({ connectionString: chain.database.adminUrl });
  await admin.connect();
});
beforeEach(() => chain.moveTo(NOW));
afterAll(async () => {
  await admin.end();
  await chain.close();
});

const create = async (change: Partial<NewReferral>, submit: boolean): Promise<string> => {
  const options = { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null };
  return (await chain.referrals.create(chain.actor(POLICE.koeln, 'officer'), aNewReferral(change), options)).id;
};
const consentGivenAt = (givenAt: string): Partial<NewReferral> => {
  const { consent } = aNewReferral();
  return { consent: consent && { ...consent, givenAt: new Date(givenAt) } };
};

interface Fired {
  readonly kind: string;
  readonly rung: string;
  readonly late: number;
  readonly messages: number;
}

/** What has fired for a referral once everything due has, with how late it was in milliseconds. */
async function firedOf(referralId: string): Promise<readonly Fired[]> {
  while ((await chain.clocks.fireDue()) > 0);
  return (
    await admin.query<Fired>(
      `select c.kind, f.rung, f.lateness_ms::float8 as late, (select count(distinct organisation_id || role)::int from notification n where n.clock_id = c.id and n.rung = f.rung) as messages
       from clock_rung f join clock c on c.id = f.clock_id where c.referral_id = $1 order by c.kind, f.due_at`,
      [referralId],
    )
  ).rows;
}

describe('a due instant that has passed before it is entered', () => {
  it('fires once, marked late, without the warnings of then: a consent of three days ago in a draft', async () => {
    const id = await create(consentGivenAt('2027-02-27T09:00:00Z'), false);
    expect(await firedOf(id)).toEqual([{ kind: 'transfer', rung: 'breach', late: 2.5 * DAY, messages: 2 }]);
    expect(await chain.clocks.fireDue()).toBe(0);
  });

  it('fires once for each clock of a measure that ended before the submission', async () => {
    const id = await create({ ...consentGivenAt('2027-03-02T08:00:00Z'), measure: { orderedAt: new Date('2027-02-18T09:00:00Z'), lastDayOn: '2027-02-28' } }, true);
    const late = Date.parse(NOW) - Date.parse('2027-02-28T23:00:00Z');
    expect(await firedOf(id)).toEqual([
      { kind: 'contact_in_protection', rung: 'breach', late, messages: 2 },
      { kind: 'measure_end', rung: 'breach', late, messages: 2 },
    ]);
    expect(await firedOf(id)).toHaveLength(2);
  });

  it('fires once under an agreement of seconds', async () => {
    const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });
    await chain.agree(POLICE.koeln, CENTRES.koeln.id, { transfer: seconds(10) });
    const id = await create(consentGivenAt('2027-03-02T08:59:00Z'), false);
    expect(await firedOf(id)).toEqual([{ kind: 'transfer', rung: 'breach', late: 50_000, messages: 2 }]);
  });

  it('would fire its warnings too if the entry were taken for the start', () => {
    const terms = { calendar: NRW_CALENDAR, ruleSet: ruleSetFor('2027-03-02'), agreement: DEFAULT_AGREEMENT_PARAMETERS, agreementVersion: null, riskLevel: 'none' } as const;
    const planted = startClock('transfer', new Date('2027-02-27T09:00:00Z'), terms);
    expect(planted?.rungs.filter((rung) => rung.dueAt < new Date(NOW)).map((rung) => rung.rung)).toEqual(['warning_1', 'breach']);
  });
});

const ROWS = `select (select count(*) from referral)::int + (select count(*) from clock)::int + (select count(*) from referral_event)::int as rows`;
const rows = async (): Promise<number> => (await admin.query<{ rows: number }>(ROWS)).rows[0]?.rows ?? 0;

/** What a creation comes to: the refusal of the chain, or each wrong field with its code. */
const outcome = (change: Partial<NewReferral>, submit: boolean): Promise<readonly string[]> =>
  create(change, submit).then(
    () => ['created'],
    (error: unknown) => {
      if (error instanceof InvalidInput) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
      if (error instanceof ReferralRefused) return [error.code];
      throw error;
    },
  );

describe('what nobody could watch is refused at the entry, by field, and leaves nothing', () => {
  const ordered = (orderedAt: string, lastDayOn: string): Partial<NewReferral> => ({ measure: { orderedAt: new Date(orderedAt), lastDayOn } });

  it.each<[string, Partial<NewReferral>, boolean, string]>([
    ['a deployment of tomorrow', { incident: { ...aNewReferral().incident, occurredAt: new Date('2027-03-03T09:00:00Z') } }, false, '/incident/occurredAt in_future'],
    ['a measure ordered tomorrow', ordered('2027-03-03T09:00:00Z', '2027-03-13'), false, '/measure/orderedAt in_future'],
    ['a last day before the order', ordered('2027-03-02T02:00:00Z', '2027-03-01'), false, '/measure/lastDayOn impossible'],
    ['a last day that no rule set reaches', ordered('2027-03-02T02:00:00Z', '2027-03-23'), false, '/measure/lastDayOn impossible'],
    ['a last day beyond every calendar', ordered('2027-03-02T02:00:00Z', '2099-01-01'), false, '/measure/lastDayOn impossible'],
    ['a submission with a last day that no rule set reaches', ordered('2027-03-02T02:00:00Z', '2027-03-23'), true, 'measure_incomplete'],
    ['a submission with a last day beyond every calendar', ordered('2027-03-02T02:00:00Z', '2099-01-01'), true, ' outside_calendar'],
    ['an order from before the calendar', ordered('2023-06-01T09:00:00Z', '2023-06-11'), false, ' outside_calendar'],
    ['an order from before every rule set', ordered('2001-06-01T09:00:00Z', '2001-06-11'), false, '/measure/orderedAt no_rule_set'],
  ])('%s', async (_, change, submit, expected) => {
    const before = await rows();
    expect(await outcome(change, submit)).toEqual([expected]);
    expect(await rows()).toBe(before);
  });

  it('a submission whose acknowledgement would end in a year without a calendar', async () => {
    chain.moveTo('2035-12-31T09:00:00Z');
    const before = await rows();
    expect(await outcome({}, true)).toEqual([' outside_calendar']);
    expect(await rows()).toBe(before);
    chain.moveTo('2035-12-20T09:00:00Z');
    await create({}, true);
    expect(await rows()).toBeGreaterThan(before);
  });

  it('a submission to a centre that never opens although its agreement counts opening hours, or whose agreement nobody can read', async () => {
    await admin.query(`update centre_profile set opening_hours = '{"windows": [], "closures": []}' where centre_id = $1`, [CENTRES.domstadt.id]);
    await chain.agree(POLICE.koeln, CENTRES.domstadt.id, { acknowledge: { amount: 8, unit: 'OH' } });
    const before = await rows();
    expect(await outcome({ centreId: CENTRES.domstadt.id }, true)).toEqual(['/centreId never_open']);
    await admin.query(`update agreement set parameters = parameters || '{"acknowledge": {"amount": 1, "unit": "BD"}}' where centre_id = $1`, [CENTRES.domstadt.id]);
    await chain.directory.refresh();
    expect(await outcome({ centreId: CENTRES.domstadt.id }, true)).toEqual(['/centreId agreement_unusable']);
    expect(await rows()).toBe(before);
  });
});
