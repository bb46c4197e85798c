import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../shared/api/contract';
import { ApiProblem, request } from '../../shared/api/http';
import type { Choice } from '../turnaround/turnaround-queries';

export type OwnWhatIf = Schemas['OwnWhatIfView'];
export type WhatIfFigures = Schemas['WhatIfFiguresView'];
export type Spread = Schemas['SpreadView'];

/** What a lead supposes; what is missing stays as it was. */
export interface Question {
  readonly days: number;
  readonly workloadMinutes: number;
  readonly weekendCover?: { readonly opens: string; readonly closes: string };
  readonly rerouteAfterHours?: number;
  readonly moreCounsellors?: number;
  readonly measureDays?: number;
}

/** The own centre's referrals replayed, with what was asked. The answer before stays until the next one is there: nothing jumps. */
export const ownWhatIfQuery = (question: Question) =>
  queryOptions({
    queryKey: ['turnaround', 'what-if', question],
    queryFn: async ({ signal }) => ({ question, answer: await request('POST', '/turnaround/what-if', { body: { ...question }, signal }) }),
    placeholderData: keepPreviousData,
  });

export type WhatIfReport = Schemas['WhatIfReportView'];
export type WhatIfRegion = Schemas['WhatIfRegionView'];
export type SuppositionId = WhatIfRegion['supposed'][number]['supposition'];

/** The published what-ifs of a year; null: there are none as of that day. They never change. */
export const whatIfReportQuery = ({ period, asOf }: Choice) =>
  queryOptions({
    queryKey: ['turnaround', 'what-if-report', period, asOf],
    queryFn: ({ signal }): Promise<WhatIfReport | null> =>
      request('GET', '/turnaround/what-if/{period}', { path: { period }, query: { asOf }, signal }).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 422) return null;
        throw error;
      }),
    staleTime: Infinity,
  });
