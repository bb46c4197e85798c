import { Controller, Delete, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { Configured } from '../configured.js';
import { RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated, AnswersNothing } from '../http/responses.js';
import { NewCalendarFeedView, OwnCalendarFeedView } from './calendar-feed.view.js';
import { CalendarFeeds } from './calendar-feeds.js';

@ApiTags('calendar')
@Controller('api/v1/calendar-feed')
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly configured: Configured,
  ) {}

  @ApiOperation({ summary: 'Whether the own deadlines and meetings can be read by a calendar, and since when; the address itself is not told again.' })
  @Get()
  @Policy('calendar_feed.read', 'feed.read', 'log')
  @Answers(OwnCalendarFeedView)
  async read(@Acting() actor: Actor): Promise<OwnCalendarFeedView> {
    return present(OwnCalendarFeedView, { feed: await this.feeds.find(actor) });
  }

  @ApiOperation({ summary: 'Makes a secret address for a calendar and answers it once; the address before answers nobody any more.' })
  @Post()
  @Policy('calendar_feed.write', 'feed.created')
  @AnswersCreated(NewCalendarFeedView)
  async create(@Acting() actor: Actor, @RequestId() requestId: string): Promise<NewCalendarFeedView> {
    const { createdAt, token } = await this.feeds.create(actor, requestId);
    return present(NewCalendarFeedView, { createdAt, address: new URL(`/calendar/${token}.ics`, this.configured.publicUrl).href });
  }

  @ApiOperation({ summary: 'Revokes the own address at once.' })
  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @Policy('calendar_feed.write', 'feed.revoked')
  @AnswersNothing()
  revoke(@Acting() actor: Actor, @RequestId() requestId: string): Promise<void> {
    return this.feeds.revoke(actor, requestId);
  }
}
