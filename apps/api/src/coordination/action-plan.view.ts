import { INDICATOR_IDS, PLAN_CHANGES, PLAN_STATUSES, type IndicatorId, type PlanChange, type PlanStatus } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class PlanFieldView {
  @Whole({ min: 1, max: 99 }) number: number;
  @Text({ max: 200 }) title: string;
}

export class MilestoneView {
  @Text({ max: 200 }) title: string;
  @Day() dueOn: string;
  @Day({ optional: true }) doneOn: string | null;
  @Text({ max: 500, optional: true, pii: 'free' }) evidence: string | null;
}

export class PlanMeasureContentView {
  @Whole({ min: 1, max: 99 }) fieldNumber: number;
  @Text({ max: 12 }) number: string;
  @Text({ max: 300 }) title: string;
  @Whole({ min: 7, max: 65, list: 59 }) articles: readonly number[];
  @Text({ max: 120 }) ministry: string;
  @Text({ max: 120, list: 20 }) partners: readonly string[];
  @Text({ max: 80, optional: true }) budgetLine: string | null;
  @OneOf(INDICATOR_IDS, { list: 11 }) indicators: readonly IndicatorId[];
  @OneOf(PLAN_STATUSES) status: PlanStatus;
  @Day() statusOn: string;
  @Text({ max: 2_000, optional: true, pii: 'free' }) evidence: string | null;
  @Nested(() => MilestoneView, { list: 30 }) milestones: readonly MilestoneView[];
  @Day({ optional: true }) nextReviewOn: string | null;
}

export class PlanMeasureView extends PlanMeasureContentView {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Flag() reviewDue: boolean;
  /** The version that anybody may read; null: none. */
  @Whole({ min: 1, max: 1_000_000, optional: true }) releasedVersion: number | null;
}

export class PlanMeasureVersionView extends PlanMeasureContentView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @OneOf(PLAN_CHANGES) change: PlanChange;
  @Instant() recordedAt: Date;
  @Text({ max: 200, optional: true }) recordedBy: string | null;
}

export class PlanFrameView {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Text({ max: 200 }) title: string;
  @Day() startsOn: string;
  @Day({ optional: true }) endsOn: string | null;
  @Nested(() => PlanFieldView, { list: 30 }) fields: readonly PlanFieldView[];
}

export class ActionPlanView extends PlanFrameView {
  @Nested(() => PlanMeasureView, { list: 1_000 }) measures: readonly PlanMeasureView[];
}

export class PlanMeasureHistoryView {
  @Nested(() => PlanFrameView) plan: PlanFrameView;
  @Nested(() => PlanMeasureView) measure: PlanMeasureView;
  /** The newest first. */
  @Nested(() => PlanMeasureVersionView, { list: 1_000 }) history: readonly PlanMeasureVersionView[];
}
