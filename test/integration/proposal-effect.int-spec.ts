import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectoryQueries, readRegistryChange, type CentreDraft, type RegistryChange } from '#directory';
import { ClockStore, ReferralStore, TenantDatabase } from '#persistence';
import { ProposalEffects, RecomputationService, Rehearsal } from '#referrals';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { forAnySuitable, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

const BONN = '05314000';

let chain: Chain;
let steps: ReferralSteps;
let effects: ProposalEffects;
let directory: DirectoryQueries;

beforeEach(async () => {
  chain = await aChain('proposal_effect');
  steps = stepsOf(chain);
  const database = new TenantDatabase(chain.clock);
  directory = new DirectoryQueries(database, chain.now);
  const recomputation = new RecomputationService(database, new ReferralStore(), new ClockStore(), directory, chain.now);
  effects = new ProposalEffects(database, directory, recomputation, new Rehearsal(database, directory));
}, 60_000);
afterEach(() => chain.close());

const count = (number: number): object => ({ count: number, few: false });
const FEW = { count: null, few: true };

async function submitted(referrals: number): Promise<void> {
  for (let index = 0; index < referrals; index += 1) await steps.create(true, forAnySuitable());
}
const agreed = (parameters: object): RegistryChange => readRegistryChange({ kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom: '2027-03-01', parameters });

/** The centre's entry with another catchment. */
async function serving(catchment: readonly string[]): Promise<RegistryChange> {
  const centre = (await directory.view()).centre(CENTRES.koeln.id);
  if (centre === null) throw new Error('no centre');
  const { id: _, version: __, openingHours, capacity: ___, taking: ____, ...entry } = centre;
  const draft: CentreDraft = { line: null, record: { ...entry, windows: openingHours.windows, catchment, validFrom: '2027-03-02' } };
  return { kind: 'centres', drafts: [draft], uncoveredReason: null };
}

describe('the effect of a proposed change', () => {
  it('counts the running clocks that an agreement would move, and the first attempts of the past that would have been late', async () => {
    await submitted(6);
    chain.moveTo('2027-03-03T09:00:00Z');
    const effect = await effects.of(agreed({ firstAttempt: { amount: 20, unit: 'EH' } }), chain.now());
    expect(effect.clocks).toContainEqual({ kind: 'first_attempt', earlier: count(5), later: count(0) });
    expect(effect.past).toEqual({ days: 90, touched: count(5), lateBefore: count(0), lateAfter: count(5) });
    expect([effect.rehearsal, effect.failed]).toEqual([null, false]);
  });

  it('tells one to four as few, so that nobody is found in it', async () => {
    await submitted(3);
    chain.moveTo('2027-03-03T09:00:00Z');
    const effect = await effects.of(agreed({ firstAttempt: { amount: 20, unit: 'EH' } }), chain.now());
    expect(effect.clocks).toContainEqual({ kind: 'first_attempt', earlier: FEW, later: count(0) });
    expect(effect.past).toEqual({ days: 90, touched: FEW, lateBefore: count(0), lateAfter: FEW });
  });

  it('rounds to five, so that of two counts no difference tells a single referral', async () => {
    await submitted(8);
    chain.moveTo('2027-03-03T09:00:00Z');
    expect((await effects.of(agreed({ firstAttempt: { amount: 20, unit: 'EH' } }), chain.now())).past).toEqual({ days: 90, touched: count(10), lateBefore: count(0), lateAfter: count(10) });
  });

  it('asks the decisions of the last ninety days again when a catchment changes', async () => {
    await submitted(6);
    const elsewhere = await effects.of(await serving([BONN]), chain.now());
    expect(elsewhere.rehearsal).toMatchObject({ elsewhere: count(5), nobody: count(0), municipalities: [{ ags: '05315000', elsewhere: count(5), nobody: count(0) }] });
    const same = await effects.of(await serving(['05315000', BONN]), chain.now());
    expect(same.rehearsal).toMatchObject({ elsewhere: count(0), nobody: count(0), municipalities: [] });
  });

  it('counts the measures that a prepared rule set would have let end on another day', async () => {
    for (let index = 0; index < 5; index += 1) await steps.create(true, { ...forAnySuitable(), measure: { orderedAt: new Date('2027-03-02T02:00:00Z'), lastDayOn: '2027-03-12' } });
    const ruleSet = { version: 'nrw-34a-14', validFrom: '2027-06-01', baseDays: 14, extensionDays: 14, legalReference: '§ 34a PolG NRW', active: true };
    expect((await effects.of({ kind: 'rule_set', ruleSet }, chain.now())).past).toEqual({ days: 90, touched: count(5), lateBefore: null, lateAfter: null });
    expect((await effects.of({ kind: 'rule_set', ruleSet: { ...ruleSet, baseDays: 10 } }, chain.now())).past?.touched).toEqual(count(0));
  });
});
