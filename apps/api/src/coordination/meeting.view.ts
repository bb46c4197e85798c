import { MEETING_ANSWERS, MEETING_KINDS, MEETING_STATES, ORGANISATION_KINDS, RESOLUTION_STATES, SERIES_UNITS, type Rhythm } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class NamedOrganisationView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

export class MeetingLineView {
  @Id() id: string;
  @OneOf(MEETING_KINDS) kind: string;
  @Text({ max: 160, pii: 'free' }) title: string;
  @Text({ max: 5, optional: true }) districtAgs: string | null;
  @Text({ max: 100, optional: true }) district: string | null;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Text({ max: 300, optional: true, pii: 'free' }) place: string | null;
  @OneOf(MEETING_STATES) state: string;
  @Text({ max: 500, optional: true, pii: 'free' }) cancelReason: string | null;
  @Nested(() => NamedOrganisationView) convener: NamedOrganisationView;
  @Flag({ description: 'The own organisation was invited.' }) invited: boolean;
  @OneOf(MEETING_ANSWERS, { optional: true }) ownAnswer: string | null;
  @Whole({ min: 0, max: 99, optional: true }) ownPersons: number | null;
  @Flag({ description: 'The reader keeps it: changes, invites, writes the minutes.' }) mayKeep: boolean;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
}

export class ResolutionView {
  @Id() id: string;
  @Id() meetingId: string;
  @Text({ max: 160, optional: true, pii: 'free' }) meeting: string | null;
  @Id({ optional: true }) itemId: string | null;
  @Text({ max: 1_000, pii: 'free' }) text: string;
  @Nested(() => NamedOrganisationView) owner: NamedOrganisationView;
  @Day() dueOn: string;
  @Instant() dueAt: Date;
  @OneOf(RESOLUTION_STATES) state: string;
  @Flag() overdue: boolean;
  @Text({ max: 500, optional: true, pii: 'free' }) note: string | null;
  @Flag() mayClose: boolean;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
}

export class MeetingItemView {
  @Id() id: string;
  @Text({ max: 200, pii: 'free' }) title: string;
  @Text({ max: 1_000, list: 40, pii: 'free', description: 'Paragraphs; none before they are released to the reader.' }) minutes: readonly string[];
}

export class MeetingInvitationView {
  @Nested(() => NamedOrganisationView) organisation: NamedOrganisationView;
  @OneOf(ORGANISATION_KINDS) kind: string;
  @OneOf(MEETING_ANSWERS, { optional: true }) answer: string | null;
  @Whole({ min: 0, max: 99, optional: true }) persons: number | null;
  @Whole({ min: 0, max: 99, optional: true }) attended: number | null;
}

export class RhythmView {
  @Whole({ min: 1, max: 52 }) every: number;
  @OneOf(SERIES_UNITS) unit: Rhythm['unit'];
}

export class MeetingView extends MeetingLineView {
  @Nested(() => MeetingItemView, { list: 40 }) items: readonly MeetingItemView[];
  @Nested(() => MeetingInvitationView, { list: 500, description: 'To an invited organisation its own only.' }) invitations: readonly MeetingInvitationView[];
  @Nested(() => ResolutionView, { list: 500 }) resolutions: readonly ResolutionView[];
  @Instant({ optional: true }) minutesReleasedAt: Date | null;
  @Nested(() => RhythmView, { optional: true }) rhythm: RhythmView | null;
  @Instant({ optional: true, description: 'When the next sitting would be.' }) nextStartsAt: Date | null;
}

export class ConvenedDistrictView {
  @Text({ max: 5 }) ags: string;
  @Text({ max: 100 }) name: string;
  @Text({ max: 100 }) administrativeRegion: string;
}

export class RecipientView extends NamedOrganisationView {
  @OneOf(ORGANISATION_KINDS) kind: string;
}
