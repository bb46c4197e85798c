import { MEETING_ANSWERS, MEETING_KINDS, SERIES_UNITS, type MeetingAnswer, type MeetingKind, type Rhythm } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

const INVITABLE = ['police_authority', 'centre', 'local_network', 'state_office'] as const;

export class RhythmDto {
  @Whole({ min: 1, max: 52 }) every: number;
  @OneOf(SERIES_UNITS) unit: Rhythm['unit'];
}

export class ChangedMeetingDto {
  @Text({ max: 160, pii: 'free' }) title: string;
  @Instant() startsAt: string;
  @Instant() endsAt: string;
  @Text({ max: 300, optional: true, pii: 'free', description: 'A place, or the address of a video meeting.' }) place?: string | null;
}

export class NewMeetingDto extends ChangedMeetingDto {
  @OneOf(MEETING_KINDS) kind: MeetingKind;
  @Text({ min: 5, max: 5, pattern: /^\d{5}$/, optional: true, description: 'The key of the district; a round table needs one.' }) districtAgs?: string | null;
  @Nested(() => RhythmDto, { optional: true, description: 'How often it sits; of a round table, from now on.' }) rhythm?: RhythmDto | null;
}

export class RecipientsDto {
  @OneOf(INVITABLE) kind: (typeof INVITABLE)[number];
  @Text({ min: 2, max: 5, pattern: /^05(\d|\d{3})?$/, description: 'The key of the Land, a Regierungsbezirk or a district.' }) region: string;
}

export class InvitationsDto {
  @Id({ list: 300 }) organisationIds: readonly string[];
}

export class MeetingAnswerDto {
  @OneOf(MEETING_ANSWERS) answer: MeetingAnswer;
  @Whole({ min: 0, max: 99, optional: true, description: 'With how many persons; 1, if absent.' }) persons?: number | null;
}

export class MeetingCancellationDto {
  @Text({ max: 500, optional: true, pii: 'free', description: 'A sitting is moved, or it is said why not.' }) reason?: string | null;
}

export class AgendaItemDto {
  @Id({ optional: true, description: 'Absent: a new item.' }) id?: string | null;
  @Text({ max: 200, pii: 'free' }) title: string;
}

export class AgendaDto {
  @Nested(() => AgendaItemDto, { list: 40 }) items: readonly AgendaItemDto[];
}

export class ItemMinutesDto {
  @Id() id: string;
  @Text({ max: 1_000, list: 40, pii: 'free', description: 'Paragraphs; none: no minutes yet.' }) minutes: readonly string[];
}

export class AttendanceDto {
  @Id() organisationId: string;
  @Whole({ min: 0, max: 99 }) persons: number;
}

export class MinutesDto {
  @Nested(() => ItemMinutesDto, { list: 40 }) items: readonly ItemMinutesDto[];
  @Nested(() => AttendanceDto, { list: 300 }) attended: readonly AttendanceDto[];
  @Flag({ description: 'Shows minutes and resolutions to the invited organisations from now on, and tells them once.' }) release: boolean;
}

export class NewResolutionDto {
  @Id({ optional: true }) itemId?: string | null;
  @Text({ max: 1_000, pii: 'free' }) text: string;
  @Id({ optional: true, description: 'Refused without.' }) ownerId?: string | null;
  @Day({ optional: true, description: 'Refused without.' }) dueOn?: string | null;
}

export class ResolutionClosingDto {
  @OneOf(['done', 'dropped']) state: 'done' | 'dropped';
  @Text({ max: 500, optional: true, pii: 'free', description: 'What was done; why it was dropped is needed.' }) note?: string | null;
}
