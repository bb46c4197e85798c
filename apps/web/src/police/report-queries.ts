import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../shared/api/contract';
import { request } from '../shared/api/http';

/** The own unsent form as the API answers it; `values` is null unless asked for. */
export type ReportDraftView = Schemas['ReportDraftView'];

/** Whether an unsent form is kept, and since when; not what stands in it. */
export const unsentQuery = queryOptions({
  queryKey: ['report-draft'],
  queryFn: async ({ signal }) => (await request('GET', '/report-draft', { signal })).draft ?? null,
  staleTime: 0,
});

/** What stands in the own unsent form; held in memory only while it is asked for. */
export const readUnsent = async (): Promise<ReportDraftView | null> =>
  (await request('GET', '/report-draft', { query: { values: true } })).draft ?? null;

export interface DeploymentHint {
  readonly policeReference: string | null;
  readonly ags: string | null;
  readonly occurredAt: string | null;
}

/** Earlier reports on what may be the same deployment. The number stays in the body and out of the cache's key on the device: memory only. */
export const duplicatesQuery = (hint: DeploymentHint) =>
  queryOptions({
    queryKey: ['report-duplicates', hint],
    queryFn: async ({ signal }) =>
      (await request('POST', '/report-duplicates', { body: hint, signal })).items,
    staleTime: 60_000,
    gcTime: 0,
    retry: false,
  });
