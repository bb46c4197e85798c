import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { EnvelopeBroken, open, seal } from './envelope.js';

export type Compartment = 'shared' | 'centre';

/** One compartment of one referral; both share nothing but the referral. */
export interface CompartmentOf {
  readonly referralId: string;
  readonly compartment: Compartment;
}

interface WrappedKey {
  readonly organisation_id: string;
  readonly epoch: string;
  readonly wrapped_key: Buffer;
}

const KEY_BYTES = 32;
/** Organisation keys held in memory; a Land has some hundred organisations, two months each. */
const CACHED_KEYS = 2_000;

/**
 * Seals contact data under one key per referral and compartment, wrapped for each entitled organisation.
 * - An organisation without a wrapped key opens nothing, and neither does a copy of the main database.
 * - Organisation keys change by the month; the root key never touches contact data.
 * - Shredding deletes the wrapped key: at once here, in backups as soon as the keystore's short-lived backups have expired.
 */
export class Keystore {
  private readonly organisationKeys = new Map<string, Buffer>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly rootKey: Buffer,
    private readonly now: () => Date,
  ) {
    if (rootKey.length !== KEY_BYTES) throw new Error('the root key must have 32 bytes');
  }

  /** Seals one contact version; makes the compartment's key if it is the first, and wraps it for every organisation named. */
  async seal(
    place: CompartmentOf & { readonly version: number; readonly organisationIds: readonly string[] },
    plaintext: Buffer,
  ): Promise<Buffer> {
    const key = await this.keyFor(place, place.organisationIds);
    return seal(key, contactPlace(place, place.version), plaintext);
  }

  /** Opens one contact version for an organisation; null when it holds no key. Throws EnvelopeBroken when the ciphertext is not that version's. */
  async open(
    place: CompartmentOf & { readonly version: number; readonly organisationId: string },
    ciphertext: Buffer,
  ): Promise<Buffer | null> {
    return (await this.opener(place))?.(place.version, ciphertext) ?? null;
  }

  /**
   * Looks at the keys of a compartment once and answers what opens its versions; null when the organisation holds no key. Opening throws
   * EnvelopeBroken when the ciphertext is not that version's, or was sealed under a key that has been destroyed since.
   */
  async opener(place: CompartmentOf & { readonly organisationId: string }): Promise<((version: number, ciphertext: Buffer) => Buffer) | null> {
    const own = (await this.wrappedKeys(place)).find((row) => row.organisation_id === place.organisationId);
    if (own === undefined) return null;
    const key = await this.unwrap(place, own);
    return (version, ciphertext) => open(key, contactPlace(place, version), ciphertext);
  }

  /** Lets another organisation open the compartment too; does nothing when it has no key yet. */
  async grant(place: CompartmentOf & { readonly fromOrganisationId: string; readonly toOrganisationId: string }): Promise<void> {
    const rows = await this.wrappedKeys(place);
    const source = rows.find((row) => row.organisation_id === place.fromOrganisationId) ?? rows[0];
    if (source === undefined) return;
    await this.wrapFor(place, await this.unwrap(place, source), place.toOrganisationId);
  }

  /** Destroys the wrapped keys made until `createdBefore`, of one organisation or of all; answers how many. */
  async shred(order: {
    readonly referralId: string;
    readonly organisationId: string | null;
    readonly createdBefore: Date;
  }): Promise<number> {
    const [row] = await this.dataSource.query<[{ destroyed: number }]>('select shred_contact_keys($1, $2, $3) as destroyed', [
      order.referralId,
      order.organisationId,
      order.createdBefore,
    ]);
    return row.destroyed;
  }

  /** Wraps a referral's keys anew under the organisations' keys of this month; answers how many were older. Contact data stay as they are. */
  async rotate(referralId: string): Promise<number> {
    const epoch = this.epoch();
    let rewrapped = 0;
    for (const compartment of ['shared', 'centre'] as const) {
      const place = { referralId, compartment };
      for (const row of (await this.wrappedKeys(place)).filter((each) => each.epoch < epoch)) {
        const id = row.organisation_id;
        const wrapped = seal(await this.organisationKey(id, epoch), wrapPlace(place, id, epoch), await this.unwrap(place, row));
        const [{ done }] = await this.dataSource.query<[{ done: boolean }]>('select rewrap_contact_key($1, $2, $3, $4, $5, $6) as done', [
          referralId,
          compartment,
          id,
          row.epoch,
          epoch,
          wrapped,
        ]);
        rewrapped += done ? 1 : 0;
      }
    }
    return rewrapped;
  }

  /** Destroys an organisation's key of a past month (`2027-03`); false while it still opens something, or when it is gone. */
  async destroyEpoch(organisationId: string, epoch: string): Promise<boolean> {
    if (epoch >= this.epoch()) return false;
    const [{ done }] = await this.dataSource.query<[{ done: boolean }]>('select destroy_organisation_key($1, $2) as done', [
      organisationId,
      epoch,
    ]);
    if (done) this.organisationKeys.delete(`${organisationId}|${epoch}`);
    return done;
  }

  private async keyFor(place: CompartmentOf, organisationIds: readonly string[]): Promise<Buffer> {
    const candidate = randomBytes(KEY_BYTES);
    const epoch = this.epoch();
    const wrapped = await Promise.all(
      organisationIds.map(async (id) => seal(await this.organisationKey(id, epoch), wrapPlace(place, id, epoch), candidate)),
    );
    const rows = await this.dataSource.query<WrappedKey[]>(
      'select * from first_contact_keys($1, $2, $3::uuid[], $4::text[], $5::bytea[], $6)',
      [place.referralId, place.compartment, organisationIds, organisationIds.map(() => epoch), wrapped, this.now()],
    );
    const first = rows[0];
    if (first === undefined) throw new Error('a key must be wrapped for at least one organisation');
    const key = await this.unwrap(place, first);
    for (const id of organisationIds) {
      if (!rows.some((row) => row.organisation_id === id)) await this.wrapFor(place, key, id);
    }
    return key;
  }

  private async wrapFor(place: CompartmentOf, key: Buffer, organisationId: string): Promise<void> {
    const epoch = this.epoch();
    const wrapped = seal(await this.organisationKey(organisationId, epoch), wrapPlace(place, organisationId, epoch), key);
    await this.dataSource.query('select add_contact_key($1, $2, $3, $4, $5, $6)', [
      place.referralId,
      place.compartment,
      organisationId,
      epoch,
      wrapped,
      this.now(),
    ]);
  }

  private wrappedKeys(place: CompartmentOf): Promise<WrappedKey[]> {
    return this.dataSource.query('select * from contact_keys_of($1, $2)', [place.referralId, place.compartment]);
  }

  private async unwrap(place: CompartmentOf, row: WrappedKey): Promise<Buffer> {
    return open(
      await this.organisationKey(row.organisation_id, row.epoch),
      wrapPlace(place, row.organisation_id, row.epoch),
      row.wrapped_key,
    );
  }

  private async organisationKey(organisationId: string, epoch: string): Promise<Buffer> {
    const name = `${organisationId}|${epoch}`;
    const cached = this.organisationKeys.get(name);
    if (cached) return cached;
    const place = `organisation_key|${name}`;
    // Only this month's key may come into being; an older one that is missing was destroyed.
    const [row] =
      epoch === this.epoch()
        ? await this.dataSource.query<[{ key: Buffer | null }]>('select organisation_key_of($1, $2, $3, $4) as key', [
            organisationId,
            epoch,
            seal(this.rootKey, place, randomBytes(KEY_BYTES)),
            this.now(),
          ])
        : await this.dataSource.query<[{ key: Buffer | null }]>('select known_organisation_key($1, $2) as key', [organisationId, epoch]);
    if (row.key === null) throw new EnvelopeBroken();
    const key = open(this.rootKey, place, row.key);
    if (this.organisationKeys.size >= CACHED_KEYS) this.organisationKeys.clear();
    this.organisationKeys.set(name, key);
    return key;
  }

  private epoch(): string {
    return this.now().toISOString().slice(0, 7);
  }
}

const contactPlace = ({ referralId, compartment }: CompartmentOf, version: number): string =>
  `contact|${compartment}|${referralId}|${version}`;
const wrapPlace = ({ referralId, compartment }: CompartmentOf, organisationId: string, epoch: string): string =>
  `contact_key|${compartment}|${referralId}|${organisationId}|${epoch}`;
