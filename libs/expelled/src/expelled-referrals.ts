import { randomInt, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '#audit';
import { decideExpelled, expelledClock, mayReadExpelledContact, type Actor, type Calendar, type ConsentForm, type ExpelledClock as ClockOfState, type ExpelledEvent, type ExpelledState } from '#domain';
import type { ExpelledKeys } from '#keystore';
import type { ExpelledReferralRow, TenantDatabase } from '#persistence';
import { ExpelledContactRefused, ExpelledNotFound, ExpelledOvertaken, ExpelledRefused } from './expelled-refused.js';

/**
 * How an expelled person can be reached. No address: the one that the police know is that of the home, where the endangered person lives. No free text:
 * it could say where she or he is.
 */
export interface ExpelledContact {
  readonly name: string;
  readonly phone: string;
  /** BCP 47. */
  readonly language: string;
  readonly interpreter: boolean;
}

/** The expelled person's own consent; that of an endangered person covers nothing here. */
export interface ExpelledConsent {
  readonly form: ConsentForm;
  readonly givenAt: Date;
  readonly explainedIn: string;
}

export interface NewExpelledReferral {
  /** Chosen by the sender, so that a repeated request makes no second one. */
  readonly id: string;
  /** A referral of the own authority from the same deployment; null: there was none, or nobody notes it. */
  readonly ofReferralId: string | null;
  readonly centreId: string;
  readonly consent: ExpelledConsent;
  readonly contact: ExpelledContact;
}

export interface ExpelledStep {
  readonly event: Exclude<ExpelledEvent, 'submit' | 'purge' | 'correct'>;
  readonly reason: string | null;
}

/** A version that somebody had before their eyes. */
interface Seen {
  readonly id: string;
  readonly version: number;
}

/** Without letters and digits that are mixed up on the telephone (I, O, 0, 1). */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Random: it tells neither order nor number, nor anything of the other chain. */
const newReference = (): string => `W-${Array.from({ length: 7 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;

/** What is told to the other side; what a centre does in its counselling is not. */
const TOLD: ReadonlySet<ExpelledEvent> = new Set<ExpelledEvent>(['submit', 'correct', 'withdraw', 'decline', 'return']);

/** Writes the chain of expelled persons: each step is one event, in one transaction with its clock, its message and its entry in the trail. */
export class ExpelledReferrals {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: ExpelledKeys,
    private readonly calendar: () => Promise<Calendar>,
    private readonly now: () => Date,
  ) {}

  /** Hands an expelled person over. `numbersOfTheOther` are telephone numbers of endangered persons of the deployment: calling one would reach them. */
  async submit(actor: Actor, input: NewExpelledReferral, numbersOfTheOther: readonly string[], requestId: string): Promise<string> {
    const at = this.now();
    if (input.consent.givenAt > at) throw new ExpelledRefused('expelled_consent_late');
    if (numbersOfTheOther.some((number) => sameNumber(number, input.contact.phone))) throw new ExpelledRefused('expelled_phone_shared');
    const calendar = await this.calendar();
    let made = false;
    const entering = this.database.inTenant(actor, async (tx) => {
      const known = await tx.query<readonly unknown[]>('select 1 from expelled_referral where id = $1', [input.id]);
      if (known.length > 0) return;
      await suitable(tx, input.centreId);
      made = true;
      await this.enter(tx, actor, { input, at, clock: expelledClock('submitted', at, at, calendar) });
      await this.happened(tx, actor, { id: input.id, version: 1, policeAuthorityId: actor.organisationId }, { event: 'submit', reason: null }, requestId);
    });
    await entering.catch(async (error: unknown) => {
      // The keys of a referral that never came to be.
      if (made) await this.keys.shred(input.id, this.now());
      throw error;
    });
    return input.id;
  }

  private async enter(tx: EntityManager, actor: Actor, { input, at, clock }: { readonly input: NewExpelledReferral; readonly at: Date; readonly clock: ClockOfState }): Promise<void> {
    const { id, centreId, consent, contact, ofReferralId } = input;
    const entered = await tx.query<readonly unknown[]>(
      `insert into expelled_referral (id, reference, state, police_authority_id, centre_id, consent_form, consent_given_at, consent_explained_in, created_by, submitted_at, due_at, escalates_at, purge_at)
       values ($1, $2, 'submitted', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing returning 1`,
      [id, newReference(), actor.organisationId, centreId, consent.form, consent.givenAt, consent.explainedIn, actor.userId, at, clock.dueAt, clock.escalatesAt, clock.purgeAt],
    );
    if (entered.length === 0) throw new ExpelledNotFound();
    if (ofReferralId !== null) await origin(tx, actor, id, ofReferralId);
    await contactVersion(tx, actor, { id, version: 1, ciphertext: await this.sealed(id, 1, [actor.organisationId, centreId], contact), at });
  }

  /** Lets an event happen, in the version that was read. */
  async step(actor: Actor, seen: Seen, { event, reason }: ExpelledStep, requestId: string): Promise<void> {
    const calendar = await this.calendar();
    await this.database.inTenant(actor, async (tx) => {
      const row = await held(tx, seen);
      const decided = decideExpelled({ state: row.state as ExpelledState, accepted: row.accepted }, event, { role: actor.role, reason });
      if ('refusal' in decided) throw new ExpelledRefused(decided.refusal);
      await this.move(tx, row, decided.to, calendar);
      await this.happened(tx, actor, { id: row.id, version: row.version + 1, policeAuthorityId: row.police_authority_id }, { event, reason }, requestId);
    });
  }

  /** Puts the contact data right that were sent back; it then stands where it stood before. */
  async correct(actor: Actor, seen: Seen, contact: ExpelledContact, numbersOfTheOther: readonly string[], requestId: string): Promise<void> {
    if (numbersOfTheOther.some((number) => sameNumber(number, contact.phone))) throw new ExpelledRefused('expelled_phone_shared');
    const [calendar, at] = [await this.calendar(), this.now()];
    await this.database.inTenant(actor, async (tx) => {
      const row = await held(tx, seen);
      const decided = decideExpelled({ state: row.state as ExpelledState, accepted: row.accepted }, 'correct', { role: actor.role, reason: null });
      if ('refusal' in decided) throw new ExpelledRefused(decided.refusal);
      const version = row.contact_version + 1;
      await contactVersion(tx, actor, { id: row.id, version, ciphertext: await this.sealed(row.id, version, [row.police_authority_id, row.centre_id], contact), at });
      await tx.query('update expelled_referral set contact_version = $2 where id = $1', [row.id, version]);
      await this.move(tx, row, decided.to, calendar);
      await this.happened(tx, actor, { id: row.id, version: row.version + 1, policeAuthorityId: row.police_authority_id }, { event: 'correct', reason: null }, requestId);
    });
  }

  /** Contact data in clear, for one person; the read stands in the trail of the same transaction, allowed or not. */
  async readContact(actor: Actor, id: string, requestId: string): Promise<{ readonly version: number; readonly contact: ExpelledContact }> {
    const outcome = await this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<ExpelledReferralRow[]>(`select * from expelled_referral where id = $1 and state <> 'purged'`, [id]);
      if (row === undefined) throw new ExpelledNotFound();
      const open = mayReadExpelledContact(actor.role, row.state as ExpelledState);
      const contact = open ? await this.opened(tx, row, actor.organisationId) : null;
      const decision = !open ? 'purpose_not_open' : contact === null ? 'no_key' : 'allowed';
      await appendAudit(tx, {
        chain: id, at: this.now(), actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action: 'expelled.contact_read', referralId: null,
        fields: contact === null ? [] : Object.keys(contact), purpose: null, decision, requestId,
      });
      return { decision, contact, version: row.contact_version } as const;
    });
    if (outcome.contact === null) throw new ExpelledContactRefused(outcome.decision === 'no_key' ? 'no_key' : 'purpose_not_open');
    return { version: outcome.version, contact: outcome.contact };
  }

  private sealed(referralId: string, version: number, organisationIds: readonly string[], contact: ExpelledContact): Promise<Buffer> {
    return this.keys.seal({ referralId, version, organisationIds }, Buffer.from(JSON.stringify(contact), 'utf8'));
  }

  private async opened(tx: EntityManager, row: ExpelledReferralRow, organisationId: string): Promise<ExpelledContact | null> {
    const [sealed] = await tx.query<{ readonly ciphertext: Buffer }[]>('select ciphertext from expelled_contact where referral_id = $1 and version = $2', [row.id, row.contact_version]);
    if (sealed === undefined) return null;
    const plain = await this.keys.open({ referralId: row.id, version: row.contact_version, organisationId }, sealed.ciphertext);
    return plain === null ? null : (JSON.parse(plain.toString('utf8')) as ExpelledContact);
  }

  private async move(tx: EntityManager, row: ExpelledReferralRow, to: ExpelledState, calendar: Calendar): Promise<void> {
    const at = this.now();
    const clock = expelledClock(to, at, row.submitted_at, calendar);
    const over = to === 'closed' || to === 'declined' || to === 'withdrawn';
    await tx.query(
      `update expelled_referral set state = $2, version = version + 1, accepted = accepted or $2 = 'accepted', due_at = $3, escalates_at = $4, rungs_fired = 0, purge_at = $5, ended_at = $6 where id = $1`,
      [row.id, to, clock.dueAt, clock.escalatesAt, clock.purgeAt, over ? at : null],
    );
  }

  private async happened(
    tx: EntityManager,
    actor: Actor,
    place: { readonly id: string; readonly version: number; readonly policeAuthorityId: string },
    { event, reason }: { readonly event: ExpelledEvent; readonly reason: string | null },
    requestId: string,
  ): Promise<void> {
    const at = this.now();
    await tx.query('insert into expelled_event (id, referral_id, police_authority_id, version, event, reason, happened_at, organisation_id, actor_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      randomUUID(), place.id, place.policeAuthorityId, place.version, event, reason, at, actor.organisationId, actor.userId,
    ]);
    if (TOLD.has(event)) await tx.query('select tell_of_expelled($1, $2, $3)', [place.id, `expelled_${event}`, at]);
    await appendAudit(tx, {
      chain: place.id, at, actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action: `expelled.${event}`, referralId: null, fields: [], purpose: null, decision: 'allowed', requestId,
    });
  }
}

/** The referral, held until the end of the transaction, in the version that was before somebody's eyes. */
async function held(tx: EntityManager, { id, version }: Seen): Promise<ExpelledReferralRow> {
  const [row] = await tx.query<ExpelledReferralRow[]>(`select * from expelled_referral where id = $1 and state <> 'purged' for no key update`, [id]);
  if (row === undefined) throw new ExpelledNotFound();
  if (row.version !== version) throw new ExpelledOvertaken(row.version);
  return row;
}

/** Only an active centre that works with perpetrators takes an expelled person. */
async function suitable(tx: EntityManager, centreId: string): Promise<void> {
  const found = await tx.query<readonly unknown[]>('select 1 from organisation where id = $1 and active and works_with_perpetrators(id)', [centreId]);
  if (found.length === 0) throw new ExpelledRefused('expelled_centre_unsuitable');
}

/** Notes the deployment, for the own authority alone; a referral that the officer does not see is not found. */
async function origin(tx: EntityManager, actor: Actor, id: string, ofReferralId: string): Promise<void> {
  const made = await tx.query<readonly unknown[]>(
    `insert into expelled_origin (referral_id, police_authority_id, deployment_id) select $1, police_authority_id, deployment_id from referral where id = $2 and police_authority_id = $3 returning 1`,
    [id, ofReferralId, actor.organisationId],
  );
  if (made.length === 0) throw new ExpelledNotFound();
}

const contactVersion = (tx: EntityManager, actor: Actor, { id, version, ciphertext, at }: { readonly id: string; readonly version: number; readonly ciphertext: Buffer; readonly at: Date }): Promise<unknown> =>
  tx.query('insert into expelled_contact (referral_id, police_authority_id, version, ciphertext, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6)', [id, actor.organisationId, version, ciphertext, actor.userId, at]);

/** The national number without its marks: +49 221 1, 0049 221 1 and 0221-1 are one. */
const digitsOf = (number: string): string => number.replace(/[^0-9+]/g, '').replace(/^(\+|00)49/, '0').replace(/^00/, '+').replace(/(?!^)\+/g, '');
const sameNumber = (one: string, other: string): boolean => digitsOf(one) === digitsOf(other) && digitsOf(one).length > 3;
