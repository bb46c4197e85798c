import { queryOptions } from '@tanstack/react-query';
import { request } from '../../shared/api/http';

/** Somebody else of the centre may change the entry; it is asked again this often. */
const POLL_EVERY_MS = 30_000;

/** The own centre's entry in the registry. */
export const ownCentreQuery = queryOptions({
  queryKey: ['own-centre'],
  queryFn: ({ signal }) => request('GET', '/own-centre', { signal }),
  refetchInterval: POLL_EVERY_MS,
});

/** What a closure of these days would do. */
export const closurePreviewQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['own-centre', 'preview', from, to],
    queryFn: ({ signal }) => request('GET', '/own-centre/closures/preview', { query: { from, to }, signal }),
    retry: false,
  });
