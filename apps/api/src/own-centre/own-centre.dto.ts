import { CAPACITY_LEVELS, type CapacityLevel } from '#domain';
import { Day, Flag, Id, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class ClosurePeriodDto {
  @Day() from: string;
  @Day({ description: 'The last day that is closed.' }) to: string;
}

export class NewClosureDto extends ClosurePeriodDto {
  @Text({ min: 3, max: 200, description: 'Read by everybody who reads the registry: nothing of a person.' }) reason: string;
  @Id({ optional: true, description: 'The centre that stands in meanwhile.' }) coverCentreId?: string | null;
  @Flag({ optional: true, description: 'True: it is known who would have nobody open meanwhile, and it is entered all the same.' }) acceptUncovered?: boolean | null;
}

export class CapacityDto {
  @OneOf(CAPACITY_LEVELS) level: CapacityLevel;
  @Whole({ min: 1, max: 14, description: 'For how many days that may be believed; then it is unknown.' }) days: number;
}

export class NewWindowDto {
  @Whole({ min: 1, max: 7 }) weekday: number;
  @Text({ max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }) opens: string;
  @Text({ max: 5, pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, description: 'At or before `opens`: on the next day.' }) closes: string;
}

export class NewHoursDto {
  @Nested(() => NewWindowDto, { list: 42 }) windows: readonly NewWindowDto[];
  @Flag({ description: 'On public holidays too.' }) dailyService: boolean;
  @Day({ description: 'From which day they hold: today or later.' }) validFrom: string;
}
