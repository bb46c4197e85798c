import { isDeepStrictEqual } from 'node:util';
import { type ContactData, type Consent, keepConsented } from '#domain';
import { EnvelopeBroken, type Keystore } from '#keystore';
import type { NewContactRow, ReferralRow } from '#persistence';

type Part = keyof ContactData;
type Compartment = 'shared' | 'centre';

/** What one contact version seals: the data as known then, and for each part the version that last set it. */
interface Envelope {
  readonly contact: Partial<ContactData>;
  /** False: only some parts, added by police who no longer hold the rest; earlier versions then still count. */
  readonly complete: boolean;
  readonly since: Readonly<Partial<Record<Part, number>>>;
}

/** A stored, still sealed version. */
export interface SealedContact {
  readonly version: number;
  readonly compartment: Compartment;
  readonly ciphertext: Buffer;
}

/** Contact data in clear, for as long as one use case runs. */
export interface OpenContact {
  readonly contact: ContactData;
  /** The contact version that last answered the question for a safe channel. */
  readonly safeSince: number;
  readonly since: Envelope['since'];
}

/**
 * Seals and opens contact data. The police's word and the centre's word lie in separate compartments under separate keys; what
 * the person told the centre is merged over the police's data part by part, the newer part wins, and never travels back.
 */
export class ContactVault {
  constructor(private readonly keystore: Keystore) {}

  /** Opens what this organisation may read; null when it holds no key or nothing is stored. */
  async open(referralId: string, organisationId: string, sealed: readonly SealedContact[]): Promise<OpenContact | null> {
    const envelopes: Envelope[] = [];
    for (const compartment of ['shared', 'centre'] as const) {
      const versions = sealed.filter((row) => row.compartment === compartment).sort((a, b) => b.version - a.version);
      if (versions.length === 0) continue;
      const opener = await this.keystore.opener({ referralId, compartment, organisationId });
      if (opener !== null) envelopes.push(...openedBack(versions, opener));
    }
    return envelopes.length === 0 ? null : merge(envelopes);
  }

  /** Seals a new version for the organisations named; what has no consent is dropped first, so it is neither stored nor passed on. */
  async seal(input: {
    readonly row: ReferralRow;
    readonly version: number;
    readonly compartment: Compartment;
    readonly contact: Partial<ContactData>;
    readonly before: OpenContact | null;
    readonly consent: Pick<Consent, 'groups'>;
    readonly organisationIds: readonly string[];
    readonly recordedBy: { readonly userId: string; readonly organisationId: string };
    readonly at: Date;
  }): Promise<NewContactRow> {
    const { core } = input.contact;
    const kept = keepConsented({ ...input.contact, core: core ?? NO_CORE }, input.consent.groups);
    const contact = core === undefined ? withoutCore(kept) : kept;
    const envelope: Envelope = { contact, complete: core !== undefined, since: sinceOf(contact, input.before, input.version) };
    const ciphertext = await this.keystore.seal(
      { referralId: input.row.id, compartment: input.compartment, version: input.version, organisationIds: input.organisationIds },
      Buffer.from(JSON.stringify(envelope), 'utf8'),
    );
    return {
      referral_id: input.row.id,
      police_authority_id: input.row.police_authority_id,
      version: input.version,
      compartment: input.compartment,
      ciphertextBase64: ciphertext.toString('base64'),
      recorded_by: input.recordedBy.userId,
      recorded_by_organisation_id: input.recordedBy.organisationId,
      recorded_at: input.at,
    };
  }

  /** Destroys the keys of a referral that never came to be. */
  async forget(referralId: string, until: Date): Promise<void> {
    await this.keystore.shred({ referralId, organisationId: null, createdBefore: until });
  }

  /** Wraps the keys for a centre that takes over. */
  async grant(referralId: string, fromOrganisationId: string, toOrganisationId: string): Promise<void> {
    for (const compartment of ['shared', 'centre'] as const) {
      await this.keystore.grant({ referralId, compartment, fromOrganisationId, toOrganisationId });
    }
  }
}

/**
 * Newest first, back to the last version that is complete; answered oldest first. A version before it that does not open was sealed under
 * a key that was destroyed since: it is gone, and what came after it still counts. The newest must open.
 */
function openedBack(versions: readonly SealedContact[], opener: (version: number, ciphertext: Buffer) => Buffer): Envelope[] {
  const envelopes: Envelope[] = [];
  for (const { version, ciphertext } of versions) {
    try {
      envelopes.unshift(JSON.parse(opener(version, ciphertext).toString('utf8')) as Envelope);
    } catch (error) {
      if (envelopes.length === 0 || !(error instanceof EnvelopeBroken)) throw error;
      break;
    }
    if (envelopes[0]?.complete === true) break;
  }
  return envelopes;
}

/** Core data of which nothing is known. */
export const NO_CORE: ContactData['core'] = { name: '', street: '', postcode: '', place: '', phones: [] };

function withoutCore({ core: _core, ...parts }: ContactData): Partial<ContactData> {
  return parts;
}

function sinceOf(contact: Partial<ContactData>, before: OpenContact | null, version: number): Envelope['since'] {
  const parts = Object.keys(contact) as Part[];
  return Object.fromEntries(
    parts.map((part) => {
      const unchanged = before !== null && isSameAnswer(before.contact[part], contact[part]);
      return [part, unchanged ? (before.since[part] ?? version) : version];
    }),
  );
}

/** True when two parts say the same, in whatever order their fields were sent. */
export function isSameAnswer(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(asStored(one), asStored(other));
}

const asStored = (part: unknown): unknown => (part === undefined ? undefined : JSON.parse(JSON.stringify(part)));

function merge(envelopes: readonly Envelope[]): OpenContact {
  const contact: Partial<Record<Part, unknown>> = {};
  const since: Partial<Record<Part, number>> = {};
  for (const envelope of envelopes) {
    for (const part of Object.keys(envelope.contact) as Part[]) {
      const version = envelope.since[part] ?? 0;
      if (version < (since[part] ?? 0)) continue;
      contact[part] = envelope.contact[part];
      since[part] = version;
    }
  }
  return { contact: { core: NO_CORE, ...contact } as ContactData, since, safeSince: since.safeContact ?? 0 };
}
