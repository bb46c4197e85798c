import { INDICATOR_IDS, PLAN_STATUSES, type IndicatorId, type PlanStatus } from '#domain';
import { Day, Flag, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class PlanFieldDto {
  @Whole({ min: 1, max: 99 }) number: number;
  @Text({ max: 200, min: 3 }) title: string;
}

export class ActionPlanDto {
  @Text({ max: 200, min: 3 }) title: string;
  @Day() startsOn: string;
  @Day({ optional: true, description: 'Null: until it is ended.' }) endsOn?: string | null;
  @Nested(() => PlanFieldDto, { list: 30 }) fields: PlanFieldDto[];
}

export class MilestoneDto {
  @Text({ max: 200, min: 3 }) title: string;
  @Day() dueOn: string;
  @Day({ optional: true }) doneOn?: string | null;
  @Text({ max: 500, optional: true, pii: 'free', description: 'What shows that it was reached.' }) evidence?: string | null;
}

/** How a measure stands: what a review writes down. */
export class PlanStandingDto {
  @OneOf(PLAN_STATUSES) status: PlanStatus;
  @Day({ description: 'Since when it stands so.' }) statusOn: string;
  @Text({ max: 2_000, optional: true, pii: 'free', description: 'What shows that it stands so; nothing of any referral.' }) evidence?: string | null;
  @Nested(() => MilestoneDto, { list: 30 }) milestones: MilestoneDto[];
  @Day({ optional: true, description: 'Null only for what is done or dropped.' }) nextReviewOn?: string | null;
}

export class PlanMeasureDto extends PlanStandingDto {
  @Whole({ min: 1, max: 99, description: 'The field of the plan under which it stands.' }) fieldNumber: number;
  @Text({ max: 12, pattern: /^\d{1,3}(\.\d{1,3}){0,2}[a-z]?$/ }) number: string;
  @Text({ max: 300, min: 3 }) title: string;
  @Whole({ min: 1, max: 999, list: 59, description: 'Articles of the Istanbul Convention, 7 to 65.' }) articles: number[];
  @Text({ max: 120, min: 2 }) ministry: string;
  @Text({ max: 120, list: 20 }) partners: string[];
  @Text({ max: 80, optional: true, description: 'EP 07 / Kapitel 07 030 / Titel 684 61, or its beginning.' }) budgetLine?: string | null;
  @OneOf(INDICATOR_IDS, { list: 11 }) indicators: IndicatorId[];
}

export class ReleaseDto {
  @Flag({ description: 'False takes the measure back from the public.' }) released: boolean;
}

export class PlanFileDto {
  @OneOf(['de', 'en'], { optional: true }) language?: 'de' | 'en';
}
