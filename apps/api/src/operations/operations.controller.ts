import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ReferralNotFound } from '#referrals';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { presentOperations } from './operations.presenter.js';
import { OperationsQueries } from './operations.queries.js';
import { OperationsView } from './operations.view.js';

@ApiTags('operation')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(private readonly operations: OperationsQueries) {}

  @ApiOperation({ summary: 'How the clocks and their watchers stand: overdue rungs, workers, bells, outbox, the nightly check; counts and references.' })
  @Get()
  @Policy('operations.read', 'operations.viewed', 'log')
  @Answers(OperationsView)
  async read(@Acting() actor: Actor): Promise<OperationsView> {
    const row = await this.operations.read(actor);
    if (row === null) throw new ReferralNotFound();
    return present(OperationsView, presentOperations(row));
  }
}
