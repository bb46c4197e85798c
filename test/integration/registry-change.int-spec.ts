import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Environment } from '../../apps/cli/src/configuration.js';
import { faultOf } from '../../apps/cli/src/fault.js';
import { Terminal } from '../../apps/cli/src/terminal.js';
import { openHousehold, type Household } from '../../apps/worker/src/household.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { openDatabase } from '#persistence';
import { aChain, aNewReferral, CENTRES, POLICE, STATE_OFFICE, type Chain } from '../support/chain.js';
import { startQueueServer, type QueueServer } from '../support/queue-server.js';
import { stepsOf } from '../support/referral-steps.js';
import { until } from '../support/until.js';

// nest-commander is CommonJS and requires Nest, which is ES modules: under Jest those have to be loaded before.
await import('@nestjs/core');
const { ChangeRegistryCommand } = await import('../../apps/cli/src/commands/change-registry.js');
const { CheckClocksCommand } = await import('../../apps/cli/src/commands/check-clocks.js');

class Screen extends Terminal {
  readonly lines: string[] = [];
  constructor(override readonly environment: Environment) {
    super();
  }
  override say(line: string): void {
    this.lines.push(line);
  }
}

let chain: Chain;
let server: QueueServer;
let household: Household;
let worker: RunningWorker;
let environment: Environment;
let folder: string;

beforeAll(async () => {
  chain = await aChain('registry_change');
  chain.moveTo(new Date());
  server = await startQueueServer('PostgreSQL');
  const settings = { databaseUrl: chain.database.clockUrl, keystoreUrl: chain.database.keysUrl, keystoreRootKey: chain.rootKey, publicUrl: 'https://zeitnah.example', mail: null, poolSize: 6 };
  household = await openHousehold(settings, () => new Date());
  const log = pino({ level: 'silent' });
  worker = await startWorker({ ...household, log, now: () => new Date(), host: '127.0.0.1', ports: [0], queue: { url: server.url, prefix: `t${randomUUID().slice(0, 8)}` } });
  environment = { MIGRATOR_DATABASE_URL: chain.database.migratorUrl, KEYSTORE_MIGRATOR_URL: chain.database.keysMigratorUrl, WORKER_DATABASE_URL: chain.database.clockUrl };
  folder = await mkdtemp(join(tmpdir(), 'zeitnah-registry-'));
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await household?.close();
  await server?.stop();
  await chain?.close();
});

async function run(work: (screen: Screen) => Promise<void>): Promise<{ readonly lines: readonly string[]; readonly exitCode: number }> {
  const screen = new Screen(environment);
  try {
    await work(screen);
    return { lines: screen.lines, exitCode: 0 };
  } catch (error) {
    const { line, exitCode } = faultOf(error);
    return { lines: [...screen.lines, line], exitCode };
  }
}

async function change(json: unknown, options: { readonly apply?: boolean; readonly reason?: string } = {}) {
  const file = join(folder, `${randomUUID()}.json`);
  await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
  return run((screen) => new ChangeRegistryCommand(screen).run([], { file, ...options }));
}

const AGREEMENT = {
  kind: 'agreement', policeAuthorityId: POLICE.koeln, centreId: CENTRES.koeln.id, validFrom: '2020-01-01', parameters: { firstAttempt: { amount: 10, unit: 'EH' } },
};
const now = (): Date => new Date(Math.floor(Date.now() / 1000) * 1000);
const fresh = (): Parameters<typeof aNewReferral>[0] => {
  const { consent } = aNewReferral();
  return { incident: { ags: '05315000', occurredAt: now() }, consent: consent && { ...consent, givenAt: now() } };
};
const firstAttempts = (id: string): Promise<{ settled_by: string | null; hours: number }[]> =>
  chain.clock.query(`select settled_by, extract(epoch from due_at - started_at)::float8 / 3600 as hours from clock where referral_id = $1 and kind = 'first_attempt' order by settled_at nulls last`, [id]);

describe('a proposed change of the registry', () => {
  it('is weighed by the running worker, and one that cannot be weighed says so and holds up no other', async () => {
    const [impossible, possible] = [randomUUID(), randomUUID()];
    const migrator = await openDatabase({ url: chain.database.migratorUrl, poolSize: 1 });
    for (const [id, version] of [[impossible, ''], [possible, 'zz-proposed']])
      await migrator.query(
        `insert into registry_proposal (id, organisation_id, kind, change, bases, reason, warnings, needs_second, proposed_at, proposed_by)
         values ($1, $2, 'calendar', $3, '{}', 'Teststag (fiktiv)', '[]', false, now(), $2)`,
        [id, STATE_OFFICE.id, JSON.stringify({ kind: 'calendar', version, add: { '2027-03-03': 'Teststag (fiktiv)' }, remove: [] })],
      );
    await migrator.destroy();
    const weighed = async () => {
      const rows = await chain.clock.query<{ id: string; failed: boolean }[]>(`select id, (effect ->> 'failed')::boolean as failed from registry_proposal where effect_at is not null`);
      return rows.length === 2 && rows;
    };
    const rows = await until(weighed, { what: 'both proposals to be weighed', within: 15_000 });
    expect(new Map(rows.map(({ id, failed }) => [id, failed]))).toEqual(new Map([[impossible, true], [possible, false]]));
  }, 30_000);
});

describe('a change of the registry from the command line', () => {
  it('is shown first, by reference and clock, and changes nothing', async () => {
    chain.moveTo(now());
    const id = await stepsOf(chain).create(true, fresh());
    const { lines, exitCode } = await change(AGREEMENT);
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^\S+ {2}first_attempt {2}\S+ -> \S+$/);
    expect(lines.slice(1)).toEqual(['1 running clocks would move.', 'Nothing was changed. Say --apply with --reason to write it.']);
    expect((await firstAttempts(id)).map(({ hours }) => Math.round(hours))).toEqual([72]);
  });

  it('is written with a reason, and the running worker moves the clocks by itself', async () => {
    const [{ id }] = await chain.clock.query<[{ id: string }]>('select id from referral');
    expect((await change(AGREEMENT, { apply: true })).lines).toEqual(['--apply needs --reason']);
    expect((await change(AGREEMENT, { apply: true, reason: 'x' })).exitCode).toBe(2);
    expect((await change(AGREEMENT, { apply: true, reason: 'Neue Vereinbarung (fiktiv)' })).lines.at(-1)).toMatch(/^Written as \S+\. The worker moves/);
    await until(async () => (await firstAttempts(id)).length === 2, { what: 'the worker to move the clock', within: 15_000 });
    expect((await firstAttempts(id)).map(({ settled_by: by, hours }) => [by, Math.round(hours)])).toEqual([['clocks_recomputed', 72], [null, 10]]);
    const [row] = await until(
      async () => {
        const rows = await chain.clock.query<{ moved: number }[]>('select moved from registry_change where last_run_at is not null');
        return rows.length > 0 && rows;
      },
      { what: 'the change to be noted as run' },
    );
    expect(row).toEqual({ moved: 1 });
  }, 30_000);

  it('that cannot be is refused in words, with exit code 2, and nothing is written', async () => {
    expect(await change('{')).toEqual({ lines: ['the file is not JSON'], exitCode: 2 });
    expect(await change({ ...AGREEMENT, parameters: { firstAtempt: 3 } }, { apply: true, reason: 'Tippfehler' })).toEqual({ lines: ['firstAtempt is no option of an agreement'], exitCode: 2 });
    expect(await run((screen) => new ChangeRegistryCommand(screen).run([], { file: join(folder, 'none.json') }))).toEqual({ lines: ['the file cannot be read'], exitCode: 2 });
    expect(await chain.clock.query('select count(*)::int as count from registry_change')).toEqual([{ count: 1 }]);
  });
});

describe('the check from the command line', () => {
  it('says that all is well, and ends with 1 when it is not', async () => {
    expect(await run((screen) => new CheckClocksCommand(screen).run())).toEqual({ lines: ['1 referrals, 0 findings.'], exitCode: 0 });
    await chain.clock.query(`update clock set settled_at = now() where kind = 'acknowledge'`);
    const { lines, exitCode } = await run((screen) => new CheckClocksCommand(screen).run());
    expect(lines[0]).toMatch(/^clock_missing {2}acknowledge {2}\S+$/);
    expect(lines.slice(1)).toEqual(['1 referrals, 1 findings.', 'the clocks are not as they must be']);
    expect(exitCode).toBe(1);
  });
});

describe('a referral that cannot be computed', () => {
  it('stands before no other change: each is run, and what failed stays to be tried', async () => {
    const admin = await openDatabase({ url: chain.database.adminUrl, poolSize: 1 });
    await admin.query(`update clock set kind = 'planted' where kind = 'first_attempt' and settled_at is null`);
    for (const amount of [11, 12]) {
      const { exitCode } = await change({ ...AGREEMENT, parameters: { attemptSeries: { amount, unit: 'CD' } } }, { apply: true, reason: 'Neue Vereinbarung (fiktiv)' });
      // The preview meets the same referral and says so, before anything is written.
      expect(exitCode).toBe(1);
      await admin.query(`insert into registry_change (id, kind, reason, recorded_at, recorded_by) values (gen_random_uuid(), 'agreement', 'im Test', now(), 'test')`);
    }
    const runs = await until(
      async () => {
        const rows = await admin.query<{ failing: boolean }[]>(`select failing from registry_change where recorded_by = 'test' and last_run_at is not null`);
        return rows.length === 2 && rows;
      },
      { what: 'both changes to be run', within: 20_000 },
    );
    expect(runs).toEqual([{ failing: true }, { failing: true }]);
    await admin.destroy();
  }, 30_000);
});

describe('the worker’s sign of life', () => {
  it('says since when it lives, when it last swept, and how its bells are', async () => {
    const [sign] = await until(
      async () => {
        const rows = await chain.clock.query<{ age: number; lag: number; queue_answers: boolean; bells_armed: number | null }[]>(
          'select extract(epoch from now() - seen_at)::float8 as age, extract(epoch from seen_at - swept_at)::float8 as lag, queue_answers, bells_armed from worker_heartbeat',
        );
        return rows.length > 0 && rows;
      },
      { what: 'the sign of life' },
    );
    expect(sign?.age).toBeLessThan(15);
    expect(sign?.lag).toBeLessThan(15);
    expect(sign).toMatchObject({ queue_answers: true });
    expect(sign?.bells_armed).not.toBeNull();
  });
});
