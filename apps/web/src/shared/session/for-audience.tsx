import { Outlet } from '@tanstack/react-router';
import type { OrganisationKind } from '#domain';
import { NotFoundPage } from './not-found-page';
import { useActor } from './session';

/** The pages of one audience; the API guards the data, this only keeps people from empty pages. */
export function forAudience(...kinds: readonly OrganisationKind[]) {
  return function Audience() {
    return kinds.includes(useActor().organisation.kind) ? <Outlet /> : <NotFoundPage />;
  };
}
