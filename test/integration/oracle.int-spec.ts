import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aChain, type Chain } from '../support/chain.js';
import { differencesOf } from '../support/oracle/compare.js';
import type { OracleCentre } from '../support/oracle/clock-table.js';
import { Dice } from '../support/oracle/dice.js';
import { anyLine } from '../support/oracle/edits.js';
import { HistoryMaker, type History } from '../support/oracle/histories.js';
import { Stage, type Played } from '../support/oracle/play.js';
import { enterCentres } from '../support/oracle/registry.js';
import { RegistryClerk } from '../support/oracle/registry-clerk.js';
import { Timeline } from '../support/oracle/timeline.js';

const seed = Number(process.env['ORACLE_SEED'] ?? 20_270_302);
const count = Number(process.env['ORACLE_HISTORIES'] ?? 100);
const HOURS = 3_600_000;
const PLANTED_SEED = 20_270_302;

let chain: Chain;
let clerk: RegistryClerk;
let stage: Stage;
let maker: HistoryMaker;

beforeAll(async () => {
  chain = await aChain('oracle');
  const timeline = new Timeline();
  const registry = await enterCentres(chain, seed);
  const line = anyLine(new Dice(seed), timeline, registry.centres);
  maker = new HistoryMaker({ timeline, centres: registry.centres, line });
  clerk = await RegistryClerk.engage(chain, line, registry.centres);
  stage = new Stage(chain, registry, clerk);
});
afterAll(async () => {
  await clerk.dismiss();
  await chain.close();
});

const make = (from: number, many: number): readonly History[] => Array.from({ length: many }, (_, index) => maker.make(from + index));

/** The first few histories that went otherwise, with what they did: enough to repeat one by its seed. */
function told(played: readonly Played[]): readonly string[] {
  return played
    .filter((one) => differencesOf(one).length > 0)
    .slice(0, 8)
    .map((one) => {
      const moves = one.history.moves.map(({ at, does: { event, ...data } }) => `  ${new Date(at * 60_000).toISOString().slice(0, 16)} ${event} ${JSON.stringify(data, (key, value: unknown) => (key === 'centre' ? (value as OracleCentre).name : value))}`);
      return [`history ${one.history.seed} until ${new Date(one.history.endsAt * 60_000).toISOString().slice(0, 16)}`, ...moves, ...differencesOf(one)].join('\n');
    });
}

describe(`random histories between 2024 and 2035 (${count} from seed ${seed})`, () => {
  it('fire the rungs that a model stepping minute by minute says, at the instants and to the people that it says, and nothing else', async () => {
    const started = performance.now();
    const played = await stage.play(make(seed, count));
    const rungs = played.reduce((sum, one) => sum + one.history.outcome.fired.length, 0);
    const recomputed = played.reduce((sum, one) => sum + one.history.outcome.recomputed.length, 0);
    const moves = played.reduce((sum, one) => sum + one.history.moves.length, 0);
    process.stdout.write(`oracle: ${count} histories from seed ${seed}, ${moves} events, ${rungs} rungs, ${recomputed} clocks computed anew, ${Math.round((performance.now() - started) / 1000)} s\n`);
    const different = told(played);
    if (different.length > 0) throw new Error(`${played.filter((one) => differencesOf(one).length > 0).length} of ${count} histories differ\n\n${different.join('\n\n')}`);
  }, 6 * HOURS);
});

/** Faults of an engine, planted where its rows are written; each must be found in the few histories that meet it. */
const PLANTED: Readonly<Record<string, { readonly trigger: string; readonly body: string; readonly meets: (history: History) => boolean }>> = {
  'a rung that comes a second late': {
    trigger: 'before insert on clock', meets: firing('acknowledge', 'breach'),
    body: `if new.kind = 'acknowledge' then new.ladder := (select jsonb_agg(step || jsonb_build_object('dueAt', (step ->> 'dueAt')::timestamptz + interval '1 second'))
      from jsonb_array_elements(new.ladder) step); new.next_rung_at := new.next_rung_at + interval '1 second'; end if; return new;`,
  },
  'a rung that is lost': {
    trigger: 'before insert on clock', meets: firing('first_attempt', 'escalation_3'),
    body: `new.ladder := (select coalesce(jsonb_agg(step), '[]') from jsonb_array_elements(new.ladder) step where step ->> 'rung' <> 'escalation_3');
      new.next_rung_at := (new.ladder #>> '{0,dueAt}')::timestamptz; return new;`,
  },
  'a clock that the answer does not stop': {
    trigger: 'before update of settled_at on clock', meets: ({ moves }) => moves.some(({ does }) => does.event === 'correct'),
    body: `if old.kind = 'clarify' and new.settled_by = 'correct' then return null; end if; return new;`,
  },
  'a pause that is not made up for': {
    trigger: 'before insert on clock', meets: ({ outcome }) => [...outcome.clocks.values()].some(({ stoodMinutes }) => stoodMinutes > 0),
    body: `if new.derivation #>> '{steps,-1,code}' = 'paused' then new.due_at := new.due_at - interval '1 minute';
      new.ladder := (select coalesce(jsonb_agg(step || jsonb_build_object('dueAt', (step ->> 'dueAt')::timestamptz - interval '1 minute')), '[]') from jsonb_array_elements(new.ladder) step);
      new.next_rung_at := (new.ladder #>> '{0,dueAt}')::timestamptz; end if; return new;`,
  },
  'a clock computed anew that keeps its old instant': {
    trigger: 'before insert on clock', meets: ({ outcome }) => outcome.recomputed.some(({ clock, from, to }) => from !== to && outcome.clocks.get(clock)?.dueAt === to),
    body: `if new.derivation #>> '{steps,-1,code}' = 'recomputed' then
      select was.due_at, (select coalesce(jsonb_agg(step order by place), '[]') from jsonb_array_elements(was.ladder) with ordinality rungs (step, place) where place > was.next_rung)
        into new.due_at, new.ladder from clock was where was.id = new.replaces;
      new.next_rung_at := (new.ladder #>> '{0,dueAt}')::timestamptz; end if; return new;`,
  },
  'a warning told twice by a clock computed anew': {
    trigger: 'before insert on clock', meets: ({ outcome }) => outcome.recomputed.some(({ clock, at }) => warnedBefore(outcome.fired, clock, at)),
    body: `if new.derivation #>> '{steps,-1,code}' = 'recomputed' then
      new.ladder := coalesce((select jsonb_agg(step order by place) from clock was, jsonb_array_elements(was.ladder) with ordinality rungs (step, place)
        where was.id = new.replaces and place <= was.next_rung and not new.ladder @> jsonb_build_array(jsonb_build_object('rung', step -> 'rung'))), '[]') || new.ladder;
      new.next_rung_at := (new.ladder #>> '{0,dueAt}')::timestamptz; end if; return new;`,
  },
  'a message to the wrong role': {
    trigger: 'before insert on notification', meets: firing('clarify', 'breach'),
    body: `if new.clock_kind = 'clarify' and new.role = 'police_lead' then new.role := 'officer'; end if; return new;`,
  },
};

function firing(clock: string, rung: string): (history: History) => boolean {
  return ({ outcome }) => outcome.fired.some((fired) => fired.clock === clock && fired.rung === rung);
}

const warnedBefore = (fired: History['outcome']['fired'], clock: string, at: number): boolean =>
  fired.some((one) => one.clock === clock && one.rung.startsWith('warning') && one.firedAt <= at * 60) &&
  !fired.some((one) => one.clock === clock && one.firedAt > at * 60);

describe('a planted fault of the engine is found:', () => {
  it.each(Object.entries(PLANTED))('%s', async (_, { trigger, body, meets }) => {
    const histories: History[] = [];
    // The same few each time, and such in which something must come of the fault.
    for (let next = PLANTED_SEED; histories.length < 3; next += 1) {
      const history = maker.make(next);
      if (meets(history)) histories.push(history);
    }
    const admin = new pg.Client({ connectionString: chain.database.adminUrl });
    await admin.connect();
    try {
      expect((await stage.play(histories)).flatMap(differencesOf)).toEqual([]);
      await admin.query(`create function planted() returns trigger language plpgsql as $$ begin ${body} end $$; create trigger planted ${trigger} for each row execute function planted()`);
      expect((await stage.play(histories)).filter((played) => differencesOf(played).length > 0)).not.toEqual([]);
    } finally {
      await admin.query('drop function if exists planted() cascade');
      await admin.end();
    }
  });
});
