import type { Actor, HumanRole } from '#domain';
import type { EntityManager } from 'typeorm';
import type { Period, Roster } from './uncovered.js';

/** The two tables of who is there. */
export type DutyTable = 'absence' | 'on_call_duty';

/** An absence or on-call duty with the names that colleagues know. */
export interface DutyRow {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly role: HumanRole;
  readonly deputy_id: string | null;
  readonly deputy_name: string | null;
  readonly deputy_role: HumanRole | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly cancelled_at: Date | null;
}

export interface NewDuty extends Period {
  readonly userId: string;
  readonly deputyId: string | null;
}

const COLUMNS: Readonly<Record<DutyTable, string>> = {
  absence: 't.*, p.display_name as name, p.role, d.display_name as deputy_name, d.role as deputy_role',
  on_call_duty: 't.*, p.display_name as name, p.role, null as deputy_id, null as deputy_name, null as deputy_role',
};
const FROM: Readonly<Record<DutyTable, string>> = {
  absence: `absence t join app_user p on p.id = t.user_id left join app_user d on d.id = t.deputy_id`,
  on_call_duty: `on_call_duty t join app_user p on p.id = t.user_id`,
};

/** Entries of the own organisation that touch the period and are not cancelled, by their beginning. */
export function dutiesWithin(tx: EntityManager, table: DutyTable, actor: Actor, { startsAt, endsAt }: Period): Promise<DutyRow[]> {
  return tx.query<DutyRow[]>(
    `select ${COLUMNS[table]} from ${FROM[table]}
     where t.organisation_id = $1 and t.cancelled_at is null and t.ends_at > $2 and t.starts_at < $3 order by t.starts_at, t.id`,
    [actor.organisationId, startsAt, endsAt],
  );
}

/** One entry of the own organisation, cancelled or not; held until the transaction ends. */
export async function dutyOf(tx: EntityManager, table: DutyTable, actor: Actor, id: string): Promise<DutyRow | null> {
  const [row] = await tx.query<DutyRow[]>(`select ${COLUMNS[table]} from ${FROM[table]} where t.organisation_id = $1 and t.id = $2 for update of t`, [actor.organisationId, id]);
  return row ?? null;
}

/** Who works in the own organisation and may still sign in. */
export function peopleOf(tx: EntityManager, actor: Actor): Promise<Roster['people']> {
  return tx.query<{ id: string; role: HumanRole }[]>('select id, role from app_user where organisation_id = $1 and disabled_at is null order by id', [actor.organisationId]);
}

/** One writer per organisation at a time, so that two entries cannot overlap by coming at once. */
export async function holdRoster(tx: EntityManager, actor: Actor): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`duty ${actor.organisationId}`]);
}

export async function insertDuty(tx: EntityManager, table: DutyTable, actor: Actor, { id, at, ...duty }: NewDuty & { readonly id: string; readonly at: Date }): Promise<void> {
  const deputy = table === 'absence';
  await tx.query(
    `insert into ${table} (id, organisation_id, user_id, starts_at, ends_at, recorded_by, recorded_at${deputy ? ', deputy_id' : ''})
     values ($1, $2, $3, $4, $5, $6, $7${deputy ? ', $8' : ''})`,
    [id, actor.organisationId, duty.userId, duty.startsAt, duty.endsAt, actor.userId, at, ...(deputy ? [duty.deputyId] : [])],
  );
}

/** Ends an entry at this instant when it has begun, else cancels it; one that is over or cancelled stays as it is. */
export async function endDuty(tx: EntityManager, table: DutyTable, row: DutyRow, at: Date): Promise<boolean> {
  if (row.cancelled_at !== null || row.ends_at <= at) return false;
  const column = row.starts_at < at ? 'ends_at' : 'cancelled_at';
  await tx.query(`update ${table} set ${column} = $2 where id = $1`, [row.id, at]);
  return true;
}
