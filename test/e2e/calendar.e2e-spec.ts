import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { startApi, type TestApi, type TestBrowser } from '../support/app.js';
import { leaksIn, tablesOf } from '../support/canary.js';
import { aChain, aNewReferral, CENTRES, POLICE, type Chain } from '../support/chain.js';

jest.setTimeout(120_000);

let chain: Chain;
let api: TestApi;
let counsellor: TestBrowser;
let reference: string;
let referralId: string;

/** Everything about the person and the place that the referral holds. */
const PERSONAL = (() => {
  const { core, safeContact, deployment } = aNewReferral().contact;
  return [core?.name, core?.street, core?.phones[0]?.number, safeContact?.codeWord, deployment?.policeReference].filter((text) => text != null);
})();

beforeAll(async () => {
  chain = await aChain('calendar');
  api = await startApi(chain);
  const officer = await api.signedIn(POLICE.koeln, 'officer');
  const made = await officer.create();
  referralId = String(made.body['id']);
  reference = String(made.body['reference']);
  counsellor = await api.signedIn(CENTRES.koeln.id, 'counsellor');
  await counsellor.event(referralId, 'accept', Number(made.body['version']), { conflictOfInterest: false });
});
afterAll(async () => {
  await api?.close();
  await chain?.close();
});

const read = (path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> => api.browser().send('GET', path);
const pathOf = (address: unknown): string => new URL(String(address)).pathname;
const newFeed = async (of: TestBrowser): Promise<string> => pathOf((await of.post('/calendar-feed')).body['address']);
/** Long lines are folded (RFC 5545, 3.1). */
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

async function asAdmin(sql: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: chain.database.adminUrl });
  await client.connect();
  await client.query(sql, [...values]);
  await client.end();
}

describe('the calendar of one person', () => {
  it('has an address that is told once, and that a calendar opens without a session', async () => {
    expect((await counsellor.get('/calendar-feed')).body).toEqual({ feed: null });
    const made = await counsellor.post('/calendar-feed');
    expect([made.status, made.body['address']]).toEqual([201, expect.stringMatching(/^http:\/\/localhost:3000\/calendar\/[A-Za-z0-9_-]{43}\.ics$/)]);
    expect((await counsellor.get('/calendar-feed')).body).toEqual({ feed: { createdAt: chain.now().toISOString() } });
    const answer = await read(pathOf(made.body['address']));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'no-store']);
  });

  it('holds what the person finds under due: the last quarter of an hour before each instant, with an alarm two hours ahead', async () => {
    const due = (await counsellor.get('/clocks/due?hours=168')).body['items'] as readonly { readonly id: string; readonly kind: string; readonly dueAt: string }[];
    const first = due.find(({ kind }) => kind === 'first_attempt');
    const path = await newFeed(counsellor);
    const text = (await read(path)).text;
    const lines = unfolded(text);
    const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const dueAt = Date.parse(String(first?.dueAt));
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(due.length);
    expect(lines).toEqual(
      expect.arrayContaining([
        `SUMMARY:Kontaktfrist ${reference}`, `UID:${String(first?.id)}@zeitnah`, `DTSTART:${stamp(dueAt - 900_000)}`, `DTEND:${stamp(dueAt)}`, 'TRIGGER:-PT2H', 'X-WR-CALNAME:Fristen', 'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      ]),
    );
    // Asked again nothing has another name: a calendar would show everything twice.
    expect((await read(path)).text).toBe(text);
  });

  it('tells no name, place, state or organisation', async () => {
    const { text } = await read(await newFeed(counsellor));
    expect(leaksIn(text, [...PERSONAL, CENTRES.koeln.name, CENTRES.koeln.id, referralId])).toEqual([]);
    expect(text).not.toMatch(/Köln|Koeln|accepted|angenommen/i);
    expect(leaksIn(`${text}${String(PERSONAL[0])}`, PERSONAL)).toEqual([PERSONAL[0]]);
    const names = new Set(unfolded(text).map((line) => line.split(/[:;]/, 1)[0]));
    expect([...names].filter((name) => ['LOCATION', 'DESCRIPTION', 'ORGANIZER', 'ATTENDEE', 'URL', 'GEO'].includes(String(name)))).toEqual(['DESCRIPTION']);
    expect(unfolded(text).filter((line) => line.startsWith('DESCRIPTION')).every((line) => /^DESCRIPTION:(Kontaktfrist|Frist) F-[0-9A-Z-]+$/.test(line))).toBe(true);
  });

  it('holds nothing of another organisation', async () => {
    const elsewhere = await newFeed(await api.signedIn(CENTRES.domstadt.id, 'counsellor'));
    const answer = await read(elsewhere);
    expect([answer.status, answer.text.includes('VEVENT')]).toEqual([200, false]);
    const police = await read(await newFeed(await api.signedIn(POLICE.muenster, 'officer')));
    expect([police.status, police.text.includes(reference)]).toEqual([200, false]);
  });

  it('is the same unknown for a made-up, a replaced and a revoked address, and for one of a person or organisation that is no more', async () => {
    const lead = await api.signedIn(CENTRES.koeln.id, 'centre_lead');
    const replaced = await newFeed(lead);
    const second = await newFeed(lead);
    expect((await read(second)).status).toBe(200);
    const unknown = await read(`/calendar/${'x'.repeat(43)}.ics`);
    expect([unknown.status, unknown.headers.get('cache-control')]).toEqual([404, 'no-store']);
    const answers = [await read(replaced), await read(second.replace('.ics', '')), await read('/calendar/short.ics')];
    const { userId } = chain.actor(CENTRES.koeln.id, 'centre_lead');
    await asAdmin('update app_user set disabled_at = now() where id = $1', [userId]);
    answers.push(await read(second));
    await asAdmin('update app_user set disabled_at = null where id = $1', [userId]);
    expect((await read(second)).status).toBe(200);
    await asAdmin('update organisation set active = false where id = $1', [CENTRES.koeln.id]);
    answers.push(await read(second));
    await asAdmin('update organisation set active = true where id = $1', [CENTRES.koeln.id]);
    expect((await lead.delete('/calendar-feed')).status).toBe(204);
    answers.push(await read(second));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [404, unknown.text]));
    expect((await lead.get('/calendar-feed')).body).toEqual({ feed: null });
  });

  it('ends with the right to read deadlines', async () => {
    const path = await newFeed(counsellor);
    const { userId } = chain.actor(CENTRES.koeln.id, 'counsellor');
    await asAdmin(`update app_user set role = 'auditor' where id = $1`, [userId]);
    expect((await read(path)).status).toBe(404);
    await asAdmin(`update app_user set role = 'counsellor' where id = $1`, [userId]);
    expect((await read(path)).status).toBe(200);
  });

  it('has an address that stands in no log line and in no table', async () => {
    const path = await newFeed(counsellor);
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    const before = api.logLines.length;
    await read(path);
    await read(`${path}?again=1`);
    await read(`/calendar/${token}x.ics`);
    const lines = api.logLines.slice(before);
    expect(lines.some((line) => line.includes('/calendar/:file'))).toBe(true);
    expect(leaksIn(lines.join('\n'), [token])).toEqual([]);
    const told = [...(await tablesOf(chain.database.adminUrl))].filter(([, text]) => text.includes(token)).map(([table]) => table);
    expect(told).toEqual([]);
    const hash = createHash('sha256').update(token).digest('hex');
    expect([...(await tablesOf(chain.database.adminUrl))].filter(([, text]) => text.includes(hash)).map(([table]) => table)).toEqual(['public.calendar_feed']);
  });

  it('is nobody else’s in the database either, and leaves its entries in the trail', async () => {
    const seenBy = (userId: string): Promise<unknown[]> =>
      api.services.tenants.inTenant({ organisationId: CENTRES.koeln.id, userId }, (tx) => tx.query('select 1 from calendar_feed'));
    expect(await seenBy(chain.actor(CENTRES.koeln.id, 'counsellor').userId)).toHaveLength(1);
    expect(await seenBy(chain.actor(CENTRES.koeln.id, 'centre_lead').userId)).toHaveLength(1);
    expect(await seenBy(chain.actor(CENTRES.domstadt.id, 'centre_lead').userId)).toEqual([]);
    const trail = await api.services.audit.query<readonly { readonly action: string }[]>(`select distinct action from audit.event where action like 'feed.%' order by action`);
    expect(trail.map(({ action }) => action)).toEqual(['feed.created', 'feed.revoked']);
  });

  it('is not read without end from one network', async () => {
    const strict = await startApi(chain, { environment: { CALENDARS_PER_NETWORK: '2' } });
    const ask = async (): Promise<number> => (await strict.browser().send('GET', `/calendar/${'y'.repeat(43)}.ics`)).status;
    expect([await ask(), await ask(), await ask()]).toEqual([404, 404, 429]);
    await strict.close();
  });
});
