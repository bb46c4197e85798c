import type { EntityManager } from 'typeorm';
import { isResolutionOverdue, nextSitting, type Actor, type Calendar, type MeetingAnswer, type MeetingKind, type MeetingState, type OrganisationKind, type ResolutionState, type Rhythm } from '#domain';
import type { TenantDatabase } from '#persistence';
import { MeetingNotFound } from './meeting-refused.js';
import { PARAGRAPH } from './minutes.js';

/** An organisation by its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A meeting as a list names it. */
export interface MeetingLine {
  readonly id: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly districtAgs: string | null;
  readonly district: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
  readonly state: MeetingState;
  readonly cancelReason: string | null;
  readonly convener: Named;
  /** True when the own organisation was invited. */
  readonly invited: boolean;
  readonly ownAnswer: MeetingAnswer | null;
  readonly ownPersons: number | null;
  readonly mayKeep: boolean;
  readonly version: number;
}

/** A resolution with what became of it. */
export interface ResolutionLine {
  readonly id: string;
  readonly meetingId: string;
  readonly meeting: string;
  readonly itemId: string | null;
  readonly text: string;
  readonly owner: Named;
  readonly dueOn: string;
  readonly dueAt: Date;
  readonly state: ResolutionState;
  readonly overdue: boolean;
  readonly note: string | null;
  readonly mayClose: boolean;
  readonly version: number;
}

/** A meeting with all that belongs to it, as this reader may know it. */
export interface MeetingWhole extends MeetingLine {
  readonly items: readonly { readonly id: string; readonly title: string; readonly minutes: readonly string[] }[];
  /** To whoever keeps the meeting all of them, to an invited organisation its own. */
  readonly invitations: readonly { readonly organisation: Named; readonly kind: OrganisationKind; readonly answer: MeetingAnswer | null; readonly persons: number | null; readonly attended: number | null }[];
  readonly resolutions: readonly ResolutionLine[];
  readonly minutesReleasedAt: Date | null;
  readonly rhythm: Rhythm | null;
  /** When the next sitting would be; null without a rhythm. */
  readonly nextStartsAt: Date | null;
}

/** Whom an invitation would reach. */
export interface Recipient extends Named {
  readonly kind: OrganisationKind;
}

/** A district, and the Regierungsbezirk in which it lies. */
export interface ConvenedDistrict {
  readonly ags: string;
  readonly name: string;
  readonly administrativeRegion: string;
}

/** How many meetings a list names at most, and how far back it reaches. */
const MOST = 200;
const LISTED_DAYS = 400;

const LINE = `m.id, m.kind, m.title, m.district_ags as "districtAgs", d.name as district, m.starts_at as "startsAt", m.ends_at as "endsAt", m.place, m.state, m.cancel_reason as "cancelReason",
  jsonb_build_object('id', o.id, 'name', o.name) as convener, i.guest_id is not null as invited, i.answer as "ownAnswer", i.persons as "ownPersons",
  (m.organisation_id = $1 or a.kind = 'state_office') as "mayKeep", m.version`;
const FROM = `from meeting m join organisation o on o.id = m.organisation_id join organisation a on a.id = $1 left join district d on d.ags = m.district_ags
  left join meeting_invitation i on i.meeting_id = m.id and i.guest_id = $1`;
const RESOLUTION = `select r.id, r.meeting_id as "meetingId", m.title as meeting, r.item_id as "itemId", r.text, jsonb_build_object('id', o.id, 'name', o.name) as owner, r.due_on as "dueOn", r.due_at as "dueAt",
  r.state, r.note, (r.state = 'open' and (r.owner_id = $1 or r.organisation_id = $1 or a.kind = 'state_office')) as "mayClose", r.version
  from resolution r join organisation o on o.id = r.owner_id join organisation a on a.id = $1 left join meeting m on m.id = r.meeting_id`;

/** Reads meetings and resolutions; row-level security leaves to each organisation what it convenes, was invited to, or owns. */
export class MeetingQueries {
  constructor(
    private readonly database: TenantDatabase,
    private readonly calendar: () => Promise<Calendar>,
    private readonly now: () => Date,
  ) {}

  /** What is planned and what was, newest first, of the last year and a bit. */
  list(actor: Actor): Promise<readonly MeetingLine[]> {
    const since = new Date(this.now().getTime() - LISTED_DAYS * 86_400_000);
    return this.database.inTenant(actor, (tx) => tx.query(`select ${LINE} ${FROM} where m.starts_at > $2 order by m.starts_at desc, m.id limit ${MOST}`, [actor.organisationId, since]));
  }

  /** One meeting. An invited organisation reads minutes and resolutions once they are released. */
  async read(actor: Actor, id: string): Promise<MeetingWhole> {
    const calendar = await this.calendar();
    return this.database.inTenant(actor, async (tx) => {
      const [found] = await tx.query<(MeetingLine & { readonly minutesReleasedAt: Date | null; readonly every: number | null; readonly unit: Rhythm['unit'] | null })[]>(
        `select ${LINE}, m.minutes_released_at as "minutesReleasedAt", s.every, s.unit ${FROM} left join meeting_series s on s.id = m.series_id where m.id = $2`, [actor.organisationId, id],
      );
      if (found === undefined) throw new MeetingNotFound();
      const { every, unit, ...line } = found;
      const rhythm = every === null || unit === null ? null : { every, unit };
      const items = await tx.query<readonly { readonly id: string; readonly title: string; readonly minutes: string | null }[]>('select i.id, i.title, n.minutes from meeting_item i left join meeting_minutes n on n.item_id = i.id where i.meeting_id = $1 order by i.position, i.id', [id]);
      const told = line.mayKeep || line.minutesReleasedAt !== null;
      return {
        ...line, rhythm,
        nextStartsAt: rhythm === null ? null : nextSitting(line, rhythm, calendar).startsAt,
        items: items.map((item) => ({ ...item, minutes: told && item.minutes !== null ? item.minutes.split(PARAGRAPH) : [] })),
        invitations: await tx.query(
          `select jsonb_build_object('id', o.id, 'name', o.name) as organisation, o.kind, i.answer, i.persons, i.attended from meeting_invitation i join organisation o on o.id = i.guest_id
           where i.meeting_id = $1 order by o.kind, o.name`, [id],
        ),
        resolutions: await this.resolutionsWhere(tx, actor, 'r.meeting_id = $2 order by r.decided_at, r.id', [id]),
      };
    });
  }

  /** Open resolutions first, by due day; of the own organisation, and of the meetings that it keeps. */
  resolutions(actor: Actor): Promise<readonly ResolutionLine[]> {
    const since = new Date(this.now().getTime() - LISTED_DAYS * 86_400_000);
    return this.database.inTenant(actor, (tx) =>
      this.resolutionsWhere(tx, actor, `(r.owner_id = $1 or r.organisation_id = $1 or a.kind = 'state_office') and (r.state = 'open' or r.closed_at > $2) order by r.closed_at is not null, r.due_at, r.id limit ${MOST}`, [since]),
    );
  }

  /** The active organisations of a kind in a region: a district's key of five digits, a Regierungsbezirk's of three, the Land's of two. */
  recipients(actor: Actor, kind: OrganisationKind, region: string): Promise<readonly Recipient[]> {
    return this.database.inTenant(actor, (tx) =>
      tx.query(
        `select o.id, o.name, o.kind from organisation o where o.active and o.kind = $1 and o.id <> $3 and (
           o.kind = 'state_office'
           or o.kind = 'centre' and exists (select 1 from catchment c where c.centre_id = o.id and c.ags like $2 and c.valid_from <= $4 and (c.valid_to is null or c.valid_to >= $4))
           or o.kind = 'police_authority' and exists (select 1 from municipality m where m.police_authority_id = o.id and m.ags like $2)
           or o.kind = 'local_network' and exists (select 1 from network_area n where n.organisation_id = o.id and n.district_ags like $2))
         order by o.name, o.id`,
        [kind, `${region}%`, actor.organisationId, this.now()],
      ),
    );
  }

  /** The districts for which this person may convene a round table: a network's own, the state office's all. */
  districts(actor: Actor): Promise<readonly ConvenedDistrict[]> {
    return this.database.inTenant(actor, (tx) =>
      tx.query(
        `select d.ags, d.name, d.administrative_region as "administrativeRegion" from district d join organisation a on a.id = $1
         where a.kind = 'state_office' or exists (select 1 from network_area n where n.organisation_id = $1 and n.district_ags = d.ags) order by d.name, d.ags`,
        [actor.organisationId],
      ),
    );
  }

  /** The sittings ahead for which the own organisation convenes, or was invited and has not declined. */
  sittings(actor: Actor): Promise<readonly MeetingLine[]> {
    return this.database.inTenant(actor, (tx) =>
      tx.query(
        `select ${LINE} ${FROM} where m.state = 'planned' and m.ends_at > $2 and (m.organisation_id = $1 or i.guest_id is not null and i.answer is distinct from 'declined') order by m.starts_at, m.id limit ${MOST}`,
        [actor.organisationId, this.now()],
      ),
    );
  }

  private async resolutionsWhere(tx: EntityManager, actor: Actor, condition: string, values: readonly unknown[]): Promise<readonly ResolutionLine[]> {
    const rows = await tx.query<readonly Omit<ResolutionLine, 'overdue'>[]>(`${RESOLUTION} where ${condition}`, [actor.organisationId, ...values]);
    const now = this.now();
    return rows.map((row) => ({ ...row, overdue: isResolutionOverdue(row, now) }));
  }
}
