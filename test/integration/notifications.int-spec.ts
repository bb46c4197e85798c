import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Mailer, NotificationService } from '#notifications';
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

  const aService = async (smtpUrl: string | null): Promise<Service> => {
    const dataSource = await openDatabase({ url: db.clockUrl, poolSize: 4 });
    const mailer =
      smtpUrl === null
        ? null
        : new Mailer({ smtpUrl, from: 'zeitnah@land.example', publicUrl: 'https://zeitnah.example', timeoutMs: 1_000 });
    const made = { notifications: new NotificationService(dataSource, { mailer, random: () => 0.5 }), close: () => dataSource.destroy() };
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
    expect(await service.notifications.deliver(await aNotification({ referralId: sealed, role: 'centre_lead' }))).toEqual({
      result: 'dead',
      code: 'no_addressee',
    });
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
});
