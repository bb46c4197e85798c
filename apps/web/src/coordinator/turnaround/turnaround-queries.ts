import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { toDistrictShapes, type DistrictTopology } from '../../shared/charts/district-shapes';
import type { Schemas } from '../../shared/api/contract';
import { request } from '../../shared/api/http';

export type Report = Schemas['TurnaroundReportView'];
export type Region = Schemas['RegionFiguresView'];
export type Level = Region['level'];
export type MeasureId = keyof Region['counts'];
export type Catalogue = Schemas['CatalogueView'];
export type Measure = Schemas['TurnaroundMeasureView'];
export type Indicator = Schemas['IndicatorView'];
export type InTwoLanguages = Schemas['InTwoLanguagesView'];
export type Overdue = Schemas['OverdueOrganisationView'];
export type OwnTurnaround = Schemas['OwnTurnaroundView'];
export type OwnQuarter = Schemas['OwnQuarterView'];
export type TalliedMonth = Schemas['TalliedMonthView'];

/** What is looked at: a period of the catalogue, as it was known on a day. */
export interface Choice {
  readonly period: string;
  readonly asOf: string;
}

/** What may be asked, and what every figure means. */
export const catalogueQuery = queryOptions({
  queryKey: ['turnaround', 'catalogue'],
  queryFn: ({ signal }) => request('GET', '/turnaround/catalogue', { signal }),
  staleTime: 600_000,
});

/** A published report; it never changes, so it is asked for once. */
export const reportQuery = ({ period, asOf }: Choice) =>
  queryOptions({
    queryKey: ['turnaround', 'report', period, asOf],
    queryFn: ({ signal }) => request('GET', '/turnaround/reports/{period}', { path: { period }, query: { asOf }, signal }),
    staleTime: Infinity,
  });

/** Several periods as they were known on one day, in the order given; each is asked for once, wherever it is shown. */
export const reportsQuery = (periods: readonly string[], asOf: string) =>
  queryOptions({
    queryKey: ['turnaround', 'reports', periods, asOf],
    queryFn: ({ client }) => Promise.all(periods.map((period) => client.ensureQueryData(reportQuery({ period, asOf })))),
    staleTime: Infinity,
  });

/** Which organisations have overdue clocks now; no referral. */
export const overdueQuery = queryOptions({
  queryKey: ['turnaround', 'overdue'],
  queryFn: ({ signal }) => request('GET', '/turnaround/overdue', { signal }),
  refetchInterval: 60_000,
});

/** What every question for own figures begins with. */
export const OWN = ['turnaround', 'own'] as const;

/** The own organisation's figures by quarter, exact, as they were known at an instant; null: now. */
export const ownQuery = (asOf: string | null) =>
  queryOptions({
    queryKey: [...OWN, asOf],
    queryFn: ({ signal }) => request('GET', '/turnaround/own', { query: asOf === null ? {} : { asOf }, signal }),
    placeholderData: keepPreviousData,
  });

/** The months that the own authority may enter, newest first. */
export const talliesQuery = queryOptions({
  queryKey: ['turnaround', 'tallies'],
  queryFn: ({ signal }) => request('GET', '/turnaround/tallies', { signal }),
});

/** Reminds the lead of an organisation; false: that was done within the last day, or nothing is overdue any more. */
export const nudge = async (organisationId: string): Promise<boolean> => (await request('POST', '/turnaround/nudges', { body: { organisationId } })).told;

/** The shapes of the districts, from a file of the app itself: no map service learns who looks at what. */
export const districtsQuery = queryOptions({
  queryKey: ['district-shapes'],
  queryFn: async ({ signal }) => {
    const response = await fetch('/map/nrw-districts.topo.json', { signal });
    if (!response.ok) throw new Error(`the map answered ${response.status}`);
    return toDistrictShapes((await response.json()) as DistrictTopology);
  },
  staleTime: Infinity,
});
