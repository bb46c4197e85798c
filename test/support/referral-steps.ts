import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain';
import { ClockStore, TenantDatabase } from '#persistence';
import { ReferralNotFound, type EventInput, type NewReferral } from '#referrals';
import { shredDue } from '../../apps/worker/src/shredding.js';
import { aNewReferral, CENTRES, POLICE, type Chain } from './chain.js';

/** The persons of Köln and of the two centres that serve it, and what they do, in one line each. */
export interface ReferralSteps {
  readonly officer: Actor;
  readonly protection: Actor;
  readonly policeLead: Actor;
  readonly counsellor: Actor;
  readonly lead: Actor;
  readonly otherCounsellor: Actor;
  readonly otherLead: Actor;
  /** A draft; with `submit` it is handed over at once. */
  create(submit: boolean, change?: Partial<NewReferral>, by?: Actor): Promise<string>;
  /** Lets an event happen against the newest version. */
  happens(by: Actor, id: string, input: EventInput): Promise<void>;
  accepted(change?: Partial<NewReferral>): Promise<string>;
  /** The kinds of the clocks that are not settled, in alphabetical order. */
  running(by: Actor, id: string): Promise<string[]>;
  /** Destroys the keys whose time has come, as the worker does; answers how many orders. */
  shred(): Promise<number>;
}

/** A centre takes the referral and has no conflict of interest. */
export const accept: EventInput = { event: 'accept', data: { conflictOfInterest: false } };

/** An attempt by telephone on contact version 1 that nobody answered; every part can be replaced. */
export const attempt = (at: string | Date, change: Partial<Extract<EventInput, { event: 'record_attempt' }>['data']> = {}): EventInput => ({
  event: 'record_attempt',
  data: { channel: 'phone', at: new Date(at), result: 'no_answer', contactVersion: 1, overrideReason: null, ...change },
});

/** The error of a refused event. */
export const refusal = (code: string): object => ({ name: 'ReferralRefused', code });

/** Risk as the police received it; fictional. */
export const HIGH_RISK = {
  level: 'high' as const, instrument: 'ODARA', assessedAt: '2027-03-02', assessedBy: 'Testwache (fiktiv)', weapons: false, strangulation: true,
  threatsToKill: false, stalking: false, repeat: false,
};

/** A referral with a high risk that the person agreed to pass on. */
export const highRisk = (): Partial<NewReferral> => {
  const { contact, consent } = aNewReferral();
  return { contact: { ...contact, risk: HIGH_RISK }, consent: consent && { ...consent, groups: [...consent.groups, 'risk'] } };
};

/** A consent for another suitable centre too. */
export const forAnySuitable = (): Partial<NewReferral> => {
  const { consent } = aNewReferral();
  return { consent: consent && { ...consent, scope: 'other_suitable' } };
};

export function stepsOf(chain: Chain): ReferralSteps {
  // The worker asks the database for the time; here it is the chain's, which the test moves.
  const clocks = Object.assign(new ClockStore(), { now: () => Promise.resolve(chain.now()) });
  const officer = chain.actor(POLICE.koeln, 'officer');
  const counsellor = chain.actor(CENTRES.koeln.id, 'counsellor');
  const create: ReferralSteps['create'] = async (submit, change = {}, by = officer) =>
    (await chain.referrals.create(by, aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null })).id;
  const happens: ReferralSteps['happens'] = async (by, id, input) => {
    const detail = await chain.queries.find(by, id);
    if (detail === null) throw new ReferralNotFound();
    await chain.referrals.apply(by, id, input, { expectedVersion: detail.row.version, requestId: null });
  };
  return {
    officer, counsellor, create, happens,
    protection: chain.actor(POLICE.koeln, 'victim_protection'),
    policeLead: chain.actor(POLICE.koeln, 'police_lead'),
    lead: chain.actor(CENTRES.koeln.id, 'centre_lead'),
    otherCounsellor: chain.actor(CENTRES.domstadt.id, 'counsellor'),
    otherLead: chain.actor(CENTRES.domstadt.id, 'centre_lead'),
    accepted: async (change = {}) => {
      const id = await create(true, change);
      await happens(counsellor, id, accept);
      return id;
    },
    running: async (by, id) =>
      ((await chain.queries.find(by, id))?.clocks ?? []).filter((clock) => clock.state !== 'settled').map((clock) => clock.kind).sort(),
    shred: () => shredDue({ database: new TenantDatabase(chain.clock), clocks, keystore: chain.keystore }, 100),
  };
}
