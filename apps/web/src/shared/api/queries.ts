import { queryOptions } from '@tanstack/react-query';
import type { TargetGroup } from '#domain';
import { ApiProblem, request } from './http';
import type { ReferralSummary, SessionView } from './views';

/** Without a stream of changes, lists are asked again this often. */
const POLL_EVERY_MS = 30_000;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await request('GET', '/session', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Pages of a hundred that a list reads at most; what lies behind is long closed. */
const MOST_PAGES = 5;

async function readPages(signal: AbortSignal): Promise<readonly ReferralSummary[]> {
  const items: ReferralSummary[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const next: { readonly items: readonly ReferralSummary[]; readonly nextCursor: string | null } = await request('GET', '/referrals', { query: { limit: 100, cursor }, signal });
    items.push(...next.items);
    if (next.nextCursor === null) break;
    cursor = next.nextCursor;
  }
  return items;
}

/** The referrals that the own organisation may see: a centre's by next due instant, an authority's newest first. */
export const referralsQuery = queryOptions({
  queryKey: ['referrals', 'list'],
  queryFn: ({ signal }) => readPages(signal),
  refetchInterval: POLL_EVERY_MS,
});

/** One referral with its clocks and the events that this person may cause. */
export const referralQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id],
    queryFn: ({ signal }) => request('GET', '/referrals/{id}', { path: { id }, signal }),
    refetchInterval: POLL_EVERY_MS,
  });

/** What has happened to a referral, as far as this side may know. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id, 'history'],
    queryFn: async ({ signal }) => (await request('GET', '/referrals/{id}/history', { path: { id }, signal })).items,
  });

/** Why a referral went to its centre, oldest decision first. */
export const routingQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id, 'routing'],
    queryFn: async ({ signal }) => (await request('GET', '/referrals/{id}/routing', { path: { id }, signal })).items,
  });

/** Every clock of a referral, settled ones included, as far as this side may know. */
export const clocksQuery = (id: string) =>
  queryOptions({
    queryKey: ['referrals', 'one', id, 'clocks'],
    queryFn: async ({ signal }) => (await request('GET', '/referrals/{id}/clocks', { path: { id }, signal })).items,
    refetchInterval: POLL_EVERY_MS,
  });

/** The own clocks that are due or warn within the hours, the earliest first; `more` says that the list was cut. */
export const dueQuery = (hours: number) =>
  queryOptions({
    // Below the referrals: whatever changes one of them may change what is due.
    queryKey: ['referrals', 'due', hours],
    queryFn: async ({ signal }) => {
      const page = await request('GET', '/clocks/due', { query: { hours, limit: 100 }, signal });
      return { items: page.items, more: page.nextCursor !== null };
    },
    refetchInterval: POLL_EVERY_MS,
  });

/** Who of the own organisation is away or on call in the next four weeks. */
export const dutyQuery = queryOptions({
  queryKey: ['duty'],
  queryFn: ({ signal }) => request('GET', '/duty', { signal }),
  refetchInterval: POLL_EVERY_MS,
});

/** Whether a calendar may read the own deadlines, and since when; null: no. */
export const calendarFeedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => (await request('GET', '/calendar-feed', { signal })).feed,
});

/** What an operator looks at is asked again this often. */
const WATCH_EVERY_MS = 5_000;

/** How the clocks and their watchers stand. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }) => request('GET', '/operations', { signal }),
  refetchInterval: WATCH_EVERY_MS,
});

/** What failed for good: mails and jobs. */
export const deadLettersQuery = queryOptions({
  queryKey: ['dead-letters'],
  queryFn: ({ signal }) => request('GET', '/queue/dead-letters', { signal }),
  refetchInterval: WATCH_EVERY_MS,
});

/** Municipalities whose name or postcode begins with the text. */
export const municipalitiesQuery = (q: string) =>
  queryOptions({
    queryKey: ['municipalities', q],
    queryFn: ({ signal }) => request('GET', '/directory/municipalities', { query: { q }, signal }),
    staleTime: 3_600_000,
  });

export interface RoutingQuestion {
  readonly ags: string;
  /** A choice of a form: one of the domain's target groups. */
  readonly targetGroup: string;
  readonly minor: boolean;
  /** The language the person speaks; left out while nobody has said one. */
  readonly language?: string;
  /** A centre to leave out: one that declined. */
  readonly without?: string;
}

/** Which centres may take a person who is now in this municipality, best first. */
export const candidatesQuery = (question: RoutingQuestion) =>
  queryOptions({
    queryKey: ['candidates', question] as const,
    queryFn: ({ signal }) => request('GET', '/routing/candidates', { query: { ...question, targetGroup: question.targetGroup as TargetGroup }, signal }),
    staleTime: 60_000,
  });

/** All centres of the directory, for suggestions and forwarding. */
export const centresQuery = queryOptions({
  queryKey: ['centres'],
  queryFn: ({ signal }) => request('GET', '/directory/centres', { signal }),
  staleTime: 3_600_000,
});

/** The persons of the own organisation. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => request('GET', '/directory/colleagues', { signal }),
  staleTime: 600_000,
});

/** Referrals of the area whose clocks passed; pseudonymous. */
export const stalledQuery = queryOptions({
  queryKey: ['stalled'],
  queryFn: ({ signal }) => request('GET', '/stalled-items', { signal }),
  refetchInterval: POLL_EVERY_MS,
});

/** What the own organisation was told and nobody has ticked off or settled yet. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) => {
    const page = await request('GET', '/notifications', { signal });
    return page.items.filter((notification) => notification.acknowledgedAt === null && notification.settledAt === null);
  },
  refetchInterval: POLL_EVERY_MS,
});
