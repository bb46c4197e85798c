import { Body, Controller, Delete, Get, HttpStatus, Inject, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { NOW } from '../services.js';
import { CapacityDto, ClosurePeriodDto, NewClosureDto, NewHoursDto } from './own-centre.dto.js';
import { OwnCentre, type OwnEntry } from './own-centre.js';
import { toOwnCentreView, toRecordedClosure } from './own-centre.presenter.js';
import { ClosurePreviewView, OwnCentreView, RecordedClosureView } from './own-centre.view.js';

@ApiTags('own centre')
@Controller('api/v1/own-centre')
export class OwnCentreController {
  constructor(
    private readonly centre: OwnCentre,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'The entry of the own centre: hours, closures, room, and whom it serves.' })
  @Get()
  @Policy('centre.read_own', 'centre.viewed', 'log')
  @Answers(OwnCentreView)
  async read(@Acting() actor: Actor): Promise<OwnCentreView> {
    return this.toView(actor, await this.centre.readAnew(actor));
  }

  @ApiOperation({ summary: 'Which own running clocks a closure would move, and for whom nobody would be open. Changes nothing.' })
  @Get('closures/preview')
  @Policy('centre.keep', 'centre.closure_previewed', 'log')
  @Answers(ClosurePreviewView)
  async preview(@Acting() actor: Actor, @Query() period: ClosurePeriodDto): Promise<ClosurePreviewView> {
    return present(ClosurePreviewView, await this.centre.preview(actor, period));
  }

  @ApiOperation({
    summary: 'Enters a closure. Where it leaves places without an open centre it is refused with their list (closure_without_cover) until `acceptUncovered` says that this is known.',
  })
  @Post('closures')
  @Policy('centre.keep', 'centre.closure_recorded')
  @AnswersCreated(RecordedClosureView)
  async close(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: NewClosureDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<RecordedClosureView> {
    const recorded = await this.centre.close(actor, body, requestId);
    if (!recorded.created) void reply.status(HttpStatus.OK);
    const { view } = await this.centre.read(actor);
    return present(RecordedClosureView, toRecordedClosure(recorded, (id) => view.organisation(id)));
  }

  @ApiOperation({ summary: 'Cancels a closure that has not ended; of one that has begun the days that have passed stay. Answers the entry.' })
  @Delete('closures/:id')
  @Policy('centre.keep', 'centre.closure_cancelled')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(OwnCentreView)
  async cancel(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string): Promise<OwnCentreView> {
    await this.centre.cancel(actor, id, requestId);
    return this.toView(actor, await this.centre.read(actor));
  }

  @ApiOperation({ summary: 'Notes the room of the centre for so many days; answers the entry.' })
  @Put('capacity')
  @Policy('centre.keep', 'centre.capacity_noted')
  @Answers(OwnCentreView)
  async noteCapacity(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: CapacityDto): Promise<OwnCentreView> {
    await this.centre.noteCapacity(actor, body, requestId);
    return this.toView(actor, await this.centre.read(actor));
  }

  @ApiOperation({ summary: 'Changes the opening hours from a day on; the earlier ones stay until then. Answers the entry.' })
  @Put('hours')
  @Policy('centre.keep', 'centre.hours_changed')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version of the entry that was read, in quotes: "3".' })
  @Answers(OwnCentreView)
  async setHours(@Acting() actor: Actor, @RequestId() requestId: string, @ExpectedVersion() version: number, @Body() body: NewHoursDto): Promise<OwnCentreView> {
    await this.centre.setHours(actor, body, version, requestId);
    return this.toView(actor, await this.centre.read(actor));
  }

  private toView(actor: Actor, entry: OwnEntry): OwnCentreView {
    return present(OwnCentreView, toOwnCentreView(entry, this.centre.neighbours(actor, entry.view), this.now()));
  }
}
