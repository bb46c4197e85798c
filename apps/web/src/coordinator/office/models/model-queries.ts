import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../shared/api/contract';
import { request } from '../../../shared/api/http';

export type Model = Schemas['ModelView'];
export type ModelText = Schemas['ModelDto'];
export type Needs = Schemas['ModelNeedsView'];
export type Need = Schemas['ModelNeedView'];
export type Effect = Schemas['ModelEffectView'];
export type Choices = Schemas['ModelChoicesView'];

const MODELS_KEY = ['models'] as const;

export const modelsQuery = queryOptions({ queryKey: [...MODELS_KEY, 'list'], queryFn: ({ signal }) => request('GET', '/models', { signal }) });

export const needsQuery = queryOptions({ queryKey: [...MODELS_KEY, 'needs'], queryFn: ({ signal }) => request('GET', '/models/needs', { signal }) });

export const choicesQuery = queryOptions({ queryKey: [...MODELS_KEY, 'choices'], queryFn: ({ signal }) => request('GET', '/models/choices', { signal }), staleTime: 600_000 });

export const effectQuery = (id: string) =>
  queryOptions({ queryKey: [...MODELS_KEY, 'effect', id], queryFn: ({ signal }) => request('GET', '/models/{id}/effect', { path: { id }, signal }), staleTime: 600_000 });
