import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DEFAULT_AGREEMENT_PARAMETERS, type AgreementParameters } from '#domain';
import { until } from '../../support/until.js';
import type { Folk } from '../../support/wired/folk.js';
import { IN_SECONDS } from '../../support/wired/in-seconds.js';
import { SITUATIONS } from '../../support/wired/situations.js';
import { byTheClock, type Wired } from '../../support/wired/story.js';

jest.setTimeout(60_000);
const HOUR = 3_600_000;
const keptFor = (hours: number): Partial<AgreementParameters> => ({
  retention: { ...DEFAULT_AGREEMENT_PARAMETERS.retention, counselled: { amount: hours, unit: 'EH' } },
});

describe.each([['ahead', 2 * HOUR], ['behind', -2 * HOUR]] as const)('a worker whose clock is two hours %s changes nothing', (name, off) => {
  let wired: Wired;
  let folk: { readonly soon: Folk; readonly over: Folk; readonly kept: Folk };
  const ids = { soon: '', over: '', kept: '' };

  beforeAll(async () => {
    wired = await byTheClock(`wrong_clock_${name}`, [{ ...IN_SECONDS.clarify?.terms }, keptFor(3 / 3_600), keptFor(1)], off);
    const [soon, over, kept] = wired.folk as [Folk, Folk, Folk];
    folk = { soon, over, kept };
    ids.soon = await SITUATIONS.clarify.starts(soon);
    ids.over = await SITUATIONS.retention.starts(over);
    ids.kept = await SITUATIONS.retention.starts(kept);
  });
  afterAll(() => wired?.close());

  it('fires on the second of the database and dates the mail by it', async () => {
    const clock = await until(async () => {
      const seen = await folk.soon.clock('officer', ids.soon, 'clarify');
      return seen.firedRungs.length === 2 && seen;
    }, { what: 'both rungs', within: 20_000, every: 100 });
    for (const { latenessMs } of clock.firedRungs) expect(latenessMs).toBeLessThan(5_000);
    const breach = clock.firedRungs[1];
    const [message] = (await folk.soon.inbox('police_lead')).filter(({ clockKind }) => clockKind === 'clarify');
    const mail = await until(() => wired.mail.received.find(({ bytes }) => bytes.includes(`Message-ID: <${message?.id}@`)), { what: 'the mail' });
    const dated = Date.parse(/^Date: (.*)$/m.exec(mail.bytes)?.[1] ?? '');
    // The head of a mail knows no milliseconds.
    expect(dated).toBe(Math.floor(Date.parse(breach?.firedAt ?? '') / 1_000) * 1_000);
  });

  it('purges what is over and keeps what has an hour left', async () => {
    const { dueAt } = (await wired.rows.query<{ dueAt: Date }>(`select due_at as "dueAt" from clock where referral_id = $1 and kind = 'retention' and settled_at is null`, [ids.kept])).rows[0] ?? { dueAt: new Date(0) };
    expect(dueAt.getTime() - Date.now()).toBeGreaterThan(HOUR / 2);
    const asked = async (referralId: string): Promise<boolean> => wired.worker.queue.enqueue('purge-referral', { referralId });
    await asked(ids.kept);
    await until(async () => (await asked(ids.over)) && (await folk.over.sees('officer', ids.over)).state === 'purged', { what: 'the purge', every: 200 });
    expect((await folk.kept.sees('officer', ids.kept)).state).toBe('closed');
    expect((await folk.kept.clock('counsellor', ids.kept, 'retention')).firedRungs).toEqual([]);
  });
});
