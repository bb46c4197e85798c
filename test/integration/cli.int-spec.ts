import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Environment } from '../../apps/cli/src/configuration.js';
import { faultOf } from '../../apps/cli/src/fault.js';
import { Terminal } from '../../apps/cli/src/terminal.js';
import { aDatabase, type TestDatabase } from '../support/postgres.js';

// nest-commander is CommonJS and requires Nest, which is ES modules: under Jest those have to be loaded before.
await import('@nestjs/core');
const { CreateUserCommand } = await import('../../apps/cli/src/commands/create-user.js');
const { ImportDirectoryCommand } = await import('../../apps/cli/src/commands/import-directory.js');
const { MigrateCommand } = await import('../../apps/cli/src/commands/migrate.js');
const { CheckTurnaroundCommand } = await import('../../apps/cli/src/commands/check-turnaround.js');
const { ReplayRoutingCommand } = await import('../../apps/cli/src/commands/replay-routing.js');
const { VerifyAuditCommand } = await import('../../apps/cli/src/commands/verify-audit.js');

class Screen extends Terminal {
  readonly lines: string[] = [];
  override readonly environment: Environment;
  constructor(
    environment: Environment,
    private readonly typed = '',
  ) {
    super();
    this.environment = environment;
  }
  override now(): Date {
    return new Date('2027-02-10T09:30:00Z');
  }
  override say(line: string): void {
    this.lines.push(line);
  }
  override line(): Promise<string> {
    return Promise.resolve(this.typed);
  }
}

/** A referral of which nothing is known but that it is there. */
const A_DRAFT = `
  insert into deployment select '3b1f8f5e-0000-4000-8000-000000000011', police_authority_id, ags, '2027-02-01' from municipality where ags = '05111000';
  insert into referral (id, reference, state, version, police_authority_id, deployment_id, incident_ags, whereabouts_ags, target_group, created_by, created_at)
    select '3b1f8f5e-0000-4000-8000-000000000012', 'T-1', 'draft', 1, police_authority_id, '3b1f8f5e-0000-4000-8000-000000000011', ags, ags, 'women', police_authority_id, '2027-02-01' from municipality where ags = '05111000'`;

let database: TestDatabase;
let environment: Environment;
let admin: pg.Client;

beforeAll(async () => {
  database = await aDatabase('cli');
  environment = {
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    KEYSTORE_MIGRATOR_URL: database.keysMigratorUrl,
    AUDIT_DATABASE_URL: database.auditUrl,
    WORKER_DATABASE_URL: database.clockUrl,
  };
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

/** What the command said and the exit code with which it would end. */
async function run(
  command: (screen: Screen) => Promise<void>,
  typed?: string,
): Promise<{ readonly lines: readonly string[]; readonly exitCode: number }> {
  const screen = new Screen(environment, typed);
  const exitCode = await command(screen).then(
    () => 0,
    (error: unknown) => {
      const fault = faultOf(error);
      screen.say(fault.line);
      return fault.exitCode;
    },
  );
  return { lines: screen.lines, exitCode };
}

describe('the commands', () => {
  it('migrate a migrated database without changing it', async () => {
    expect(await run((screen) => new MigrateCommand(screen).run())).toEqual({
      lines: ['Nothing to do: the schema is the newest.'],
      exitCode: 0,
    });
  });

  it('import the registry twice and say the same', async () => {
    const importing = (): ReturnType<typeof run> => run((screen) => new ImportDirectoryCommand(screen).run());
    const first = await importing();
    expect(first).toMatchObject({ exitCode: 0, lines: [expect.stringContaining('53 districts, 396 municipalities')] });
    expect(await importing()).toEqual(first);
  });

  describe('replay the routing', () => {
    const replaying = (days?: string): ReturnType<typeof run> =>
      run(async (screen) => {
        const command = new ReplayRoutingCommand(screen);
        await command.run([], days === undefined ? {} : { days: command.parseDays(days) });
      });

    it('and say how many decisions were answered again', async () => {
      expect(await replaying()).toEqual({ lines: ['0 decisions replayed, 0 differ.'], exitCode: 0 });
      expect(await replaying('365')).toMatchObject({ exitCode: 0 });
    });
    it.each(['0', '-1', 'ninety', '12345'])('not with --days %s', async (days) => expect(await replaying(days)).toMatchObject({ exitCode: 2 }));
    it('and end with 1 when a decision is answered otherwise', async () => {
      await admin.query(`
        ${A_DRAFT};
        insert into routing_basis values ('planted', '{}');
        insert into routing_decision select '3b1f8f5e-0000-4000-8000-000000000013', id, police_authority_id, 'submit', '2027-02-01', '{}', 'planted', null, '{}' from referral`);
      const { lines, exitCode } = await replaying();
      expect([lines[0], lines[1], exitCode]).toEqual(['3b1f8f5e-0000-4000-8000-000000000013', '1 decisions replayed, 1 differ.', 1]);
      expect((await replaying('3')).lines[0]).toBe('0 decisions replayed, 0 differ.');
      await admin.query('delete from routing_decision; delete from referral; delete from deployment');
    });
  });

  describe('check the turnaround', () => {
    const checking = (mend = false): ReturnType<typeof run> => run((screen) => new CheckTurnaroundCommand(screen).run([], { mend }));

    it('and end with 1 when something is known that the history does not say, until it is mended', async () => {
      expect((await checking()).exitCode).toBe(0);
      await admin.query(A_DRAFT);
      await admin.query(`insert into turnaround_fact (referral_id, recorded_from, district_ags, police_authority_id, submitted_at, withdrawn)
        select id, created_at, '05111', police_authority_id, created_at, false from referral`);
      expect(await checking()).toMatchObject({ exitCode: 1, lines: [expect.stringContaining('1 referrals, 0 versions of what is known of them, 1 differ'), expect.any(String), expect.any(String)] });
      expect((await checking(true)).exitCode).toBe(0);
      expect(await checking()).toMatchObject({ exitCode: 0, lines: [expect.stringContaining('0 differ'), expect.any(String)] });
      await admin.query('delete from referral; delete from deployment');
    });
    it.each(['-1', 'all', '1234'])('not with --as-ofs %s', (value) => expect(() => new CheckTurnaroundCommand(new Screen(environment)).asOfs(value)).toThrow());
  });

  describe('create a user', () => {
    const PASSWORD = 'fourteen-signs';
    const ADA = { organisation: 'PP-Duesseldorf', role: 'officer', email: 'ada.muster@demo.example', name: 'Ada Muster (fiktiv)' };
    const create = (changes: Partial<typeof ADA> = {}, typed = PASSWORD): ReturnType<typeof run> =>
      run((screen) => new CreateUserCommand(screen).run([], { ...ADA, ...changes }), typed);

    it('with a hash in place of the password, and print the id alone', async () => {
      const { lines, exitCode } = await create();
      expect(exitCode).toBe(0);
      expect(lines.join('\n')).toMatch(/^User [0-9a-f-]{36} created\.$/);
      const stored = await admin.query<{ password_hash: string }>('select password_hash from app_user where email = $1', [ADA.email]);
      expect(stored.rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
    });
    it('once only for an address, in whatever case', async () => {
      expect(await create({ email: ADA.email.toUpperCase() })).toEqual({ lines: ['this address is in use'], exitCode: 1 });
    });
    it.each([
      ['an unknown organisation', { organisation: 'PP-Nowhere' }, PASSWORD],
      ['a role of another kind of organisation', { role: 'counsellor' }, PASSWORD],
      ['a role that does not exist', { role: 'clock' }, PASSWORD],
      ['no address', { email: 'ada' }, PASSWORD],
      ['a short password', { email: 'bo@demo.example' }, 'short'],
    ])('not with %s', async (_what, changes, typed) => {
      const { lines, exitCode } = await create(changes, typed);
      expect(exitCode).toBe(2);
      expect(lines.join('\n')).not.toMatch(/ada|@|short$/i);
    });
  });

  describe('verify the trail', () => {
    const verify = (published?: readonly { readonly toEventId: number; readonly hash: string }[]): ReturnType<typeof run> =>
      run((screen) => new VerifyAuditCommand(screen).run([], published ? { published } : {}));
    const CHAIN = '3b1f8f5e-0000-4000-8000-000000000001';

    it('and find it intact', async () => {
      for (const action of ['referral.created', 'referral.submitted']) {
        await admin.query(`select audit.append($1, '2027-02-10T09:30:00Z', null, null, 'clock', $2, null, '{}', null, 'allowed', null)`, [
          CHAIN,
          action,
        ]);
      }
      const { lines, exitCode } = await verify();
      expect({ last: lines.at(-1), exitCode }).toEqual({ last: 'The trail is intact.', exitCode: 0 });
    });
    it('and end with 1 when an entry was changed behind its back', async () => {
      await admin.query(`update audit.event set action = 'referral.withdrawn' where chain = $1 and seq = 1`, [CHAIN]);
      const { lines, exitCode } = await verify();
      expect(exitCode).toBe(1);
      expect(lines[0]).toContain(`BROKEN ${CHAIN} at 1`);
    });
  });
});
