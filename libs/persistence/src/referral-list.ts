import type { EntityManager } from 'typeorm';
import { STATES, type State } from '#domain';
import type { ReferralRow } from './referral-change.js';

export interface ReferralListQuery {
  readonly side: 'police' | 'centre';
  readonly organisationId: string;
  /** Whoever asks; for `assigned: 'me'`. */
  readonly userId?: string;
  /** 1 to 200. */
  readonly limit: number;
  /** What the page before answered as `nextCursor`. */
  readonly cursor?: string | null;
  readonly state?: State;
  readonly states?: readonly State[];
  /** The instant against which `overdue` is judged. */
  readonly overdueAt?: Date;
  /** Default, when `overdueAt` is given: true. */
  readonly overdue?: boolean;
  readonly assigned?: 'me' | 'nobody';
}

export interface ReferralPage {
  readonly items: readonly ReferralRow[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** The cursor was not made by a list of this side. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** The conditions and parameters of one list, collected in order. */
class Conditions {
  readonly parameters: unknown[] = [];
  readonly texts: string[] = [];

  add(text: (...places: string[]) => string, ...values: unknown[]): void {
    this.texts.push(text(...values.map((value) => `$${this.parameters.push(value)}`)));
  }
}

/** No clock runs: after all others. The index is built over the same expression. */
// Not coalesce: it does not count as leakproof, so below row-level security the cursor would filter row by row instead of seeking.
const DUE = `case when next_due_at is null then 'infinity' else next_due_at end`;

/** One page of the inbox (centre) or of the own submissions (police). The tenant's condition stands in the query too: the policy alone would not use the index. */
export async function listReferrals(tx: EntityManager, query: ReferralListQuery): Promise<ReferralPage> {
  const centre = query.side === 'centre';
  const where = new Conditions();
  where.add((organisation) => `${centre ? 'centre_id' : 'police_authority_id'} = ${organisation}`, query.organisationId);
  // A centre reads its referrals until the purge.
  if (centre) where.texts.push(`state <> 'purged'`);
  const states = query.states ?? (query.state === undefined ? undefined : [query.state]);
  // Words of a closed list, written out so that the partial index of the open states can serve.
  if (states !== undefined)
    where.texts.push(
      `state in (${
        states
          .filter((state) => STATES.includes(state))
          .map((state) => `'${state}'`)
          .join(', ') || 'null'
      })`,
    );
  if (query.overdueAt !== undefined) {
    where.add((at) => (query.overdue === false ? `(next_due_at is null or next_due_at > ${at})` : `next_due_at <= ${at}`), query.overdueAt);
  }
  if (query.assigned === 'me') where.add((user) => `counsellor_id = ${user}`, query.userId ?? null);
  if (query.assigned === 'nobody') where.texts.push('counsellor_id is null');
  if (query.cursor) {
    const [key, id] = readCursor(query.cursor, centre);
    where.add(
      (after, last) =>
        centre ? `(${DUE}, id) > (${after}::timestamptz, ${last}::uuid)` : `(created_at, id) < (${after}::timestamptz, ${last}::uuid)`,
      key,
      id,
    );
  }
  const order = centre ? `${DUE}, id` : 'created_at desc, id desc';
  const limit = Math.min(Math.max(Math.trunc(query.limit), 1), 200);
  const rows = await tx.query<ReferralRow[]>(
    `select * from referral where ${where.texts.join(' and ')} order by ${order} limit ${limit + 1}`,
    where.parameters,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(centre ? last.next_due_at : last.created_at, last.id) : null };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function writeCursor(key: Date | null, id: string): string {
  return Buffer.from(`${key?.toISOString() ?? 'infinity'} ${id}`).toString('base64url');
}

function readCursor(cursor: string, centre: boolean): readonly [key: string, id: string] {
  const [key = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const known = (centre && key === 'infinity') || (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key)));
  if (!known || !UUID.test(id)) throw new InvalidCursor('not a cursor of this list');
  return [key, id];
}
