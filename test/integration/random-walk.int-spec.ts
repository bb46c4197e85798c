import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '#audit';
import { HUMAN_EVENTS, STATES, type Actor } from '#domain';
import { openKeyDatabase } from '#keystore';
import { openDatabase } from '#persistence';
import { ContactReadRefused, InvalidInput, ReferralNotFound, ReferralRefused, StaleVersion, type InputEventName } from '#referrals';
import type { DataSource } from 'typeorm';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { stepsOf, type ReferralSteps } from '../support/referral-steps.js';
import { mayKnow, violations, wholeReferral, wrongSights, type WholeReferral } from '../support/walk-invariants.js';
import { anInputByLot, aReferralByLot, Lot } from '../support/walk-inputs.js';

/** Set both to walk a walk again that went wrong. */
const SEED = Number(process.env['WALK_SEED'] ?? 11);
const REFERRALS = Number(process.env['WALK_REFERRALS'] ?? 150);
const EVENTS_EACH = 12;
/** Events that end a walk; drawn less often, so that walks get somewhere. */
const ENDS: readonly string[] = ['withdraw_consent', 'withdraw', 'close_unplaced', 'confirm_recall'];
const HOUR = 3_600_000;

let chain: Chain;
let steps: ReferralSteps;
let admin: DataSource;
let keys: DataSource;
let parties: Actor[];
let strangers: Actor[];

beforeAll(async () => {
  chain = await aChain('random_walk');
  steps = stepsOf(chain);
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  keys = await openKeyDatabase({ url: chain.database.keysAdminUrl, poolSize: 1 });
  const { officer, protection, policeLead, counsellor, lead, otherCounsellor, otherLead } = steps;
  parties = [officer, protection, policeLead, counsellor, lead, otherCounsellor, otherLead];
  strangers = [chain.actor(POLICE.muenster, 'officer'), chain.actor(CENTRES.elsewhere.id, 'centre_lead')];
});
afterAll(async () => {
  await admin?.destroy();
  await keys?.destroy();
  await chain?.close();
});

/** Somebody of either side tries something; answers the event that happened, or null. A refusal must leave everything as it was. */
async function somebodyActs(lot: Lot, whole: WholeReferral): Promise<string | null> {
  const { id } = whole.row;
  // Nothing happens twice in the same millisecond.
  chain.moveTo(new Date(chain.now().getTime() + 1_000));
  const actor = lot.of([...parties, ...parties, ...parties, ...strangers]);
  const detail = await chain.queries.find(actor, id);
  const offered = (detail?.allowedEvents ?? []).filter((event) => !ENDS.includes(event) || lot.chance(0.15));
  const event = (offered.length > 0 && lot.chance(0.9) ? lot.of(offered) : lot.of(HUMAN_EVENTS.filter((each) => each !== 'create'))) as InputEventName;
  const input = anInputByLot(lot, event, chain.now(), actor, whole.row.contact_version, parties.filter((each) => each.organisationId === actor.organisationId).map((each) => each.userId));
  const expectedVersion = whole.row.version - (lot.chance(0.03) ? 1 : 0);
  try {
    const { version } = await chain.referrals.apply(actor, id, input, { expectedVersion, requestId: null });
    expect([event, detail === null, version]).toEqual([event, false, whole.row.version + 1]);
    return event;
  } catch (error) {
    if (!(error instanceof ReferralRefused || error instanceof StaleVersion || error instanceof InvalidInput || error instanceof ReferralNotFound)) throw error;
    expect([event, error instanceof ReferralNotFound]).toEqual([event, detail === null]);
    expect([event, (await wholeReferral(admin, id)).row]).toEqual([event, whole.row]);
    return null;
  }
}

/** Time passes: clocks fire, pauses end, data expire. */
async function timePasses(lot: Lot): Promise<void> {
  chain.moveTo(new Date(chain.now().getTime() + lot.of([0.02, 0.5, 2, 8, 24, 60]) * HOUR * (0.5 + lot.next())));
  while ((await chain.clocks.fireDue()) > 0);
  await chain.clocks.resumeDue();
  await chain.clocks.purgeDue();
}

/** Who still holds a key although it is neither of the police within their time nor of the centre that holds the referral or just declined it. */
async function wrongKeys({ row, assignments }: WholeReferral): Promise<string[]> {
  const holders = await keys.query<{ organisation_id: string }[]>('select distinct organisation_id from contact_key where referral_id = $1', [row.id]);
  const former = row.state === 'declined' ? assignments.at(-1)?.centre_id : null;
  const policeMay = row.state !== 'purged' && (row.police_access_until === null || row.police_access_until > chain.now());
  const entitled = [...(policeMay ? [row.police_authority_id] : []), ...(row.state === 'purged' ? [] : [row.centre_id]), former];
  return holders.filter((each) => !entitled.includes(each.organisation_id)).map((each) => `${row.state}: ${each.organisation_id} still holds a key`);
}

/** The centre that holds the referral can read what reaches the person, unless the last key died while it lay declined. */
async function unreadable(whole: WholeReferral): Promise<string[]> {
  const { row, events } = whole;
  const lead = parties.find((actor) => actor.role === 'centre_lead' && actor.organisationId === row.centre_id);
  if (lead === undefined || !['submitted', 'returned', 'accepted', 'contacting', 'reached'].includes(row.state) || !mayKnow(lead, whole)) return [];
  const mayBeLost = events.some((event) => event.event === 'decline') && row.police_access_until !== null && row.police_access_until <= chain.now();
  try {
    const view = await chain.contacts.read(lead, row.id, { purpose: 'supervision', text: null, requestId: null });
    return view?.contact.core.name === 'Testperson Ada Muster (fiktiv)' ? [] : [`${row.state}: the centre reads another name`];
  } catch (error) {
    if (error instanceof ContactReadRefused && error.code === 'no_key' && mayBeLost) return [];
    return [`${row.state}: the centre cannot read: ${String(error)}`];
  }
}

async function everythingHolds(lot: Lot, id: string, walked: readonly string[]): Promise<WholeReferral> {
  while ((await steps.shred()) > 0);
  const whole = await wholeReferral(admin, id);
  const wrong = [...violations(whole, chain.now()), ...(await wrongKeys(whole))];
  // Eyes are drawn by lot: to look through all of them each time would take half an hour.
  if (lot.chance(0.4)) wrong.push(...(await wrongSights(chain, [lot.of(strangers), lot.of(parties)], whole)), ...(await unreadable(whole)));
  expect({ walked, wrong }).toEqual({ walked, wrong: [] });
  return whole;
}

describe(`any walk of referrals through the real database (WALK_SEED=${SEED})`, () => {
  it('keeps the promised clocks, one assignment, a history that replays, and everybody else out', async () => {
    const lot = new Lot(SEED);
    const reached = { states: new Set<string>(), events: new Set<string>() };
    const ids: string[] = [];
    for (let walks = 0; walks < REFERRALS; walks += 1) {
      const by = lot.of([steps.officer, steps.protection]);
      const people = { seals: by === steps.protection && lot.chance(0.3), excluded: parties.map((actor) => actor.userId).filter((each) => each !== by.userId) };
      const referral = aReferralByLot(lot, chain.now(), people);
      const submit = lot.chance(0.75);
      const walked: string[] = [submit ? 'create+submit' : 'create'];
      const options = { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null };
      const id = await chain.referrals.create(by, referral, options).then(
        (created) => created.id,
        (error: unknown) => {
          if (error instanceof ReferralRefused) return null;
          throw error;
        },
      );
      if (id === null) continue;
      ids.push(id);
      let whole = await everythingHolds(lot, id, walked);
      for (let event = 0; event < EVENTS_EACH; event += 1) {
        const happened = await somebodyActs(lot, whole);
        if (happened !== null) walked.push(happened);
        if (happened !== null) whole = await everythingHolds(lot, id, walked);
        if (lot.chance(0.5)) {
          await timePasses(lot);
          walked.push(`until ${chain.now().toISOString()}`);
          whole = await everythingHolds(lot, id, walked);
        }
        reached.states.add(whole.row.state);
        if (happened !== null) reached.events.add(happened);
      }
    }
    // What time did to the others meanwhile.
    for (const id of ids) expect([id, violations(await wholeReferral(admin, id), chain.now())]).toEqual([id, []]);
    const audit = await openDatabase({ url: chain.database.auditUrl, poolSize: 1 });
    const verdict = await verifyAudit(audit);
    await audit.destroy();
    expect(verdict.broken).toEqual([]);
    expect(verdict.events).toBeGreaterThan(ids.length);
    if (REFERRALS >= 150) {
      expect([...reached.states].sort()).toEqual([...STATES].sort());
      expect(reached.events.size).toBeGreaterThan(18);
    }
  }, 600_000);

  it('is caught when a duty has no clock, a version is missing or an assignment is doubled', async () => {
    const id = await steps.accepted();
    const whole = await wholeReferral(admin, id);
    expect(violations(whole, chain.now())).toEqual([]);
    const without = (kind: string): WholeReferral => ({ ...whole, clocks: whole.clocks.filter((clock) => clock.kind !== kind) });
    expect(violations(without('attempt_series'), chain.now())).toContain('accepted without the clock attempt_series');
    expect(violations({ ...whole, events: whole.events.slice(0, 2) }, chain.now()).length).toBeGreaterThan(0);
    expect(violations({ ...whole, assignments: [...whole.assignments, ...whole.assignments] }, chain.now())).toContain('accepted with 2 active assignments');
    expect(await wrongSights(chain, [steps.counsellor], { ...whole, row: { ...whole.row, centre_id: CENTRES.elsewhere.id } })).toEqual(['counsellor sees a referral in accepted']);
  });
});
