import { DataSource, type EntityManager } from 'typeorm';
import type pg from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { withoutValues } from './database-fault.js';
import type {
  AssignmentRow,
  AttemptRow,
  ChangeResult,
  ConsentRow,
  ProtectionMeasureRow,
  RecallRow,
  ReferralChange,
  ReferralRow,
} from './referral-change.js';
import type { ClockRow, ClockRungRow } from './clock.entity.js';
import type { ContactRow } from './contact.entity.js';
import type { ReferralEventRow } from './referral.entity.js';
import { listReferrals, type ReferralListQuery, type ReferralPage } from './referral-list.js';

/** Columns that a creation need not name; `jsonb_populate_record` would make them null. */
const FIRST_VALUES = {
  centre_id: null,
  consent_version: 0,
  contact_version: 0,
  centre_contact_from: 1,
  risk_level: 'none',
  address_block: false,
  unsafe_contact: false,
  interpreter: false,
  children: false,
  minor: false,
  mutual_allegation: false,
  on_behalf: false,
  moved: false,
  escalation: 0,
  excluded_user_ids: [],
} as const satisfies Partial<ReferralRow>;

/** The order in which the rows below a referral are read. */
const BELOW = {
  clock: 'started_at, id',
  attempt: 'attempted_at, id',
  consent: 'version',
  protection_measure: 'version',
  assignment: 'assigned_at, id',
  recall: 'asked_at',
  referral_event: 'id',
} as const;

/**
 * Referrals and what hangs on them. Every read takes the transaction of the tenant; a row of others, or a sealed one, is simply not there.
 * All instants are Dates, all days 'YYYY-MM-DD'.
 */
export class ReferralStore {
  private readonly readsContact = new WeakMap<DataSource, Promise<boolean>>();

  /**
   * Writes one change as a whole, in one round trip. On a data source it is its own transaction (a prepared statement: the hot path);
   * on a transaction it is part of it and sets whose it is from the change.
   */
  async apply(on: DataSource | EntityManager, change: ReferralChange): Promise<ChangeResult> {
    const referral = change.expectedVersion === null ? { ...FIRST_VALUES, ...change.referral } : change.referral;
    const json = JSON.stringify({ ...change, referral });
    if (on instanceof DataSource) return applyAlone(on, json);
    const [row] = await on.query<[ResultRow]>('select apply_change($1::jsonb) as result', [json]);
    return row.result;
  }

  async find(tx: EntityManager, id: string): Promise<ReferralRow | null> {
    const [row] = await tx.query<ReferralRow[]>('select * from referral where id = $1', [id]);
    return row ?? null;
  }

  /** One page by keyset: a centre's by next due instant (without one: last), the police's newest first. */
  list(tx: EntityManager, query: ReferralListQuery): Promise<ReferralPage> {
    return listReferrals(tx, query);
  }

  /** What happened, as this side may know it, oldest first. */
  history(tx: EntityManager, id: string): Promise<readonly ReferralEventRow[]> {
    return below(tx, 'referral_event', id);
  }

  /** Running and settled clocks, in the order of their start. */
  clocks(tx: EntityManager, id: string): Promise<readonly ClockRow[]> {
    return below(tx, 'clock', id);
  }

  /** Holds the row until the end of the transaction: whoever changes it now is waited for, whoever comes waits. */
  async lock(tx: EntityManager, id: string): Promise<void> {
    await tx.query('select 1 from referral where id = $1 for no key update', [id]);
  }

  firedRungs(tx: EntityManager, id: string): Promise<readonly ClockRungRow[]> {
    return tx.query(
      'select f.* from clock_rung f join clock c on c.id = f.clock_id where c.referral_id = $1 order by f.fired_at, f.due_at',
      [id],
    );
  }

  /** Empty for whoever is not of the assigned centre. */
  attempts(tx: EntityManager, id: string): Promise<readonly AttemptRow[]> {
    return below(tx, 'attempt', id);
  }

  consents(tx: EntityManager, id: string): Promise<readonly ConsentRow[]> {
    return below(tx, 'consent', id);
  }

  measures(tx: EntityManager, id: string): Promise<readonly ProtectionMeasureRow[]> {
    return below(tx, 'protection_measure', id);
  }

  assignments(tx: EntityManager, id: string): Promise<readonly AssignmentRow[]> {
    return below(tx, 'assignment', id);
  }

  recalls(tx: EntityManager, id: string): Promise<readonly RecallRow[]> {
    return below(tx, 'recall', id);
  }

  /** Sealed versions that this side may open, oldest first; none to the clock, which may remove them only. */
  async contacts(tx: EntityManager, id: string): Promise<readonly ContactRow[]> {
    if (!(await this.mayReadContact(tx))) return [];
    return tx.query('select * from contact where referral_id = $1 order by version', [id]);
  }

  /** Whether a person works with endangered persons in the acting organisation, and still does. */
  async isCounsellor(tx: EntityManager, organisationId: string, userId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `select 1 from app_user where id = $2 and organisation_id = $1 and role in ('counsellor', 'centre_lead') and disabled_at is null`,
      [organisationId, userId],
    );
    return rows.length > 0;
  }

  /** A right of the role, so it is asked once per data source. */
  private mayReadContact(tx: EntityManager): Promise<boolean> {
    const known = this.readsContact.get(tx.dataSource);
    if (known !== undefined) return known;
    const asked = tx
      .query<[{ readable: boolean }]>(`select has_column_privilege('contact', 'ciphertext', 'select') as readable`)
      .then(([{ readable }]) => readable);
    this.readsContact.set(tx.dataSource, asked);
    asked.catch(() => this.readsContact.delete(tx.dataSource));
    return asked;
  }
}

interface ResultRow {
  readonly result: ChangeResult;
}

/** TypeORM cannot name a statement, so the pool is asked directly: planning it anew each time costs a quarter of the rate (performance.md 3). */
async function applyAlone(dataSource: DataSource, json: string): Promise<ChangeResult> {
  const pool = (dataSource.driver as PostgresDriver).master as pg.Pool;
  try {
    const { rows } = await pool.query<ResultRow>({
      name: 'apply_change',
      text: 'select apply_change($1::jsonb) as result',
      values: [json],
    });
    return (rows[0] as ResultRow).result;
  } catch (error) {
    throw withoutValues(error);
  }
}

function below<T>(tx: EntityManager, table: keyof typeof BELOW, id: string): Promise<T[]> {
  return tx.query(`select * from ${table} where referral_id = $1 order by ${BELOW[table]}`, [id]);
}
