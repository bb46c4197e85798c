import type { EntityManager } from 'typeorm';
import type { Actor, CapacityLevel, LocalDay } from '#domain';

/** A closure of the own centre that has not been cancelled. */
export interface ClosureRow {
  readonly id: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly reason: string;
  readonly coverCentreId: string | null;
}

const CLOSURE = `
  select id, to_char(first_day, 'YYYY-MM-DD') as "from", to_char(last_day, 'YYYY-MM-DD') as "to", reason, cover_centre_id as "coverCentreId" from closure`;

/** One writer per centre at a time, so that two entries cannot overlap by coming at once. */
export async function holdCentre(tx: EntityManager, actor: Actor): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`centre ${actor.organisationId}`]);
}

/** The closures of the own centre that touch a period. */
export function closuresWithin(tx: EntityManager, actor: Actor, from: LocalDay, to: LocalDay): Promise<readonly ClosureRow[]> {
  return tx.query(`${CLOSURE} where centre_id = $1 and cancelled_at is null and first_day <= $3 and last_day >= $2 order by first_day, id`, [actor.organisationId, from, to]);
}

/** One closure of the own centre; null: there is none of this id, or it was cancelled. */
export async function closureOf(tx: EntityManager, actor: Actor, id: string): Promise<ClosureRow | null> {
  const [row] = await tx.query<ClosureRow[]>(`${CLOSURE} where centre_id = $1 and id = $2 and cancelled_at is null for update`, [actor.organisationId, id]);
  return row ?? null;
}

export async function cancelClosure(tx: EntityManager, id: string, at: Date): Promise<void> {
  await tx.query('update closure set cancelled_at = $2 where id = $1', [id, at]);
}

/** The version of the own entry that was written last. */
export async function newestVersionOf(tx: EntityManager, actor: Actor): Promise<number> {
  const [row] = await tx.query<[{ version: number | null }]>('select max(version) as version from centre_profile where centre_id = $1', [actor.organisationId]);
  return row.version ?? 0;
}

/** A note beside the earlier ones; two of the same millisecond are kept in the order in which they came. */
export async function insertCapacity(tx: EntityManager, actor: Actor, note: { readonly level: CapacityLevel; readonly at: Date; readonly expiresAt: Date }): Promise<void> {
  await tx.query(
    `insert into capacity_note (centre_id, noted_at, level, expires_at, noted_by)
     select $1, greatest($2::timestamptz, max(noted_at) + interval '1 millisecond'), $3, $4, $5 from capacity_note where centre_id = $1`,
    [actor.organisationId, note.at, note.level, note.expiresAt, actor.userId],
  );
}
