import { runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUE_SCHEMA } from './queue-connection.js';

/** The login role of the queue on PostgreSQL: it reaches its own schema and nothing else. */
export const QUEUE_ROLE = 'app_queue';

/**
 * Brings the queue's own tables up to date. `url` is the migrator's address when PostgreSQL carries the queue; with a Redis address there is
 * nothing to do. Safe to run twice and by several at once. The role `app_queue` must exist; it gets its rights here.
 */
export async function migrateQueue({ url }: { readonly url: string }): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url)) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    // BullMQ makes a sequence per queue at run time, hence CREATE on this one schema.
    await client.query(`
      revoke all on schema ${QUEUE_SCHEMA} from public;
      grant usage, create on schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
      grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
      grant usage, select, update on all sequences in schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
      revoke execute on all functions in schema ${QUEUE_SCHEMA} from public;
      grant execute on all functions in schema ${QUEUE_SCHEMA} to ${QUEUE_ROLE};
    `);
    // Adding many jobs at once goes through a temporary table.
    await client.query(`do $$ begin execute format('grant temporary on database %I to ${QUEUE_ROLE}', current_database()); end $$`);
  } finally {
    await client.end();
  }
}
