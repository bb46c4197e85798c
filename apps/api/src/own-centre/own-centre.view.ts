import { CAPACITY_LEVELS, CENTRE_KINDS, CLOCK_KINDS, TARGET_GROUPS } from '#domain';
import { OpeningWindowView } from '../directory/directory.view.js';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView } from '../referrals/referral.view.js';

/** Opening hours of a week, from a day on. */
export class HoursView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Day() validFrom: string;
  @Flag({ description: 'On public holidays too.' }) dailyService: boolean;
  @Nested(() => OpeningWindowView, { list: 100 }) windows: readonly OpeningWindowView[];
}

export class OwnClosureView {
  @Id() id: string;
  @Day() from: string;
  @Day({ description: 'The last day that is closed.' }) to: string;
  @Text({ max: 200 }) reason: string;
  @Nested(() => NamedView, { optional: true }) cover: NamedView | null;
}

/** What the centre last said of its room. */
export class CapacityView {
  @OneOf(CAPACITY_LEVELS) level: string;
  @Instant() notedAt: Date;
  @Instant({ description: 'From then on it counts as unknown.' }) expiresAt: Date;
}

export class ServedPlaceView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120 }) name: string;
}

/** The own centre's entry in the registry. */
export class OwnCentreView extends NamedView {
  @OneOf(CENTRE_KINDS) kind: string;
  @Flag({ description: 'Takes referrals.' }) active: boolean;
  @OneOf(TARGET_GROUPS, { list: 10 }) targetGroups: readonly string[];
  @Text({ max: 35, list: 50 }) languages: readonly string[];
  @Nested(() => ServedPlaceView, { list: 1_000 }) catchment: readonly ServedPlaceView[];
  @Whole({ min: 1, max: 1_000_000, description: 'Of the newest version of the entry; sent back in If-Match with new opening hours.' }) version: number;
  @Nested(() => HoursView, { description: 'Those that hold today.' }) hours: HoursView;
  @Nested(() => HoursView, { list: 1_000, description: 'Those that begin later, the earliest first.' }) comingHours: readonly HoursView[];
  @Nested(() => OwnClosureView, { list: 1_000, description: 'Those that have not ended, the earliest first.' }) closures: readonly OwnClosureView[];
  @Nested(() => CapacityView, { optional: true, description: 'Null: unknown, or no longer believed.' }) capacity: CapacityView | null;
  @Nested(() => NamedView, { list: 1_000, description: 'Centres that serve some of the same municipalities and may stand in.' }) neighbours: readonly NamedView[];
}

export class UncoveredPlaceView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120 }) municipality: string;
  @OneOf(TARGET_GROUPS) targetGroup: string;
}

/** A closure with what it leaves open. */
export class RecordedClosureView extends OwnClosureView {
  @Nested(() => UncoveredPlaceView, { list: 10_000, description: 'For whom, and where, nobody is open meanwhile.' }) uncovered: readonly UncoveredPlaceView[];
}

/** A running clock that would get another due instant. */
export class MovedClockView {
  @OneOf(CLOCK_KINDS) kind: string;
  @Id() referralId: string;
  @Text({ max: 30 }) reference: string;
  @Instant() oldDueAt: Date;
  @Instant() newDueAt: Date;
}

/** What a closure would do, before it is entered. */
export class ClosurePreviewView {
  @Nested(() => MovedClockView, { list: 10_000, description: 'The own running clocks that would move, the earliest first.' }) clocks: readonly MovedClockView[];
  @Nested(() => UncoveredPlaceView, { list: 10_000 }) uncovered: readonly UncoveredPlaceView[];
}
