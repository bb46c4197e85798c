import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../shared/api/contract';
import { request } from '../../shared/api/http';

export type PathsReport = Schemas['PathsReportView'];
export type Path = Schemas['PathView'];
export type PathStep = Path['steps'][number];
export type PathsPublication = Schemas['PathsPublicationView'];

/** The periods whose paths have been published, newest first. */
export const pathsCatalogueQuery = queryOptions({
  queryKey: ['turnaround', 'paths'],
  queryFn: ({ signal }) => request('GET', '/turnaround/paths', { signal }),
  staleTime: 600_000,
});

/** The paths of a period; they never change. */
export const pathsQuery = ({ period, asOf }: PathsPublication) =>
  queryOptions({
    queryKey: ['turnaround', 'paths', period, asOf],
    queryFn: ({ signal }) => request('GET', '/turnaround/paths/{period}', { path: { period }, query: { asOf }, signal }),
    staleTime: Infinity,
  });
