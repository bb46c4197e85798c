import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, RateLimits } from '#access';
import { MeetingQueries } from '#coordination';
import { may, type Actor } from '#domain';
import { DueQueries, ReferralNotFound } from '#referrals';
import { NOW } from '../services.js';
import { toCalendar, type Deadline } from './calendar-document.js';
import { CalendarFeeds } from './calendar-feeds.js';

const WEEK_HOURS = 7 * 24;
const PAGE = 100;
/** Pages of the list of what falls due that a calendar gets at most. */
const MOST_PAGES = 5;
const SUFFIX = '.ics';

/** Read by calendar programs, which hold nothing but the address: its token is the whole credential. */
@ApiTags('calendar')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly due: DueQueries,
    private readonly meetings: MeetingQueries,
    private readonly limits: RateLimits,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'The deadlines of the next seven days, and for leads and coordinators the sittings ahead, as iCalendar, under a secret address `<token>.ics`; the same 404 for an unknown, a revoked and a deactivated one.' })
  @Get(':file')
  @Policy('calendar_feed.fetch', 'feed.fetched', 'log')
  @ApiParam({ name: 'file' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ description: 'The calendar.', content: { 'text/calendar': { schema: { type: 'string' } } } })
  async fetch(@Req() request: FastifyRequest, @Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.limits.calendarFetched(request.ip);
    const owner = file.endsWith(SUFFIX) ? await this.feeds.ownerOf(file.slice(0, -SUFFIX.length)) : null;
    if (owner === null) throw new ReferralNotFound();
    const calendar = toCalendar(may(owner.role, 'clock.list_due') ? await this.deadlinesOf(owner) : [], may(owner.role, 'meeting.read') ? await this.meetings.sittings(owner) : [], this.now());
    void reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="fristen.ics"');
    return calendar;
  }

  /** Whatever its owner would see under "due" now. */
  private async deadlinesOf(owner: Actor): Promise<readonly Deadline[]> {
    const found: Deadline[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const next: Awaited<ReturnType<DueQueries['within']>> = await this.due.within(owner, { hours: WEEK_HOURS, limit: PAGE, ...(cursor !== null && { cursor }) });
      found.push(...next.items.map(({ id, kind, dueAt, row }) => ({ id, kind, dueAt, reference: row.reference })));
      cursor = next.nextCursor;
      if (cursor === null) break;
    }
    return found;
  }
}
