import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, request } from './http';
import type {
  Candidates, HistoryEntry, Municipality, Named, NotificationView, ReferralSummary, ReferralView, SessionView, StalledItem, TurnaroundCell,
} from './views';

/** Without a stream of changes, lists are asked again this often. */
const POLL_EVERY_MS = 30_000;

const textOf = (parameters: Readonly<Record<string, string | boolean | undefined>>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};

/** An answer that is a bare list or a list under `items`. */
const itemsOf = <T>(answer: readonly T[] | { readonly items: readonly T[] }): readonly T[] =>
  'items' in answer ? answer.items : answer;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await request<SessionView>('GET', '/session', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export interface ReferralFilter {
  readonly state?: string;
  readonly overdue?: boolean;
  readonly assigned?: string;
}

/** The first hundred referrals of the own organisation; more are never open at once in one centre. */
export const referralsQuery = (filter: ReferralFilter) =>
  queryOptions({
    queryKey: ['referrals', 'list', filter],
    queryFn: ({ signal }) =>
      request<{ items: readonly ReferralSummary[]; nextCursor: string | null }>('GET', `/referrals${textOf({ ...filter, limit: '100' })}`, { signal }),
    refetchInterval: POLL_EVERY_MS,
  });

/** One referral with its clocks and the events that this person may cause. */
export const referralQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id],
    queryFn: ({ signal }) => request<ReferralView>('GET', `/referrals/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: POLL_EVERY_MS,
  });

/** What has happened to a referral, as far as this side may know. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id, 'history'],
    queryFn: async ({ signal }) =>
      itemsOf(await request<readonly HistoryEntry[] | { items: readonly HistoryEntry[] }>('GET', `/referrals/${encodeURIComponent(id)}/history`, { signal })),
  });

/** Municipalities whose name or postcode begins with the text. */
export const municipalitiesQuery = (q: string) =>
  queryOptions({
    queryKey: ['municipalities', q],
    queryFn: async ({ signal }) =>
      itemsOf(await request<readonly Municipality[] | { items: readonly Municipality[] }>('GET', `/directory/municipalities${textOf({ q })}`, { signal })),
    staleTime: 3_600_000,
  });

export interface RoutingQuestion {
  readonly ags: string;
  readonly targetGroup: string;
  readonly minor: boolean;
}

/** Which centres may take a person who is now in this municipality, best first. */
export const candidatesQuery = (question: RoutingQuestion) =>
  queryOptions({
    queryKey: ['candidates', question],
    queryFn: ({ signal }) => request<Candidates>('GET', `/routing/candidates${textOf({ ...question })}`, { signal }),
    staleTime: 60_000,
  });

/** All centres of the directory, for suggestions and forwarding. */
export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: async ({ signal }) => itemsOf(await request<readonly Named[] | { items: readonly Named[] }>('GET', '/directory/centres', { signal })),
  staleTime: 3_600_000,
});

/** The published turnaround of one quarter, per district. */
export const turnaroundQuery = (quarter: string) =>
  queryOptions({
    queryKey: ['turnaround', quarter],
    queryFn: async ({ signal }) =>
      itemsOf(await request<readonly TurnaroundCell[] | { items: readonly TurnaroundCell[] }>('GET', `/turnaround/districts${textOf({ quarter })}`, { signal })),
  });

/** Referrals of the area whose clocks passed; pseudonymous. */
export const stalledQuery = queryOptions({
  queryKey: ['stalled'],
  queryFn: async ({ signal }) => itemsOf(await request<readonly StalledItem[] | { items: readonly StalledItem[] }>('GET', '/stalled-items', { signal })),
  refetchInterval: POLL_EVERY_MS,
});

/** What the own organisation was told and has not yet acknowledged. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) =>
    itemsOf(await request<readonly NotificationView[] | { items: readonly NotificationView[] }>('GET', '/notifications', { signal })),
  refetchInterval: POLL_EVERY_MS,
});
