import { WHAT_IF_HOURS } from '#domain';
import { Figure, Instant, Nested, Whole } from '../http/fields.js';

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
