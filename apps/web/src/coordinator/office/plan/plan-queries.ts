import { queryOptions } from '@tanstack/react-query';
import type { Body, Schemas } from '../../../shared/api/contract';
import { request } from '../../../shared/api/http';

export type Plan = Schemas['ActionPlanView'];
export type PlanFrame = Schemas['PlanFrameView'];
export type Measure = Schemas['PlanMeasureView'];
export type MeasureHistory = Schemas['PlanMeasureHistoryView'];
export type MeasureVersion = Schemas['PlanMeasureVersionView'];
export type PlanBody = Body<'POST', '/coordination/plans'>;
export type MeasureBody = Body<'PUT', '/coordination/measures/{id}'>;
export type StandingBody = Body<'POST', '/coordination/measures/{id}/reviews'>;

export type PlanReading = Schemas['PlanReadingView'];
export type PlanColumn = PlanReading['changes'][number]['fields'][number];

/** Everything below is asked anew after a plan or a measure was written. */
export const PLANS = ['plans'] as const;

export const plansQuery = queryOptions({ queryKey: [...PLANS, 'all'], queryFn: ({ signal }) => request('GET', '/coordination/plans', { signal }) });

export const measureQuery = (id: string) =>
  queryOptions({ queryKey: [...PLANS, 'measure', id], queryFn: ({ signal }) => request('GET', '/coordination/measures/{id}', { path: { id }, signal }) });

/** The measures that are to be reviewed, in the order of their plans. */
export const dueOf = (plans: readonly Plan[]): readonly Measure[] => plans.flatMap(({ measures }) => measures.filter(({ reviewDue }) => reviewDue));
