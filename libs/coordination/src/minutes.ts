import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#domain';
import type { TenantDatabase } from '#persistence';
import { MeetingNotFound, MeetingRefused } from './meeting-refused.js';
import { heldMeeting, note, tell } from './meeting-steps.js';
import type { Seen } from './meetings.js';

/** What is on the agenda; an item without an id is new. */
export interface AgendaItem {
  readonly id: string | null;
  readonly title: string;
}

/** What is written down of a sitting. */
export interface SittingRecord {
  /** In paragraphs: the API takes no line breaks inside a text. */
  readonly items: readonly { readonly id: string; readonly minutes: readonly string[] }[];
  /** With how many persons an invited organisation came. */
  readonly attended: readonly { readonly organisationId: string; readonly persons: number }[];
  /** Shown to the invited organisations from now on. */
  readonly release: boolean;
}

/** Between the paragraphs of minutes, as they are stored. */
export const PARAGRAPH = '\n';

/** Agenda and minutes, in whole: what is left out of an agenda goes. */
export class Minutes {
  constructor(
    private readonly database: TenantDatabase,
    private readonly now: () => Date,
  ) {}

  /** Writes the agenda anew, in this order. Refused: to take away an item that has minutes or a resolution. */
  async setAgenda(actor: Actor, { id, version }: Seen, items: readonly AgendaItem[], requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const meeting = await heldMeeting(tx, id, version);
      if (meeting.state === 'cancelled') throw new MeetingRefused('meeting_over');
      const kept = items.flatMap((item) => item.id ?? []);
      await removeOthers(tx, id, kept);
      for (const [position, item] of items.entries()) {
        if (item.id === null) {
          await tx.query('insert into meeting_item (id, meeting_id, organisation_id, position, title) values ($1, $2, $3, $4, $5)', [randomUUID(), id, meeting.organisation_id, position, item.title]);
        } else {
          await tx.query('update meeting_item set position = $3, title = $4 where id = $1 and meeting_id = $2', [item.id, id, position, item.title]);
        }
      }
      await note(tx, { actor, at: this.now(), requestId }, 'meeting.agenda_set');
    });
  }

  /** Writes minutes and who came; from then on the sitting was held. Refused before it has begun. Releasing tells the invited organisations, once. */
  async record(actor: Actor, { id, version }: Seen, { items, attended, release }: SittingRecord, requestId: string): Promise<void> {
    await this.database.inTenant(actor, async (tx) => {
      const at = this.now();
      const meeting = await heldMeeting(tx, id, version);
      if (meeting.state === 'cancelled') throw new MeetingRefused('meeting_over');
      if (meeting.starts_at > at) throw new MeetingRefused('meeting_not_begun');
      for (const item of items) await write(tx, id, item.id, item.minutes);
      for (const guest of attended) await changedOne(tx, 'update meeting_invitation set attended = $3 where guest_id = $1 and meeting_id = $2', [guest.organisationId, id, guest.persons]);
      const first = release && meeting.minutes_released_at === null;
      await tx.query(`update meeting set state = 'held', minutes_released_at = case when $2 then $3::timestamptz else minutes_released_at end where id = $1`, [id, first, at]);
      if (first) await tell(tx, id, 'minutes_released', at);
      await note(tx, { actor, at, requestId }, first ? 'meeting.minutes_released' : 'meeting.recorded');
    });
  }
}

async function removeOthers(tx: EntityManager, meetingId: string, kept: readonly string[]): Promise<void> {
  const used = await tx.query<readonly unknown[]>(
    `select 1 from meeting_item i where i.meeting_id = $1 and not (i.id = any ($2::uuid[])) and (exists (select 1 from meeting_minutes n where n.item_id = i.id) or exists (select 1 from resolution r where r.item_id = i.id)) limit 1`,
    [meetingId, kept],
  );
  if (used.length > 0) throw new MeetingRefused('item_in_use');
  await tx.query('delete from meeting_item where meeting_id = $1 and not (id = any ($2::uuid[]))', [meetingId, kept]);
}

async function write(tx: EntityManager, meetingId: string, itemId: string, minutes: readonly string[]): Promise<void> {
  const [item] = await tx.query<readonly { readonly organisation_id: string }[]>('select organisation_id from meeting_item where id = $1 and meeting_id = $2', [itemId, meetingId]);
  if (item === undefined) throw new MeetingNotFound();
  if (minutes.length === 0) await tx.query('delete from meeting_minutes where item_id = $1', [itemId]);
  else {
    await tx.query('insert into meeting_minutes (item_id, meeting_id, organisation_id, minutes) values ($1, $2, $3, $4) on conflict (item_id) do update set minutes = excluded.minutes', [
      itemId, meetingId, item.organisation_id, minutes.join(PARAGRAPH),
    ]);
  }
}

async function changedOne(tx: EntityManager, sql: string, values: readonly unknown[]): Promise<void> {
  const [, changed] = await tx.query<[unknown, number]>(sql, [...values]);
  if (changed !== 1) throw new MeetingNotFound();
}
