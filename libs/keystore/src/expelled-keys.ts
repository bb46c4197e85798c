import { createHmac, hkdfSync } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Keystore } from './keystore.js';

const KEY_BYTES = 32;

/**
 * The keys of the chain of expelled persons. They share nothing with those of endangered persons: another root, derived one-way from the configured one,
 * and organisations under names that only this root can compute, so that a police authority has one key for each chain and neither opens the other's.
 */
export class ExpelledKeys {
  private readonly keystore: Keystore;
  private readonly names: Buffer;

  constructor(dataSource: DataSource, rootKey: Buffer, now: () => Date) {
    this.keystore = new Keystore(dataSource, derived(rootKey, 'zeitnah expelled chain root'), now);
    this.names = derived(rootKey, 'zeitnah expelled chain names');
  }

  /** Seals one contact version for the organisations named. */
  seal(place: { readonly referralId: string; readonly version: number; readonly organisationIds: readonly string[] }, plaintext: Buffer): Promise<Buffer> {
    const organisationIds = place.organisationIds.map((id) => this.nameOf(id));
    return this.keystore.seal({ ...place, compartment: 'shared', organisationIds }, plaintext);
  }

  /** Opens one contact version for an organisation; null when it holds no key. Throws EnvelopeBroken when the ciphertext is not that version's. */
  open(place: { readonly referralId: string; readonly version: number; readonly organisationId: string }, ciphertext: Buffer): Promise<Buffer | null> {
    return this.keystore.open({ ...place, compartment: 'shared', organisationId: this.nameOf(place.organisationId) }, ciphertext);
  }

  /** Destroys every key of a referral that was made until now. */
  async shred(referralId: string, createdBefore: Date): Promise<void> {
    await this.keystore.shred({ referralId, organisationId: null, createdBefore });
  }

  /** A name in the form of a UUID of version 8 (RFC 9562): 122 bits of an HMAC. */
  private nameOf(organisationId: string): string {
    const bytes = createHmac('sha256', this.names).update(organisationId).digest().subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
}

const derived = (rootKey: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', rootKey, Buffer.alloc(0), purpose, KEY_BYTES));
