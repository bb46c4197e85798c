import type { ReferralChange } from '#persistence';

/** Stands for twelve decimal digits, which are also hexadecimal ones: the end of every id that must be new each time. */
export const FRESH = '@@@@@@@@@@@@';

type Row = Readonly<Record<string, unknown>>;

/**
 * The very rows of a change as one statement of plain inserts, to be run by a superuser: no row-level security, no function, no JSON to
 * take apart, nothing decided and no hash computed from the entry before; prepared, with the digits of its ids in the variable `n`. Keys and foreign keys hold as ever. What is left is what these
 * rows cost the server at the least.
 */
export function plainRows(change: ReferralChange): string {
  const { referral } = change;
  const clocks = (change.clocks ?? []).map((clock) => ({ ...clock, next_rung: 0, next_rung_at: clock.ladder[0]?.dueAt }));
  const audits = change.audits.map((audit, index) => ({
    chain: referral.id,
    seq: index + 1,
    happened_at: change.at,
    recorded_at: change.at,
    actor_id: change.userId,
    organisation_id: change.organisationId,
    role: change.role,
    action: audit.action,
    referral_id: referral.id,
    fields: audit.fields ?? [],
    decision: 'allowed',
    request_id: change.requestId,
    previous_hash: HASH,
    hash: HASH,
  }));
  const tables: readonly (readonly [table: string, rows: readonly object[]])[] = [
    [
      'idempotency',
      [
        {
          organisation_id: change.organisationId,
          key: change.idempotency?.key,
          request_hash: HASH,
          referral_id: referral.id,
          created_at: change.at,
        },
      ],
    ],
    ['deployment', change.deployment ? [change.deployment] : []],
    ['referral', [{ ...referral, next_due_at: clocks.map((clock) => String(clock.due_at)).sort()[0] }]],
    ['contact', (change.contacts ?? []).map(({ ciphertextBase64, ...row }) => ({ ...row, ciphertext: { bytes: ciphertextBase64 } }))],
    ['consent', change.consents ?? []],
    ['assignment', change.assignments ?? []],
    ['clock', clocks],
    ['referral_event', change.events],
    ['notification', (change.notifications ?? []).map((row) => ({ ...row, next_try_at: row.created_at }))],
    ['key_shred', change.shreds ?? []],
    ['audit.event', audits],
    ['audit.head', [{ chain: referral.id, seq: audits.length, hash: HASH }]],
  ];
  const inserts = tables.filter(([, rows]) => rows.length > 0).map(([table, rows]) => insert(table, rows as readonly Row[]));
  return `with ${inserts
    .slice(0, -1)
    .map((text, index) => `part${index} as (${text})`)
    .join(',\n')}\n${inserts.at(-1) ?? ''};`;
}

const HASH = { hash: true };

function insert(table: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return `insert into ${table} (${columns.join(', ')}) values ${rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`).join(', ')}`;
}

function literal(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === HASH) return `sha256(convert_to(now()::text, 'UTF8'))`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return quoted(`{${value.map((item) => JSON.stringify(item)).join(',')}}`);
  }
  if (typeof value === 'object') {
    // pgbench would take `:true` and `centre:counsellor` for variables.
    return 'bytes' in value
      ? `decode(${quoted(String(value.bytes))}, 'base64')`
      : quoted(JSON.stringify(value, null, 1).replace(/:(?=\w)/g, '\\u003a'));
  }
  const text = String(value);
  return text.includes(FRESH)
    ? `(${quoted(text.replace(FRESH, "'||(:n)::bigint::text||'"), false)})${UUID.test(text) ? '::uuid' : ''}`
    : quoted(text);
}

const UUID = new RegExp(`^[0-9a-f-]{24}${FRESH}$`);

const quoted = (text: string, escape = true): string => `'${escape ? text.replaceAll("'", "''") : text}'`;
