import { REGION_LEVELS, SUPPOSITIONS, WHAT_IF_HOURS } from '#domain';
import { Day, Figure, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

const Count = (): PropertyDecorator => Whole({ min: 0, max: 100_000_000 });

/** The middle of all replays and where nine in ten of them lie; null: never. */
export class SpreadView {
  @Figure({ optional: true }) low: number | null;
  @Figure({ optional: true }) middle: number | null;
  @Figure({ optional: true }) high: number | null;
}

export class AttemptedByView extends SpreadView {
  @Whole({ min: 1, max: 1_000 }) hours: number;
}

export class WhatIfFiguresView {
  @Nested(() => SpreadView, { optional: true }) medianHours: SpreadView | null;
  @Nested(() => SpreadView, { optional: true }) p90Hours: SpreadView | null;
  /** Share with a first attempt so many hours after the submission. */
  @Nested(() => AttemptedByView, { list: WHAT_IF_HOURS.length }) attemptedBy: readonly AttemptedByView[];
  /** Share with a first attempt while the measure lasted; null: there was no measure. */
  @Nested(() => SpreadView, { optional: true }) attemptedInMeasure: SpreadView | null;
}

export class OwnWhatIfView {
  @Instant() from: Date;
  @Instant() until: Date;
  /** Those that stay with the centre: of them both figures tell. */
  @Count() referrals: number;
  /** Those of them that have a protection measure. */
  @Count() measured: number;
  /** To whom the change gives another turn. */
  @Count() touched: number;
  /** To another centre, so in neither figure. */
  @Count() leaving: number;
  @Count() counsellors: number;
  @Count() workloadMinutes: number;
  /** Days of a measure under the rule set in force. */
  @Count() measureDays: number;
  @Nested(() => WhatIfFiguresView) recorded: WhatIfFiguresView;
  @Nested(() => WhatIfFiguresView) supposed: WhatIfFiguresView;
}

/** At least and at most so much. */
export class WhatIfBandView {
  @Figure() low: number;
  @Figure() high: number;
}

const Published = (): PropertyDecorator => Whole({ min: 0, max: 100_000_000, optional: true });
const Band = (): PropertyDecorator => Nested(() => WhatIfBandView, { optional: true });

/** Published counts and hours; null: hidden. */
export class WhatWasView {
  @Published() attempt24: number | null;
  @Published() attempt48: number | null;
  @Published() attempt72: number | null;
  @Published() reachedInMeasure: number | null;
  @Published() medianHours: number | null;
  @Published() p90Hours: number | null;
}

/** Null: the supposition does not bear on it, or its published figure is hidden. */
export class SupposedFiguresView {
  @OneOf(SUPPOSITIONS) supposition: string;
  @Band() attempt24: WhatIfBandView | null;
  @Band() attempt48: WhatIfBandView | null;
  @Band() attempt72: WhatIfBandView | null;
  @Band() reachedInMeasure: WhatIfBandView | null;
  @Band() medianHours: WhatIfBandView | null;
  @Band() p90Hours: WhatIfBandView | null;
}

export class WhatIfRegionView {
  @OneOf(REGION_LEVELS) level: string;
  @Text({ max: 36 }) key: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 36, optional: true }) parentKey: string | null;
  @Count() referrals: number;
  @Published() measureKnown: number | null;
  @Nested(() => WhatWasView) recorded: WhatWasView;
  @Nested(() => SupposedFiguresView, { list: SUPPOSITIONS.length }) supposed: readonly SupposedFiguresView[];
}

export class WhatIfReportView {
  @Text({ max: 4, pattern: /^20\d{2}$/ }) period: string;
  @Day() asOf: string;
  @Instant() publishedAt: Date;
  /** Of the bytes that were published. */
  @Text({ max: 64 }) sha256: string;
  /** The Land, Regierungsbezirke and districts with at least fifty published referrals. */
  @Nested(() => WhatIfRegionView, { list: 200 }) regions: readonly WhatIfRegionView[];
}
