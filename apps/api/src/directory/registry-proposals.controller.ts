import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { DirectoryQueries } from '#directory';
import type { Actor } from '#domain';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { ProposalDecisionDto, ProposalDto, RegistryChangeDto } from './registry-change.dto.js';
import { toBases, toRegistryChange } from './to-registry-change.js';
import { toBaseViews, toProblemView, toProposalLine, toProposalView } from './registry-proposal.presenter.js';
import { ProposalLineView, ProposalView, RegistryCheckView } from './registry-proposal.view.js';
import { RegistryProposals, type ProposalRow } from './registry-proposals.js';

@ApiTags('directory')
@Controller('api/v1/directory')
export class RegistryProposalsController {
  constructor(
    private readonly proposals: RegistryProposals,
    private readonly directory: DirectoryQueries,
  ) {}

  @ApiOperation({ summary: 'What a change of the registry would meet: refusals and warnings to the line and the municipality. Stores nothing.' })
  @Post('checks')
  @HttpCode(HttpStatus.OK)
  @Policy('directory.write', 'registry.checked', 'log')
  @Answers(RegistryCheckView)
  async check(@Body() body: RegistryChangeDto): Promise<RegistryCheckView> {
    const { problems, needsSecond, bases } = await this.proposals.check(toRegistryChange(body));
    const view = await this.directory.view();
    return present(RegistryCheckView, { problems: problems.map((problem) => toProblemView(problem, view)), needsSecond, bases: toBaseViews(bases) });
  }

  @ApiOperation({ summary: 'Proposes a change of the registry. Its effect is computed by the worker and stands in the proposal a moment later.' })
  @Post('proposals')
  @Policy('directory.write', 'registry.proposed')
  @AnswersCreated(ProposalView)
  async propose(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: ProposalDto): Promise<ProposalView> {
    const change = toRegistryChange(body);
    return this.shown(actor, await this.proposals.propose(actor, { change, bases: toBases(body.bases), reason: body.reason, requestId }));
  }

  @ApiOperation({ summary: 'The newest hundred proposals, open ones first.' })
  @Get('proposals')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(ProposalLineView, { list: true })
  async list(@Acting() actor: Actor): Promise<ProposalLineView[]> {
    const view = await this.directory.view();
    return (await this.proposals.list(actor)).map((row) => present(ProposalLineView, toProposalLine(row, actor.userId, view)));
  }

  @ApiOperation({ summary: 'A proposal with its change, what speaks against it and its effect.' })
  @Get('proposals/:id')
  @Policy('directory.write', 'registry.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ProposalView)
  async read(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<ProposalView> {
    return this.shown(actor, await this.proposals.read(actor, id));
  }

  @ApiOperation({ summary: 'Puts a proposal in force, rejects it or takes it back. Where it widens or closes a catchment, somebody else than its writer puts it in force.' })
  @Post('proposals/:id/decision')
  @HttpCode(HttpStatus.OK)
  @Policy('directory.write', 'registry.changed')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ProposalView)
  async decide(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() body: ProposalDecisionDto): Promise<ProposalView> {
    return this.shown(actor, await this.proposals.decide(actor, id, body.decision, requestId));
  }

  private async shown(actor: Actor, row: ProposalRow): Promise<ProposalView> {
    return present(ProposalView, toProposalView(row, actor.userId, await this.directory.view()));
  }
}
