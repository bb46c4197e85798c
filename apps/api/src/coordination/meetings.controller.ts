import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import { MeetingQueries, Meetings, Minutes } from '#coordination';
import type { Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { AgendaDto, ChangedMeetingDto, InvitationsDto, MeetingAnswerDto, MeetingCancellationDto, MinutesDto, NewMeetingDto, RecipientsDto } from './meeting.dto.js';
import { ConvenedDistrictView, MeetingLineView, MeetingView, RecipientView } from './meeting.view.js';
import { sittingToCalendar } from './sittings-document.js';

const IF_MATCH = { name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' };

/** Meetings, round tables and conferences: planned, invited to, written down. */
@ApiTags('coordination')
@Controller('api/v1/coordination/meetings')
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly minutes: Minutes,
    private readonly queries: MeetingQueries,
  ) {}

  @ApiOperation({ summary: 'The meetings that the own organisation convenes or was invited to, newest first.' })
  @Get()
  @Policy('meeting.read', 'meeting.listed', 'log')
  @Answers(MeetingLineView, { list: true })
  async list(@Acting() actor: Actor): Promise<MeetingLineView[]> {
    return (await this.queries.list(actor)).map((line) => present(MeetingLineView, line));
  }

  @ApiOperation({ summary: 'Plans a meeting. A round table is convened by the network of its district.' })
  @Post()
  @Policy('meeting.keep', 'meeting.planned')
  @AnswersCreated(MeetingView)
  async plan(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: NewMeetingDto): Promise<MeetingView> {
    const plan = { ...toPlan(body), kind: body.kind, districtAgs: body.districtAgs ?? null };
    return this.shown(actor, await this.meetings.plan(actor, plan, body.rhythm ?? null, requestId));
  }

  @ApiOperation({ summary: 'The active organisations of a kind in a region: whom an invitation would reach. Nobody is invited by asking.' })
  @Get('recipients')
  @Policy('meeting.keep', 'meeting.recipients_read', 'log')
  @Answers(RecipientView, { list: true })
  async recipients(@Acting() actor: Actor, @Query() { kind, region }: RecipientsDto): Promise<RecipientView[]> {
    return (await this.queries.recipients(actor, kind, region)).map((one) => present(RecipientView, one));
  }

  @ApiOperation({ summary: 'The districts for which a round table can be convened.' })
  @Get('districts')
  @Policy('meeting.keep', 'meeting.districts_read', 'log')
  @Answers(ConvenedDistrictView, { list: true })
  async districts(@Acting() actor: Actor): Promise<ConvenedDistrictView[]> {
    return (await this.queries.districts(actor)).map((district) => present(ConvenedDistrictView, district));
  }

  @ApiOperation({ summary: 'One meeting with agenda, invitations, minutes and resolutions, as the reader may know them.' })
  @Get(':id')
  @Policy('meeting.read', 'meeting.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(MeetingView)
  read(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<MeetingView> {
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'The sitting as an iCalendar file.' })
  @Get(':id/calendar')
  @Policy('meeting.read', 'meeting.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ description: 'The sitting.', content: { 'text/calendar': { schema: { type: 'string' } } } })
  async calendar(@Acting() actor: Actor, @IdOfAddress('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const meeting = await this.queries.read(actor, id);
    void reply.type('text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="termin.ics"');
    return sittingToCalendar(meeting);
  }

  @ApiOperation({ summary: 'Changes title, time or place. A new time asks the invited organisations again.' })
  @Put(':id')
  @Policy('meeting.keep', 'meeting.changed')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(MeetingView)
  async change(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: ChangedMeetingDto): Promise<MeetingView> {
    await this.meetings.change(actor, { id, version }, toPlan(body), requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Calls the meeting off and tells the invited organisations; refused without a reason.' })
  @Post(':id/cancellation')
  @HttpCode(HttpStatus.OK)
  @Policy('meeting.keep', 'meeting.cancelled')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(MeetingView)
  async cancel(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { reason }: MeetingCancellationDto): Promise<MeetingView> {
    await this.meetings.cancel(actor, { id, version }, reason ?? null, requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Plans the next sitting of the series, with the same title and place; answers that one.' })
  @Post(':id/next')
  @Policy('meeting.keep', 'meeting.planned')
  @ApiParam({ name: 'id', format: 'uuid' })
  @AnswersCreated(MeetingView)
  async next(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string): Promise<MeetingView> {
    return this.shown(actor, await this.meetings.planNext(actor, id, requestId));
  }

  @ApiOperation({ summary: 'Invites organisations; whoever was invited before is not asked again.' })
  @Post(':id/invitations')
  @HttpCode(HttpStatus.OK)
  @Policy('meeting.keep', 'meeting.invited')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(MeetingView)
  async invite(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { organisationIds }: InvitationsDto): Promise<MeetingView> {
    await this.meetings.invite(actor, { id, version }, organisationIds, requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Answers an invitation for the own organisation; the last answer counts.' })
  @Put(':id/answer')
  @Policy('meeting.answer', 'meeting.answered')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(MeetingView)
  async answer(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() { answer, persons }: MeetingAnswerDto): Promise<MeetingView> {
    await this.meetings.answer(actor, id, { answer, persons: persons ?? 1 }, requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Writes the agenda anew, in this order.' })
  @Put(':id/agenda')
  @Policy('meeting.keep', 'meeting.agenda_set')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(MeetingView)
  async agenda(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { items }: AgendaDto): Promise<MeetingView> {
    await this.minutes.setAgenda(actor, { id, version }, items.map((item) => ({ id: item.id ?? null, title: item.title })), requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Writes the minutes and who came; refused before the meeting has begun. No details of a case belong here.' })
  @Put(':id/minutes')
  @Policy('meeting.keep', 'meeting.recorded')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(MeetingView)
  async record(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: MinutesDto): Promise<MeetingView> {
    await this.minutes.record(actor, { id, version }, { items: body.items, attended: body.attended, release: body.release }, requestId);
    return this.shown(actor, id);
  }

  private async shown(actor: Actor, id: string): Promise<MeetingView> {
    return present(MeetingView, await this.queries.read(actor, id));
  }
}

const toPlan = ({ title, startsAt, endsAt, place }: ChangedMeetingDto) => ({ title, startsAt: new Date(startsAt), endsAt: new Date(endsAt), place: place ?? null });
