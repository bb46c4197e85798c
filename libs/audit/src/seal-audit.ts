import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { merkleRoot } from './merkle.js';
import { FIRST_SEAL_FOLLOWS, sealHash, type AuditSeal } from './seal.js';

/** Entries under one seal at most; the rest is left to the next call. */
const AT_MOST = 100_000;
const ONE_AT_A_TIME = 7_243_905;
/** The application's transactions end within seconds; longer ones are waited for by a later call. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Seals what was recorded since the last seal, as the role `app_clock`; null when there is nothing, or when a transaction that began
 * before does not end. Publish the answer outside this database: only then a cut-off tail or a rewritten trail is noticed.
 */
export async function sealAudit(dataSource: DataSource, now: Date): Promise<AuditSeal | null> {
  const upTo = await settledUpTo(dataSource);
  if (upTo === null) return null;
  return dataSource.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [ONE_AT_A_TIME]);
    const [last] = await tx.query<{ to_event_id: number; hash: Buffer }[]>(
      'select to_event_id, hash from audit.seal order by id desc limit 1',
    );
    const rows = await tx.query<{ id: number; hash: Buffer }[]>(
      'select id, hash from audit.event where id > $1 and id <= $2 order by id limit $3',
      [last?.to_event_id ?? 0, upTo, AT_MOST],
    );
    const leaves = rows.map((row) => ({ id: Number(row.id), hash: row.hash }));
    const end = leaves.at(-1);
    if (end === undefined) return null;
    const previousHash = last?.hash ?? FIRST_SEAL_FOLLOWS;
    const seal = {
      sealedAt: now,
      fromEventId: Number(last?.to_event_id ?? 0) + 1,
      toEventId: end.id,
      events: leaves.length,
      merkleRoot: merkleRoot(leaves),
    };
    const hash = sealHash(previousHash, seal);
    const [{ id }] = await tx.query<[{ id: number }]>(
      `insert into audit.seal (sealed_at, from_event_id, to_event_id, events, merkle_root, previous_hash, hash) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [seal.sealedAt, seal.fromEventId, seal.toEventId, seal.events, seal.merkleRoot, previousHash, hash],
    );
    return { ...seal, id: Number(id), previousHash, hash };
  });
}

/**
 * The highest id below which no entry can appear any more. Ids are drawn before they are committed, so a lower one may still be on its
 * way: every transaction that began before now must have ended. (Its number, drawn after the id was read, is higher than theirs.)
 */
async function settledUpTo(dataSource: DataSource): Promise<number | null> {
  const [{ highest }] = await dataSource.query<[{ highest: number | null }]>('select max(id) as highest from audit.event');
  if (highest === null) return null;
  const [{ mine }] = await dataSource.query<[{ mine: string }]>('select pg_current_xact_id()::text as mine');
  for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const [{ settled }] = await dataSource.query<[{ settled: boolean }]>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled',
      [mine],
    );
    if (settled) return Number(highest);
    await pause(LOOK_EVERY_MS);
  }
  return null;
}
