import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CLOCK_KINDS, type ClockKind } from '#domain';
import { OPERATOR } from '../../support/chain.js';
import { until } from '../../support/until.js';
import type { Folk, SeenMessage } from '../../support/wired/folk.js';
import { PROMISED, STORY_BEGINS } from '../../support/wired/ladders.js';
import { mailsOf } from '../../support/wired/mails.js';
import { peopleOf } from '../../support/wired/places.js';
import { SITUATIONS } from '../../support/wired/situations.js';
import { aStory, type Story } from '../../support/wired/story.js';

jest.setTimeout(60_000);
const DAY = 86_400_000;
let story: Story;

// One place more than kinds: the last one is where a fault is planted.
beforeAll(async () => void (story = await aStory('answered', CLOCK_KINDS.length + 1)));
afterAll(() => story?.close());

function folkOf(index: number): Folk {
  const found = story.folk[index];
  if (found === undefined) throw new Error(`no place ${index}`);
  return found;
}

interface Answered {
  readonly id: string;
  readonly firedBefore: readonly string[];
  readonly clockId: string;
  /** Messages about the clock that were written before the answer and had not left as mail. */
  readonly waiting: readonly string[];
}

/** Lets a clock begin and its first rung fire if it has several, and answers it while the mail about that rung still waits. */
async function answerIt(kind: ClockKind, folk: Folk): Promise<Answered> {
  const { starts, answered, reader } = SITUATIONS[kind];
  const { rungs } = PROMISED[kind];
  story.chain.moveTo(STORY_BEGINS);
  const id = await starts(folk);
  const { id: clockId } = await folk.clock(reader, id, kind);
  const first = rungs.length > 1 ? rungs[0] : undefined;
  story.mailGate(false);
  if (first !== undefined) await story.passBy(first.at);
  const waiting = (await messagesOf(clockId)).filter(({ state }) => state === 'pending').map((each) => each.id);
  story.chain.moveTo(new Date(story.chain.now().getTime() + 1_000));
  await answered(folk, id);
  story.mailGate(true);
  return { id, clockId, waiting, firedBefore: first === undefined ? [] : [first.rung] };
}

const messagesOf = async (clockId: string): Promise<readonly { readonly id: string; readonly state: string }[]> =>
  (await story.rows.query<{ id: string; state: string }>('select id, state from notification where clock_id = $1 order by id', [clockId])).rows;

/** A day after the last rung would have fired, everything that is due has, and every mail that may leave is out. */
async function longAfter(kind: ClockKind, id: string): Promise<void> {
  await story.passBy(new Date(Date.parse(PROMISED[kind].rungs.at(-1)?.at ?? STORY_BEGINS) + DAY));
  await story.mailLeaves(id);
}

/** What the inboxes of the place and of the operator say about the clock, by rung. */
async function toldAbout(kind: ClockKind, folk: Folk, reference: string): Promise<readonly string[]> {
  const messages: SeenMessage[] = [];
  for (const [organisationId, role] of [...peopleOf(folk.place), [OPERATOR.id, 'admin'] as const]) messages.push(...(await folk.inbox(role, organisationId)));
  const rungs = messages.filter((each) => each.reference === reference && each.clockKind === kind).map(({ rung }) => rung ?? '');
  return [...new Set(rungs)];
}

describe('the answer that a clock waits for', () => {
  it.each(CLOCK_KINDS)('ends %s: no rung fires and no mail leaves after it', async (kind) => {
    const folk = folkOf(CLOCK_KINDS.indexOf(kind));
    const { reader } = SITUATIONS[kind];
    const { id, clockId, waiting, firedBefore } = await answerIt(kind, folk);
    const settled = async () => (await folk.sees(reader, id)).clocks.find((clock) => clock.id === clockId);
    expect(await settled()).toMatchObject({ state: 'settled', overdue: false, nextRungAt: null, settledAt: story.chain.now().toISOString() });
    expect(waiting.length > 0).toBe(firedBefore.length > 0);
    await longAfter(kind, id);
    const referral = await folk.sees(reader, id);
    const after = referral.clocks.find((clock) => clock.id === clockId);
    expect(after).toMatchObject({ state: 'settled', overdue: false });
    expect(after?.firedRungs.map(({ rung }) => rung)).toEqual(firedBefore);
    for (const message of waiting) expect(mailsOf(story.mail, message)).toEqual([]);
    expect((await messagesOf(clockId)).filter(({ state }) => state !== 'settled')).toEqual([]);
    expect(await toldAbout(kind, folk, referral.reference)).toEqual(firedBefore);
  });

  it('would be seen to be ignored: a clock planted to run on past its answer', async () => {
    const folk = folkOf(CLOCK_KINDS.length);
    const { id, clockId } = await answerIt('clarify', folk);
    await story.rows.query(`update clock set settled_at = null, settled_by = null, next_rung_at = (ladder -> next_rung ->> 'dueAt')::timestamptz where id = $1`, [clockId]);
    await longAfter('clarify', id);
    const [last] = (await messagesOf(clockId)).filter(({ state }) => state === 'sent');
    expect(mailsOf(story.mail, last?.id ?? '')).toHaveLength(1);
    expect(await toldAbout('clarify', folk, (await folk.sees('officer', id)).reference)).toContain('breach');
  });
});

it('the gate of these tests holds a mail back and lets it go: what is not seen to leave was settled, not stuck', async () => {
  const folk = folkOf(0);
  story.chain.moveTo(STORY_BEGINS);
  story.mailGate(false);
  const id = await folk.creates();
  await until(async () => (await story.rows.query(`select 1 from notification where referral_id = $1 and state = 'pending'`, [id])).rowCount !== 0, { what: 'the message to wait' });
  story.mailGate(true);
  await story.mailLeaves(id);
  const { rows } = await story.rows.query<{ id: string }>(`select id from notification where referral_id = $1 and state = 'sent'`, [id]);
  for (const message of rows) expect(mailsOf(story.mail, message.id)).toHaveLength(1);
  expect(rows.length).toBeGreaterThan(0);
});
