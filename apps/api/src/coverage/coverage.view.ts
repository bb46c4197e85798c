import { CANDIDATE_REASONS, TARGET_GROUPS } from '#domain';
import { Flag, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView, WhereaboutsView } from '../referrals/referral.view.js';
import { AlternativeView, ExcludedCentreView } from '../routing/candidates.view.js';

const Count = (): PropertyDecorator => Whole({ min: 0, max: 10_000 });

/** The hour that was looked at. */
export class CoverageHourView {
  @Instant() at: Date;
  @Whole({ min: 1, max: 7, description: '1 Monday … 7 Sunday.' }) weekday: number;
  @Whole({ min: 0, max: 23, description: 'In Europe/Berlin.' }) hour: number;
}

export class MunicipalityCoverageView extends WhereaboutsView {
  @Count() candidates: number;
  @Whole({ min: 0, max: 10_000, description: 'How many of them are open with somebody there, or on call.' }) open: number;
  @Flag({ description: 'More than one local centre serves the target group.' }) overlap: boolean;
  @Nested(() => NamedView, { optional: true }) best: NamedView | null;
  @Nested(() => NamedView, { optional: true, description: 'Who gets the alarm; null while there is a candidate.' }) owner: NamedView | null;
}

export class CoverageCountsView {
  @Count() municipalities: number;
  @Whole({ min: 0, max: 10_000, description: 'Nobody may be named, at no hour.' }) gaps: number;
  @Whole({ min: 0, max: 10_000, description: 'Nobody is open or on call; the gaps included.' }) uncovered: number;
  @Count() overlaps: number;
}

/** The area of a police authority, by the keys of its municipalities; seldom that of a district. */
export class CoverageAuthorityView extends NamedView {
  @Text({ max: 8, list: 1_000 }) municipalities: readonly string[];
}

export class CoverageView extends CoverageHourView {
  @Nested(() => CoverageCountsView) counts: CoverageCountsView;
  @Nested(() => MunicipalityCoverageView, { list: 1_000 }) municipalities: readonly MunicipalityCoverageView[];
  @Nested(() => CoverageAuthorityView, { list: 100, description: 'The police authorities by name, with those municipalities that are shown.' }) authorities: readonly CoverageAuthorityView[];
}

export class UncoveredHourView extends CoverageHourView {
  @Count() uncovered: number;
}

export class CoverageGapView extends WhereaboutsView {
  @OneOf(TARGET_GROUPS) targetGroup: string;
  @Nested(() => NamedView) owner: NamedView;
}

export class CoverageWeekView {
  @Nested(() => UncoveredHourView, { list: 168 }) hours: readonly UncoveredHourView[];
  @Nested(() => CoverageGapView, { list: 5_000 }) gaps: readonly CoverageGapView[];
}

export class CoverageCandidateView {
  @Nested(() => NamedView) centre: NamedView;
  @Whole({ min: 1, max: 1_000 }) rank: number;
  @OneOf(CANDIDATE_REASONS, { list: 20 }) reasons: readonly string[];
  @Flag() openNow: boolean;
  @Instant({ optional: true }) opensAt: Date | null;
}

export class MunicipalityCandidatesView extends WhereaboutsView {
  @Nested(() => CoverageHourView) hour: CoverageHourView;
  @Nested(() => NamedView) policeAuthority: NamedView;
  @Nested(() => CoverageCandidateView, { list: 1_000 }) candidates: readonly CoverageCandidateView[];
  @Nested(() => ExcludedCentreView, { list: 1_000, description: 'Only those that serve the municipality.' }) excluded: readonly ExcludedCentreView[];
  @Nested(() => AlternativeView, { list: 3, description: 'Where there is no candidate: the nearest centres that would fit but for their area.' }) alternatives: readonly AlternativeView[];
  @Nested(() => NamedView, { optional: true, description: 'Who gets the alarm; null while there is a candidate.' }) owner: NamedView | null;
  @Text({ max: 200, description: 'A helpline for the time until a centre opens: name and number.' }) hotline: string;
}
