import { Outlet } from '@tanstack/react-router';
import type { OrganisationKind } from '#domain';
import { NotFoundPage } from './not-found-page';
import { useActor } from './session';

/** Whom pages are for: an organisation's people. `facilitator`: those who work with expelled persons, whom no page for centres is for. */
export type AudienceKind = OrganisationKind | 'facilitator';

/** The pages of one audience; the API guards the data, this only keeps people from empty pages. */
export function forAudience(...kinds: readonly AudienceKind[]) {
  return function Audience() {
    const { organisation, actor } = useActor();
    return kinds.includes(actor.role.startsWith('facilitator') ? 'facilitator' : organisation.kind) ? <Outlet /> : <NotFoundPage />;
  };
}
