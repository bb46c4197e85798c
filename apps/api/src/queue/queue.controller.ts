import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ReferralNotFound } from '#referrals';
import { present } from '../http/present.js';
import { Answers, AnswersNothing } from '../http/responses.js';
import { DeadLetterPageView } from './dead-letter.view.js';
import { DeadLetters } from './dead-letters.js';

@ApiTags('operation')
@Controller('api/v1/queue/dead-letters')
export class QueueController {
  constructor(private readonly deadLetters: DeadLetters) {}

  @ApiOperation({ summary: 'Effects that failed for good: mails and jobs, as ids and codes.' })
  @Get()
  @Policy('queue.read', 'queue.viewed', 'log')
  @Answers(DeadLetterPageView)
  async list(@Acting() actor: Actor): Promise<DeadLetterPageView> {
    return present(DeadLetterPageView, await this.deadLetters.list(actor));
  }

  @ApiOperation({ summary: 'Gives one another round of tries.' })
  @Post(':id/retry')
  @HttpCode(204)
  @Policy('queue.retry', 'queue.retried', 'answer')
  @ApiParam({ name: 'id' })
  @AnswersNothing()
  async retry(@Acting() actor: Actor, @Param('id') id: string): Promise<void> {
    if (!/^[A-Za-z0-9:_-]{1,100}$/.test(id) || !(await this.deadLetters.retry(actor, id))) throw new ReferralNotFound();
  }
}
