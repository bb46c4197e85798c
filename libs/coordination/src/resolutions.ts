import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { resolutionRefusal, resolutionRungs, type Actor, type Calendar, type ProposedResolution } from '#domain';
import type { MeetingRow, ResolutionRow, TenantDatabase } from '#persistence';
import { MeetingChangedMeanwhile, MeetingNotFound, MeetingRefused } from './meeting-refused.js';
import { note } from './meeting-steps.js';
import type { Seen } from './meetings.js';

/** A resolution as it is entered. */
export interface NewResolution extends ProposedResolution {
  readonly itemId: string | null;
  readonly text: string;
}

/** What a sitting decided, and what becomes of it. */
export class Resolutions {
  constructor(
    private readonly database: TenantDatabase,
    private readonly calendar: () => Promise<Calendar>,
    private readonly now: () => Date,
    /** Told of the instants at which somebody is to be told; a lost call is made good by the sweep. */
    private readonly ring: (instants: readonly Date[]) => void = () => undefined,
  ) {}

  /** Enters a resolution of a sitting that has begun, with the rungs that will remind of it; answers its id. Refused without an owner or a due day. */
  async decide(actor: Actor, meetingId: string, proposed: NewResolution, requestId: string): Promise<string> {
    const calendar = await this.calendar();
    const at = this.now();
    const { id, dueAts } = await this.database.inTenant(actor, async (tx) => {
      const [meeting] = await tx.query<MeetingRow[]>('select * from meeting where id = $1 for no key update', [meetingId]);
      if (meeting === undefined) throw new MeetingNotFound();
      if (meeting.state === 'cancelled') throw new MeetingRefused('meeting_over');
      if (meeting.starts_at > at) throw new MeetingRefused('meeting_not_begun');
      const guests = await tx.query<readonly { readonly guest_id: string }[]>('select guest_id from meeting_invitation where meeting_id = $1', [meetingId]);
      const refusal = resolutionRefusal(proposed, new Set([meeting.organisation_id, actor.organisationId, ...guests.map((guest) => guest.guest_id)]), at);
      if (refusal !== null || proposed.dueOn === null) throw new MeetingRefused(refusal ?? 'resolution_without_due_date');
      await ofMeeting(tx, meetingId, proposed.itemId);
      const { dueAt, rungs } = resolutionRungs(proposed.dueOn, at, calendar);
      const made = randomUUID();
      await tx.query(
        'insert into resolution (id, meeting_id, organisation_id, item_id, owner_id, text, due_on, due_at, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [made, meetingId, meeting.organisation_id, proposed.itemId, proposed.ownerId, proposed.text, proposed.dueOn, dueAt, at],
      );
      for (const rung of rungs) {
        await tx.query('insert into resolution_rung (resolution_id, organisation_id, rung, due_at) values ($1, $2, $3, $4)', [made, meeting.organisation_id, rung.rung, rung.dueAt]);
      }
      await note(tx, { actor, at, requestId }, 'resolution.decided');
      return { id: made, dueAts: rungs.map((rung) => rung.dueAt) };
    });
    this.ring(dueAts);
    return id;
  }

  /**
   * Closes a resolution: done, or dropped with a reason. By its owner or by who keeps the meeting. From then on nobody is reminded of it: its rungs are
   * settled in the same transaction.
   */
  async close(actor: Actor, { id, version }: Seen, { state, note: said }: { readonly state: 'done' | 'dropped'; readonly note: string | null }, requestId: string): Promise<void> {
    const at = this.now();
    await this.database.inTenant(actor, async (tx) => {
      const [row] = await tx.query<ResolutionRow[]>('select * from resolution where id = $1 for no key update', [id]);
      if (row === undefined) throw new MeetingNotFound();
      if (row.version !== version) throw new MeetingChangedMeanwhile(row.version);
      if (row.state !== 'open') throw new MeetingRefused('resolution_closed');
      if (state === 'dropped' && said === null) throw new MeetingRefused('dropped_without_reason');
      await tx.query('update resolution set state = $2, note = $3, closed_at = $4, version = version + 1 where id = $1', [id, state, said, at]);
      await tx.query('update resolution_rung set settled_at = $2 where resolution_id = $1 and fired_at is null and settled_at is null', [id, at]);
      await note(tx, { actor, at, requestId }, 'resolution.closed');
    });
  }
}

/** A resolution stands under an item of its own meeting, or under none. */
async function ofMeeting(tx: EntityManager, meetingId: string, itemId: string | null): Promise<void> {
  if (itemId === null) return;
  const found = await tx.query<readonly unknown[]>('select 1 from meeting_item where id = $1 and meeting_id = $2', [itemId, meetingId]);
  if (found.length === 0) throw new MeetingNotFound();
}

/** Lets due rungs of resolutions fire, as the clock; safe to repeat and to run in several workers at once. */
export class ResolutionClock {
  constructor(
    private readonly database: TenantDatabase,
    /** Null in production: the database's time decides. */
    private readonly now: (() => Date) | null = null,
  ) {}

  /** Fires what is due, at most `limit` rungs; answers how many. */
  async fireDue(limit: number): Promise<number> {
    const [row] = await this.database.atOnceAsClock((executor) =>
      executor.query<[{ readonly fired: number }]>('select fire_resolutions(coalesce($1::timestamptz, now()), $2) as fired', [this.now?.() ?? null, limit]),
    );
    return row.fired;
  }
}
