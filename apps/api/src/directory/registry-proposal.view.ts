import { CLOCK_KINDS, TARGET_GROUPS } from '#domain';
import { REGISTRY_CHANGE_KINDS, REGISTRY_PROBLEMS } from '#directory';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { AgreementDto, AuthorityDto, BaseDto, CalendarChangeDto, CentreDto, ClosureChangeDto, NetworkDto, RuleSetDto } from './registry-change.dto.js';

export const PROPOSAL_STATES = ['proposed', 'in_force', 'rejected', 'withdrawn'] as const;

/** Something that speaks against a change, to the line and the municipality. */
export class RegistryProblemView {
  @OneOf(REGISTRY_PROBLEMS) code: string;
  @OneOf(['refused', 'warned']) severity: string;
  @Whole({ min: 1, max: 1_000_000, optional: true }) line: number | null;
  @Text({ max: 40, optional: true, description: 'The code of the centre.' }) centre: string | null;
  @Text({ max: 8, optional: true, description: 'Of a municipality, or of a district where it is about one.' }) ags: string | null;
  @Text({ max: 120, optional: true, description: 'The name that belongs to the key.' }) municipality: string | null;
  @OneOf(TARGET_GROUPS, { optional: true }) targetGroup: string | null;
}

/** What a change would meet, before anybody proposes it. */
export class RegistryCheckView {
  @Nested(() => RegistryProblemView, { list: 20_000 }) problems: readonly RegistryProblemView[];
  @Flag({ description: 'A second person of the state office must put it in force.' }) needsSecond: boolean;
  @Nested(() => BaseDto, { list: 5_000, description: 'The versions that it would be written on.' }) bases: readonly BaseDto[];
}

/** A number of referrals or clocks; 1 to 4 are told as "few" and others rounded to five, so that nobody can be found in it. */
export class CountView {
  @Whole({ min: 0, max: 1_000_000_000, optional: true }) count: number | null;
  @Flag() few: boolean;
}

export class MovedClocksView {
  @OneOf(CLOCK_KINDS) kind: string;
  @Nested(() => CountView) earlier: CountView;
  @Nested(() => CountView) later: CountView;
}

export class PastEffectView {
  @Whole({ min: 1, max: 1_000 }) days: number;
  @Nested(() => CountView, { description: 'Referrals of that time that the change would have touched.' }) touched: CountView;
  @Nested(() => CountView, { optional: true, description: 'First attempts that were late by the terms of then.' }) lateBefore: CountView | null;
  @Nested(() => CountView, { optional: true, description: 'And that would have been late by these.' }) lateAfter: CountView | null;
}

export class RehearsalPlaceView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120, optional: true }) name: string | null;
  @Nested(() => CountView) elsewhere: CountView;
  @Nested(() => CountView) nobody: CountView;
}

export class RehearsalView {
  @Nested(() => CountView) decisions: CountView;
  @Nested(() => CountView) same: CountView;
  @Nested(() => CountView) elsewhere: CountView;
  @Nested(() => CountView) nobody: CountView;
  @Nested(() => RehearsalPlaceView, { list: 1_000 }) municipalities: readonly RehearsalPlaceView[];
}

/** What a change would do, as the worker computed it. */
export class RegistryEffectView {
  @Instant() at: Date;
  @Nested(() => MovedClocksView, { list: 50 }) clocks: readonly MovedClocksView[];
  @Nested(() => PastEffectView, { optional: true }) past: PastEffectView | null;
  @Nested(() => RehearsalView, { optional: true }) rehearsal: RehearsalView | null;
  @Flag({ description: 'It could not be computed.' }) failed: boolean;
}

export class ProposalView {
  @Id() id: string;
  @OneOf(REGISTRY_CHANGE_KINDS) kind: string;
  @OneOf(PROPOSAL_STATES) state: string;
  @Text({ max: 200 }) reason: string;
  @Flag() needsSecond: boolean;
  @Flag({ description: 'The person who asks wrote it.' }) own: boolean;
  @Text({ max: 200, optional: true }) proposedBy: string | null;
  @Instant() proposedAt: Date;
  @Text({ max: 200, optional: true }) decidedBy: string | null;
  @Instant({ optional: true }) decidedAt: Date | null;
  @Nested(() => RegistryProblemView, { list: 20_000 }) warnings: readonly RegistryProblemView[];
  @Text({ max: 120, list: 5_000, description: 'Subjects that have another version since it was written.' }) overtaken: readonly string[];
  @Nested(() => RegistryEffectView, { optional: true, description: 'Null: not computed yet.' }) effect: RegistryEffectView | null;
  @Nested(() => CentreDto, { list: 5_000, optional: true }) centres: readonly CentreDto[] | null;
  @Text({ max: 200, optional: true }) uncoveredReason: string | null;
  @Nested(() => AgreementDto, { optional: true }) agreement: AgreementDto | null;
  @Nested(() => RuleSetDto, { optional: true }) ruleSet: RuleSetDto | null;
  @Nested(() => CalendarChangeDto, { optional: true }) calendar: CalendarChangeDto | null;
  @Nested(() => ClosureChangeDto, { optional: true }) closure: ClosureChangeDto | null;
  @Nested(() => AuthorityDto, { optional: true }) authority: AuthorityDto | null;
  @Nested(() => NetworkDto, { optional: true }) network: NetworkDto | null;
}

/** The list: without the change and its effect. */
export class ProposalLineView {
  @Id() id: string;
  @OneOf(REGISTRY_CHANGE_KINDS) kind: string;
  @OneOf(PROPOSAL_STATES) state: string;
  @Text({ max: 200 }) reason: string;
  @Flag() needsSecond: boolean;
  @Flag() own: boolean;
  @Text({ max: 200, optional: true }) proposedBy: string | null;
  @Instant() proposedAt: Date;
  @Whole({ min: 0, max: 20_000 }) warnings: number;
  @Text({ max: 160, list: 5_000, description: 'Whom it is about, in names.' }) about: readonly string[];
  @Day({ optional: true }) validFrom: string | null;
}
