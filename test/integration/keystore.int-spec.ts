import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnvelopeBroken, Keystore, openKeyDatabase } from '#keystore';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { aDatabase, type TestDatabase } from '../support/postgres.js';

const police = randomUUID();
const centre = randomUUID();
const otherCentre = randomUUID();
const rootKey = randomBytes(32);
const plaintext = Buffer.from('Testperson Ada Muster 001 (fiktiv)', 'utf8');
let instant = new Date('2027-03-26T20:40:00Z');

let database: TestDatabase;
let dataSource: DataSource;
let keystore: Keystore;

beforeAll(async () => {
  database = await aDatabase('keystore');
  dataSource = await openKeyDatabase({ url: database.keysUrl });
  keystore = new Keystore(dataSource, rootKey, () => instant);
}, 60_000);

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const sealed = async (referralId: string, organisationIds: readonly string[]) =>
  keystore.seal({ referralId, compartment: 'shared', version: 1, organisationIds }, plaintext);
const opened = (referralId: string, organisationId: string, ciphertext: Buffer, version = 1) =>
  keystore.open({ referralId, compartment: 'shared', version, organisationId }, ciphertext);

describe('the keystore', () => {
  it('opens a contact version for the entitled organisations and for nobody else', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police, centre]);
    expect(await opened(referralId, police, ciphertext)).toEqual(plaintext);
    expect(await opened(referralId, centre, ciphertext)).toEqual(plaintext);
    expect(await opened(referralId, otherCentre, ciphertext)).toBeNull();
  });

  it('refuses a ciphertext moved to another version', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police]);
    await expect(opened(referralId, police, ciphertext, 2)).rejects.toThrow(EnvelopeBroken);
  });

  it('seals later versions under the same key, whoever holds it, also when two seal first at once', async () => {
    const referralId = randomUUID();
    const [one, two] = await Promise.all([sealed(referralId, [police]), sealed(referralId, [centre])]);
    for (const ciphertext of [one, two]) {
      expect(await opened(referralId, police, ciphertext)).toEqual(plaintext);
      expect(await opened(referralId, centre, ciphertext)).toEqual(plaintext);
    }
  });

  it('grants the next centre and shreds the former one, also across a change of month', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police, centre]);
    instant = new Date('2027-04-02T08:00:00Z');
    await keystore.grant({ referralId, compartment: 'shared', fromOrganisationId: police, toOrganisationId: otherCentre });
    expect(await keystore.shred({ referralId, organisationId: centre, createdBefore: instant })).toBe(1);
    expect(await opened(referralId, centre, ciphertext)).toBeNull();
    expect(await opened(referralId, otherCentre, ciphertext)).toEqual(plaintext);
  });

  it('keeps a key that was granted again after the order to shred', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police]);
    const ordered = instant;
    instant = new Date(instant.getTime() + 1_000);
    await keystore.grant({ referralId, compartment: 'shared', fromOrganisationId: police, toOrganisationId: centre });
    expect(await keystore.shred({ referralId, organisationId: centre, createdBefore: ordered })).toBe(0);
    expect(await opened(referralId, centre, ciphertext)).toEqual(plaintext);
  });

  it('opens nothing for anybody once all keys are shredded', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police, centre]);
    expect(await keystore.shred({ referralId, organisationId: null, createdBefore: instant })).toBe(2);
    expect(await opened(referralId, police, ciphertext)).toBeNull();
    expect(await opened(referralId, centre, ciphertext)).toBeNull();
  });

  it('wraps keys anew by the month and destroys an old month’s key only when it opens nothing any more', async () => {
    const organisationId = randomUUID();
    const referralId = randomUUID();
    instant = new Date('2027-05-20T08:00:00Z');
    const ciphertext = await sealed(referralId, [organisationId, centre]);
    instant = new Date('2027-06-01T08:00:00Z');
    expect(await keystore.destroyEpoch(organisationId, '2027-05')).toBe(false);
    expect(await keystore.rotate(referralId)).toBe(2);
    expect(await keystore.rotate(referralId)).toBe(0);
    expect(await keystore.destroyEpoch(organisationId, '2027-05')).toBe(true);
    expect(await keystore.destroyEpoch(organisationId, '2027-05')).toBe(false);
    expect(await keystore.destroyEpoch(organisationId, '2027-06')).toBe(false);
    const fresh = new Keystore(dataSource, rootKey, () => instant);
    expect(await fresh.open({ referralId, compartment: 'shared', version: 1, organisationId }, ciphertext)).toEqual(plaintext);
  });

  it('cannot open what a copy of the database keeps of a destroyed month', async () => {
    const organisationId = randomUUID();
    const referralId = randomUUID();
    instant = new Date('2027-05-20T08:00:00Z');
    const ciphertext = await sealed(referralId, [organisationId]);
    const client = new pg.Client({ connectionString: database.keysAdminUrl });
    await client.connect();
    const { rows } = await client.query('select * from contact_key where referral_id = $1', [referralId]);
    expect(await keystore.shred({ referralId, organisationId: null, createdBefore: instant })).toBe(1);
    instant = new Date('2027-06-01T08:00:00Z');
    expect(await keystore.destroyEpoch(organisationId, '2027-05')).toBe(true);
    await client.query(`set session_replication_role = replica`);
    await client.query('insert into contact_key values ($1, $2, $3, $4, $5, $6)', Object.values(rows[0] as object));
    await client.end();
    await expect(opened(referralId, organisationId, ciphertext)).rejects.toThrow(EnvelopeBroken);
  });

  it('refuses wrapped keys that were swapped between organisations', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [one, two]);
    const client = new pg.Client({ connectionString: database.keysAdminUrl });
    await client.connect();
    await client.query(
      `update contact_key k set wrapped_key = other.wrapped_key from contact_key other
       where k.referral_id = $1 and other.referral_id = $1 and other.organisation_id <> k.organisation_id`,
      [referralId],
    );
    await client.end();
    await expect(opened(referralId, one, ciphertext)).rejects.toThrow(EnvelopeBroken);
  });

  it('opens nothing under another root key', async () => {
    const referralId = randomUUID();
    const ciphertext = await sealed(referralId, [police]);
    const stranger = new Keystore(dataSource, randomBytes(32), () => instant);
    await expect(stranger.open({ referralId, compartment: 'shared', version: 1, organisationId: police }, ciphertext)).rejects.toThrow(
      EnvelopeBroken,
    );
  });

  it('shows no key to a query that names neither referral nor organisation', async () => {
    await sealed(randomUUID(), [police]);
    expect(await dataSource.query('select * from contact_key')).toEqual([]);
    expect(await dataSource.query('select * from organisation_key')).toEqual([]);
  });
});
