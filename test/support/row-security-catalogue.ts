import type pg from 'pg';

/** What the catalogue of one database promises; each check answers the objects that break it. */
export interface CatalogueRules {
  /** Tables without row-level security, and why that is right. */
  readonly openTables: readonly string[];
  /** Functions that run with their owner's rights. */
  readonly definers: readonly string[];
  /** Tables that belong to nobody in particular: a key that points to them tells nothing about a tenant. */
  readonly registry: readonly string[];
  /** Roles of the application that may sign in here. */
  readonly roles: readonly string[];
}

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%'`;
const names = async (client: pg.Client, sql: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, values)).rows.map((row) => row.name).sort();

/** Roles that own a relation, could make one, or could bypass a rule. */
export const powerfulRoles = (client: pg.Client, rules: CatalogueRules): Promise<string[]> =>
  names(
    client,
    `
    select r.rolname as name from pg_roles r where r.rolname = any ($1) and (r.rolsuper or r.rolbypassrls or r.rolcreatedb or r.rolcreaterole or r.rolreplication
      or exists (select 1 from pg_class c where c.relowner = r.oid)
      or exists (select 1 from pg_class c where c.relkind = 'r' and c.relnamespace <> 'pg_catalog'::regnamespace and pg_has_role(r.oid, c.relowner, 'member'))
      or exists (select 1 from pg_namespace n where ${OURS} and has_schema_privilege(r.oid, n.oid, 'create'))
      or has_database_privilege(r.oid, current_database(), 'create') or has_database_privilege(r.oid, current_database(), 'temp'))`,
    [[...rules.roles, 'app_definer', 'app_audit_writer']],
  );

/** Tables whose rows are not fenced, also against their owner. */
export const unfencedTables = (client: pg.Client, rules: CatalogueRules): Promise<string[]> =>
  names(
    client,
    `
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${OURS} and not (c.relrowsecurity and c.relforcerowsecurity) and n.nspname || '.' || c.relname <> all ($1)`,
    [rules.openTables],
  );

/** Unfenced by design, yet an application role has a right on it. */
export const reachableOpenTables = (client: pg.Client, rules: CatalogueRules): Promise<string[]> =>
  names(
    client,
    `
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any ($1) and exists (select 1 from unnest($2::text[]) r where has_table_privilege(r, c.oid, 'select, insert, update, delete'))`,
    [rules.openTables, rules.roles],
  );

/** Views that read with their owner's eyes; a materialised view always does. */
export const blindViews = (client: pg.Client): Promise<string[]> =>
  names(
    client,
    `
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`,
  );

/** Functions with their owner's rights that nobody has allowed, or whose search path is not fixed. */
export const unlistedDefiners = (client: pg.Client, rules: CatalogueRules): Promise<string[]> =>
  names(
    client,
    `
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and p.prosecdef and (p.oid::regprocedure::text <> all ($1)
      or not exists (select 1 from unnest(p.proconfig) setting where setting like 'search_path=%' and setting like '%pg_temp'))`,
    [rules.definers],
  );

/** Whatever PUBLIC may do, and every right of an application role that it never needs. */
export const excessRights = (client: pg.Client, rules: CatalogueRules): Promise<string[]> =>
  names(
    client,
    `
    select 'public: ' || p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))
    union all select 'public: ' || n.nspname from pg_namespace n where ${OURS} and exists (select 1 from aclexplode(n.nspacl) a where a.grantee = 0)
    union all select 'public: ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and exists (select 1 from aclexplode(c.relacl) a where a.grantee = 0)
    union all select r || ': ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest($1::text[]) r
      where ${OURS} and c.relkind in ('r', 'p') and has_table_privilege(r, c.oid, 'truncate, references, trigger')`,
    [rules.roles],
  );

/** Columns that say whose a row is, and that the API's role could change. */
export const movableOwners = (client: pg.Client): Promise<string[]> =>
  names(
    client,
    `
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'r' and a.attname in ('id', 'organisation_id', 'police_authority_id', 'centre_id', 'referral_id')
      and has_column_privilege('app_rw', c.oid, a.attnum, 'update')`,
  );

/** Foreign keys without the tenant in them: they look past row-level security, so they would tell that a row of others exists. */
export const tellingForeignKeys = (client: pg.Client, rules: CatalogueRules, role: string): Promise<string[]> =>
  names(
    client,
    `
    select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and ${OURS} and parent.relname <> all ($1) and has_any_column_privilege($2, c.oid, 'insert, update')
      and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        and a.attname in ('organisation_id', 'police_authority_id', 'referral_id'))`,
    [rules.registry, role],
  );

/** All base tables, as `schema.name`. */
export const allTables = (client: pg.Client): Promise<string[]> =>
  names(
    client,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') and ${OURS}`,
  );
