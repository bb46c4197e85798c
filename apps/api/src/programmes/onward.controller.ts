import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { PlaceBoard } from '#coordination';
import { alternativesFor, DirectoryQueries, type RegistryView } from '#directory';
import { HOTLINES, localDayOf, type Actor, type RoutingQuestion } from '#domain';
import { ReferralNotFound, ReferralQueries, type ReferralDetail } from '#referrals';
import { IdOfAddress } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { toBoard } from './place.presenter.js';
import { OnwardRouteView, type OnwardCentreView } from './place.view.js';

const LOCAL_SHOWN = 3;

/** The way on for a man: who counsels men here or nearest, the helpline, and the places that are current. Nothing of it is stored. */
@ApiTags('places')
@Controller('api/v1/referrals')
export class OnwardController {
  constructor(
    private readonly queries: ReferralQueries,
    private readonly directory: DirectoryQueries,
    private readonly places: PlaceBoard,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'Where a male endangered person of this referral may go on to: centres, helpline, place board. Books and stores nothing.' })
  @Get(':id/onward')
  @Policy('referral.read', 'referral.onward_viewed', 'answer')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(OnwardRouteView)
  async onward(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<OnwardRouteView> {
    const detail = await this.queries.find(actor, id);
    if (detail === null) throw new ReferralNotFound();
    if (detail.row.target_group !== 'men') return present(OnwardRouteView, { applies: false, localMensCentre: false, centres: [], helpline: null, board: null });
    const centres = centresFor(await this.directory.view(), detail, this.now());
    const localMensCentre = centres.some(({ local, kind }) => local && kind === 'mens_counselling');
    return present(OnwardRouteView, { applies: true, localMensCentre, centres, helpline: HOTLINES.men, board: toBoard(await this.places.board(actor)) });
  }
}

/** The first of those who serve the place, but for the one that has the referral already, and the nearest beyond. */
function centresFor(view: RegistryView, { row, centre: assigned }: ReferralDetail, at: Date): readonly OnwardCentreView[] {
  const excludedCentreIds = assigned === null ? [] : [assigned.id];
  const question: RoutingQuestion = { ags: row.whereabouts_ags, targetGroup: 'men', minor: row.minor, languages: [], at, excludedCentreIds, consent: null };
  const day = localDayOf(at);
  const told = (centre: { readonly id: string; readonly name: string }): Omit<OnwardCentreView, 'local' | 'kilometres'> =>
    ({ id: centre.id, name: centre.name, kind: view.routingCentre(centre.id, day)?.kind ?? 'intervention', phone: view.centre(centre.id, day)?.phone ?? null });
  const local = view.candidates(question).candidates.map(({ centre }) => ({ ...told(centre), local: true, kilometres: null }));
  // Whoever counsels men in the first place comes first; the order of the routing otherwise.
  local.sort((a, b) => Number(b.kind === 'mens_counselling') - Number(a.kind === 'mens_counselling'));
  const nearest = alternativesFor(view, question).map(({ centre, kilometres }) => ({ ...told(centre), local: false, kilometres }));
  return [...local.slice(0, LOCAL_SHOWN), ...nearest];
}
