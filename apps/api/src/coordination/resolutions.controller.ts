import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { MeetingQueries, Resolutions } from '#coordination';
import type { Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { NewResolutionDto, ResolutionClosingDto } from './meeting.dto.js';
import { MeetingView, ResolutionView } from './meeting.view.js';

/** What meetings decided: who does it until when, and what became of it. */
@ApiTags('coordination')
@Controller('api/v1/coordination')
export class ResolutionsController {
  constructor(
    private readonly resolutions: Resolutions,
    private readonly queries: MeetingQueries,
  ) {}

  @ApiOperation({ summary: 'The resolutions that the own organisation owns or keeps, open ones first.' })
  @Get('resolutions')
  @Policy('meeting.read', 'resolution.listed', 'log')
  @Answers(ResolutionView, { list: true })
  async list(@Acting() actor: Actor): Promise<ResolutionView[]> {
    return (await this.queries.resolutions(actor)).map((line) => present(ResolutionView, line));
  }

  @ApiOperation({ summary: 'Enters a resolution of a meeting; refused without an owner or a due day. Answers the meeting.' })
  @Post('meetings/:id/resolutions')
  @Policy('meeting.keep', 'resolution.decided')
  @ApiParam({ name: 'id', format: 'uuid' })
  @AnswersCreated(MeetingView)
  async decide(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() body: NewResolutionDto): Promise<MeetingView> {
    await this.resolutions.decide(actor, id, { itemId: body.itemId ?? null, text: body.text, ownerId: body.ownerId ?? null, dueOn: body.dueOn ?? null }, requestId);
    return present(MeetingView, await this.queries.read(actor, id));
  }

  @ApiOperation({ summary: 'Closes a resolution: done, or dropped with a reason. By its owner or who keeps the meeting.' })
  @Post('resolutions/:id/closing')
  @HttpCode(HttpStatus.OK)
  @Policy('resolution.close', 'resolution.closed')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, in quotes: "1".' })
  @Answers(ResolutionView, { list: true })
  async close(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { state, note }: ResolutionClosingDto): Promise<ResolutionView[]> {
    await this.resolutions.close(actor, { id, version }, { state, note: note ?? null }, requestId);
    return this.list(actor);
  }
}
