import { EntitySchema } from 'typeorm';
import { day, instant, integer, smallint, text, uuid } from './columns.js';

/** Sittings that follow one another; a district has one of its round table. */
export interface MeetingSeriesRow {
  readonly id: string;
  /** Whoever convenes; so in all tables of meetings. */
  readonly organisation_id: string;
  readonly kind: string;
  readonly district_ags: string | null;
  readonly every: number | null;
  readonly unit: string | null;
}

/** A sitting with its place and time. */
export interface MeetingRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly series_id: string | null;
  readonly kind: string;
  readonly title: string;
  readonly district_ags: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly place: string | null;
  readonly state: string;
  readonly cancel_reason: string | null;
  readonly minutes_released_at: Date | null;
  readonly version: number;
}

/** Who was invited, what was answered, and how many came. */
export interface MeetingInvitationRow {
  readonly meeting_id: string;
  readonly organisation_id: string;
  readonly guest_id: string;
  readonly invited_at: Date;
  readonly answer: string | null;
  readonly persons: number | null;
  readonly answered_at: Date | null;
  readonly attended: number | null;
}

/** What is on the agenda. */
export interface MeetingItemRow {
  readonly id: string;
  readonly meeting_id: string;
  readonly organisation_id: string;
  readonly position: number;
  readonly title: string;
}

/** What the minutes say about an item: a table of its own, because the invited read items before they may read this. */
export interface MeetingMinutesRow {
  readonly item_id: string;
  readonly meeting_id: string;
  readonly organisation_id: string;
  readonly minutes: string;
}

const convenerKey = (table: string) => ({ name: `${table}_organisation_id_fkey`, target: 'organisation', columnNames: ['organisation_id'], referencedColumnNames: ['id'] });
const districtKey = (table: string) => ({ name: `${table}_district_ags_fkey`, target: 'district', columnNames: ['district_ags'], referencedColumnNames: ['ags'] });
const keyWithin = (table: string, column: string, target: string) => ({
  name: `${table}_organisation_id_${column}_fkey`, target, columnNames: ['organisation_id', column], referencedColumnNames: ['organisation_id', 'id'],
});
const ownKey = (table: string) => ({ name: `${table}_organisation_id_id_key`, columns: ['organisation_id', 'id'] });
const KINDS = "((kind = ANY (ARRAY['meeting'::text, 'round_table'::text, 'conference'::text])))";

export const MeetingSeriesEntity = new EntitySchema<MeetingSeriesRow>({
  name: 'meeting_series',
  columns: { id: { ...uuid, primary: true }, organisation_id: uuid, kind: text, district_ags: { ...text, nullable: true }, every: { ...smallint, nullable: true }, unit: { ...text, nullable: true } },
  uniques: [ownKey('meeting_series')],
  checks: [
    { name: 'meeting_series_kind_check', expression: KINDS },
    { name: 'meeting_series_every_check', expression: '(((every >= 1) AND (every <= 52)))' },
    { name: 'meeting_series_unit_check', expression: "((unit = ANY (ARRAY['weeks'::text, 'months'::text])))" },
    { name: 'meeting_series_check', expression: '(((every IS NULL) = (unit IS NULL)))' },
    { name: 'meeting_series_check1', expression: "(((kind <> 'round_table'::text) OR (district_ags IS NOT NULL)))" },
  ],
  indices: [{ name: 'meeting_series_of_district', columns: ['district_ags'], unique: true, synchronize: false }],
  foreignKeys: [convenerKey('meeting_series'), districtKey('meeting_series')],
});

export const MeetingEntity = new EntitySchema<MeetingRow>({
  name: 'meeting',
  columns: {
    id: { ...uuid, primary: true },
    organisation_id: uuid,
    series_id: { ...uuid, nullable: true },
    kind: text,
    title: text,
    district_ags: { ...text, nullable: true },
    starts_at: instant,
    ends_at: instant,
    place: { ...text, nullable: true },
    state: { ...text, default: 'planned' },
    cancel_reason: { ...text, nullable: true },
    minutes_released_at: { ...instant, nullable: true },
    version: { ...integer, default: 1 },
  },
  uniques: [ownKey('meeting')],
  checks: [
    { name: 'meeting_kind_check', expression: KINDS },
    { name: 'meeting_state_check', expression: "((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))" },
    { name: 'meeting_check', expression: '((starts_at < ends_at))' },
    { name: 'meeting_check1', expression: "(((state = 'cancelled'::text) = (cancel_reason IS NOT NULL)))" },
    { name: 'meeting_check2', expression: "(((kind <> 'round_table'::text) OR ((series_id IS NOT NULL) AND (district_ags IS NOT NULL))))" },
  ],
  indices: [{ name: 'meeting_starts', columns: ['organisation_id', 'starts_at'] }],
  foreignKeys: [convenerKey('meeting'), districtKey('meeting'), keyWithin('meeting', 'series_id', 'meeting_series')],
});

export const MeetingInvitationEntity = new EntitySchema<MeetingInvitationRow>({
  name: 'meeting_invitation',
  columns: {
    meeting_id: { ...uuid, primary: true },
    organisation_id: uuid,
    guest_id: { ...uuid, primary: true },
    invited_at: instant,
    answer: { ...text, nullable: true },
    persons: { ...smallint, nullable: true },
    answered_at: { ...instant, nullable: true },
    attended: { ...smallint, nullable: true },
  },
  checks: [
    { name: 'meeting_invitation_answer_check', expression: "((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'tentative'::text])))" },
    { name: 'meeting_invitation_persons_check', expression: '(((persons >= 0) AND (persons <= 99)))' },
    { name: 'meeting_invitation_attended_check', expression: '(((attended >= 0) AND (attended <= 99)))' },
    { name: 'meeting_invitation_check', expression: '(((answer IS NULL) = (answered_at IS NULL)))' },
  ],
  indices: [{ name: 'meeting_invitation_of_guest', columns: ['guest_id'] }],
  foreignKeys: [
    { name: 'meeting_invitation_guest_id_fkey', target: 'organisation', columnNames: ['guest_id'], referencedColumnNames: ['id'] },
    keyWithin('meeting_invitation', 'meeting_id', 'meeting'),
  ],
});

export const MeetingItemEntity = new EntitySchema<MeetingItemRow>({
  name: 'meeting_item',
  columns: { id: { ...uuid, primary: true }, meeting_id: uuid, organisation_id: uuid, position: smallint, title: text },
  uniques: [ownKey('meeting_item')],
  indices: [{ name: 'meeting_item_of_meeting', columns: ['meeting_id', 'position'] }],
  foreignKeys: [keyWithin('meeting_item', 'meeting_id', 'meeting')],
});

export const MeetingMinutesEntity = new EntitySchema<MeetingMinutesRow>({
  name: 'meeting_minutes',
  columns: { item_id: { ...uuid, primary: true }, meeting_id: uuid, organisation_id: uuid, minutes: text },
  indices: [{ name: 'meeting_minutes_of_meeting', columns: ['meeting_id'] }],
  foreignKeys: [keyWithin('meeting_minutes', 'item_id', 'meeting_item'), keyWithin('meeting_minutes', 'meeting_id', 'meeting')],
});

/** What a sitting decided: who does it until when. */
export interface ResolutionRow {
  readonly id: string;
  readonly meeting_id: string;
  readonly organisation_id: string;
  readonly item_id: string | null;
  readonly owner_id: string;
  readonly text: string;
  readonly due_on: string;
  readonly due_at: Date;
  readonly state: string;
  readonly note: string | null;
  readonly decided_at: Date;
  readonly closed_at: Date | null;
  readonly version: number;
}

/** When somebody is told of a resolution. */
export interface ResolutionRungRow {
  readonly resolution_id: string;
  readonly organisation_id: string;
  readonly rung: string;
  readonly due_at: Date;
  readonly fired_at: Date | null;
  readonly settled_at: Date | null;
}

export const ResolutionEntity = new EntitySchema<ResolutionRow>({
  name: 'resolution',
  columns: {
    id: { ...uuid, primary: true },
    meeting_id: uuid,
    organisation_id: uuid,
    item_id: { ...uuid, nullable: true },
    owner_id: uuid,
    text,
    due_on: day,
    due_at: instant,
    state: { ...text, default: 'open' },
    note: { ...text, nullable: true },
    decided_at: instant,
    closed_at: { ...instant, nullable: true },
    version: { ...integer, default: 1 },
  },
  uniques: [ownKey('resolution')],
  checks: [
    { name: 'resolution_state_check', expression: "((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))" },
    { name: 'resolution_check', expression: "(((state = 'open'::text) = (closed_at IS NULL)))" },
    { name: 'resolution_check1', expression: "(((state <> 'dropped'::text) OR (note IS NOT NULL)))" },
  ],
  indices: [
    { name: 'resolution_of_meeting', columns: ['meeting_id'] },
    { name: 'resolution_of_owner', columns: ['owner_id', 'due_at'] },
  ],
  foreignKeys: [
    { name: 'resolution_owner_id_fkey', target: 'organisation', columnNames: ['owner_id'], referencedColumnNames: ['id'] },
    keyWithin('resolution', 'meeting_id', 'meeting'),
    keyWithin('resolution', 'item_id', 'meeting_item'),
  ],
});

export const ResolutionRungEntity = new EntitySchema<ResolutionRungRow>({
  name: 'resolution_rung',
  columns: {
    resolution_id: { ...uuid, primary: true },
    organisation_id: uuid,
    rung: { ...text, primary: true },
    due_at: instant,
    fired_at: { ...instant, nullable: true },
    settled_at: { ...instant, nullable: true },
  },
  checks: [{ name: 'resolution_rung_rung_check', expression: "((rung = ANY (ARRAY['reminder'::text, 'due'::text, 'escalation'::text])))" }],
  indices: [{ name: 'resolution_rung_due', columns: ['due_at'], synchronize: false }],
  foreignKeys: [keyWithin('resolution_rung', 'resolution_id', 'resolution')],
});
