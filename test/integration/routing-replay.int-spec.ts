import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  CANDIDATE_REASONS, CAPACITY_LEVELS, CENTRE_KINDS, CONSENT_SCOPES, EXCLUSION_REASONS, localDayOf, replay, TARGET_GROUPS,
  type KeptAnswer, type RoutingQuestion, type TargetGroup,
} from '#domain';
import { openDatabase, TenantDatabase } from '#persistence';
import { RoutingReplay } from '#referrals';
import type { DataSource } from 'typeorm';
import type { ChangeDraft } from '../../libs/referrals/src/change-draft.js';
import { RoutingDecisions } from '../../libs/referrals/src/routing-decisions.js';
import { aChain, aNewReferral, CENTRES, KOELN, MUENSTER, POLICE, type Chain } from '../support/chain.js';
import { Dice } from '../support/oracle/dice.js';

jest.setTimeout(400_000);

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const DECISIONS = 10_000;
const EDITIONS = 40;
const SUBMISSIONS_EACH = 10;
const DRAWN_EACH = DECISIONS / EDITIONS - SUBMISSIONS_EACH;
const PLACES = [KOELN, MUENSTER, '05913000', '05978020'];
const LANGUAGES = ['de', 'tr', 'ar', 'uk'];
const HOUR = 3_600_000;
const START = Date.parse('2027-03-01T00:00:00Z');
const SINCE = new Date('2027-01-01T00:00:00Z');

const dice = new Dice(SEED);
const some = <T>(list: readonly T[], least = 0): T[] => {
  const drawn = list.filter(() => dice.chance(0.6));
  return drawn.length >= least ? drawn : [...list.slice(0, least)];
};
const instant = (): Date => new Date(START + dice.from(0, 40 * 24 * 4) * (HOUR / 4));
const hours = (): string =>
  JSON.stringify({ windows: some([1, 2, 3, 4, 5, 6, 7]).map((weekday) => ({ weekday, opens: `0${dice.from(6, 9)}:00`, closes: `${dice.from(12, 22)}:00` })) });

let chain: Chain;
let admin: DataSource;
const drawnCentres: string[] = [];

/** One edition of the registry after the other: new centres, new versions, catchments that end, closures, room, absences and duties. */
async function edit(): Promise<void> {
  const centres = [...Object.values(CENTRES).map(({ id }) => id), ...drawnCentres];
  if (drawnCentres.length < 12) {
    const id = randomUUID();
    drawnCentres.push(id);
    await admin.query(`insert into organisation (id, kind, code, name, mail_address) values ($1, 'centre', $2, $3, 'fiktiv@example.org')`, [id, `TEST-${id.slice(0, 8)}`, `Teststelle ${dice.one(['A', 'B', 'C'])} (fiktiv)`]);
    await version(id, 1);
    for (const ags of some(PLACES, 1)) await admin.query('insert into catchment (centre_id, ags, valid_from) values ($1, $2, $3)', [id, ags, '2020-01-01']);
  }
  const centre = dice.one(centres);
  const [newest] = await admin.query<[{ version: number }]>('select max(version)::int as version from centre_profile where centre_id = $1', [centre]);
  if (drawnCentres.includes(centre)) await version(centre, newest.version + 1);
  await admin.query('insert into capacity_note (centre_id, noted_at, level, expires_at, noted_by) values ($1, $2, $3, $4, $1) on conflict do nothing', [
    centre, new Date(START), dice.one(CAPACITY_LEVELS), new Date(START + dice.from(1, 40) * 24 * HOUR),
  ]);
  const from = instant();
  await admin.query('insert into closure (id, centre_id, first_day, last_day, reason) values ($1, $2, $3, $4, $5)', [
    randomUUID(), dice.one(centres), localDayOf(from), localDayOf(new Date(from.getTime() + 48 * HOUR)), 'Testtag',
  ]);
  // Everybody of the one centre is away for some days, or somebody is on call for a night.
  const [table, roles, longest] = dice.one([['on_call_duty', ['centre_lead'], 24], ['absence', ['centre_lead', 'counsellor'], 240]] as const);
  const until = new Date(from.getTime() + dice.from(4, longest) * HOUR);
  for (const { organisationId, userId } of roles.map((role) => chain.actor(CENTRES.koeln.id, role))) {
    await admin.query(`insert into ${table} (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $3, $4)`, [
      randomUUID(), organisationId, userId, from, until,
    ]);
  }
  await chain.directory.refresh();
}

const version = (id: string, number: number): Promise<unknown> =>
  admin.query(
    `insert into centre_profile (centre_id, version, valid_from, kind, taking, target_groups, languages, accepts_minors, daily_service, opening_hours)
     values ($1, $2, '2026-01-01', $3, $4, $5, $6, $7, $8, $9)`,
    [id, number, dice.one(CENTRE_KINDS), dice.chance(0.9), some(TARGET_GROUPS, 1), some(LANGUAGES), dice.chance(0.6), dice.chance(0.3), hours()],
  );

async function submit(): Promise<string> {
  chain.moveTo(instant());
  const at = chain.now();
  const consent = { ...aNewReferral().consent!, scope: dice.one(CONSENT_SCOPES), givenAt: new Date(at.getTime() - HOUR) };
  const input = aNewReferral({ incident: { ags: KOELN, occurredAt: new Date(at.getTime() - 2 * HOUR) }, centreId: dice.chance(0.3) ? CENTRES.koeln.id : null, consent });
  const officer = chain.actor(POLICE.koeln, 'officer');
  return (await chain.referrals.create(officer, input, { idempotencyKey: randomUUID(), requestHash: 'aa', submit: true, requestId: null })).id;
}

function aQuestion(): RoutingQuestion {
  return {
    ags: dice.one(PLACES), targetGroup: dice.one<TargetGroup>(TARGET_GROUPS), minor: dice.chance(0.2), languages: some(LANGUAGES), at: instant(),
    excludedCentreIds: dice.chance(0.2) ? [dice.one(drawnCentres)] : [],
    consent: dice.chance(0.2) ? null : { scope: dice.one(CONSENT_SCOPES), namedCentreId: dice.chance(0.5) ? null : dice.one([CENTRES.domstadt.id, ...drawnCentres]) },
  };
}

/** Drawn questions, put through the very functions that write a decision; only the referral is one that exists. */
async function draw(referralId: string, decisions: RoutingDecisions): Promise<void> {
  const view = await chain.directory.view();
  const rows = Array.from({ length: DRAWN_EACH }, () => {
    const question = aQuestion();
    const draft = { row: { id: referralId, police_authority_id: POLICE.koeln }, at: question.at } as unknown as ChangeDraft;
    const answer = view.candidates(question);
    const first = answer.candidates[0]?.centre;
    decisions.record(draft, { event: 'reassign', question, answer, view }, first === undefined ? null : view.routingCentre(first.id));
    decisions.committed(draft.routing);
    return draft.routing;
  });
  const list = (name: 'routingParts' | 'routingBasis' | 'routing') => JSON.stringify(rows.flatMap<unknown>((row) => row[name] ?? []));
  await admin.query('insert into routing_part select * from jsonb_populate_recordset(null::routing_part, $1) on conflict do nothing', [list('routingParts')]);
  await admin.query('insert into routing_basis select * from jsonb_populate_recordset(null::routing_basis, $1) on conflict do nothing', [list('routingBasis')]);
  await admin.query('insert into routing_decision select * from jsonb_populate_recordset(null::routing_decision, $1)', [list('routing')]);
}

beforeAll(async () => {
  process.stdout.write(`seed of the replay: ${SEED}\n`);
  chain = await aChain('routing_replay');
  admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
  const decisions = new RoutingDecisions();
  for (let edition = 0; edition < EDITIONS; edition += 1) {
    await edit();
    const ids: string[] = [];
    for (let index = 0; index < SUBMISSIONS_EACH; index += 1) ids.push(await submit());
    await draw(ids[0] ?? '', decisions);
  }
  await edit();
}, 400_000);
afterAll(async () => {
  await admin?.destroy();
  await chain?.close();
});

const replayed = (since = SINCE) => new RoutingReplay(new TenantDatabase(chain.clock)).run(since);

describe('ten thousand stored decisions', () => {
  it('are answered again as they were, though the registry has changed since', async () => {
    expect(await replayed()).toEqual({ decisions: DECISIONS, differ: 0, differing: [] });
  });

  it('would be answered otherwise from the registry as it is now: the replay shows something', async () => {
    const view = await chain.directory.view();
    const rows = await admin.query<{ question: RoutingQuestion; answer: KeptAnswer }[]>('select question, answer from routing_decision order by decided_at limit 500');
    const other = rows.filter(({ question, answer }) => {
      const asked = { ...question, at: new Date(question.at) };
      return !replay({ question: asked, answer }, { centres: view.routingCentres(localDayOf(asked.at)), calendar: view.calendar() });
    });
    expect(other.length).toBeGreaterThan(25);
  });

  it('hold every reason for a candidate and for an exclusion, and some have nobody', async () => {
    const reasons = async (of: string) =>
      (await admin.query<{ reason: string }[]>(`select distinct jsonb_array_elements_text(each -> 'reasons') as reason from routing_decision, jsonb_array_elements(answer -> '${of}') each`)).map(({ reason }) => reason);
    expect((await reasons('candidates')).sort()).toEqual([...CANDIDATE_REASONS].sort());
    expect((await reasons('excluded')).sort()).toEqual([...EXCLUSION_REASONS].sort());
    const [row] = await admin.query<[{ nobody: number; bases: number }]>('select (select count(*)::int from routing_decision where chosen_centre_id is null) as nobody, (select count(*)::int from routing_basis) as bases');
    expect([row.nobody > 0, row.bases >= EDITIONS]).toEqual([true, true]);
  });
});

describe('a kept decision that was tampered with (planted)', () => {
  /** One with two candidates, and the replay of it and of the few after it. */
  const aDecision = async () => {
    const [kept] = await admin.query<[{ id: string; at: Date; basis: string; answer: KeptAnswer }]>(
      `select id, decided_at as at, basis, answer from routing_decision where jsonb_array_length(answer -> 'candidates') > 1 order by decided_at desc, id desc limit 1`,
    );
    return { ...kept, since: kept.at };
  };

  it('is noticed by a part whose content is no longer what its hash says', async () => {
    const { basis, since } = await aDecision();
    expect((await replayed(since)).differ).toBe(0);
    const turned = () =>
      admin.query(
        `update routing_part set content = jsonb_set(content, '{centre,acceptsMinors}', to_jsonb(not (content #>> '{centre,acceptsMinors}')::boolean))
         where hash = (select min(p.hash) from routing_basis b, unnest(b.parts) part join routing_part p on p.hash = part where b.hash = $1 and p.content ? 'centre')`,
        [basis],
      );
    await turned();
    expect((await replayed(since)).differ).toBeGreaterThan(0);
    await turned();
  });

  it('is noticed by its answer', async () => {
    const { id, since, answer } = await aDecision();
    const write = (kept: KeptAnswer) => admin.query('update routing_decision set answer = $2 where id = $1', [id, JSON.stringify(kept)]);
    await write({ ...answer, candidates: [...answer.candidates].reverse() });
    expect(await replayed(since)).toMatchObject({ differ: 1, differing: [id] });
    await write(answer);
  });
});
