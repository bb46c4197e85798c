import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../api/contract';
import { request } from '../api/http';

export type Site = Schemas['PlaceSiteView'];
export type Board = Schemas['PlaceBoardView'];
export type OwnPlaces = Schemas['OwnPlacesView'];

/** Everything below is asked anew after an entry, and while it is looked at: what others enter meanwhile is to be seen. */
export const PLACES = ['places'] as const;
const ANEW_AFTER_MS = 60_000;

export const boardQuery = queryOptions({ queryKey: [...PLACES, 'board'], queryFn: ({ signal }) => request('GET', '/places', { signal }), refetchInterval: ANEW_AFTER_MS });
export const ownPlacesQuery = queryOptions({ queryKey: [...PLACES, 'own'], queryFn: ({ signal }) => request('GET', '/places/own', { signal }) });
export const toldQuery = queryOptions({ queryKey: [...PLACES, 'told'], queryFn: ({ signal }) => request('GET', '/places/tallies', { signal }) });

export const onwardQuery = (id: string) =>
  queryOptions({ queryKey: [...PLACES, 'onward', id], queryFn: ({ signal }) => request('GET', '/referrals/{id}/onward', { path: { id }, signal }), refetchInterval: ANEW_AFTER_MS });
