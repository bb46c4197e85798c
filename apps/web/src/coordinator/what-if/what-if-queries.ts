import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../shared/api/contract';
import { request } from '../../shared/api/http';

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
