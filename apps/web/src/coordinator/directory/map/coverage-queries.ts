import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { TargetGroup } from '#domain';
import type { Schemas } from '../../../shared/api/contract';
import { request } from '../../../shared/api/http';
import { toShapes, type MunicipalityTopology } from './municipality-shapes';

/** What is asked: whom, and at which hour of the week; null is now. */
export interface CoverageQuestion {
  readonly targetGroup: TargetGroup;
  readonly moment: { readonly weekday: number; readonly hour: number } | null;
}

/** How the map is parted and its list ordered. */
export type Layer = 'districts' | 'authorities';

export type Coverage = Schemas['CoverageView'];
export type MunicipalityCoverage = Schemas['MunicipalityCoverageView'];
export type CoverageAuthority = Coverage['authorities'][number];
export type CoverageWeek = Schemas['CoverageWeekView'];
export type MunicipalityCandidates = Schemas['MunicipalityCandidatesView'];

/** The registry changes seldom, the hour every hour. */
const AGAIN_EVERY_MS = 60_000;

const paramsOf = ({ targetGroup, moment }: CoverageQuestion) => ({ targetGroup, ...moment });

/** Who covers each municipality; while another hour is on its way, the one before stays. */
export const coverageQuery = (question: CoverageQuestion) =>
  queryOptions({
    queryKey: ['coverage', 'at', question],
    queryFn: ({ signal }) => request('GET', '/coverage', { query: paramsOf(question), signal }),
    refetchInterval: AGAIN_EVERY_MS,
    placeholderData: keepPreviousData,
  });

/** How many municipalities are without cover in each hour of the seven days ahead, and where nobody may be named at all. */
export const coverageWeekQuery = (targetGroup: TargetGroup) =>
  queryOptions({
    queryKey: ['coverage', 'week', targetGroup],
    queryFn: ({ signal }) => request('GET', '/coverage/week', { query: { targetGroup }, signal }),
    refetchInterval: AGAIN_EVERY_MS,
    placeholderData: keepPreviousData,
  });

/** The candidates of one municipality with their reasons. */
export const municipalityCandidatesQuery = (ags: string, question: CoverageQuestion) =>
  queryOptions({
    queryKey: ['coverage', 'municipality', ags, question],
    queryFn: ({ signal }) => request('GET', '/coverage/municipalities/{ags}', { path: { ags }, query: paramsOf(question), signal }),
  });

/** The shapes of all municipalities, from a file of the app itself: no map service learns who looks at what. */
export const shapesQuery = queryOptions({
  queryKey: ['municipality-shapes'],
  queryFn: async ({ signal }) => {
    const response = await fetch('/map/nrw-municipalities.topo.json', { signal });
    if (!response.ok) throw new Error(`the map answered ${response.status}`);
    return toShapes((await response.json()) as MunicipalityTopology);
  },
  staleTime: Infinity,
});
