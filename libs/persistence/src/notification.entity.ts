import { EntitySchema } from 'typeorm';
import { flag, instant, integer, text, uuid, uuids } from './columns.js';

/** In-app message and mail order in one: a reference and codes, never a person. */
export interface NotificationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly role: string;
  readonly template: string;
  readonly referral_id: string | null;
  readonly reference: string | null;
  readonly clock_id: string | null;
  readonly clock_kind: string | null;
  readonly rung: string | null;
  readonly responsible_organisation_id: string | null;
  readonly created_at: Date;
  readonly state: 'pending' | 'sent' | 'settled' | 'dead';
  readonly tries: number;
  readonly next_try_at: Date;
  readonly error_code: string | null;
  readonly sent_at: Date | null;
  readonly settled_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
  /** The people told, decided when the message was written. */
  readonly addressee_ids: readonly string[];
  /** Somebody of another role was told as well. */
  readonly beyond_role: boolean;
  readonly urgent: boolean;
  /** The message that found nobody; this one is the alarm to the next level. */
  readonly instead_of: string | null;
  readonly digest_id: string | null;
}

export const NotificationEntity = new EntitySchema<NotificationRow>({
  name: 'notification',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    role: text,
    template: text,
    referral_id: { ...uuid, nullable: true },
    reference: { ...text, nullable: true },
    clock_id: { ...uuid, nullable: true },
    clock_kind: { ...text, nullable: true },
    rung: { ...text, nullable: true },
    responsible_organisation_id: { ...uuid, nullable: true },
    created_at: instant,
    state: { ...text, default: 'pending' },
    tries: { ...integer, default: 0 },
    next_try_at: instant,
    error_code: { ...text, nullable: true },
    sent_at: { ...instant, nullable: true },
    settled_at: { ...instant, nullable: true },
    acknowledged_at: { ...instant, nullable: true },
    acknowledged_by: { ...uuid, nullable: true },
    addressee_ids: { ...uuids, default: '{}', comment: 'The people told, decided when the message was written: by role, absence, deputy and on-call duty.' },
    beyond_role: { ...flag, default: false, comment: 'Somebody of another role was told as well: a deputy, somebody on call, a named person.' },
    urgent: { ...flag, default: false, comment: 'High risk: mailed at once, at any hour, never in a digest.' },
    instead_of: { ...uuid, nullable: true, comment: 'The message that found nobody; this one is the alarm to the next level.' },
    digest_id: { ...uuid, nullable: true, comment: 'The mail that carries several messages of one inbox at once.' },
  },
  checks: [
    {
      name: 'notification_state_check',
      expression: "((state = ANY (ARRAY['pending'::text, 'sent'::text, 'settled'::text, 'dead'::text])))",
    },
  ],
  indices: [
    { name: 'notification_beyond_role', columns: ['organisation_id', 'created_at'], synchronize: false },
    { name: 'notification_digest', columns: ['digest_id'], synchronize: false },
    { name: 'notification_inbox', columns: ['organisation_id', 'role', 'created_at'] },
    { name: 'notification_mailed', columns: ['organisation_id', 'role', 'sent_at'], synchronize: false },
    { name: 'notification_of_clock', columns: ['clock_id'], synchronize: false },
    { name: 'notification_pending', columns: ['next_try_at'], synchronize: false },
  ],
  foreignKeys: [
    { name: 'notification_organisation_id_fkey', target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] },
  ],
});
