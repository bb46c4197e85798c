import { PLACES_AT_MOST } from '#domain';
import { Day, Flag, Instant, Nested, QueryWhole, Whole } from '../http/fields.js';

const MOST = 1_000;

export class PlacesDto {
  @Whole({ min: 0, max: 1_000_000, description: 'The version of the entry that was read; 0 while there is none. With another one the answer is 412.' }) version: number;
  @Whole({ min: 1, max: PLACES_AT_MOST, description: 'How many places the shelter has; free, occupied and reserved together are as many.' }) places: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) free: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) occupied: number;
  @Whole({ min: 0, max: PLACES_AT_MOST }) reserved: number;
  @Instant({ optional: true, description: 'Until when the reserved places are held; needed where any is reserved, at most fourteen days ahead.' }) reservedUntil?: string | null;
  @Flag({ description: 'Whether children may come along.' }) children: boolean;
}

export class RefusalCountsDto {
  @Whole({ min: 0, max: MOST }) full: number;
  @Whole({ min: 0, max: MOST }) children_not_possible: number;
  @Whole({ min: 0, max: MOST }) language: number;
  @Whole({ min: 0, max: MOST }) accessibility: number;
  @Whole({ min: 0, max: MOST }) not_target_group: number;
  @Whole({ min: 0, max: MOST }) safety: number;
  @Whole({ min: 0, max: MOST }) other: number;
}

export class StayCountsDto {
  @Whole({ min: 0, max: MOST }) up_to_1_week: number;
  @Whole({ min: 0, max: MOST }) weeks_1_to_4: number;
  @Whole({ min: 0, max: MOST }) months_1_to_3: number;
  @Whole({ min: 0, max: MOST }) over_3_months: number;
}

export class PlaceTallyDto {
  @Day({ description: 'The first day of a month that is over.' }) month: string;
  @Nested(() => RefusalCountsDto) refusals: RefusalCountsDto;
  @Nested(() => StayCountsDto, { description: 'Stays that ended in the month, by their length.' }) stays: StayCountsDto;
}

export class PlaceVersionDto {
  @QueryWhole({ min: 0, max: 1_000_000, description: 'The version of the entry that was read.' }) version: number;
}
