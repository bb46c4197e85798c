import { createHash } from 'node:crypto';
import pg from 'pg';

/** Forms in which a leaked text could hide: cases, escapes, encodings at every alignment, and a bare hash, which is a leak too. */
export function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  const base64 = [0, 1, 2].map((pad) => Buffer.concat([Buffer.alloc(pad), bytes]).toString('base64').slice(pad === 0 ? 0 : 4, -4));
  const hashes = ['sha256', 'md5', 'sha1'].flatMap((name) => [createHash(name).update(text).digest('hex')]);
  return [...new Set([text, text.toLowerCase(), text.toUpperCase(), text.normalize('NFD'), encodeURIComponent(text), JSON.stringify(text).slice(1, -1), bytes.toString('hex'), ...base64, ...hashes])];
}

/** The canaries found in a sink, by their names. */
export function leaksIn(sink: string, canaries: readonly string[]): string[] {
  return canaries.filter((canary) => formsOf(canary).some((form) => sink.includes(form)));
}

/** Every value of every table of a database as one text per table: bytes as latin1 too, so that plaintext in a bytea column is seen. */
export async function tablesOf(adminUrl: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const texts = new Map<string, string>();
    for (const { name } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      texts.set(name, rows.map((row) => Object.values(row).map(readable).join('\n')).join('\n'));
    }
    return texts;
  } finally {
    await client.end();
  }
}

function readable(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('utf8')}\n${value.toString('hex')}`;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
