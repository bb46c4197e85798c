import { CENTRE_KINDS, PLACE_REFUSALS, PLACES_AT_MOST, STAY_BANDS } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { RefusalCountsDto, StayCountsDto } from './place.dto.js';

const LONG_LISTS = 1_000;

export class PlacesNowView {
  @Whole({ min: 0, max: PLACES_AT_MOST }) free: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) occupied: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) reserved: number;
  /** How many of the free ones were reserved; the reservation has lapsed. */
  @Whole({ min: 0, max: PLACES_AT_MOST }) lapsed: number;
}

/** A shelter for men on the board. It has no address here, as it has none in the registry. */
export class PlaceSiteView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 100, optional: true, description: 'The telephone for organisations, from the registry.' }) phone: string | null;
  @Text({ max: 20, list: 100 }) languages: readonly string[];
  @Text({ max: 100, list: 100 }) accessibility: readonly string[];
  @Flag({ description: 'Only then is there a number; otherwise ask by telephone.' }) current: boolean;
  @OneOf(['current', 'out_of_date', 'never_entered']) standing: string;
  @Whole({ min: 0, max: 1_000_000, description: 'Of the newest entry; 0: none was made.' }) version: number;
  @Instant({ optional: true }) notedAt: Date | null;
  @Instant({ optional: true, description: 'From then on the entry is out of date.' }) expiresAt: Date | null;
  @Whole({ min: 1, max: PLACES_AT_MOST, optional: true, description: 'Null unless current.' }) places: number | null;
  @Nested(() => PlacesNowView, { optional: true, description: 'Null unless current.' }) now: PlacesNowView | null;
  @Instant({ optional: true }) reservedUntil: Date | null;
  @Flag({ optional: true, description: 'Null unless current.' }) children: boolean | null;
}

export class PlaceBoardView {
  @Nested(() => PlaceSiteView, { list: LONG_LISTS }) sites: readonly PlaceSiteView[];
  @Whole({ min: 0, max: 100_000, description: 'Of the sites that are current, and of no other.' }) freeNow: number;
  @Whole({ min: 0, max: LONG_LISTS, description: 'Sites of which nothing may be believed now.' }) notCurrent: number;
}

export class PlaceEntryView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Whole({ min: 1, max: PLACES_AT_MOST }) places: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) free: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) occupied: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) reserved: number;
  @Instant({ optional: true }) reservedUntil: Date | null;
  @Flag() children: boolean;
  @Instant() notedAt: Date;
  @Instant() expiresAt: Date;
}

export class PlaceMonthView {
  @Day({ description: 'The first day of the month.' }) month: string;
  @Nested(() => RefusalCountsDto, { optional: true }) refusals: RefusalCountsDto | null;
  @Nested(() => StayCountsDto, { optional: true }) stays: StayCountsDto | null;
}

export class OwnPlacesView {
  @Nested(() => PlaceSiteView) site: PlaceSiteView;
  @Nested(() => PlaceEntryView, { list: 30, description: 'Every entry as it was made, the newest first.' }) entries: readonly PlaceEntryView[];
  @Whole({ min: 1, max: 1_000, description: 'So many hours is an entry believed.' }) validHours: number;
  @Nested(() => PlaceMonthView, { list: 24, description: 'The months that may be entered, the last ended one first.' }) months: readonly PlaceMonthView[];
}

export class ToldPlaceCountView {
  @Whole({ min: 2000, max: 2100 }) year: number;
  @OneOf(['refusal', 'stay']) kind: string;
  @OneOf([...PLACE_REFUSALS, ...STAY_BANDS]) category: string;
  @Whole({ min: 0, max: 1_000_000, optional: true, description: 'Rounded to five; null: one to four.' }) told: number | null;
}

export class HelplineHoursView {
  @Whole({ min: 1, max: 7 }) from: number;
  @Whole({ min: 1, max: 7 }) to: number;
  @Text({ max: 5 }) opens: string;
  @Text({ max: 5 }) closes: string;
}

export class HelplineView {
  @Text({ max: 100 }) name: string;
  @Text({ max: 50 }) phone: string;
  @Nested(() => HelplineHoursView, { list: 20, description: 'By ISO weekdays; empty: around the clock.' }) hours: readonly HelplineHoursView[];
  @Text({ max: 300 }) source: string;
  @Text({ max: 300 }) hoursSource: string;
}

export class OnwardCentreView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @OneOf(CENTRE_KINDS) kind: string;
  @Text({ max: 100, optional: true, description: 'The telephone for organisations, from the registry.' }) phone: string | null;
  @Flag({ description: 'It serves the place where the person is; otherwise it is the nearest that would fit.' }) local: boolean;
  @Whole({ min: 0, max: 1_000, optional: true, description: 'As the crow flies, for one that is not local.' }) kilometres: number | null;
}

/** Where to go on from a referral; made anew from the registry and the board each time, and stored nowhere. */
export class OnwardRouteView {
  @Flag({ description: 'Only for men; for everybody else there is nothing more here than in the routing.' }) applies: boolean;
  @Flag({ description: 'A counselling centre for men serves the place.' }) localMensCentre: boolean;
  @Nested(() => OnwardCentreView, { list: 20 }) centres: readonly OnwardCentreView[];
  @Nested(() => HelplineView, { optional: true }) helpline: HelplineView | null;
  @Nested(() => PlaceBoardView, { optional: true }) board: PlaceBoardView | null;
}
