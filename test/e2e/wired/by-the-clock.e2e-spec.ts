import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CLOCK_KINDS, MEASURE_CLOCK_KINDS, type ClockKind } from '#domain';
import { emailOf } from '../../support/app.js';
import { OPERATOR } from '../../support/chain.js';
import { until } from '../../support/until.js';
import type { Folk, SeenMessage, SeenReferral } from '../../support/wired/folk.js';
import { germanTime, instantsOf, IN_SECONDS, type InSeconds } from '../../support/wired/in-seconds.js';
import { PROMISED } from '../../support/wired/ladders.js';
import { constantText, mailsOf } from '../../support/wired/mails.js';
import { whoIs } from '../../support/wired/places.js';
import { SITUATIONS } from '../../support/wired/situations.js';
import { byTheClock, type Wired } from '../../support/wired/story.js';

jest.setTimeout(60_000);
/** How late a rung may be on a busy test machine, in milliseconds; hours late or never is what is looked for. */
const LATE = 5_000;
const KINDS = CLOCK_KINDS.filter((kind) => !(MEASURE_CLOCK_KINDS as readonly ClockKind[]).includes(kind));
const shortened = (kind: ClockKind): InSeconds => {
  const found = IN_SECONDS[kind];
  if (found === undefined) throw new Error(`no agreement of seconds for ${kind}`);
  return found;
};

let wired: Wired;
/** All clocks run at once; each test waits for its own. */
const begun = new Map<ClockKind, Promise<{ readonly id: string; readonly folk: Folk }>>();

beforeAll(async () => {
  wired = await byTheClock('by_the_clock', KINDS.map((kind) => shortened(kind).terms));
  for (const [index, kind] of KINDS.entries()) {
    const folk = wired.folk[index];
    if (folk === undefined) throw new Error(`no place for ${kind}`);
    const starting = SITUATIONS[kind].starts(folk).then((id) => ({ id, folk }));
    starting.catch(() => undefined);
    begun.set(kind, starting);
  }
});
afterAll(async () => {
  await Promise.allSettled(begun.values());
  await wired?.close();
});

async function started(kind: ClockKind): Promise<{ readonly id: string; readonly folk: Folk }> {
  const found = await begun.get(kind);
  if (found === undefined) throw new Error(`${kind} was not begun`);
  return found;
}

/** The message about the last rung in one inbox, once it is there. */
const lastMessage = (kind: ClockKind, { reference }: SeenReferral, inbox: () => Promise<readonly SeenMessage[]>): Promise<SeenMessage> => {
  const last = PROMISED[kind].rungs.at(-1)?.rung;
  return until(async () => (await inbox()).find((each) => each.reference === reference && each.clockKind === kind && each.rung === last), { what: `the message about ${kind}` });
};

describe('with the worker as it is in production and an agreement of seconds', () => {
  it.each(KINDS)('%s fires each rung once and in time, and its last one is in the inbox and in the mail', async (kind) => {
    const { id, folk } = await started(kind);
    const { reader } = SITUATIONS[kind];
    const names = PROMISED[kind].rungs.map(({ rung }) => rung).filter((rung) => kind !== 'transfer' || rung === 'breach');
    const clock = await until(async () => {
      const seen = await folk.clock(reader, id, kind);
      return seen.firedRungs.length >= names.length && seen;
    }, { what: `every rung of ${kind}`, within: 40_000, every: 200 });
    expect(clock.firedRungs.map(({ rung }) => rung)).toEqual(names);
    const due = instantsOf(shortened(kind), clock);
    for (const [index, { firedAt, latenessMs }] of clock.firedRungs.entries()) {
      const late = Date.parse(firedAt) - (due[index] ?? 0);
      expect([index, late >= 0, late < LATE, Math.abs(latenessMs - late) <= 1]).toEqual([index, true, true, true]);
    }
    const referral = await folk.sees(reader, id);
    expect(referral.flags.escalation).toBe(PROMISED[kind].rungs.at(-1)?.escalation);
    for (const recipient of PROMISED[kind].lastTells) {
      const [organisationId, role] = whoIs(recipient, folk.place, OPERATOR.id);
      const message = await lastMessage(kind, referral, () => folk.inbox(role, organisationId));
      // The purge comes first, as it should; its alarm is mailed only where it has not come within the hour (rung by rung).
      if (kind === 'retention') continue;
      const mails = await until(() => mailsOf(wired.mail, message.id).length > 0 && mailsOf(wired.mail, message.id), { what: `the mail about ${kind}` });
      expect(mails).toEqual([
        { recipients: [emailOf(organisationId, role)], subject: 'Zeitnah: Eine Frist braucht Ihre Aufmerksamkeit', text: constantText(germanTime(new Date(clock.dueAt))) },
      ]);
    }
  });

  it('purges a referral by itself, whose time of retention is over', async () => {
    const { id, folk } = await started('retention');
    await until(async () => (await folk.sees('officer', id)).state === 'purged', { what: 'the purge by the worker', within: 40_000, every: 200 });
    expect((await wired.rows.query('select 1 from contact where referral_id = $1', [id])).rowCount).toBe(0);
    const { rows: alarms } = await wired.rows.query(`select state, sent_at from notification where referral_id = $1 and clock_kind = 'retention'`, [id]);
    expect(alarms).toEqual([{ state: 'settled', sent_at: null }]);
  });
});
