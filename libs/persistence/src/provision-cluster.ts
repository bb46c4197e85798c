import pg from 'pg';

/** The roles that sign in to the database server, each with one task. `app_definer` and `app_audit_writer` own narrow functions and never sign in. */
export const LOGIN_ROLES = ['migrator', 'app_rw', 'app_clock', 'app_report', 'app_audit', 'app_keys'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

const FUNCTION_OWNERS = ['app_definer', 'app_audit_writer'] as const;
/** Carries the queue where PostgreSQL does so (`QUEUE_URL`): it reaches the schema `queue`, made by `migrateQueue`, and nothing else. */
export const QUEUE_ROLE = 'app_queue';
const MAIN_ROLES: readonly LoginRole[] = ['app_rw', 'app_clock', 'app_report', 'app_audit'];
const KEYS_ROLES: readonly LoginRole[] = ['app_keys'];

/** No rights beyond those that a migration grants by name. */
const ATTRIBUTES = 'NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

/** A request that hangs must not hold its connection or its locks. Source: security.md 5.3. */
const APP_LIMITS = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
  // Statements here are short; compiling one took longer than running it (docs/performance.md).
  jit: 'off',
};
const MIGRATOR_LIMITS = { statement_timeout: '30min', lock_timeout: '30s', idle_in_transaction_session_timeout: '5min' };

const ONE_AT_A_TIME = 7_243_900;

export interface ProvisionClusterOptions {
  /** Address of a superuser, used for nothing but this. */
  readonly adminUrl: string;
  /** `app_queue` only where PostgreSQL carries the queue; without its password the role is not made. */
  readonly passwords: Readonly<Record<LoginRole, string>> & { readonly [QUEUE_ROLE]?: string };
  readonly database?: string;
  readonly keysDatabase?: string;
}

/**
 * Makes the roles and the two databases, empty; a second call changes passwords and limits only.
 * - No application role owns anything, creates anything or bypasses row-level security.
 * - Nothing is granted to PUBLIC, in these databases or to functions made later.
 * - The keystore has a database of its own, so that its backup can be short-lived and a dump of the main one holds no key.
 */
export async function provisionCluster(options: ProvisionClusterOptions): Promise<void> {
  const database = options.database ?? 'zeitnah';
  const keysDatabase = options.keysDatabase ?? 'zeitnah_keys';
  await withClient(options.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    await makeRoles(admin, options.passwords);
    await makeDatabase(admin, database, options.passwords[QUEUE_ROLE] === undefined ? MAIN_ROLES : [...MAIN_ROLES, QUEUE_ROLE]);
    await makeDatabase(admin, keysDatabase, KEYS_ROLES);
  });
  for (const each of [database, keysDatabase]) await withClient(addressOf(options.adminUrl, each), closeToPublic);
}

async function makeRoles(admin: pg.Client, passwords: ProvisionClusterOptions['passwords']): Promise<void> {
  const known = await admin.query<{ rolname: string }>('select rolname from pg_roles');
  const exists = new Set(known.rows.map((row) => row.rolname));
  for (const role of [...LOGIN_ROLES, QUEUE_ROLE] as const) {
    const password = passwords[role];
    if (password === undefined) continue;
    const verb = exists.has(role) ? 'alter' : 'create';
    await admin.query(`${verb} role ${role} login ${ATTRIBUTES} password ${pg.escapeLiteral(password)}`);
    const limits = role === 'migrator' ? MIGRATOR_LIMITS : APP_LIMITS;
    for (const [name, value] of Object.entries(limits)) await admin.query(`alter role ${role} set ${name} = '${value}'`);
  }
  for (const role of FUNCTION_OWNERS) {
    await admin.query(`${exists.has(role) ? 'alter' : 'create'} role ${role} nologin ${ATTRIBUTES}`);
    // The migrator may hand a function over to the role, but does not inherit what the role may read.
    await admin.query(`grant ${role} to migrator with inherit false, set true`);
  }
}

async function makeDatabase(admin: pg.Client, name: string, roles: readonly string[]): Promise<void> {
  const database = pg.escapeIdentifier(name);
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await admin.query(`create database ${database} owner migrator`);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to migrator, ${roles.join(', ')}`);
}

async function closeToPublic(admin: pg.Client): Promise<void> {
  await admin.query('revoke all on schema public from public');
  await admin.query('alter default privileges for role migrator revoke execute on functions from public');
}

function addressOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
