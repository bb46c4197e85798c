import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { ClockStore } from '#persistence';
import { AgendaQueries } from '../../apps/worker/src/agenda.queries.js';
import { clockModels, fillClocks, prepareClocks, referralsFor } from '../bench/open-clocks.js';
import { aChain, type Chain } from '../support/chain.js';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

const CLOCKS = 30_000;

let chain: Chain;
let admin: pg.Client;
const notices: string[] = [];

/** What is sent to the database, and nothing comes back. */
async function sentBy(ask: (listener: unknown) => Promise<unknown>): Promise<Statement> {
  let sent: Statement = { text: '', parameters: [] };
  const listener = {
    query: (text: string, parameters: readonly unknown[] = []) => {
      sent = { text, parameters };
      return Promise.resolve([]);
    },
  };
  await ask(listener);
  return sent;
}

const fireDue = (): Promise<Statement> => sentBy((tx) => new ClockStore().fireDue(tx as EntityManager, null, 500));

/** The plans of everything a statement runs, also inside functions, under the worker's role; nothing of it stays. `before` may spoil something first. */
async function plansOf({ text, parameters }: Statement, before = 'select 1'): Promise<readonly string[]> {
  await admin.query('begin');
  try {
    await admin.query(before);
    await admin.query('set local role app_clock');
    notices.length = 0;
    await admin.query(text, [...parameters]);
    return notices.filter((notice) => notice.includes('plan:'));
  } finally {
    await admin.query('rollback');
  }
}

/** The lines of a plan, without the text of the statement above them. */
const planLines = (plan: string): string => plan.slice(plan.search(/^\S.*\(cost=|^[A-Z][A-Za-z ]+ {2}\(/m));
const ofClocks = (plans: readonly string[]): string[] =>
  plans.map(planLines).filter((plan) => /\b(on|using) clock_due\b|Seq Scan on clock\b/.test(plan));
const SEARCHES = /Index Cond: \(?\(?next_rung_at </;

/** Comparisons with the running time: PostgreSQL cannot search an index for an instant that changes with every row. */
const comparesWithRunningTime = (source: string): boolean =>
  /(?<!:)(<=?|>=?|=|\bbetween\b)\s*(\w+\([^()]*)?clock_timestamp\(\)|clock_timestamp\(\)[^,;]*?\s(<=?|>=?|=|between)\s/i.test(
    source.replace(/--[^\n]*/g, ''),
  );

async function functionsOfOurs(): Promise<readonly { readonly name: string; readonly source: string }[]> {
  const { rows } = await admin.query<{ name: string; source: string }>(
    `select p.oid::regprocedure::text as name, p.prosrc as source from pg_proc p
     where p.pronamespace = any (array['public'::regnamespace, 'audit'::regnamespace, 'stats'::regnamespace]) and p.prokind = 'f'`,
  );
  return rows;
}

beforeAll(async () => {
  chain = await aChain('due-plan');
  admin = new pg.Client({ connectionString: chain.database.adminUrl });
  admin.on('notice', ({ message }) => notices.push(message ?? ''));
  await admin.connect();
  await prepareClocks(admin);
  const models = await clockModels(chain, admin);
  await fillClocks(admin, models, { from: 0, to: referralsFor(CLOCKS, models), seed: 20270302 });
  await admin.query(
    `update clock set next_rung_at = now() - interval '1 second' where id in (select id from clock where next_rung_at is not null limit 20)`,
  );
  await admin.query(
    `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice; set client_min_messages = notice`,
  );
}, 120_000);

afterAll(async () => {
  await admin.end();
  await chain.close();
});

describe('among thirty thousand running clocks', () => {
  it('the sweep searches its index for what is due', async () => {
    const [search, ...more] = ofClocks(await plansOf(await fireDue()));
    expect(search).toMatch(/\b(on|using) clock_due\b/);
    expect(search).toMatch(SEARCHES);
    expect([search, ...more].join('\n')).not.toMatch(/Seq Scan on clock\b/);
  });

  it('would look at every running clock, were due compared with the running time', async () => {
    const { rows } = await admin.query<{ definition: string }>(
      `select pg_get_functiondef('fire_due(timestamptz, integer)'::regprocedure) as definition`,
    );
    const definition = rows[0]?.definition ?? '';
    const planted = definition.replace(/next_rung_at <= at\b/, 'next_rung_at <= clock_timestamp()');
    expect(planted).not.toBe(definition);
    const plans = ofClocks(await plansOf(await fireDue(), planted));
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => SEARCHES.test(plan))).toEqual([]);
    expect(comparesWithRunningTime(planted)).toBe(true);
  });

  it('the bells of the next hour are searched for in the index too', async () => {
    const statement = await sentBy((db) => new AgendaQueries(db as DataSource).dueSoon());
    const [search] = ofClocks(await plansOf(statement));
    expect(search).toMatch(/Index Cond: \(\(next_rung_at >/);
    expect(comparesWithRunningTime(statement.text)).toBe(false);
  });
});

describe('the running time', () => {
  it('is compared with nothing in any function of ours', async () => {
    const functions = await functionsOfOurs();
    expect(functions.map(({ name }) => name)).toContain('fire_due(timestamp with time zone,integer)');
    expect(functions.filter(({ source }) => comparesWithRunningTime(source)).map(({ name }) => name)).toEqual([]);
  });

  it('is an argument of the sweep, taken once, not a part of its condition', async () => {
    const { text } = await fireDue();
    expect(text).toContain('clock_timestamp()');
    expect(comparesWithRunningTime(text)).toBe(false);
  });

  it.each([
    ['where due_at <= clock_timestamp()', true],
    [`where due_at < date_trunc('second', clock_timestamp())`, true],
    ['where clock_timestamp() >= c.due_at', true],
    [`new.recorded_at := date_trunc('milliseconds', clock_timestamp());`, false],
    ['select * from fire_due(coalesce($1, clock_timestamp()), $2)', false],
    ['where due_at <= at -- not clock_timestamp() here', false],
  ])('is found in "%s": %s', (source, found) => {
    expect(comparesWithRunningTime(source)).toBe(found);
  });
});
