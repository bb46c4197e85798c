import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  appendAudit,
  AuditReader,
  hashOf,
  probeAudit,
  sealAudit,
  verifyAudit,
  type AuditEvent,
  type BreakReason,
  type PublishedSeal,
} from '#audit';
import { openDatabase, TenantDatabase } from '#persistence';
import { aDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const AT = new Date('2027-03-26T20:40:00.123Z');
const CHAINS = 4;
const LENGTH = 15;
const PLACES = 20;

let test: TestDatabase;
let app: DataSource;
let clock: DataSource;
let auditor: DataSource;
let admin: pg.Client;
const tenant = { organisationId: randomUUID(), userId: randomUUID() };
const chains = Array.from({ length: CHAINS }, () => randomUUID());
const published: PublishedSeal[] = [];

const append = (
  chain: string,
  index: number,
  rest: { purpose?: string | null; fields?: string[]; action?: string; requestId?: string | null } = {},
) =>
  new TenantDatabase(app).inTenant(tenant, (tx) =>
    appendAudit(tx, {
      chain,
      at: new Date(AT.getTime() + index),
      actorId: tenant.userId,
      organisationId: tenant.organisationId,
      role: 'counsellor',
      action: 'contact.read',
      referralId: chain,
      fields: ['core'],
      purpose: 'first_contact',
      decision: 'allowed',
      requestId: `r${index}`,
      ...rest,
    }),
  );

const publish = async (): Promise<void> => {
  const seal = await sealAudit(clock, AT);
  if (seal === null) throw new Error('nothing was sealed');
  published.push({ toEventId: seal.toEventId, hash: seal.hash.toString('hex') });
};

beforeAll(async () => {
  test = await aDatabase('audit');
  app = await openDatabase({ url: test.appUrl, poolSize: 2 });
  clock = await openDatabase({ url: test.clockUrl, poolSize: 2 });
  auditor = await openDatabase({ url: test.auditUrl, poolSize: 2 });
  admin = new pg.Client({ connectionString: test.adminUrl });
  await admin.connect();
  for (let index = 0; index < LENGTH; index += 1) {
    for (const chain of chains) await append(chain, index);
    if (index % 7 === 6) await publish();
  }
  await publish();
  await admin.query(
    'create table kept_event as table audit.event; create table kept_head as table audit.head; create table kept_seal as table audit.seal',
  );
}, 60_000);

afterAll(async () => {
  await admin.end();
  for (const each of [app, clock, auditor]) await each.destroy();
  await test.drop();
});

const reasons = async (options: { published?: PublishedSeal[] } = {}): Promise<BreakReason[]> => {
  const verdict = await verifyAudit(auditor, options);
  return [...new Set(verdict.broken.map((each) => each.reason))].sort();
};

describe('the trail', () => {
  it('is intact as it was written', async () => {
    expect(await probeAudit(auditor)).toEqual({ events: CHAINS * LENGTH, broken: 0 });
    expect(await verifyAudit(auditor, { published })).toEqual({
      chains: CHAINS,
      events: CHAINS * LENGTH,
      seals: 3,
      unsealed: 0,
      broken: [],
    });
  });

  it('can be appended to by the application and nothing else', async () => {
    for (const statement of [
      'select * from audit.event',
      `update audit.event set role = 'x'`,
      'delete from audit.event',
      'truncate audit.event',
      'delete from audit.head',
      `insert into audit.event (chain, seq) values (gen_random_uuid(), 1)`,
      'insert into audit.seal (events) values (1)',
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    for (const statement of [
      `update audit.seal set events = 1`,
      'delete from audit.seal',
      'select actor_id from audit.event',
      'delete from audit.event',
    ]) {
      await expect(clock.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    for (const statement of [
      `update audit.event set role = 'x'`,
      'select * from referral',
      'select * from contact',
      'select * from app_user',
    ]) {
      await expect(auditor.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is filtered and paged for a reviewer, newest first', async () => {
    const reader = new AuditReader(auditor);
    const [chain = ''] = chains;
    const first = await reader.list({ chain, limit: 10 });
    const second = await reader.list({ chain, limit: 10, before: first.nextBefore ?? 0 });
    expect([first.items.length, second.items.length, second.nextBefore]).toEqual([10, 5, null]);
    expect(first.items[0]).toMatchObject({
      seq: LENGTH,
      happenedAt: new Date(AT.getTime() + LENGTH - 1),
      purpose: 'first_contact',
      role: 'counsellor',
    });
    expect((await reader.list({ action: 'session.opened', limit: 10 })).items).toEqual([]);
  });
});

describe('a tampered trail', () => {
  const all = async (): Promise<AuditEvent[]> => {
    const rows = await admin.query<Record<string, never>>('select * from audit.event order by chain, seq');
    return rows.rows.map(
      (row) =>
        ({
          id: Number(row.id),
          chain: row.chain,
          seq: Number(row.seq),
          happenedAt: row.happened_at,
          recordedAt: row.recorded_at,
          actorId: row.actor_id,
          organisationId: row.organisation_id,
          role: row.role,
          action: row.action,
          referralId: row.referral_id,
          fields: row.fields,
          purpose: row.purpose,
          decision: row.decision,
          requestId: row.request_id,
          previousHash: row.previous_hash,
          hash: row.hash,
        }) as unknown as AuditEvent,
    );
  };
  const places = Array.from({ length: PLACES }, (_, index) => ({
    chain: chains[index % CHAINS] as string,
    seq: 1 + ((index * 3) % (LENGTH - 1)),
  }));

  /** Recomputes the hashes of a chain from `from` on and sets the head accordingly, as someone with every right could. */
  const rechain = async (chain: string, from: number): Promise<void> => {
    const events = (await all()).filter((event) => event.chain === chain);
    let previous = events.find((event) => event.seq === from)?.previousHash as Buffer;
    for (const event of events.filter((each) => each.seq >= from)) {
      const hash = hashOf(previous, event);
      await admin.query('update audit.event set previous_hash = $2, hash = $3 where id = $1', [event.id, previous, hash]);
      previous = hash;
    }
    const last = events.at(-1) as AuditEvent;
    await admin.query('update audit.head set seq = $2, hash = $3 where chain = $1', [chain, last.seq, previous]);
  };

  beforeEach(async () => {
    await admin.query(`truncate audit.event, audit.head, audit.seal;
      insert into audit.event overriding system value table kept_event;
      insert into audit.head table kept_head; insert into audit.seal overriding system value table kept_seal`);
  });

  it('is noticed when one value of an entry was edited, whichever column', async () => {
    const columns = [
      `happened_at = happened_at + interval '1 ms'`,
      `recorded_at = recorded_at - interval '1 ms'`,
      `actor_id = gen_random_uuid()`,
      'actor_id = null',
      `organisation_id = gen_random_uuid()`,
      `role = 'centre_lead'`,
      `action = 'contact.writ'`,
      'referral_id = null',
      `fields = '{core,risk}'`,
      `fields = '{}'`,
      `fields = '{"core,risk"}'`,
      'purpose = null',
      `purpose = ''`,
      `purpose = 'handover'`,
      `decision = 'refused'`,
      'request_id = null',
      `request_id = request_id || ' '`,
      `role = 'x', decision = 'y'`,
      `hash = sha256(hash)`,
      `previous_hash = sha256(hash)`,
    ];
    expect(columns).toHaveLength(PLACES);
    for (const [index, set] of columns.entries()) {
      const { chain, seq } = places[index] as (typeof places)[number];
      await admin.query(`begin; update audit.event set ${set} where chain = '${chain}' and seq = ${seq}; commit`);
      expect(await reasons()).not.toEqual([]);
      expect((await probeAudit(auditor)).broken).toBeGreaterThan(0);
      await admin.query(`begin; delete from audit.event; insert into audit.event overriding system value table kept_event; commit`);
    }
    expect(await reasons()).toEqual([]);
  });

  it('is noticed when an entry was deleted, or slipped in, or two were swapped', async () => {
    for (const { chain, seq } of places) {
      const restore = `delete from audit.event; insert into audit.event overriding system value table kept_event`;
      await admin.query(`delete from audit.event where chain = '${chain}' and seq = ${seq}`);
      expect(await reasons()).toContain('gap');
      await admin.query(`${restore};
        update audit.event set seq = -seq where chain = '${chain}' and seq > ${seq};
        update audit.event set seq = 1 - seq where chain = '${chain}' and seq < 0;
        insert into audit.event (chain, seq, happened_at, recorded_at, role, action, fields, decision, previous_hash, hash)
          select chain, seq + 1, happened_at, recorded_at, role, action, fields, decision, hash, sha256(hash) from audit.event where chain = '${chain}' and seq = ${seq}`);
      expect(await reasons()).toContain('content');
      await admin.query(`${restore};
        update audit.event set seq = -1 where chain = '${chain}' and seq = ${seq};
        update audit.event set seq = ${seq} where chain = '${chain}' and seq = ${seq + 1};
        update audit.event set seq = ${seq + 1} where chain = '${chain}' and seq = -1`);
      expect(await reasons()).toContain('link');
      await admin.query(restore);
    }
    expect(await reasons()).toEqual([]);
  });

  it('is noticed when the ids of two entries were swapped, though no chain tells', async () => {
    const [{ chain, seq }] = places as [(typeof places)[number]];
    const { rows } = await admin.query<{ id: string }>('select id from audit.event where chain = $1 and seq in ($2, $3) order by id', [
      chain,
      seq,
      seq + 1,
    ]);
    const [one, two] = rows.map((row) => row.id);
    await admin.query(`alter table audit.event alter id set generated by default; update audit.event set id = -1 where id = ${one}; update audit.event set id = ${one} where id = ${two};
      update audit.event set id = ${two} where id = -1; alter table audit.event alter id set generated always`);
    expect(await reasons()).toEqual(['seal_root']);
  });

  it('is noticed by its seals when the tail was cut off and the head set back', async () => {
    for (const { chain, seq } of places) {
      await admin.query(`delete from audit.event where chain = '${chain}' and seq > ${seq}`);
      await rechain(chain, 1);
      expect(await reasons()).toEqual(['seal_root']);
      await admin.query(
        `delete from audit.event; insert into audit.event overriding system value table kept_event; delete from audit.head; insert into audit.head table kept_head`,
      );
    }
  });

  it('is noticed by its seals when everything from one entry on was rewritten', async () => {
    for (const { chain, seq } of places) {
      await admin.query(`update audit.event set purpose = 'supervision' where chain = '${chain}' and seq = ${seq}`);
      await rechain(chain, seq);
      expect(await reasons()).toEqual(['seal_root']);
      await admin.query(
        `delete from audit.event; insert into audit.event overriding system value table kept_event; delete from audit.head; insert into audit.head table kept_head`,
      );
    }
  });

  it('rewritten together with all its seals is noticed by the copies kept outside, and by nothing else', async () => {
    for (const { chain, seq } of places.slice(0, 5)) {
      await admin.query(`update audit.event set purpose = 'supervision' where chain = '${chain}' and seq = ${seq}`);
      await rechain(chain, seq);
      await admin.query('truncate audit.seal');
      await sealAudit(clock, AT);
      expect(await reasons()).toEqual([]);
      expect(await reasons({ published })).toEqual(['unpublished']);
      await admin.query(
        `delete from audit.event; insert into audit.event overriding system value table kept_event; delete from audit.head; insert into audit.head table kept_head`,
      );
    }
  });

  it('is noticed when a seal was edited or removed', async () => {
    for (const change of [
      'events = events + 1',
      `sealed_at = sealed_at + interval '1 hour'`,
      'from_event_id = from_event_id + 1',
      'merkle_root = sha256(merkle_root)',
    ]) {
      await admin.query(`update audit.seal set ${change} where id = (select min(id) from audit.seal)`);
      expect(await reasons()).toContain('seal_content');
      await admin.query('truncate audit.seal; insert into audit.seal overriding system value table kept_seal');
    }
    await admin.query('delete from audit.seal where id = (select min(id) from audit.seal)');
    expect(await reasons()).toEqual(expect.arrayContaining(['seal_gap', 'seal_link']));
    await admin.query('truncate audit.seal');
    expect(await reasons({ published })).toEqual(['unpublished']);
  });
});

describe('an entry', () => {
  it('is hashed alike in SQL and in code, whatever characters it holds', async () => {
    const chain = randomUUID();
    const odd = [
      '',
      '-',
      'null',
      'a|b',
      'a","b',
      'back\\slash',
      'tab\tnew\nline\r',
      '\u0001\u001f\u007f',
      'Straße – €',
      '\u2028',
      '🦊',
      '</script>',
    ];
    for (const [index, text] of odd.entries())
      await append(chain, index, { purpose: text, action: text, fields: [text, text], requestId: null });
    await append(chain, 99, { purpose: null, fields: [] });
    expect((await verifyAudit(auditor)).broken.filter((each) => each.chain === chain)).toEqual([]);
  });

  it('that is not recorded leaves nothing of its transaction', async () => {
    const chain = randomUUID();
    const work = new TenantDatabase(app).inTenant(tenant, async (tx) => {
      await appendAudit(tx, {
        chain,
        at: AT,
        actorId: null,
        organisationId: null,
        role: 'officer',
        action: 'a',
        referralId: null,
        fields: [],
        purpose: null,
        decision: 'allowed',
        requestId: null,
      });
      throw new Error('the use case failed');
    });
    await expect(work).rejects.toThrow('the use case failed');
    expect((await new AuditReader(auditor).list({ chain, limit: 1 })).items).toEqual([]);
  });
});

describe('a seal', () => {
  it('waits for an entry with a lower id that is still on its way', async () => {
    const slow = randomUUID();
    const fast = randomUUID();
    let commit: () => void = () => undefined;
    const held = new Promise<void>((done) => (commit = done));
    let started: () => void = () => undefined;
    const appended = new Promise<void>((done) => (started = done));
    const writing = new TenantDatabase(app).inTenant(tenant, async (tx) => {
      await appendAudit(tx, {
        chain: slow,
        at: AT,
        actorId: null,
        organisationId: null,
        role: 'officer',
        action: 'slow',
        referralId: null,
        fields: [],
        purpose: null,
        decision: 'allowed',
        requestId: null,
      });
      started();
      await held;
    });
    await appended;
    await append(fast, 0);
    let sealed = false;
    const sealing = sealAudit(clock, AT).finally(() => (sealed = true));
    await until(
      async () =>
        (await admin.query(`select 1 from pg_stat_activity where usename = 'app_clock' and query like '%pg_snapshot_xmin%'`)).rowCount ===
        1,
      { what: 'the sealer to wait' },
    );
    expect(sealed).toBe(false);
    commit();
    await writing;
    const seal = await sealing;
    const { rows } = await admin.query<{ id: string }>('select id from audit.event where chain in ($1, $2)', [slow, fast]);
    for (const row of rows) expect(seal?.toEventId).toBeGreaterThanOrEqual(Number(row.id));
    expect((await verifyAudit(auditor)).broken.filter((each) => each.reason === 'seal_root')).toEqual([]);
    expect(await sealAudit(clock, AT)).toBeNull();
  });
});
