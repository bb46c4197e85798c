import { contactReadRefusal, keepConsented, type Actor, type ContactData, type ContactReadRefusal, type FieldGroup, type HumanRole, type ReadPurpose } from '#domain';
import { appendAudit } from '#audit';
import type { ReferralStore, TenantDatabase } from '#persistence';
import type { ContactVault } from './contact-vault.js';
import { isKnownTo } from './known-to-side.js';

/** Contact data in clear, for one person, one purpose and one minute. */
export interface ContactView {
  readonly version: number;
  readonly contact: ContactData;
  readonly readAt: Date;
  /** When a screen hides it again by itself. */
  readonly hidesAt: Date;
}

const SHOWN_FOR_MS = 60_000;

/** For what the data are wanted. */
export interface ContactRequest {
  readonly purpose: ReadPurpose;
  /** The reason of an emergency. */
  readonly text: string | null;
  readonly requestId: string | null;
  /** On a screen for a minute, unless it goes on paper; the trail says which. */
  readonly action?: 'contact.read' | 'contact.printed';
}

/** The read was refused; the attempt stands in the trail. */
export class ContactReadRefused extends Error {
  override readonly name = 'ContactReadRefused';
  constructor(readonly code: ContactReadRefusal | 'no_key') {
    super(code);
  }
}

/**
 * The only way to contact data. Every read names a purpose and leaves an audit event in the same transaction: no audit, no data.
 * A refused read leaves one too. The emergency's text is not stored: it could name the person; that it was given, is.
 */
export class ContactReader {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ReferralStore,
    private readonly vault: ContactVault,
    private readonly now: () => Date,
  ) {}

  /** Null: unknown, of others, sealed or excluded. Throws ContactReadRefused. */
  async read(
    actor: Actor,
    referralId: string,
    request: ContactRequest,
  ): Promise<ContactView | null> {
    const at = this.now();
    const outcome = await this.database.inTenant(actor, async (tx) => {
      const row = await this.store.find(tx, referralId);
      if (row === null || !isKnownTo(actor, row)) return null;
      const role: HumanRole = actor.role;
      const refusal = contactReadRefusal({
        role, purpose: request.purpose, text: request.text, state: row.state, at, locked: row.contact_locked_at !== null, policeAccessEndsAt: row.police_access_until,
      });
      const open = refusal === null ? await this.vault.open(referralId, actor.organisationId, await this.store.contacts(tx, referralId)) : null;
      const refused = refusal ?? (open === null ? ('no_key' as const) : null);
      // A consent may have become narrower since these data were sealed: what it no longer covers is not passed on.
      const groups = (await this.store.consents(tx, referralId)).at(-1)?.field_groups ?? [];
      const contact = open === null ? null : keepConsented(open.contact, groups as readonly FieldGroup[]);
      await appendAudit(tx, {
        chain: referralId, at, actorId: actor.userId, organisationId: actor.organisationId, role: actor.role, action: request.action ?? 'contact.read', referralId,
        fields: contact === null ? [] : Object.keys(contact), purpose: request.purpose, decision: refused ?? 'allowed', requestId: request.requestId,
      });
      return { refused, contact, version: row.contact_version };
    });
    if (outcome === null) return null;
    if (outcome.refused !== null || outcome.contact === null) throw new ContactReadRefused(outcome.refused ?? 'no_key');
    return { version: outcome.version, contact: outcome.contact, readAt: at, hidesAt: new Date(at.getTime() + SHOWN_FOR_MS) };
  }
}
