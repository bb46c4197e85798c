import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#domain';
import { InvalidInput, ReferralRefused, type EventInput, type NewReferral } from '#referrals';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

let chain: Chain;
let officer: Actor;
let counsellor: Actor;
let lead: Actor;

beforeAll(async () => {
  chain = await aChain('compartments');
  officer = chain.actor(POLICE.koeln, 'officer');
  counsellor = chain.actor(CENTRES.koeln.id, 'counsellor');
  lead = chain.actor(CENTRES.koeln.id, 'centre_lead');
});
beforeEach(() => chain.moveTo('2027-03-02T09:00:00Z'));
afterAll(() => chain.close());

const create = async (submit: boolean, change: Partial<NewReferral> = {}): Promise<string> =>
  (await chain.referrals.create(officer, aNewReferral(change), { idempotencyKey: randomUUID(), requestHash: 'aa', submit, requestId: null })).id;

async function happens(actor: Actor, id: string, input: EventInput): Promise<void> {
  const version = (await chain.queries.find(actor, id))?.row.version ?? 0;
  await chain.referrals.apply(actor, id, input, { expectedVersion: version, requestId: null });
}

const accept: EventInput = { event: 'accept', data: { conflictOfInterest: false } };
const seenByCentre = async (id: string) => (await chain.contacts.read(counsellor, id, { purpose: 'first_contact', text: null, requestId: null }))?.contact;

describe('contact data of the police', () => {
  it('are sealed for the police alone while they are a draft, although a centre is named', async () => {
    const id = await create(false);
    const [{ ciphertext }] = await chain.app.transaction(async (tx) => {
      await tx.query(`select set_config('app.organisation_id', $1, true), set_config('app.user_id', $2, true)`, [POLICE.koeln, officer.userId]);
      return tx.query<[{ ciphertext: Buffer }]>('select ciphertext from contact where referral_id = $1', [id]);
    });
    const opened = (organisationId: string) => chain.keystore.open({ referralId: id, compartment: 'shared', version: 1, organisationId }, ciphertext);
    expect(await opened(POLICE.koeln)).not.toBeNull();
    expect(await opened(CENTRES.koeln.id)).toBeNull();
    await happens(officer, id, { event: 'submit', data: { centreId: null } });
    expect(await opened(CENTRES.koeln.id)).not.toBeNull();
  });

  it('of a draft saved without a consent are not stored, and come with the submission', async () => {
    const id = await create(false, { consent: null });
    expect((await chain.queries.find(officer, id))?.row.contact_version).toBe(0);
    await expect(happens(officer, id, { event: 'submit', data: { centreId: CENTRES.koeln.id } })).rejects.toThrow(ReferralRefused);
    const { contact, consent } = aNewReferral();
    await happens(officer, id, { event: 'submit', data: { centreId: CENTRES.koeln.id, contact, consent } });
    await happens(counsellor, id, accept);
    expect((await seenByCentre(id))?.core.street).toBe('Musterweg 7');
  });

  it('stay whole for the centre when the police add a part after their own time has ended', async () => {
    const id = await create(true);
    await happens(counsellor, id, accept);
    chain.moveTo('2027-03-06T09:00:00Z');
    expect(await chain.keystore.shred({ referralId: id, organisationId: POLICE.koeln, createdBefore: chain.now() })).toBe(1);
    const safeContact = { ...aNewReferral().contact.safeContact!, letter: true };
    await happens(officer, id, { event: 'supplement', data: { contact: { safeContact } } });
    const seen = await seenByCentre(id);
    expect(seen?.core.name).toBe('Testperson Ada Muster (fiktiv)');
    expect(seen?.safeContact?.letter).toBe(true);
    expect(await chain.keystore.shred({ referralId: id, organisationId: POLICE.koeln, createdBefore: chain.now() })).toBe(0);
  });

  it('replace only the part they bring: what the person told the centre stays', async () => {
    const id = await create(true);
    await happens(counsellor, id, accept);
    await happens(counsellor, id, { event: 'update_contact', data: { phones: [{ number: '0221 4710 321', kind: 'other' }] } });
    await happens(officer, id, { event: 'supplement', data: { contact: { safeContact: { ...aNewReferral().contact.safeContact!, letter: true } } } });
    const seen = await seenByCentre(id);
    expect(seen?.core.phones[0]?.number).toBe('0221 4710 321');
    expect(seen?.safeContact?.letter).toBe(true);
  });
});

describe('what the data of an event say', () => {
  it('is refused when it lies in the future: it would settle a clock that still runs', async () => {
    const id = await create(true);
    await happens(counsellor, id, accept);
    const attempt: EventInput = { event: 'record_attempt', data: { channel: 'phone', at: new Date('2027-03-03T09:00:00Z'), result: 'no_answer', contactVersion: 1, overrideReason: null } };
    await expect(happens(counsellor, id, attempt)).rejects.toEqual(new InvalidInput([{ pointer: '/at', code: 'in_future' }]));
  });

  it('is forgotten by a reopened referral: it has no result yet', async () => {
    const id = await create(true);
    await happens(counsellor, id, accept);
    await happens(counsellor, id, { event: 'close', data: { outcome: 'already_supported' } });
    await happens(lead, id, { event: 'reopen', data: {} });
    expect((await chain.queries.find(lead, id))?.row).toMatchObject({ state: 'contacting', outcome: null, closed_at: null, feedback: null });
  });
});
