import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ClockStore, NotificationStore, openDatabase, ReferralStore, TenantDatabase, type ReferralChange } from '#persistence';
import { aDatabase, type TestDatabase } from '../support/postgres.js';
import { aChange, aClock, anEvent, aSubmission, AT, later, type Frame } from '../support/raw-change.js';
import { aRegistry, type TestOrganisation, type TestRegistry } from '../support/registry-rows.js';

let test: TestDatabase;
let registry: TestRegistry;
let app: DataSource;
let clock: DataSource;
let tenant: TenantDatabase;
let worker: TenantDatabase;
const store = new ReferralStore();

beforeAll(async () => {
  test = await aDatabase('referral_store');
  registry = await aRegistry(test);
  app = await openDatabase({ url: test.appUrl, poolSize: 2 });
  clock = await openDatabase({ url: test.clockUrl, poolSize: 2 });
  tenant = new TenantDatabase(app);
  worker = new TenantDatabase(clock);
}, 60_000);

afterAll(async () => {
  await app.destroy();
  await clock.destroy();
  await test.drop();
});

const frame = (): Frame => ({ registry, referralId: randomUUID() });
const seenBy = (actor: TestOrganisation, id: string) => tenant.inTenant(actor, (tx) => store.find(tx, id));
const submitted = async (overrides: Partial<ReferralChange['referral']> = {}): Promise<Frame> => {
  const made = frame();
  expect(await store.apply(app, aSubmission(made, overrides))).toEqual({ kind: 'applied', version: 2 });
  return made;
};

describe('a change of a referral', () => {
  it('creates and submits with everything that belongs to it, in one trip', async () => {
    const made = await submitted();
    const { centre, police } = registry;
    const seen = await tenant.inTenant(centre, async (tx) => ({
      row: await store.find(tx, made.referralId),
      contacts: await store.contacts(tx, made.referralId),
      consents: await store.consents(tx, made.referralId),
      assignments: await store.assignments(tx, made.referralId),
      clocks: await store.clocks(tx, made.referralId),
      history: await store.history(tx, made.referralId),
    }));
    expect(seen.row).toMatchObject({
      state: 'submitted',
      version: 2,
      centre_id: centre.organisationId,
      next_due_at: later(120),
      excluded_user_ids: [],
      named_user_ids: null,
    });
    expect(seen.contacts.map((row) => row.ciphertext.toString())).toEqual(['sealed']);
    expect([seen.consents.length, seen.assignments.length, seen.clocks.length]).toEqual([1, 1, 1]);
    expect(seen.clocks[0]).toMatchObject({ due_at: later(120), next_rung: 0, next_rung_at: later(60), paused_seconds: 0 });
    expect(seen.history.map((row) => row.event)).toEqual(['create', 'submit']);
    expect(await seenBy(police, made.referralId)).not.toBeNull();
  });

  it('is invisible to another police authority and another centre', async () => {
    const made = await submitted();
    expect(await seenBy(registry.otherPolice, made.referralId)).toBeNull();
    expect(await seenBy(registry.otherCentre, made.referralId)).toBeNull();
  });

  it('lets the assigned centre accept and settles the clock', async () => {
    const made = await submitted();
    const { centre } = registry;
    const result = await store.apply(
      app,
      aChange(made, centre, 'counsellor', {
        referral: { version: 3, state: 'accepted', accepted_at: AT },
        acceptAssignment: true,
        settle: ['acknowledge'],
        settledBy: 'accept',
        clocks: [aClock(made, 'attempt_series', later(60), later(600))],
        events: [anEvent(made, centre, 'counsellor', 'accept', ['submitted', 'accepted'], 3)],
      }),
    );
    expect(result).toEqual({ kind: 'applied', version: 3 });
    expect(await seenBy(centre, made.referralId)).toMatchObject({ state: 'accepted', next_due_at: later(600) });
    const assignment = await tenant.inTenant(centre, (tx) => store.assignments(tx, made.referralId));
    expect(assignment[0]?.accepted_at).toEqual(AT);
  });

  it('lets the assigned centre decline, which takes the referral out of its sight', async () => {
    const made = await submitted();
    const { centre, police } = registry;
    const result = await store.apply(
      app,
      aChange(made, centre, 'centre_lead', {
        referral: { version: 3, state: 'declined', centre_id: null },
        endAssignment: { reason: 'capacity', suggestedCentreId: registry.otherCentre.organisationId },
        settle: ['acknowledge'],
        settledBy: 'decline',
        clocks: [aClock(made, 'reroute', later(10), later(20))],
        events: [anEvent(made, centre, 'centre_lead', 'decline', ['submitted', 'declined'], 3)],
        notifications: [
          {
            id: randomUUID(),
            organisation_id: police.organisationId,
            role: 'victim_protection',
            template: 'referral_decline',
            referral_id: made.referralId,
            reference: 'T',
            created_at: AT,
          },
        ],
      }),
    );
    expect(result).toEqual({ kind: 'applied', version: 3 });
    expect(await seenBy(centre, made.referralId)).toBeNull();
    expect(await seenBy(police, made.referralId)).toMatchObject({ state: 'declined', centre_id: null, next_due_at: later(20) });
    const history = await tenant.inTenant(police, (tx) => store.history(tx, made.referralId));
    expect(history.at(-1)?.event).toBe('decline');
  });

  it('gives a forwarded referral to the next centre and takes it from the one before', async () => {
    const made = await submitted();
    const { centre, otherCentre, police } = registry;
    expect(
      await store.apply(
        app,
        aChange(made, centre, 'centre_lead', {
          referral: { version: 3, centre_id: otherCentre.organisationId },
          endAssignment: { reason: 'moved', suggestedCentreId: null },
          assignments: [
            {
              id: randomUUID(),
              referral_id: made.referralId,
              police_authority_id: police.organisationId,
              centre_id: otherCentre.organisationId,
              agreement_version: null,
              assigned_at: AT,
              assigned_by: centre.userId,
              accepted_at: null,
              ended_at: null,
              end_reason: null,
              suggested_centre_id: null,
            },
          ],
        }),
      ),
    ).toEqual({ kind: 'applied', version: 3 });
    expect(await seenBy(centre, made.referralId)).toBeNull();
    expect(await seenBy(otherCentre, made.referralId)).toMatchObject({ centre_id: otherCentre.organisationId });
  });

  it('locks contact data for both sides at once', async () => {
    const made = await submitted();
    await store.apply(
      app,
      aChange(made, registry.centre, 'counsellor', {
        referral: { version: 3, state: 'closed', contact_locked_at: AT, outcome: 'consent_withdrawn' },
      }),
    );
    for (const side of [registry.centre, registry.police]) {
      expect(await tenant.inTenant(side, (tx) => store.contacts(tx, made.referralId))).toEqual([]);
    }
  });

  it('is purged by the clock, contact data included', async () => {
    const made = await submitted();
    const change = aChange(made, null, 'clock', {
      referral: { version: 3, state: 'purged', purged_at: AT },
      purge: true,
      settle: ['acknowledge'],
      events: [anEvent(made, null, 'clock', 'purge', ['closed', 'purged'], 3)],
      shreds: [{ id: randomUUID(), referral_id: made.referralId, organisation_id: null, due_at: AT, done_at: null }],
    });
    expect(await worker.asClock((tx) => store.apply(tx, change))).toEqual({ kind: 'applied', version: 3 });
    expect(await seenBy(registry.police, made.referralId)).toMatchObject({ state: 'purged' });
    expect(await tenant.inTenant(registry.police, (tx) => store.contacts(tx, made.referralId))).toEqual([]);
    const due = await worker.asClock((tx) => new ClockStore().shredsDue(tx, later(1), 10));
    expect(due.map((row) => row.referral_id)).toContain(made.referralId);
  });

  it('is refused as stale when another version is current, and changes nothing', async () => {
    const made = await submitted();
    const change = aChange(made, registry.centre, 'counsellor', { referral: { version: 8, state: 'accepted' }, expectedVersion: 7 });
    expect(await store.apply(app, change)).toEqual({ kind: 'stale', version: 2 });
    expect(await seenBy(registry.centre, made.referralId)).toMatchObject({ state: 'submitted', version: 2 });
  });

  it('of others is unknown', async () => {
    const made = await submitted();
    for (const stranger of [registry.otherCentre, registry.otherPolice]) {
      expect(await store.apply(app, aChange(made, stranger, 'centre_lead', { referral: { version: 3, state: 'accepted' } }))).toEqual({
        kind: 'unknown',
      });
    }
  });

  it('repeated under its key answers the first referral, another body does not', async () => {
    const first = frame();
    const key = { key: randomUUID(), requestHash: 'ab'.repeat(32) };
    expect(await store.apply(app, { ...aSubmission(first), idempotency: key })).toMatchObject({ kind: 'applied' });
    expect(await store.apply(app, { ...aSubmission(frame()), idempotency: key })).toEqual({
      kind: 'replayed',
      referralId: first.referralId,
    });
    const reused = await store.apply(app, { ...aSubmission(frame()), idempotency: { ...key, requestHash: 'cd'.repeat(32) } });
    expect(reused).toEqual({ kind: 'key_reused' });
  });

  it('of two at once lets exactly one win', async () => {
    const made = await submitted();
    const accept = aChange(made, registry.centre, 'counsellor', { referral: { version: 3, state: 'accepted' } });
    const results = await Promise.all([store.apply(app, accept), store.apply(app, accept)]);
    expect(results.map((result) => result.kind).sort()).toEqual(['applied', 'stale']);
  });
});

describe('a sealed referral', () => {
  it('is seen by its named persons only, and an excluded person never learns of one', async () => {
    const sealed = await submitted({ named_user_ids: [registry.police.userId, registry.centre.userId] });
    const excluding = await submitted({ excluded_user_ids: [registry.centre.colleagueId] });
    const colleague = { ...registry.centre, userId: registry.centre.colleagueId };
    expect(await seenBy(registry.centre, sealed.referralId)).not.toBeNull();
    expect(await seenBy(colleague, sealed.referralId)).toBeNull();
    expect(await seenBy(registry.centre, excluding.referralId)).not.toBeNull();
    expect(await seenBy(colleague, excluding.referralId)).toBeNull();
  });

  it('cannot be handed over by a colleague who does not see it', async () => {
    const sealed = await submitted({ named_user_ids: [registry.police.userId, registry.centre.userId] });
    const colleague = { ...registry.centre, userId: registry.centre.colleagueId };
    await expect(
      tenant.inTenant(colleague, (tx) =>
        tx.query('select hand_over_referral($1, $2)', [sealed.referralId, registry.otherCentre.organisationId]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the due clocks', () => {
  const clocks = new ClockStore();
  const notifications = new NotificationStore();

  it('fire every rung once though two workers ask at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => submitted()));
    const at = later(61);
    const fired = (await Promise.all([1, 2].map(() => worker.asClock((tx) => clocks.fireDue(tx, at, 500))))).flat();
    const rest = await worker.asClock((tx) => clocks.fireDue(tx, at, 500));
    const ours = [...fired, ...rest].filter((rung) => made.some((frame) => frame.referralId === rung.referral_id));
    expect(ours.map((rung) => rung.rung)).toEqual(Array.from({ length: 30 }, () => 'warning_1'));
    expect(new Set(ours.map((rung) => rung.referral_id)).size).toBe(30);
    expect(await worker.asClock((tx) => clocks.fireDue(tx, at, 500))).toEqual([]);
  });

  it('tell the addressees, lift the escalation and are settled with their messages', async () => {
    const made = await submitted();
    const { centre, network } = registry;
    for (let round = 0; round < 3; round += 1) await worker.asClock((tx) => clocks.fireDue(tx, later(121), 500));
    expect(await seenBy(centre, made.referralId)).toMatchObject({ escalation: 1 });
    const rungs = await tenant.inTenant(centre, (tx) => store.firedRungs(tx, made.referralId));
    expect(rungs.map((rung) => [rung.rung, rung.lateness_ms])).toEqual([
      ['warning_1', 61 * 60_000],
      ['breach', 60_000],
    ]);
    const inbox = (actor: TestOrganisation, role: string) =>
      tenant.inTenant(actor, async (tx) =>
        (await notifications.inbox(tx, { organisationId: actor.organisationId, role, userId: randomUUID(), limit: 100 })).filter(
          (row) => row.referral_id === made.referralId,
        ),
      );
    expect((await inbox(centre, 'centre_lead')).map((row) => [row.rung, row.state])).toEqual([['breach', 'pending']]);
    expect(await inbox(network, 'local_coordinator')).toHaveLength(1);
    const stalled: { reference: string }[] = await tenant.inTenant(network, (tx) => tx.query('select * from stalled_items()'));
    expect(stalled.map((item) => item.reference)).toContain(`T-${made.referralId.slice(0, 8)}`);

    await store.apply(
      app,
      aChange(made, centre, 'counsellor', { referral: { version: 3, state: 'accepted' }, settle: ['acknowledge'], settledBy: 'accept' }),
    );
    expect((await inbox(centre, 'centre_lead')).map((row) => row.state)).toEqual(['settled']);
    expect((await inbox(centre, 'counsellor')).map((row) => row.template).sort()).toEqual(['clock_passed', 'referral_submit']);
  });

  it('leave a referral that a person is changing to the next round', async () => {
    const made = await submitted();
    await tenant.inTenant(registry.centre, async (tx) => {
      await tx.query('select 1 from referral where id = $1 for no key update', [made.referralId]);
      const fired = await worker.asClock((other) => clocks.fireDue(other, later(61), 500));
      expect(fired.map((rung) => rung.referral_id)).not.toContain(made.referralId);
    });
    const fired = await worker.asClock((tx) => clocks.fireDue(tx, later(61), 500));
    expect(fired.map((rung) => rung.referral_id)).toContain(made.referralId);
  });

  it('are found by the index on their next rung, whatever the number of open clocks', async () => {
    await app.query('select 1');
    const plan = await worker.asClock(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      const rows: { 'QUERY PLAN': string }[] = await tx.query(
        `explain select c.id from clock c where c.settled_at is null and c.paused_at is null and c.next_rung_at <= $1
         order by c.next_rung_at limit 500 for update of c skip locked`,
        [later(1)],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Scan using clock_due/);
    expect(plan).toMatch(/Index Cond: \(next_rung_at <=/);
    const { definition } = (await clock.query<[{ definition: string }]>(`select pg_get_functiondef('fire_due'::regproc) as definition`))[0];
    expect(definition).not.toMatch(/clock_timestamp/);
  });
});

describe('a list of referrals', () => {
  it('pages a centre by next due instant and the police by newest first, each referral once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const made = frame();
      ids.push(made.referralId);
      const change = aSubmission(made, { target_group: 'men', created_at: later(index) });
      const clocks = index % 3 === 0 ? [] : [aClock(made, 'acknowledge', later(index), later(index + 1))];
      await store.apply(app, { ...change, clocks });
    }
    const walk = async (side: 'police' | 'centre'): Promise<string[]> => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const actor = registry[side];
        const page: Awaited<ReturnType<ReferralStore['list']>> = await tenant.inTenant(actor, (tx) =>
          store.list(tx, { side, organisationId: actor.organisationId, limit: 2, cursor, states: ['submitted'] }),
        );
        seen.push(...page.items.map((row) => row.id).filter((id) => ids.includes(id)));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return seen;
    };
    expect(await walk('police')).toEqual([...ids].reverse());
    const byDue = [ids[1], ids[2], ids[4], ids[5]];
    expect((await walk('centre')).slice(0, 4)).toEqual(byDue);
    expect([...(await walk('centre'))].sort()).toEqual([...ids].sort());
  });

  it('refuses a cursor that it did not make', async () => {
    const list = tenant.inTenant(registry.centre, (tx) =>
      store.list(tx, { side: 'centre', organisationId: registry.centre.organisationId, limit: 2, cursor: 'bm8' }),
    );
    await expect(list).rejects.toThrow('not a cursor');
  });

  it('uses the inbox index without sorting, under the application role', async () => {
    const plan = await tenant.inTenant(registry.centre, async (tx) => {
      await tx.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
      const rows: { 'QUERY PLAN': string }[] = await tx.query(
        `explain select * from referral where centre_id = $1 and state in ('submitted', 'accepted') and (case when next_due_at is null then 'infinity' else next_due_at end, id) > ($2::timestamptz, $3::uuid)
         order by case when next_due_at is null then 'infinity' else next_due_at end, id limit 51`,
        [registry.centre.organisationId, AT, randomUUID()],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Scan using referral_inbox/);
    expect(plan).not.toMatch(/Sort/);
  });
});
