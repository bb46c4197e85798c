import type { DataSource } from 'typeorm';
import type { AuditEvent } from './audit-event.js';
import { EVENT_COLUMNS, toAuditEvent, type AuditEventRow } from './audit-row.js';

/** What to look for; what is not given does not restrict. */
export interface AuditFilter {
  readonly from?: Date;
  readonly until?: Date;
  readonly chain?: string;
  readonly referralId?: string;
  readonly actorId?: string;
  readonly organisationId?: string;
  readonly action?: string;
  readonly decision?: string;
  /** Only entries recorded before the one with this id: the `nextBefore` of the page before. */
  readonly before?: number;
  /** 1 to 200. */
  readonly limit: number;
}

export interface AuditPage {
  readonly items: readonly AuditEvent[];
  readonly nextBefore: number | null;
}

/** Reads the trail for those who review it, as the role `app_audit`: pseudonymous entries, newest first, nothing else of the database. */
export class AuditReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(filter: AuditFilter): Promise<AuditPage> {
    const limit = Math.min(Math.max(Math.trunc(filter.limit), 1), 200);
    const values: unknown[] = [];
    const conditions = Object.entries(CONDITIONS).flatMap(([name, condition]) => {
      const value = filter[name as keyof typeof CONDITIONS];
      return value === undefined ? [] : [condition.replace('?', `$${values.push(value)}`)];
    });
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const rows = await this.dataSource.query<AuditEventRow[]>(
      `select ${EVENT_COLUMNS} from audit.event ${where} order by id desc limit ${limit + 1}`,
      values,
    );
    const items = rows.slice(0, limit).map(toAuditEvent);
    return { items, nextBefore: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

const CONDITIONS = {
  from: 'happened_at >= ?',
  until: 'happened_at < ?',
  chain: 'chain = ?',
  referralId: 'referral_id = ?',
  actorId: 'actor_id = ?',
  organisationId: 'organisation_id = ?',
  action: 'action = ?',
  decision: 'decision = ?',
  before: 'id < ?',
} as const satisfies Partial<Record<keyof AuditFilter, string>>;
