import { EntitySchema } from 'typeorm';
import { bytes, instant, uuid } from './columns.js';

/** The address of one person's calendar; only the hash of its token is known here. */
export interface CalendarFeedRow {
  readonly user_id: string;
  readonly organisation_id: string;
  readonly token_hash: Buffer;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

export const CalendarFeedEntity = new EntitySchema<CalendarFeedRow>({
  name: 'calendar_feed',
  columns: {
    user_id: { ...uuid, primary: true },
    organisation_id: uuid,
    token_hash: { ...bytes, comment: 'SHA-256 of the opaque 256-bit token of the address; the token itself is never stored.' },
    created_at: instant,
    revoked_at: { ...instant, nullable: true },
  },
  uniques: [{ name: 'calendar_feed_token_hash_key', columns: ['token_hash'] }],
  foreignKeys: [{ name: 'calendar_feed_organisation_id_user_id_fkey', target: 'app_user', columnNames: ['organisation_id', 'user_id'], referencedColumnNames: ['organisation_id', 'id'] }],
});
