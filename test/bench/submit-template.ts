import { createHash, randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { type ChangeResult, type ReferralChange, ReferralStore, TenantDatabase } from '#persistence';
import { ContactVault, ReferralService } from '#referrals';
import { FRESH, plainRows } from './plain-rows.js';
import { aNewReferral, type Chain, POLICE } from '../support/chain.js';

/** Stops a change on its way to the database. */
class HeldChange extends ReferralStore {
  held: ReferralChange | undefined;

  override apply(_on: DataSource | EntityManager, change: ReferralChange): Promise<ChangeResult> {
    this.held = change;
    return Promise.resolve({ kind: 'applied', version: change.referral.version });
  }
}

/** What the product writes for one submitted referral, as its own code has made it, with ids that can be renewed. */
export interface SubmitTemplate {
  /** Row counts per part of the change. */
  readonly counts: Readonly<Record<string, number>>;
  /** JSON with `@@@@@@@@@@@@` where the digits belong. */
  readonly text: string;
  /** `n` has twelve digits. */
  change(n: number): ReferralChange;
  json(n: number): string;
  /** For pgbench in simple mode: `:n` stands where the digits belong. */
  readonly script: string;
  /** The same rows as plain inserts, for pgbench in prepared mode. */
  readonly plainScript: string;
}

export async function submitTemplate(chain: Chain): Promise<SubmitTemplate> {
  const held = new HeldChange();
  const service = new ReferralService(new TenantDatabase(chain.app), held, new ContactVault(chain.keystore), chain.directory, chain.now);
  await service.create(chain.actor(POLICE.koeln, 'officer'), aNewReferral(), submitOptions());
  const change = held.held;
  if (change === undefined) throw new Error('the service has written nothing');
  const text = withFreshIds(change);
  const json = (n: number): string => text.replaceAll(FRESH, String(n));
  return {
    counts: Object.fromEntries(Object.entries(change).flatMap(([name, rows]) => (Array.isArray(rows) ? [[name, rows.length]] : []))),
    text,
    // The instants stay text: as JSON they are the same.
    change: (n) => JSON.parse(json(n)) as ReferralChange,
    json,
    script: counted(`select apply_change('${text.replaceAll("'", "''")}'::jsonb);`),
    plainScript: counted(plainRows(JSON.parse(text) as ReferralChange)),
  };
}

/** Every transaction of every connection gets digits of its own. */
function counted(sql: string): string {
  return `\\set next :next + 1\n\\set n 100000000000 + :client_id * 1000000000 + :next\n${sql.replaceAll(FRESH, ':n')}\n`;
}

/** A key of its own per call: nothing is a replay. */
export function submitOptions(): { idempotencyKey: string; requestHash: string; submit: true; requestId: string } {
  return {
    idempotencyKey: randomUUID(),
    requestHash: createHash('sha256').update(randomUUID()).digest('hex'),
    submit: true,
    requestId: 'req-bench',
  };
}

function withFreshIds(change: ReferralChange): string {
  const { referral, deployment, idempotency } = change;
  const made = [
    referral.id,
    deployment?.id,
    idempotency?.key,
    ...[change.clocks, change.notifications, change.assignments, change.shreds].flatMap((rows) => (rows ?? []).map((row) => row.id)),
  ].filter((id) => id !== undefined);
  const text = made.reduce(
    (json, id, index) => json.replaceAll(id, `01920000-00${String(index).padStart(2, '0')}-7000-8000-${FRESH}`),
    JSON.stringify(change),
  );
  return text.replaceAll(String(referral.reference), `BENCH-${FRESH}`);
}
