import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { DirectoryQueries, type RegistryView } from '#directory';
import { rankOfChosen, type Actor } from '#domain';
import { ReferralNotFound, ReferralQueries, type StoredDecision } from '#referrals';
import { IdOfAddress } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { RoutingDecisionsView, type RoutingDecisionView } from './routing-decision.view.js';

@ApiTags('referrals')
@Controller('api/v1/referrals')
export class RoutingDecisionsController {
  constructor(
    private readonly queries: ReferralQueries,
    private readonly directory: DirectoryQueries,
  ) {}

  @ApiOperation({ summary: 'Why the referral went to its centre: every centre as it was ranked or left out at that hour. Where a centre sent a person on, the police do not read why.' })
  @Get(':id/routing')
  @Policy('referral.read_history', 'referral.routing_viewed', 'answer')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(RoutingDecisionsView)
  async routing(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<RoutingDecisionsView> {
    const decisions = await this.queries.routing(actor, id);
    if (decisions === null) throw new ReferralNotFound();
    const registry = await this.directory.view();
    return present(RoutingDecisionsView, { items: decisions.map((decision) => toView(decision, registry)) });
  }
}

function toView({ event, decidedAt, decision }: StoredDecision, registry: RegistryView): RoutingDecisionView {
  const named = (id: string) => ({ id, name: registry.organisation(id)?.name ?? '' });
  const { answer, chosenCentreId } = decision;
  return {
    event,
    decidedAt,
    chosen: chosenCentreId === null ? null : named(chosenCentreId),
    rank: rankOfChosen(decision),
    candidates: answer.candidates.map(({ id, reasons }, index) => ({ centre: named(id), rank: index + 1, reasons })),
    excluded: answer.excluded.map(({ id, reasons }) => ({ centre: named(id), reasons })),
  };
}
