import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ReferralNotFound } from '#referrals';
import { IdOfAddress } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersNothing } from '../http/responses.js';
import { InboxDto } from './inbox.dto.js';
import { Inbox } from './inbox.queries.js';
import { NotificationPageView } from './notification.view.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly inbox: Inbox) {}

  @ApiOperation({ summary: 'What the own organisation was told, newest first.' })
  @Get()
  @Policy('notification.list', 'notification.listed', 'log')
  @Answers(NotificationPageView)
  async list(@Acting() actor: Actor, @Query() query: InboxDto): Promise<NotificationPageView> {
    return present(NotificationPageView, await this.inbox.page(actor, { limit: query.limit ?? 50, before: query.cursor }));
  }

  @ApiOperation({ summary: 'Says: seen. A second time changes nothing.' })
  @Post(':id/acknowledgement')
  @HttpCode(204)
  @Policy('notification.acknowledge', 'notification.acknowledged', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @AnswersNothing()
  async acknowledge(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<void> {
    if (!(await this.inbox.acknowledge(actor, id))) throw new ReferralNotFound();
  }
}
