import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The addresses of one database of a test, one per role, and of the keystore beside it. */
export interface TestDatabase {
  readonly adminUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly clockUrl: string;
  readonly reportUrl: string;
  readonly auditUrl: string;
  readonly keysUrl: string;
  readonly keysMigratorUrl: string;
  readonly keysAdminUrl: string;
  /** The queue on PostgreSQL, in its own schema of the same database. */
  readonly queueUrl: string;
  drop(): Promise<void>;
}

/** Passwords of the roles in tests; the server lives as long as the run and listens on loopback only. */
export const TEST_PASSWORDS = {
  migrator: 'test-migrator',
  app_rw: 'test-app-rw',
  app_clock: 'test-app-clock',
  app_report: 'test-app-report',
  app_keys: 'test-app-keys',
  app_audit: 'test-app-audit',
  app_queue: 'test-app-queue',
} as const;

const TEMPLATE = 'zeitnah';
const KEYS_TEMPLATE = 'zeitnah_keys';
const READY = 'zeitnah test template ';
const TEMPLATE_LOCK = 7_243_901;

/** The superuser's address of the run's server; it is started once per run, before the first test file. */
export function startPostgres(): Promise<{ readonly adminUrl: string }> {
  const adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) throw new Error('no test server: this jest project lacks globalSetup test/support/start-postgres.mjs');
  return Promise.resolve({ adminUrl });
}

/** Nothing to do per test file: the run stops the server it started. */
export function stopPostgres(): Promise<void> {
  return Promise.resolve();
}

/**
 * A database of its own for a test file: a clone of the migrated template, owners, rights and settings included.
 * The first caller of the run provisions the roles and migrates the template; the others wait for it.
 */
export async function aDatabase(name = 'test'): Promise<TestDatabase> {
  const { adminUrl } = await startPostgres();
  const database = `t_${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)}_${randomUUID().slice(0, 8)}`;
  const keys = `${database}_keys`;
  await withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    try {
      await prepareTemplate(admin, adminUrl);
    } finally {
      await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    }
    await clone(admin, TEMPLATE, database);
    await clone(admin, KEYS_TEMPLATE, keys);
  });
  const as = (role: keyof typeof TEST_PASSWORDS, base = database): string => address(adminUrl, base, role, TEST_PASSWORDS[role]);
  return {
    adminUrl: address(adminUrl, database),
    migratorUrl: as('migrator'),
    appUrl: as('app_rw'),
    clockUrl: as('app_clock'),
    reportUrl: as('app_report'),
    auditUrl: as('app_audit'),
    keysUrl: as('app_keys', keys),
    keysMigratorUrl: as('migrator', keys),
    keysAdminUrl: address(adminUrl, keys),
    queueUrl: as('app_queue'),
    drop: () =>
      withClient(adminUrl, async (admin) => {
        for (const each of [database, keys]) await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(each)} WITH (FORCE)`);
      }),
  };
}

async function prepareTemplate(admin: pg.Client, adminUrl: string): Promise<void> {
  const mark = READY + fingerprint();
  const found = await admin.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
    [TEMPLATE],
  );
  const comment = found.rows[0]?.comment;
  if (comment === mark) return;
  if (found.rows.length > 0 && comment?.startsWith(READY) !== true && process.env['TEST_DATABASE_IS_OURS'] === undefined) {
    throw new Error(`the server of TEST_DATABASE_URL holds a database "${TEMPLATE}" that no test made: name another server`);
  }
  for (const each of [TEMPLATE, KEYS_TEMPLATE]) await admin.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`);
  // Not at the top: a test of the server alone must not need the libs.
  const [{ provisionCluster, migrate }, { migrateKeystore }, { migrateQueue }] = await Promise.all([
    import('#persistence'),
    import('#keystore'),
    import('#jobs'),
  ]);
  await provisionCluster({ adminUrl, passwords: TEST_PASSWORDS });
  await migrate({ migratorUrl: address(adminUrl, TEMPLATE, 'migrator', TEST_PASSWORDS.migrator) });
  await migrateKeystore({ migratorUrl: address(adminUrl, KEYS_TEMPLATE, 'migrator', TEST_PASSWORDS.migrator) });
  await migrateQueue({ url: address(adminUrl, TEMPLATE, 'migrator', TEST_PASSWORDS.migrator) });
  await admin.query(`COMMENT ON DATABASE ${TEMPLATE} IS ${pg.escapeLiteral(mark)}`);
}

/** Changes with the sources of the two schemas, so that a server kept between runs is migrated anew. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const lib of ['persistence', 'keystore', 'jobs']) {
    const root = join('libs', lib, 'src');
    if (!existsSync(root)) continue;
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(ts|sql)$/.test(file)) hash.update(file).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** `CREATE DATABASE … TEMPLATE` copies the content, but not the owner, the rights on the database and its settings. */
async function clone(admin: pg.Client, template: string, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const statements = await admin.query<{ sql: string }>(
    `SELECT format('ALTER DATABASE %I OWNER TO %I', $2::text, pg_get_userbyid(datdba)) AS sql, 1 AS step FROM pg_database WHERE datname = $1
     UNION ALL SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $2::text), 2 FROM pg_database WHERE datname = $1 AND datacl IS NOT NULL
     UNION ALL SELECT format('GRANT %s ON DATABASE %I TO %s', privilege_type, $2::text, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END), 3
       FROM pg_database, aclexplode(datacl) WHERE datname = $1 AND grantee <> datdba
     UNION ALL SELECT format('ALTER %s SET %s TO %L', CASE setrole WHEN 0 THEN format('DATABASE %I', $2::text) ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(setrole), $2::text) END,
         split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)), 4
       FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase, unnest(setconfig) AS setting WHERE datname = $1
     ORDER BY step`,
    [template, database],
  );
  for (const { sql } of statements.rows) await admin.query(sql);
}

function address(adminUrl: string, database: string, role?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  if (password !== undefined) url.password = password;
  return url.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
