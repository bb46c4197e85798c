import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { wallClockOf } from '#domain';
import { DIGEST_MINUTES, Mailer, NotificationService, OutboxStore } from '#notifications';
import type { NotificationSettings } from '#notifications';
import { openDatabase } from '#persistence';
import { aClock, aReferral, aTenancy, asRole } from '../support/clock-rows.js';
import type { Tenancy } from '../support/clock-rows.js';
import { startMailServer } from '../support/mail-server.js';
import type { TestMailServer } from '../support/mail-server.js';
import { aDatabase } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

jest.setTimeout(30_000);
type Service = { readonly notifications: NotificationService; close(): Promise<void> };

describe('a notification that leaves by mail', () => {
  let db: TestDatabase;
  let rows: pg.Client;
  let tenancy: Tenancy;
  let mail: TestMailServer;
  let service: Service;
  const services: Service[] = [];

  /** Without quiet hours and digests, unless a test asks for them: so it may run at any hour. */
  const aService = async (smtpUrl: string | null, settings: Pick<NotificationSettings, 'quietHours' | 'digestAfter'> = { digestAfter: 0 }): Promise<Service> => {
    const dataSource = await openDatabase({ url: db.clockUrl, poolSize: 4 });
    const mailer =
      smtpUrl === null
        ? null
        : new Mailer({ smtpUrl, from: 'zeitnah@land.example', publicUrl: 'https://zeitnah.example', timeoutMs: 1_000 });
    const made = { notifications: new NotificationService(dataSource, { mailer, random: () => 0.5, ...settings }), close: () => dataSource.destroy() };
    services.push(made);
    return made;
  };

  const aNotification = async (
    row: { template?: string; role?: string; referralId?: string; clockId?: string; organisationId?: string } = {},
  ): Promise<string> => {
    const id = randomUUID();
    await rows.query(
      `insert into notification (id, organisation_id, role, template, referral_id, reference, clock_id, created_at, next_try_at)
       values ($1, $2, $3, $4, $5, 'D-CANARY-4711', $6, '2027-03-26T20:40:00Z', now() - interval '1 second')`,
      [
        id,
        row.organisationId ?? tenancy.centre,
        row.role ?? 'counsellor',
        row.template ?? 'referral_submit',
        row.referralId ?? null,
        row.clockId ?? null,
      ],
    );
    return id;
  };
  const stored = async (id: string) =>
    (
      await rows.query<{ state: string; tries: number; code: string | null; wait: number }>(
        `select state, tries, error_code as code, extract(epoch from next_try_at - now())::float8 as wait from notification where id = $1`,
        [id],
      )
    ).rows[0];
  /** Lets the pause before the next try be over, by changing the fact and not the time. */
  const afterThePause = (id: string) => rows.query(`update notification set next_try_at = now() - interval '1 second' where id = $1`, [id]);

  beforeAll(async () => {
    db = await aDatabase('mail');
    tenancy = await aTenancy(db);
    rows = new pg.Client({ connectionString: db.adminUrl });
    await rows.connect();
  });
  beforeEach(async () => {
    mail = await startMailServer();
    service = await aService(mail.url);
  });
  afterEach(async () => {
    await Promise.all(services.splice(0).map((each) => each.close()));
    await mail.stop();
    await rows.query('delete from notification; delete from on_call_duty; delete from absence; update app_user set disabled_at = null');
  });
  afterAll(async () => {
    await rows?.end();
    await db?.drop();
  });

  it('is the constant text to the byte, with the link to the inbox and nothing of the case', async () => {
    const id = await aNotification();
    expect(await service.notifications.deliver(id)).toEqual({ result: 'sent' });
    expect(mail.received).toEqual([
      {
        recipients: ['erste.beratung@stelle.example', 'zweite.beratung@stelle.example'],
        bytes: [
          'Auto-Submitted: auto-generated',
          'From: Zeitnah <zeitnah@land.example>',
          'To: "undisclosed-recipients":;',
          'Subject: Zeitnah: Ein Fall wartet',
          `Message-ID: <${id}@zeitnah.example>`,
          'Date: Fri, 26 Mar 2027 20:40:00 +0000',
          'Content-Transfer-Encoding: quoted-printable',
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=utf-8',
          '',
          'In Ihrem Posteingang wartet ein Fall auf Ihre Stelle.',
          '',
          'https://zeitnah.example/',
          '',
          'Diese Nachricht enth=C3=A4lt zum Schutz der =',
          'Betroffenen keine Angaben zum Fall.',
          'Bitte antworten Sie nicht auf diese =',
          'E-Mail.',
          '',
        ].join('\r\n'),
      },
    ]);
    expect(await stored(id)).toMatchObject({ state: 'sent', code: null });
  });

  it('says until when, where its template shows that, and still nothing of the case', async () => {
    const dueAt = new Date('2027-03-27T20:40:00Z');
    const id = await aNotification({ template: 'clock_passed', role: 'centre_lead', clockId: await aClock(rows, tenancy, dueAt) });
    await service.notifications.deliver(id);
    expect(mail.received[0]?.recipients).toEqual([tenancy.lead.email]);
    expect(mail.received[0]?.bytes).toContain('\r\nFrist: Sa, 27.03.2027, 21:40 Uhr\r\n');
    expect(mail.received[0]?.bytes).not.toMatch(/CANARY|4711|TEST-|Teststelle|acknowledge/);
  });

  it('is sent once, however often and from however many workers it is delivered', async () => {
    const id = await aNotification();
    const other = await aService(mail.url);
    const results = await Promise.all([service, other, service, other].map((each) => each.notifications.deliver(id)));
    expect(results.map(({ result }) => result).sort()).toEqual(['nothing-to-do', 'nothing-to-do', 'nothing-to-do', 'sent']);
    expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
    expect(mail.received).toHaveLength(1);
  });

  it('collapses into one where it had to be sent twice, because both copies are the same', async () => {
    const id = await aNotification();
    await service.notifications.deliver(id);
    // As if the worker had died between the mail server's answer and its own commit.
    await rows.query(`update notification set state = 'pending', sent_at = null where id = $1`, [id]);
    await service.notifications.deliver(id);
    expect(mail.received).toHaveLength(2);
    expect(mail.received[1]).toEqual(mail.received[0]);
  });

  it('is never sent after the answer: a settled clock takes its notifications along', async () => {
    const clock = await aClock(rows, tenancy, new Date('2027-03-27T20:40:00Z'));
    const id = await aNotification({ template: 'clock_passed', clockId: clock });
    await rows.query('update clock set settled_at = now() where id = $1', [clock]);
    expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
    expect(mail.received).toEqual([]);
    expect(await stored(id)).toMatchObject({ state: 'settled' });
  });

  it('is not sent while the answer is being written, nor after it', async () => {
    const clock = await aClock(rows, tenancy, new Date('2027-03-27T20:40:00Z'));
    const id = await aNotification({ template: 'clock_passed', clockId: clock });
    await asRole(db.clockUrl, async (answering) => {
      await answering.query('begin');
      await answering.query('update clock set settled_at = now() where id = $1', [clock]);
      expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
      await answering.query('commit');
    });
    expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
    expect(mail.received).toEqual([]);
  });

  it('is tried again with growing pauses while the mail server is away, and is dead after the fifth try', async () => {
    const id = await aNotification();
    await mail.stop();
    for (const pause of [60, 300, 1_500, 7_500]) {
      expect(await service.notifications.deliver(id)).toEqual({ result: 'postponed', code: 'smtp_unreachable' });
      expect((await stored(id))?.wait).toBeGreaterThan(pause - 5);
      expect((await stored(id))?.wait).toBeLessThan(pause + 5);
      expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
      await afterThePause(id);
    }
    expect(await service.notifications.deliver(id)).toEqual({ result: 'dead', code: 'smtp_unreachable' });
    expect(await stored(id)).toMatchObject({ state: 'dead', tries: 5, code: 'smtp_unreachable' });
    expect((await service.notifications.figures()).dead).toBeGreaterThanOrEqual(1);
    mail = await startMailServer(Number(new URL(mail.url).port));
    await rows.query(`update notification set state = 'pending', tries = 0, next_try_at = now() where id = $1`, [id]);
    expect(await service.notifications.deliver(id)).toEqual({ result: 'sent' });
  });

  it.each([
    [451, 'smtp_deferred'],
    [550, 'smtp_refused'],
  ])('keeps the code, not the words, of a mail server that answers %i', async (answer, code) => {
    const id = await aNotification();
    mail.refuseWith(answer);
    expect(await service.notifications.deliver(id)).toEqual({ result: 'postponed', code });
    expect(await stored(id)).toMatchObject({ state: 'pending', tries: 1, code });
  });

  it('gives up a mail server that says nothing, after the time-out', async () => {
    const id = await aNotification();
    const held = mail.hold();
    const delivery = service.notifications.deliver(id);
    await until(() => held.waiting() === 1, { what: 'the mail to arrive' });
    expect(await delivery).toMatchObject({ result: 'postponed', code: 'smtp_timeout' });
    held.release();
  });

  it('goes to the organisation itself when nobody has the role, and waits as dead when there is no address at all', async () => {
    await service.notifications.deliver(await aNotification({ organisationId: tenancy.police, role: 'victim_protection' }));
    expect(mail.received[0]?.recipients).toEqual(['opferschutz@polizei.example']);
    const operator = (await rows.query<{ id: string }>(`select id from organisation where kind = 'operator'`)).rows[0];
    const lost = await aNotification({ organisationId: operator?.id ?? '', role: 'admin' });
    expect(await service.notifications.deliver(lost)).toEqual({ result: 'dead', code: 'no_addressee' });
  });

  it('goes to the named persons of a sealed referral only, and to nobody excluded', async () => {
    const [first, second] = tenancy.counsellors;
    const sealed = await aReferral(rows, tenancy, { sealedFor: [first?.id ?? ''] });
    const excluding = await aReferral(rows, tenancy, { excluded: [first?.id ?? ''] });
    await service.notifications.deliver(await aNotification({ referralId: sealed }));
    await service.notifications.deliver(await aNotification({ referralId: excluding }));
    expect(mail.received.map(({ recipients }) => recipients)).toEqual([[first?.email], [second?.email]]);
    const everybody = await aReferral(rows, tenancy, { excluded: [first?.id ?? '', second?.id ?? ''] });
    expect(await service.notifications.deliver(await aNotification({ referralId: everybody }))).toEqual({ result: 'dead', code: 'no_addressee' });
  });

  it('with a template that is not declared is never sent', async () => {
    const id = await aNotification({ template: 'referral_gossip' });
    expect(await service.notifications.deliver(id)).toEqual({ result: 'dead', code: 'template_unknown' });
    expect(mail.received).toEqual([]);
  });

  it('stays in the inbox alone where no mail server is configured, and says so', async () => {
    const id = await aNotification();
    expect(await (await aService(null)).notifications.deliver(id)).toEqual({ result: 'sent' });
    expect(await stored(id)).toMatchObject({ state: 'sent', code: 'in_app_only' });
  });

  it('goes to those who were told, and not to whoever came, left or was excluded since', async () => {
    const [first, second] = tenancy.counsellors;
    await rows.query(
      `insert into absence (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, '2027-03-26T20:00:00Z', '2027-03-26T21:00:00Z', $3, '2027-03-26T20:00:00Z')`,
      [randomUUID(), tenancy.centre, first?.id],
    );
    await service.notifications.deliver(await aNotification());
    expect(mail.received.at(-1)?.recipients).toEqual([second?.email]);
    await rows.query('delete from absence');
    const left = await aNotification();
    await rows.query('update app_user set disabled_at = now() where id = $1', [first?.id]);
    await service.notifications.deliver(left);
    expect(mail.received.at(-1)?.recipients).toEqual([second?.email]);
    const excluding = await aReferral(rows, tenancy);
    const excluded = await aNotification({ referralId: excluding });
    await rows.query('update referral set excluded_user_ids = array[$2::uuid] where id = $1', [excluding, second?.id]);
    expect(await service.notifications.deliver(excluded)).toEqual({ result: 'dead', code: 'no_addressee' });
    const alone = await aNotification();
    await rows.query('update app_user set disabled_at = now()');
    await service.notifications.deliver(alone);
    expect(mail.received.at(-1)?.recipients).toEqual(['post@stelle.example']);
  });

  it('that was in a worker\'s hands while its clock was settled is settled at the next look, and never mailed', async () => {
    const clock = await aClock(rows, tenancy, new Date('2027-03-27T20:40:00Z'));
    const id = await aNotification({ template: 'clock_passed', clockId: clock });
    await asRole(db.adminUrl, async (holding) => {
      await holding.query('begin');
      await holding.query('select 1 from notification where id = $1 for no key update', [id]);
      await rows.query('update clock set settled_at = now() where id = $1', [clock]);
      await holding.query('rollback');
    });
    expect(await stored(id)).toMatchObject({ state: 'pending' });
    expect(await service.notifications.deliver(id)).toEqual({ result: 'nothing-to-do' });
    expect(await stored(id)).toMatchObject({ state: 'settled' });
    expect(mail.received).toEqual([]);
  });

  describe('in a flood to one inbox', () => {
    const flooded = () => aService(mail.url, { digestAfter: 3 });
    const aFlood = async (count: number, row: Parameters<typeof aNotification>[0] = {}): Promise<string[]> => {
      const ids: string[] = [];
      for (let each = 0; each < count; each += 1) ids.push(await aNotification(row));
      return ids;
    };
    const deliverAll = async ({ notifications }: Service, ids: readonly string[]): Promise<string[]> => {
      const results: string[] = [];
      for (const id of ids) results.push((await notifications.deliver(id)).result);
      return results;
    };
    /** Ten minutes pass, by changing the facts and not the time. */
    const tenMinutesLater = () =>
      rows.query(`update notification set sent_at = sent_at - make_interval(mins => $1), next_try_at = next_try_at - make_interval(mins => $1)`, [DIGEST_MINUTES]);
    const subjects = () => mail.received.map(({ bytes }) => /Subject: (.*)\r/.exec(bytes)?.[1]);
    const messageIds = () => mail.received.map(({ bytes }) => /Message-ID: <(.*)@/.exec(bytes)?.[1]);
    const waitingIn = (bytes: string | undefined): number => Number(/warten? (\d+) Nachricht/.exec(bytes ?? '')?.[1]);
    const digestOf = async (id: string | undefined) => (await rows.query<{ digest: string | null }>('select digest_id as digest from notification where id = $1', [id])).rows[0]?.digest;

    it('leaves one by one three times in ten minutes; the further ones leave ten minutes after the first, as one mail', async () => {
      const gathering = await flooded();
      const ids = await aFlood(7);
      expect(await deliverAll(gathering, ids)).toEqual(['sent', 'sent', 'sent', 'waiting', 'waiting', 'waiting', 'waiting']);
      expect(mail.received).toHaveLength(3);
      expect(await deliverAll(gathering, ids)).toEqual(Array(7).fill('nothing-to-do'));
      const first = (await rows.query<{ wait: number }>(`select extract(epoch from n.next_try_at - f.sent_at)::float8 as wait from notification n, notification f where n.id = $1 and f.id = $2`, [ids[3], ids[0]])).rows[0];
      expect(first?.wait).toBeCloseTo(600, 1);
      expect(await stored(ids[3] ?? '')).toMatchObject({ state: 'pending', tries: 0, code: null });
      await tenMinutesLater();
      expect(await deliverAll(gathering, ids)).toEqual([...Array(3).fill('nothing-to-do'), 'sent', ...Array(3).fill('nothing-to-do')]);
      expect(mail.received).toHaveLength(4);
      expect(mail.received[3]).toEqual({
        recipients: ['erste.beratung@stelle.example', 'zweite.beratung@stelle.example'],
        bytes: [
          'Auto-Submitted: auto-generated',
          'From: Zeitnah <zeitnah@land.example>',
          'To: "undisclosed-recipients":;',
          'Subject: Zeitnah: Nachrichten warten',
          `Message-ID: <${await digestOf(ids[3])}@zeitnah.example>`,
          'Date: Fri, 26 Mar 2027 20:40:00 +0000',
          'Content-Transfer-Encoding: quoted-printable',
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=utf-8',
          '',
          'In Ihrem Posteingang warten 4 Nachrichten.',
          '',
          'https://zeitnah.example/',
          '',
          'Diese Nachricht enth=C3=A4lt zum Schutz der Betroffenen keine Angaben zum =',
          'Fall.',
          'Bitte antworten Sie nicht auf diese E-Mail.',
          '',
        ].join('\r\n'),
      });
      for (const id of ids) expect(await stored(id)).toMatchObject({ state: 'sent', code: null });
      // The digest is the first mail of the next ten minutes.
      expect(await deliverAll(gathering, await aFlood(3))).toEqual(['sent', 'sent', 'waiting']);
    });

    it('does not hold up another inbox, another organisation, nor anything urgent; what is urgent uses up nothing', async () => {
      const gathering = await flooded();
      const grave = await aReferral(rows, tenancy);
      await rows.query(`update referral set risk_level = 'high' where id = $1`, [grave]);
      expect(await deliverAll(gathering, await aFlood(5, { referralId: grave }))).toEqual(Array(5).fill('sent'));
      expect(await deliverAll(gathering, await aFlood(4))).toEqual(['sent', 'sent', 'sent', 'waiting']);
      expect(await deliverAll(gathering, await aFlood(1, { referralId: grave }))).toEqual(['sent']);
      expect(await deliverAll(gathering, await aFlood(1, { role: 'centre_lead' }))).toEqual(['sent']);
      expect(await deliverAll(gathering, await aFlood(1, { organisationId: tenancy.police, role: 'victim_protection' }))).toEqual(['sent']);
      expect(subjects()).not.toContain('Zeitnah: Nachrichten warten');
    });

    it('leaves out what was settled while it waited, and sends nothing when nothing is left', async () => {
      const gathering = await flooded();
      const clocks = await Promise.all(Array.from({ length: 3 }, () => aClock(rows, tenancy, new Date('2027-03-27T20:40:00Z'))));
      await deliverAll(gathering, await aFlood(3));
      const waiting: string[] = [];
      for (const clockId of clocks) waiting.push(await aNotification({ template: 'clock_passed', clockId }));
      expect(await deliverAll(gathering, waiting)).toEqual(['waiting', 'waiting', 'waiting']);
      await rows.query('update clock set settled_at = now() where id = $1', [clocks[0]]);
      await tenMinutesLater();
      await deliverAll(gathering, waiting);
      expect(waitingIn(mail.received[3]?.bytes)).toBe(2);
      expect(await stored(waiting[0] ?? '')).toMatchObject({ state: 'settled' });
      await deliverAll(gathering, await aFlood(2));
      const last = await aNotification({ template: 'clock_passed', clockId: clocks[1] ?? '' });
      expect(await deliverAll(gathering, [last])).toEqual(['waiting']);
      await rows.query('update clock set settled_at = now() where id = $1', [clocks[1]]);
      await tenMinutesLater();
      const before = mail.received.length;
      expect(await deliverAll(gathering, [last])).toEqual(['nothing-to-do']);
      expect(mail.received).toHaveLength(before);
    });

    it('sends the same mail again after a worker that died between the mail server and its own commit, and lets nothing join it', async () => {
      const gathering = await flooded();
      const ids = await aFlood(5);
      await deliverAll(gathering, ids);
      await tenMinutesLater();
      const held = mail.hold();
      const dying = gathering.notifications.deliver(ids[3] ?? '').then(() => 'committed', () => 'died');
      await until(() => held.waiting() === 1, { what: 'the digest to arrive' });
      await rows.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_clock' and datname = current_database() and state = 'idle in transaction'`);
      held.release();
      expect(await dying).toBe('died');
      expect(mail.received).toHaveLength(4);
      const other = await flooded();
      const digest = await digestOf(ids[3]);
      await rows.query('update notification set sent_at = now() where sent_at is not null');
      const late = await aNotification();
      expect(await deliverAll(other, [late])).toEqual(['waiting']);
      expect(await digestOf(late)).not.toBe(digest);
      expect(await deliverAll(other, [ids[4] ?? ''])).toEqual(['sent']);
      expect(mail.received[4]).toEqual(mail.received[3]);
    });

    it('is tried again as a whole while the mail server is away, and ends as dead letters of their own', async () => {
      const gathering = await flooded();
      const ids = await aFlood(5);
      await deliverAll(gathering, ids);
      await tenMinutesLater();
      const [one = '', other = ''] = ids.slice(3);
      await mail.stop();
      for (const pause of [60, 300, 1_500, 7_500]) {
        expect(await gathering.notifications.deliver(one)).toEqual({ result: 'postponed', code: 'smtp_unreachable' });
        for (const id of [one, other]) expect(Math.round((await stored(id))?.wait ?? 0)).toBeCloseTo(pause, -1);
        await afterThePause(one);
        await afterThePause(other);
      }
      expect(await gathering.notifications.deliver(other)).toEqual({ result: 'dead', code: 'smtp_unreachable' });
      for (const id of [one, other]) {
        expect(await stored(id)).toMatchObject({ state: 'dead', tries: 5 });
        expect(await digestOf(id)).toBeNull();
      }
      mail = await startMailServer(Number(new URL(mail.url).port));
    });

    it('never tells one person by a number of a message to others', async () => {
      const [first, second] = tenancy.counsellors;
      const sealed = await aReferral(rows, tenancy, { sealedFor: [first?.id ?? ''] });
      const later = await aReferral(rows, tenancy);
      const gathering = await flooded();
      const ids = [...(await aFlood(5)), ...(await aFlood(2, { referralId: sealed })), ...(await aFlood(1, { referralId: later }))];
      await deliverAll(gathering, ids);
      await rows.query('update referral set excluded_user_ids = array[$2::uuid] where id = $1', [later, second?.id]);
      await tenMinutesLater();
      await deliverAll(gathering, ids);
      expect(mail.received.slice(3).map(({ recipients, bytes }) => ({ recipients, count: waitingIn(bytes) }))).toEqual([
        { recipients: [first?.email, second?.email], count: 2 },
        { recipients: [first?.email], count: 2 },
        { recipients: [first?.email], count: Number.NaN },
      ]);
    });

    it('doubles and loses nothing with several workers at once', async () => {
      const workers = [await flooded(), await flooded()];
      const ids = await aFlood(14);
      const pending = async () => (await rows.query<{ id: string }>(`select id from notification where state = 'pending' and next_try_at <= now()`)).rows.map(({ id }) => id);
      const rounds = async () => {
        while ((await pending()).length > 0) {
          const due = await pending();
          await Promise.all(workers.flatMap(({ notifications }) => due.map((id) => notifications.deliver(id))));
        }
      };
      await rounds();
      expect(mail.received).toHaveLength(3);
      await tenMinutesLater();
      await rounds();
      expect(mail.received.map(({ bytes }) => waitingIn(bytes)).filter((count) => !Number.isNaN(count))).toEqual([11]);
      expect(mail.received).toHaveLength(4);
      expect(new Set(messageIds()).size).toBe(4);
      for (const id of ids) expect(await stored(id)).toMatchObject({ state: 'sent' });
    });

    it('leaves whole, and once, under workers that gather nothing any more', async () => {
      const ids = await aFlood(6);
      await deliverAll(await flooded(), ids);
      await tenMinutesLater();
      const workers = [await aService(mail.url), await aService(mail.url)];
      const results = await Promise.all(ids.slice(3).flatMap((id) => workers.map(({ notifications }) => notifications.deliver(id))));
      expect(results.filter(({ result }) => result === 'sent')).toHaveLength(1);
      expect(mail.received.slice(3).map(({ bytes }) => waitingIn(bytes))).toEqual([3]);
    });

    it.each([
      ['is counted by one worker at a time', true],
      ['is caught when workers count side by side', false],
    ])('%s', async (_, sound) => {
      const hold = jest.spyOn(OutboxStore.prototype, 'holdInbox');
      if (!sound) hold.mockImplementation(() => Promise.resolve(true));
      try {
        const workers = [await aService(mail.url, { digestAfter: 1 }), await aService(mail.url, { digestAfter: 1 })];
        const [one = '', other = ''] = await aFlood(2);
        const held = mail.hold();
        const first = workers[0]?.notifications.deliver(one);
        await until(() => held.waiting() === 1, { what: 'the first mail to arrive' });
        const second = workers[1]?.notifications.deliver(other);
        await (sound ? second : until(() => held.waiting() === 2, { what: 'the second mail to arrive' }));
        held.release();
        expect([await first, await second]).toEqual([{ result: 'sent' }, { result: sound ? 'nothing-to-do' : 'sent' }]);
      } finally {
        hold.mockRestore();
      }
    });
  });

  describe('in the quiet hours of a role', () => {
    const wall = (hours: number): string => wallClockOf(new Date(Date.now() + hours * 3_600_000)).time;
    /** Quiet now, whatever the hour; and quiet at another time of the day. */
    const quiet = () => ({ quietHours: { counsellor: { from: wall(-2), to: wall(2), weekends: false } }, digestAfter: 0 });
    const awake = () => ({ quietHours: { counsellor: { from: wall(2), to: wall(4), weekends: false } }, digestAfter: 3 });
    const onCall = (userId: string | undefined, from: string, to: string) =>
      rows.query(
        `insert into on_call_duty (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, now() + $4::interval, now() + $5::interval, $3, now())`,
        [randomUUID(), tenancy.centre, userId, from, to],
      );

    it('waits until they end, which is no failure, and then leaves like any other', async () => {
      const night = await aService(mail.url, quiet());
      const ids = await Promise.all(Array.from({ length: 5 }, () => aNotification()));
      for (const id of ids) expect(await night.notifications.deliver(id)).toEqual({ result: 'waiting' });
      for (const id of ids) {
        const row = await stored(id);
        expect(row).toMatchObject({ state: 'pending', tries: 0, code: null });
        expect(row?.wait).toBeGreaterThan(1.9 * 3_600);
        expect(row?.wait).toBeLessThanOrEqual(2 * 3_600);
      }
      expect(mail.received).toEqual([]);
      await rows.query(`update notification set next_try_at = now()`);
      const morning = await aService(mail.url, awake());
      const results: string[] = [];
      for (const id of ids) results.push((await morning.notifications.deliver(id)).result);
      expect(results).toEqual(['sent', 'sent', 'sent', 'waiting', 'waiting']);
    });

    it('goes to those of the addressees who are on call at this moment, and to them alone', async () => {
      const [first, second] = tenancy.counsellors;
      await onCall(first?.id, '-1 hour', '1 hour');
      await onCall(second?.id, '-2 hours', '-1 second');
      const night = await aService(mail.url, quiet());
      expect(await night.notifications.deliver(await aNotification())).toEqual({ result: 'sent' });
      expect(mail.received.map(({ recipients }) => recipients)).toEqual([[first?.email]]);
      await rows.query('update on_call_duty set cancelled_at = now()');
      expect(await night.notifications.deliver(await aNotification())).toEqual({ result: 'waiting' });
    });

    it('leaves at once when it is urgent, and at once to a role without quiet hours', async () => {
      const night = await aService(mail.url, quiet());
      const grave = await aReferral(rows, tenancy);
      await rows.query(`update referral set risk_level = 'high' where id = $1`, [grave]);
      expect(await night.notifications.deliver(await aNotification({ referralId: grave }))).toEqual({ result: 'sent' });
      expect(await night.notifications.deliver(await aNotification({ role: 'centre_lead' }))).toEqual({ result: 'sent' });
      expect(mail.received.map(({ recipients }) => recipients.length)).toEqual([2, 1]);
    });

    it('waits in its digest too, and is never sent after the answer', async () => {
      const gathering = await aService(mail.url, { digestAfter: 3 });
      const clock = await aClock(rows, tenancy, new Date('2027-03-27T20:40:00Z'));
      for (let each = 0; each < 3; each += 1) await gathering.notifications.deliver(await aNotification());
      const ids = [await aNotification({ template: 'clock_passed', clockId: clock }), await aNotification()];
      for (const id of ids) expect(await gathering.notifications.deliver(id)).toEqual({ result: 'waiting' });
      await rows.query('update notification set next_try_at = now()');
      const night = await aService(mail.url, quiet());
      expect(await night.notifications.deliver(ids[0] ?? '')).toEqual({ result: 'waiting' });
      for (const id of ids) expect((await stored(id))?.wait).toBeGreaterThan(1.9 * 3_600);
      await rows.query('update clock set settled_at = now() where id = $1', [clock]);
      await rows.query('update notification set next_try_at = now()');
      expect(await gathering.notifications.deliver(ids[0] ?? '')).toEqual({ result: 'nothing-to-do' });
      expect(await gathering.notifications.deliver(ids[1] ?? '')).toEqual({ result: 'sent' });
      expect(mail.received).toHaveLength(4);
      expect(mail.received[3]?.bytes).toContain('wartet 1 Nachricht.');
    });

    it('is decided by the time of the database, whatever this process believes', async () => {
      const night = await aService(mail.url, quiet());
      const id = await aNotification();
      const wrong = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 3_600_000);
      try {
        expect(await night.notifications.deliver(id)).toEqual({ result: 'waiting' });
      } finally {
        wrong.mockRestore();
      }
    });
  });
});
