import type { PlanFrame, PlanMeasure, PlanStanding } from '#domain';
import type { ActionPlanDto, PlanMeasureDto, PlanStandingDto } from './action-plan.dto.js';

export const toFrame = ({ title, startsOn, endsOn = null, fields }: ActionPlanDto): PlanFrame => ({ title, startsOn, endsOn, fields: fields.map(({ number, title: name }) => ({ number, title: name })) });

export const toStanding = ({ status, statusOn, evidence = null, milestones, nextReviewOn = null }: PlanStandingDto): PlanStanding => ({
  status, statusOn, evidence, nextReviewOn, milestones: milestones.map(({ title, dueOn, doneOn = null, evidence: shown = null }) => ({ title, dueOn, doneOn, evidence: shown })),
});

export const toMeasure = (body: PlanMeasureDto): PlanMeasure => {
  const { fieldNumber, number, title, articles, ministry, partners, budgetLine = null, indicators } = body;
  return { ...toStanding(body), fieldNumber, number, title, articles, ministry, partners, budgetLine, indicators };
};
