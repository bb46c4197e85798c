import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../api/contract';
import { request } from '../api/http';

export type MeetingLine = Schemas['MeetingLineView'];
export type Meeting = Schemas['MeetingView'];
export type Resolution = Schemas['ResolutionView'];
export type District = Schemas['ConvenedDistrictView'];
export type GuestKind = 'police_authority' | 'centre' | 'local_network' | 'state_office';

/** What every question of this area begins with. */
const EXCHANGE = 'exchange';

export const meetingsQuery = queryOptions({ queryKey: [EXCHANGE, 'meetings'], queryFn: ({ signal }) => request('GET', '/coordination/meetings', { signal }) });

export const meetingQuery = (id: string) =>
  queryOptions({ queryKey: [EXCHANGE, 'meeting', id], queryFn: ({ signal }) => request('GET', '/coordination/meetings/{id}', { path: { id }, signal }) });

export const resolutionsQuery = queryOptions({ queryKey: [EXCHANGE, 'resolutions'], queryFn: ({ signal }) => request('GET', '/coordination/resolutions', { signal }) });

/** The districts for which the reader may convene a round table. */
export const districtsOfferedQuery = queryOptions({
  queryKey: [EXCHANGE, 'districts'],
  queryFn: ({ signal }) => request('GET', '/coordination/meetings/districts', { signal }),
  staleTime: 600_000,
});

/** Whom an invitation would reach; nobody is invited by asking. */
export const recipientsQuery = (kind: GuestKind, region: string) =>
  queryOptions({ queryKey: [EXCHANGE, 'recipients', kind, region], queryFn: ({ signal }) => request('GET', '/coordination/meetings/recipients', { query: { kind, region }, signal }) });

/** After a step: what is shown is the meeting as it stands now, and every list is asked for anew. */
export function useShown(): (meeting?: Meeting) => Promise<void> {
  const client = useQueryClient();
  return async (meeting) => {
    if (meeting !== undefined) client.setQueryData(meetingQuery(meeting.id).queryKey, meeting);
    await client.invalidateQueries({ queryKey: [EXCHANGE] });
  };
}
