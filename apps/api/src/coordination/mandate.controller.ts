import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { Mandates } from '#coordination';
import type { Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { BodySittingDto, ExpertBodyDto, MandateDto, MandateEndDto, PositionPaperDto } from './mandate.dto.js';
import { ExpertBodyView } from './mandate.view.js';

const VERSION = { name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' };
const ID = { name: 'id', format: 'uuid' };

/** Where the state office is represented; every write answers how all of it stands. */
@ApiTags('coordination')
@Controller('api/v1/coordination')
export class MandateController {
  constructor(private readonly mandates: Mandates) {}

  @ApiOperation({ summary: 'The bodies with their mandates, sittings from today on, and positions.' })
  @Get('bodies')
  @Policy('mandate.read', 'mandate.viewed', 'log')
  @Answers(ExpertBodyView, { list: true })
  async list(@Acting() actor: Actor): Promise<ExpertBodyView[]> {
    return (await this.mandates.bodies(actor)).map((each) => present(ExpertBodyView, each));
  }

  @ApiOperation({ summary: 'Enters a body.' })
  @Post('bodies')
  @HttpCode(HttpStatus.OK)
  @Policy('mandate.write', 'mandate.body_entered')
  @Answers(ExpertBodyView, { list: true })
  async enterBody(@Acting() actor: Actor, @RequestId() requestId: string, @Body() { name }: ExpertBodyDto): Promise<ExpertBodyView[]> {
    await this.mandates.enterBody(actor, name, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Enters who stands for the office; refused when the seat has somebody at that time.' })
  @Post('bodies/:id/mandates')
  @HttpCode(HttpStatus.OK)
  @Policy('mandate.write', 'mandate.entered')
  @ApiParam(ID)
  @Answers(ExpertBodyView, { list: true })
  async enter(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() { deputy = null, endsOn = null, ...mandate }: MandateDto): Promise<ExpertBodyView[]> {
    await this.mandates.enterMandate(actor, id, { ...mandate, deputy, endsOn }, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Says on which day a mandate ends.' })
  @Put('mandates/:id/end')
  @Policy('mandate.write', 'mandate.ended')
  @ApiParam(ID)
  @Answers(ExpertBodyView, { list: true })
  async end(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() { endsOn }: MandateEndDto): Promise<ExpertBodyView[]> {
    await this.mandates.endMandate(actor, id, endsOn, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Notes a day on which the body sits.' })
  @Post('bodies/:id/sittings')
  @HttpCode(HttpStatus.OK)
  @Policy('mandate.write', 'mandate.sitting_entered')
  @ApiParam(ID)
  @Answers(ExpertBodyView, { list: true })
  async sits(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() { heldOn }: BodySittingDto): Promise<ExpertBodyView[]> {
    await this.mandates.enterSitting(actor, id, heldOn, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Writes a position for the body; a second person approves it.' })
  @Post('bodies/:id/papers')
  @HttpCode(HttpStatus.OK)
  @Policy('mandate.write', 'mandate.paper_written')
  @ApiParam(ID)
  @Answers(ExpertBodyView, { list: true })
  async writePaper(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() body: PositionPaperDto): Promise<ExpertBodyView[]> {
    await this.mandates.enterPaper(actor, id, body, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Writes a position anew, as a version that is to be approved in turn.' })
  @Put('papers/:id')
  @Policy('mandate.write', 'mandate.paper_written')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(ExpertBodyView, { list: true })
  async changePaper(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: PositionPaperDto): Promise<ExpertBodyView[]> {
    await this.mandates.changePaper(actor, id, body, version, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Approves a position in the version that was read; never its writer.' })
  @Put('papers/:id/approval')
  @Policy('mandate.write', 'mandate.paper_approved')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(ExpertBodyView, { list: true })
  async approve(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number): Promise<ExpertBodyView[]> {
    await this.mandates.approvePaper(actor, id, version, requestId);
    return this.list(actor);
  }
}
