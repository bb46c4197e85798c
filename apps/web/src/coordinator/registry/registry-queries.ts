import { queryOptions } from '@tanstack/react-query';
import type { Body, Schemas } from '../../shared/api/contract';
import { request } from '../../shared/api/http';

export type CentreLine = Schemas['RegistryCentreLineView'];
export type CentreRecord = Schemas['RegistryCentreView'];
export type CentreDraft = Schemas['CentreDto'];
export type AgreementLine = Schemas['AgreementLineView'];
export type Agreement = Schemas['AgreementDto'];
export type Parameters = Schemas['AgreementParametersDto'];
export type RuleSet = Schemas['RuleSetView'];
export type HolidayCalendar = Schemas['CalendarView'];
export type Holiday = Schemas['HolidayDto'];
export type Place = Schemas['RegistryMunicipalityView'];
export type Authority = Schemas['RegistryAuthorityView'];
export type Network = Schemas['RegistryNetworkView'];
export type NetworkDraft = Schemas['NetworkDto'];
export type Problem = Schemas['RegistryProblemView'];
export type Check = Schemas['RegistryCheckView'];
export type Proposal = Schemas['ProposalView'];
export type ProposalLine = Schemas['ProposalLineView'];
export type Count = Schemas['CountView'];
export type Effect = Schemas['RegistryEffectView'];
/** A change as it is checked; with a reason and its bases it is proposed. */
export type Change = Body<'POST', '/directory/checks'>;

/** Everything below is asked anew after a proposal was written or decided. */
export const REGISTRY_KEY = ['registry'] as const;
/** The worker computes an effect within seconds. */
const EFFECT_EVERY_MS = 2_000;

export const centresQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'centres'], queryFn: ({ signal }) => request('GET', '/directory/registry/centres', { signal }) });

export const centreQuery = (id: string) =>
  queryOptions({ queryKey: [...REGISTRY_KEY, 'centres', id], queryFn: ({ signal }) => request('GET', '/directory/registry/centres/{id}', { path: { id }, signal }) });

export const agreementsQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'agreements'], queryFn: ({ signal }) => request('GET', '/directory/registry/agreements', { signal }) });

export const authoritiesQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'authorities'], queryFn: ({ signal }) => request('GET', '/directory/registry/authorities', { signal }) });

export const networksQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'networks'], queryFn: ({ signal }) => request('GET', '/directory/registry/networks', { signal }) });

export const ruleSetsQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'rule-sets'], queryFn: ({ signal }) => request('GET', '/directory/registry/rule-sets', { signal }) });

export const calendarQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'calendar'], queryFn: ({ signal }) => request('GET', '/directory/registry/calendar', { signal }) });

export const proposalsQuery = queryOptions({ queryKey: [...REGISTRY_KEY, 'proposals'], queryFn: ({ signal }) => request('GET', '/directory/proposals', { signal }) });

/** One proposal; an open one is asked again until its effect is there. */
export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: [...REGISTRY_KEY, 'proposals', id],
    queryFn: ({ signal }) => request('GET', '/directory/proposals/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'proposed' && state.data.effect === null ? EFFECT_EVERY_MS : false),
  });

/** All municipalities of the Land, to read and choose a catchment by name. */
export const placesQuery = queryOptions({
  queryKey: ['registry-places'],
  queryFn: ({ signal }) => request('GET', '/directory/registry/municipalities', { signal }),
  staleTime: 3_600_000,
});
