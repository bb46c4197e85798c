import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CLOCK_KINDS, type ClockKind, type HumanRole } from '#domain';
import { emailOf } from '../../support/app.js';
import { leaksIn } from '../../support/canary.js';
import { aNewReferral, CENTRES, NETWORK, OPERATOR, POLICE, STATE_OFFICE } from '../../support/chain.js';
import { until } from '../../support/until.js';
import type { Folk, SeenClock, SeenMessage } from '../../support/wired/folk.js';
import { PROMISED, STORY_BEGINS } from '../../support/wired/ladders.js';
import { allThatLeft, constantText, mailsOf } from '../../support/wired/mails.js';
import { peopleOf, whoIs } from '../../support/wired/places.js';
import { SITUATIONS } from '../../support/wired/situations.js';
import { aStory, type Story } from '../../support/wired/story.js';

jest.setTimeout(60_000);
let story: Story;

// One place more than kinds: the last one is where a fault is planted.
beforeAll(async () => void (story = await aStory('rung_by_rung', CLOCK_KINDS.length + 1)));
afterAll(() => story?.close());

const folkOf = (kind: ClockKind): Folk => at(CLOCK_KINDS.indexOf(kind));
function at(index: number): Folk {
  const found = story.folk[index];
  if (found === undefined) throw new Error(`no place ${index}`);
  return found;
}

/** People of elsewhere, who must hear nothing of any referral of this story. */
const OUTSIDERS: readonly (readonly [organisationId: string, role: HumanRole])[] = [
  [POLICE.koeln, 'police_lead'], [CENTRES.koeln.id, 'centre_lead'], [NETWORK.id, 'local_coordinator'], [STATE_OFFICE.id, 'state_coordinator'], [OPERATOR.id, 'auditor'],
];

interface Walk {
  readonly id: string;
  readonly reference: string;
  readonly begun: SeenClock;
  /** Each rung as it fired, with the escalation that followed; and what was seen to have fired a second before it was due. */
  readonly fired: readonly { readonly rung: string; readonly at: string; readonly escalation: number }[];
  readonly early: readonly string[];
  readonly ended: SeenClock;
}

/** Lets one clock begin over HTTP and time go by, rung after rung, until its ladder is at its end. */
async function walk(kind: ClockKind, folk: Folk): Promise<Walk> {
  const { starts, reader } = SITUATIONS[kind];
  story.chain.moveTo(STORY_BEGINS);
  const id = await starts(folk);
  const begun = await folk.clock(reader, id, kind);
  const { reference } = await folk.sees(reader, id);
  const early: string[] = [];
  const fired: { rung: string; at: string; escalation: number }[] = [];
  for (const [index, promised] of PROMISED[kind].rungs.entries()) {
    await story.passBy(new Date(Date.parse(promised.at) - 1_000));
    early.push(...(await folk.clock(reader, id, kind)).firedRungs.slice(index).map(({ rung }) => rung));
    // What came before leaves first: then the last mail is alone.
    if (index === PROMISED[kind].rungs.length - 1) await story.mailLeaves(id);
    await story.reach(promised.at);
    const { rung, firedAt } = await until(async () => (await folk.clock(reader, id, kind)).firedRungs[index], { what: `${kind} ${promised.rung} to fire` });
    const { escalation } = (await folk.sees(reader, id)).flags;
    fired.push({ rung, at: new Date(firedAt).toISOString().replace('.000', ''), escalation });
  }
  await story.mailLeaves(id);
  // The bell once more and the sweep by hand: what has fired does not fire again.
  await story.reach(PROMISED[kind].rungs.at(-1)?.at ?? STORY_BEGINS);
  await story.passBy(story.chain.now());
  return { id, reference, begun, fired, early, ended: await folk.clock(reader, id, kind) };
}

/** The messages about the last rung in each inbox of the place and of the operator. */
async function toldOfLast(kind: ClockKind, folk: Folk, { reference }: Walk): Promise<ReadonlyMap<string, readonly SeenMessage[]>> {
  const last = PROMISED[kind].rungs.at(-1)?.rung;
  const inboxes = [...peopleOf(folk.place), [OPERATOR.id, 'admin'] as const];
  const told = new Map<string, readonly SeenMessage[]>();
  for (const [organisationId, role] of inboxes) {
    const messages = (await folk.inbox(role, organisationId)).filter((each) => each.reference === reference && each.clockKind === kind && each.rung === last);
    if (messages.length > 0) told.set(`${organisationId} ${role}`, messages);
  }
  return told;
}

const expectedTold = (kind: ClockKind, folk: Folk): readonly string[] =>
  PROMISED[kind].lastTells.map((recipient) => whoIs(recipient, folk.place, OPERATOR.id).join(' ')).sort();

describe('a clock of every kind, from the route that starts it to the notification of its last rung', () => {
  it.each(CLOCK_KINDS)('%s', async (kind) => {
    const folk = folkOf(kind);
    const walked = await walk(kind, folk);
    expect(walked.begun).toMatchObject({ state: 'running', overdue: false, firedRungs: [], why: PROMISED[kind].why });
    expect(walked.early).toEqual([]);
    expect(walked.fired).toEqual(PROMISED[kind].rungs);
    expect(walked.ended).toMatchObject({ state: 'running', overdue: true, nextRungAt: null });
    expect(walked.ended.firedRungs.map(({ rung, latenessMs }) => [rung, latenessMs])).toEqual(PROMISED[kind].rungs.map(({ rung }) => [rung, 0]));

    const told = await toldOfLast(kind, folk, walked);
    expect([...told.keys()].sort()).toEqual(expectedTold(kind, folk));
    for (const [who, messages] of told) {
      expect(messages).toHaveLength(1);
      const [message] = messages as [SeenMessage];
      expect(message.template).toBe('clock_passed');
      const [organisationId, role] = who.split(' ') as [string, HumanRole];
      expect(mailsOf(story.mail, message.id)).toEqual([
        { recipients: [emailOf(organisationId, role)], subject: 'Zeitnah: Eine Frist braucht Ihre Aufmerksamkeit', text: constantText(PROMISED[kind].mailSays) },
      ]);
    }
    await nobodyElse(folk, walked);
  });

  it('leaves only one message of each rung in any one inbox of any organisation, and none for a rung that tells nobody', async () => {
    const { rows } = await story.rows.query<{ kind: string; count: number; many: number }>(
      `select clock_kind as kind, count(*)::int as count, max(many)::int as many
       from (select clock_kind, count(*) as many from notification where template = 'clock_passed' group by clock_kind, clock_id, rung, organisation_id, role) each group by clock_kind`);
    expect(rows.filter(({ many }) => many !== 1)).toEqual([]);
    expect(rows.map(({ kind }) => kind).sort()).toEqual(CLOCK_KINDS.filter((kind) => kind !== 'feedback').sort());
  });

  it('purges what the retention clock held, key and content, once its alarm is out', async () => {
    const folk = folkOf('retention');
    const { id, reference } = await walk('retention', folk);
    await story.purge(id);
    await until(async () => (await folk.sees('officer', id)).state === 'purged', { what: 'the purge' });
    const { rows } = await story.rows.query('select 1 from contact where referral_id = $1', [id]);
    expect(rows).toEqual([]);
    expect((await folk.sees('officer', id)).reference).toBe(reference);
  });

  it('says nothing of the person or the case in any mail that has left', async () => {
    const references = await story.rows.query<{ reference: string }>('select reference from referral');
    const { core, safeContact, deployment } = aNewReferral().contact;
    const canaries = [
      core.name, 'Ada Muster', core.street, '0221 4710 815', '02214710815', safeContact?.codeWord ?? '-', deployment?.policeReference ?? '-',
      ...references.rows.map(({ reference }) => reference),
    ];
    expect(story.mail.received.length).toBeGreaterThan(CLOCK_KINDS.length);
    expect(leaksIn(allThatLeft(story.mail), canaries)).toEqual([]);
    expect(leaksIn(`${allThatLeft(story.mail)} ${core.street}`, canaries)).toEqual([core.street]);
  });

  it('sends a mail that has to leave twice as the same mail, so that both collapse into one', async () => {
    const first = story.mail.received.find(({ bytes }) => bytes.includes('Ein Fall wartet'));
    const id = /Message-ID: <([0-9a-f-]+)@/.exec(first?.bytes ?? '')?.[1] ?? '';
    const count = story.mail.received.length;
    await story.rows.query(`update notification set state = 'pending', sent_at = null where id = $1`, [id]);
    await until(() => story.mail.received.length > count, { what: 'the second copy' });
    expect(story.mail.received.at(-1)).toEqual(first);
  });

  it('would be seen to tell nobody: a fault planted in the last rung', async () => {
    await story.rows.query(`
      create function swallow() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger aaa_planted before insert on notification for each row when (new.rung = 'escalation_3') execute function swallow()`);
    try {
      const folk = at(CLOCK_KINDS.length);
      const walked = await walk('acknowledge', folk);
      expect(walked.fired).toEqual(PROMISED.acknowledge.rungs);
      expect([...(await toldOfLast('acknowledge', folk, walked)).keys()]).not.toEqual(expectedTold('acknowledge', folk));
    } finally {
      await story.rows.query('drop trigger aaa_planted on notification; drop function swallow()');
    }
  });
});

/** Other organisations hear nothing at all of the referral. */
async function nobodyElse(folk: Folk, { reference }: Walk): Promise<void> {
  const neighbour = story.folk.find((each) => each !== folk);
  const elsewhere = [...OUTSIDERS, ...(neighbour ? peopleOf(neighbour.place) : [])];
  const messages = await Promise.all(elsewhere.map(([organisationId, role]) => folk.inbox(role, organisationId)));
  expect(messages.flat().filter((each) => each.reference === reference)).toEqual([]);
}
