import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Body, Schemas } from '../api/contract';
import { request } from '../api/http';

export type ExpelledLine = Schemas['ExpelledLineView'];
export type Expelled = Schemas['ExpelledReferralView'];
export type ExpelledContact = Schemas['ExpelledContactDto'];
export type NewExpelled = Body<'POST', '/expelled-referrals'>;

const EXPELLED = ['expelled'] as const;

export const expelledListQuery = queryOptions({ queryKey: [...EXPELLED, 'list'], queryFn: ({ signal }) => request('GET', '/expelled-referrals', { signal }) });

/** Those of the same deployment as a referral of the own authority. */
export const expelledOfQuery = (referralId: string) =>
  queryOptions({ queryKey: [...EXPELLED, 'of', referralId], queryFn: ({ signal }) => request('GET', '/expelled-referrals', { query: { ofReferralId: referralId }, signal }) });

export const expelledQuery = (id: string) => queryOptions({ queryKey: [...EXPELLED, 'one', id], queryFn: ({ signal }) => request('GET', '/expelled-referrals/{id}', { path: { id }, signal }) });

export const expelledCentresQuery = (ags: string | null) =>
  queryOptions({ queryKey: [...EXPELLED, 'centres', ags], queryFn: ({ signal }) => request('GET', '/expelled-referrals/centres', { query: ags === null ? {} : { ags }, signal }) });

/** Shows what stands now, and asks the lists anew. */
export function useExpelledShown(): (shown?: Expelled) => Promise<void> {
  const client = useQueryClient();
  return async (shown) => {
    if (shown !== undefined) client.setQueryData(expelledQuery(shown.id).queryKey, shown);
    await client.invalidateQueries({ queryKey: EXPELLED, predicate: ({ queryKey }) => shown === undefined || queryKey[2] !== shown.id });
  };
}
