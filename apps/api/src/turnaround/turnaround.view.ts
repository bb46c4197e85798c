import { CLOCK_KINDS, STATES } from '#domain';
import { Figure, Flag, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { PlaceView } from '../referrals/referral.view.js';

/** A count is null where fewer than five referrals stand behind it. */
const Count = (): PropertyDecorator => Whole({ min: 0, max: 1_000_000, optional: true });

export class DistrictTurnaroundView {
  @Nested(() => PlaceView) district: PlaceView;
  @Text({ max: 7 }) quarter: string;
  @Count() referrals: number | null;
  @Count() firstAttemptWithin24h: number | null;
  @Count() firstAttemptWithin72h: number | null;
  @Count() reached: number | null;
  @Figure({ optional: true }) medianHoursToFirstAttempt: number | null;
  @Flag() suppressed: boolean;
  @Instant() computedAt: Date;
}

export class OwnTurnaroundView {
  @Text({ max: 7 }) quarter: string;
  @Whole({ min: 0, max: 1_000_000 }) referrals: number;
  @Whole({ min: 0, max: 1_000_000 }) firstAttemptWithin24h: number;
  @Whole({ min: 0, max: 1_000_000 }) firstAttemptWithin72h: number;
  @Whole({ min: 0, max: 1_000_000 }) reached: number;
  @Figure({ optional: true }) medianHoursToFirstAttempt: number | null;
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
