import { runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUE_SCHEMA } from './queue-connection.js';

/** The login role of the queue on PostgreSQL: it reaches its own schema and nothing else. */
const QUEUE_ROLE = 'app_queue';

const ONE_AT_A_TIME = 7_243_902;

/**
 * Brings the queue's own tables up to date. `url` is the migrator's address when PostgreSQL carries the queue; with a Redis address there is
 * nothing to do. Safe to run again and by several at once. The role `app_queue` must exist; it gets its rights here.
 */
export async function migrateQueue({ url }: { readonly url: string }): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url)) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(RIGHTS);
  } finally {
    await client.end();
  }
}

/**
 * BullMQ makes a sequence per queue at run time, hence CREATE on this one schema; adding many jobs at once goes through a temporary table.
 * Row-level security is on here as on every other table, so that a right granted by mistake still shows no row; the migrator keeps the ledger.
 */
const RIGHTS = `
  revoke all on schema ${QUEUE_SCHEMA} from public;
  revoke execute on all functions in schema ${QUEUE_SCHEMA} from public;
  grant usage, create on schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
  grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
  grant execute on all functions in schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
  do $$
    declare
      name text;
    begin
      execute format('grant temporary on database %I to ${QUEUE_ROLE}', current_database());
      for name in select tablename from pg_tables where schemaname = '${QUEUE_SCHEMA}' loop
        execute format('alter table ${QUEUE_SCHEMA}.%I enable row level security, force row level security', name);
        execute format('drop policy if exists of_the_queue on ${QUEUE_SCHEMA}.%I', name);
        execute format('create policy of_the_queue on ${QUEUE_SCHEMA}.%I to ${QUEUE_ROLE}, current_user using (true) with check (true)', name);
      end loop;
      -- Not "all sequences": those of the queues belong to ${QUEUE_ROLE}, and granting on what is not one's own is refused.
      for name in select relname from pg_class
        where relkind = 'S' and relnamespace = '${QUEUE_SCHEMA}'::regnamespace and pg_get_userbyid(relowner) = current_user loop
        execute format('grant usage, select, update on sequence ${QUEUE_SCHEMA}.%I to ${QUEUE_ROLE}', name);
      end loop;
    end $$;
`;
