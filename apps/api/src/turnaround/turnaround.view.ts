import { CLOCK_KINDS, INDICATOR_IDS, MEASURES, REGION_LEVELS, STATES, type MeasureId } from '#domain';
import { Day, Figure, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

const PERIOD = /^20\d{2}(-Q[1-4])?$/;
/** A published count is null where it is hidden. */
const Count = (optional = true): PropertyDecorator => Whole({ min: 0, max: 100_000_000, optional });
const Hours = (): PropertyDecorator => Figure({ optional: true });

/** One field per measure: what each counts is told in the catalogue. */
export class PublishedCountsView {}
export interface PublishedCountsView extends Record<MeasureId, number | null> {}
/** Exact; null where the figure is not this side's to know. */
export class ExactCountsView {}
export interface ExactCountsView extends Record<MeasureId, number | null> {}
for (const measure of MEASURES) {
  Count()(PublishedCountsView.prototype, measure);
  Count()(ExactCountsView.prototype, measure);
}

export class CurvePointView {
  @Whole({ min: 1, max: 1_000 }) hours: number;
  @Count() attempted: number | null;
  @Count() attemptedCensored: number | null;
  @Count() reached: number | null;
  @Count() reachedCensored: number | null;
}

export class WeekFiguresView {
  @Day() week: string;
  @Count() referrals: number | null;
  @Hours() p10: number | null;
  @Hours() p25: number | null;
  @Hours() p50: number | null;
  @Hours() p75: number | null;
  @Hours() p90: number | null;
}

export class RegionFiguresView {
  @OneOf(REGION_LEVELS) level: string;
  @Text({ max: 36 }) key: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 36, optional: true }) parentKey: string | null;
  @Count() population: number | null;
  @Nested(() => PublishedCountsView) counts: PublishedCountsView;
  @Hours() medianHours: number | null;
  @Hours() p90Hours: number | null;
  @Nested(() => CurvePointView, { list: 20, optional: true }) curve: readonly CurvePointView[] | null;
  @Nested(() => WeekFiguresView, { list: 60, optional: true }) weeks: readonly WeekFiguresView[] | null;
}

export class TurnaroundReportView {
  @Text({ max: 7, pattern: PERIOD }) period: string;
  @Day() asOf: string;
  @Text({ max: 7, pattern: PERIOD }) previousPeriod: string;
  @Instant() publishedAt: Date;
  /** Of the bytes that were published: the same question about the same day gives the same. */
  @Text({ max: 64 }) sha256: string;
  @Nested(() => RegionFiguresView, { list: 200 }) regions: readonly RegionFiguresView[];
}

export class InTwoLanguagesView {
  @Text({ max: 1000 }) de: string;
  @Text({ max: 1000 }) en: string;
}

export class TurnaroundMeasureView {
  @OneOf(MEASURES) id: string;
  @Nested(() => InTwoLanguagesView) counts: InTwoLanguagesView;
  @OneOf(MEASURES, { optional: true }) shareOf: string | null;
}

export class IndicatorView {
  @OneOf(INDICATOR_IDS) id: string;
  @OneOf(MEASURES, { list: MEASURES.length }) measures: readonly string[];
  @Nested(() => InTwoLanguagesView) title: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView) numerator: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView) denominator: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView) cohort: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView) attribution: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView, { optional: true }) note: InTwoLanguagesView | null;
}

export class CatalogueView {
  /** Newest first; nothing else can be asked. */
  @Text({ max: 7, pattern: PERIOD, list: 1000 }) periods: readonly string[];
  @Day({ list: 1000 }) asOfs: readonly string[];
  @Nested(() => IndicatorView, { list: 20 }) indicators: readonly IndicatorView[];
  @Nested(() => TurnaroundMeasureView, { list: 100 }) measures: readonly TurnaroundMeasureView[];
  @Nested(() => InTwoLanguagesView) rule: InTwoLanguagesView;
  @Nested(() => InTwoLanguagesView) lag: InTwoLanguagesView;
}

export class OffersView {
  @Count(false) deployments: number;
  @Count(false) offered: number;
  @Count(false) consented: number;
}

export class OwnQuarterView {
  @Text({ max: 7, pattern: PERIOD }) quarter: string;
  @Nested(() => ExactCountsView) counts: ExactCountsView;
  @Hours() medianHours: number | null;
  /** An authority's own; null for centres, and while a month has not been entered. */
  @Nested(() => OffersView, { optional: true }) offers: OffersView | null;
}

export class OwnCurvePointView {
  @Whole({ min: 0, max: 1_000 }) hours: number;
  @Figure() share: number;
  @Figure() low: number;
  @Figure() high: number;
  @Count(false) atRisk: number;
}

export class OwnTurnaroundView {
  @Instant() asOf: Date;
  @Count(false) overdueNow: number;
  @Nested(() => OwnQuarterView, { list: 400 }) quarters: readonly OwnQuarterView[];
  /** First attempt over the last 12 months; null: there was no referral. */
  @Nested(() => OwnCurvePointView, { list: 20, optional: true }) curve: readonly OwnCurvePointView[] | null;
}

export class NamedOrganisationView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

export class OverdueOrganisationView {
  @Nested(() => NamedOrganisationView) organisation: NamedOrganisationView;
  @OneOf(['centre', 'police_authority']) kind: string;
  /** Rounded to five; null: fewer than five. */
  @Count() overdue: number | null;
  /** The oldest has been overdue for at least so many hours: 0, 24, 72 or 168. */
  @Whole({ min: 0, max: 168 }) oldestHours: number;
}

export class NudgeView {
  /** False: reminded within the last day, or nothing is overdue there. */
  @Flag() told: boolean;
}

export class OrganisationNameView {
  @Text({ max: 200 }) name: string;
}

export class StalledItemView {
  @Text({ max: 20 }) reference: string;
  @OneOf(STATES) state: string;
  @OneOf(CLOCK_KINDS) clockKind: string;
  @Instant() dueAt: Date;
  @Whole({ min: 0, max: 3 }) escalation: number;
  @Nested(() => OrganisationNameView) organisation: OrganisationNameView;
}

export class TallyView {
  @Count(false) deployments: number;
  @Count(false) refused: number;
  @Instant() recordedAt: Date;
}

export class TalliedMonthView {
  @Day() month: string;
  /** Null: nothing has been entered yet. */
  @Nested(() => TallyView, { optional: true }) tally: TallyView | null;
  /** Referrals submitted in the month and not taken back. */
  @Count(false) consented: number;
}
