import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { cancelRefusal, nextSitting, planRefusal, type Actor, type Calendar, type MeetingAnswer, type MeetingPlan, type Rhythm } from '#domain';
import type { MeetingRow, MeetingSeriesRow, TenantDatabase } from '#persistence';
import { MeetingNotFound, MeetingRefused } from './meeting-refused.js';
import { heldMeeting, note, tell, type Step } from './meeting-steps.js';

/** What may be changed of a planned meeting; kind and district stay. */
export type ChangedPlan = Omit<MeetingPlan, 'kind' | 'districtAgs'>;

/** A version that somebody had before their eyes. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

/** Plans meetings, moves them, calls them off, invites to them. Each step is refused in a version that is not the last. */
export class Meetings {
  constructor(
    private readonly database: TenantDatabase,
    private readonly calendar: () => Promise<Calendar>,
    private readonly now: () => Date,
  ) {}

  /**
   * Plans a meeting; answers its id. A round table is convened by the network of its district, whoever plans it, and by the state office where there
   * is none. Refused: a second sitting of it on the same day.
   */
  async plan(actor: Actor, plan: MeetingPlan, rhythm: Rhythm | null, requestId: string): Promise<string> {
    const refusal = planRefusal(plan) ?? (actor.organisationKind === 'local_network' && plan.kind !== 'round_table' ? 'only_round_tables' : null);
    if (refusal !== null) throw new MeetingRefused(refusal);
    return this.database.inTenant(actor, async (tx) => {
      const convener = await convenerOf(tx, actor, plan.districtAgs, plan.kind === 'round_table');
      const series = await seriesOf(tx, convener, plan, rhythm);
      const id = await this.sitting(tx, series?.organisation_id ?? convener, series?.id ?? null, plan);
      await note(tx, this.step(actor, requestId), 'meeting.planned');
      return id;
    });
  }

  /** Plans the sitting after this one in its rhythm, with the same title and place; answers its id. Who was invited to this one is invited anew and told, and has not answered yet. */
  async planNext(actor: Actor, id: string, requestId: string): Promise<string> {
    const calendar = await this.calendar();
    return this.database.inTenant(actor, async (tx) => {
      const [found] = await tx.query<(MeetingRow & Pick<MeetingSeriesRow, 'every' | 'unit'>)[]>(
        'select m.*, s.every, s.unit from meeting m join meeting_series s on s.id = m.series_id where m.id = $1 for no key update of m', [id],
      );
      if (found === undefined || found.every === null) throw new MeetingNotFound();
      const next = nextSitting({ startsAt: found.starts_at, endsAt: found.ends_at }, { every: found.every, unit: found.unit as Rhythm['unit'] }, calendar);
      const made = await this.sitting(tx, found.organisation_id, found.series_id, { kind: found.kind as MeetingPlan['kind'], title: found.title, districtAgs: found.district_ags, place: found.place, ...next });
      const at = this.now();
      const invited = await tx.query<readonly unknown[]>(
        `insert into meeting_invitation (meeting_id, organisation_id, guest_id, invited_at)
         select $1, i.organisation_id, i.guest_id, $3 from meeting_invitation i join organisation o on o.id = i.guest_id and o.active where i.meeting_id = $2 returning 1`, [made, id, at],
      );
      if (invited.length > 0) await tell(tx, made, 'meeting_invited', at);
      await note(tx, this.step(actor, requestId), 'meeting.planned');
      return made;
    });
  }

  /** Changes title, time or place of a planned meeting. A new time asks the invited organisations again; they are told of any change. */
  async change(actor: Actor, { id, version }: Seen, plan: ChangedPlan, requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const row = planned(await heldMeeting(tx, id, version));
      if (plan.startsAt >= plan.endsAt) throw new MeetingRefused('ends_before_start');
      const moved = row.starts_at.getTime() !== plan.startsAt.getTime() || row.ends_at.getTime() !== plan.endsAt.getTime();
      await tx.query('update meeting set title = $2, starts_at = $3, ends_at = $4, place = $5 where id = $1', [id, plan.title, plan.startsAt, plan.endsAt, plan.place]);
      if (moved) await tx.query('update meeting_invitation set answer = null, answered_at = null, persons = null where meeting_id = $1', [id]);
      if (moved || row.place !== plan.place) await tell(tx, id, 'meeting_changed', this.now());
      await note(tx, this.step(actor, requestId), 'meeting.changed');
    });
  }

  /** Calls a planned meeting off and tells why to whoever was invited. Refused without a reason: a sitting is moved, or it is said why not. */
  async cancel(actor: Actor, { id, version }: Seen, reason: string | null, requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      planned(await heldMeeting(tx, id, version));
      const refusal = cancelRefusal(reason);
      if (refusal !== null) throw new MeetingRefused(refusal);
      await tx.query(`update meeting set state = 'cancelled', cancel_reason = $2 where id = $1`, [id, reason]);
      await tell(tx, id, 'meeting_cancelled', this.now());
      await note(tx, this.step(actor, requestId), 'meeting.cancelled');
    });
  }

  /** Invites organisations, at once and by mail; whoever was invited before is not asked again. */
  async invite(actor: Actor, { id, version }: Seen, guestIds: readonly string[], requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const row = planned(await heldMeeting(tx, id, version));
      const guests = await tx.query<readonly { readonly id: string }[]>(`select id from organisation where id = any ($1::uuid[]) and active and kind <> 'operator' and id <> $2`, [guestIds, row.organisation_id]);
      if (guests.length !== new Set(guestIds).size) throw new MeetingNotFound();
      const at = this.now();
      const added = await tx.query<readonly unknown[]>(
        `insert into meeting_invitation (meeting_id, organisation_id, guest_id, invited_at) select $1, $2, unnest($3::uuid[]), $4 on conflict do nothing returning 1`,
        [id, row.organisation_id, guests.map((guest) => guest.id), at],
      );
      if (added.length > 0) await tell(tx, id, 'meeting_invited', at);
      await note(tx, this.step(actor, requestId), 'meeting.invited');
    });
  }

  /** Answers for the own organisation; the last answer counts. */
  async answer(actor: Actor, id: string, { answer, persons }: { readonly answer: MeetingAnswer; readonly persons: number }, requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<MeetingRow[]>('select m.* from meeting m join meeting_invitation i on i.meeting_id = m.id where m.id = $1 and i.guest_id = $2', [id, actor.organisationId]);
      if (row === undefined) throw new MeetingNotFound();
      planned(row);
      await tx.query('update meeting_invitation set answer = $3, persons = $4, answered_at = $5 where meeting_id = $1 and guest_id = $2', [
        id, actor.organisationId, answer, answer === 'declined' ? 0 : persons, this.now(),
      ]);
      await note(tx, this.step(actor, requestId), 'meeting.answered');
    });
  }

  private async sitting(tx: EntityManager, convener: string, seriesId: string | null, plan: MeetingPlan): Promise<string> {
    if (seriesId !== null) {
      const same = await tx.query<readonly unknown[]>(
        `select 1 from meeting where series_id = $1 and state <> 'cancelled' and (starts_at at time zone 'Europe/Berlin')::date = ($2::timestamptz at time zone 'Europe/Berlin')::date`, [seriesId, plan.startsAt],
      );
      if (same.length > 0) throw new MeetingRefused('sitting_exists');
    }
    const id = randomUUID();
    await tx.query('insert into meeting (id, organisation_id, series_id, kind, title, district_ags, starts_at, ends_at, place) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      id, convener, seriesId, plan.kind, plan.title, plan.districtAgs, plan.startsAt, plan.endsAt, plan.place,
    ]);
    return id;
  }

  private step(actor: Actor, requestId: string): Step {
    return { actor, at: this.now(), requestId };
  }
}

function planned(row: MeetingRow): MeetingRow {
  if (row.state !== 'planned') throw new MeetingRefused('meeting_over');
  return row;
}

async function convenerOf(tx: EntityManager, actor: Actor, district: string | null, isRoundTable: boolean): Promise<string> {
  if (district === null) return actor.organisationId;
  const known = await tx.query<readonly unknown[]>('select 1 from district where ags = $1', [district]);
  if (known.length === 0) throw new MeetingRefused('district_missing');
  const networks = await tx.query<readonly { readonly id: string }[]>(
    'select o.id from network_area a join organisation o on o.id = a.organisation_id and o.active where a.district_ags = $1 order by o.name, o.id', [district],
  );
  if (actor.organisationKind !== 'local_network') return (isRoundTable ? networks[0]?.id : undefined) ?? actor.organisationId;
  if (!networks.some(({ id }) => id === actor.organisationId)) throw new MeetingRefused('district_not_yours');
  return actor.organisationId;
}

/** The one series of a district's round table, made when it first sits; of other meetings a series of their own where a rhythm is given. */
async function seriesOf(tx: EntityManager, convener: string, { kind, districtAgs }: MeetingPlan, rhythm: Rhythm | null): Promise<{ readonly id: string; readonly organisation_id: string } | null> {
  if (kind !== 'round_table' && rhythm === null) return null;
  const find = (): Promise<MeetingSeriesRow[]> => tx.query(`select * from meeting_series where kind = 'round_table' and district_ags = $1`, [districtAgs]);
  const found = kind === 'round_table' ? (await find())[0] : undefined;
  if (found !== undefined) {
    if (rhythm !== null) await tx.query('update meeting_series set every = $2, unit = $3 where id = $1', [found.id, rhythm.every, rhythm.unit]);
    return found;
  }
  const id = randomUUID();
  const [made] = await tx.query<MeetingSeriesRow[]>(
    'insert into meeting_series (id, organisation_id, kind, district_ags, every, unit) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning *',
    [id, convener, kind, districtAgs, rhythm?.every ?? null, rhythm?.unit ?? null],
  );
  // Another network that shares the district convenes there, or somebody else made it at this moment.
  const series = made ?? (await find())[0];
  if (series === undefined) throw new MeetingRefused('district_not_yours');
  return series;
}
