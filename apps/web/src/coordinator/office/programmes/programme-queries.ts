import { queryOptions } from '@tanstack/react-query';
import { request } from '../../../shared/api/http';

export const registerQuery = queryOptions({ queryKey: ['court-districts'], queryFn: ({ signal }) => request('GET', '/court-districts', { signal }) });
export const ownProgrammeQuery = queryOptions({ queryKey: ['own-programme'], queryFn: ({ signal }) => request('GET', '/own-programme', { signal }) });
export const exportQuery = queryOptions({ queryKey: ['registry-export'], queryFn: ({ signal }) => request('GET', '/registry-export', { signal }) });
export const yearQuery = (year: number) =>
  queryOptions({ queryKey: ['yearly-reports', year], queryFn: ({ signal }) => request('GET', '/yearly-reports/{year}', { path: { year: String(year) }, signal }) });
