import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { Programmes } from '#coordination';
import { COURT_DISTRICTS, type Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ProgrammeEntryDto, StandardCheckDto } from './programme.dto.js';
import { CourtDistrictsView } from './programme.view.js';

const ID = { name: 'id', format: 'uuid' };

/** Which programme for expelled persons serves which district of a Landgericht; every write answers the whole register. */
@ApiTags('programmes')
@Controller('api/v1/court-districts')
export class CourtDistrictsController {
  constructor(private readonly programmes: Programmes) {}

  @ApiOperation({ summary: 'The 19 districts and their programmes, with the conditions of the standard as they were found last.' })
  @Get()
  @Policy('court_district.read', 'programme.viewed', 'log')
  @Answers(CourtDistrictsView)
  async register(@Acting() actor: Actor): Promise<CourtDistrictsView> {
    return present(CourtDistrictsView, { districts: COURT_DISTRICTS, programmes: await this.programmes.register(actor) });
  }

  @ApiOperation({ summary: 'Enters the districts that a programme serves; what was entered before stays in the history.' })
  @Put('programmes/:id')
  @Policy('court_district.write', 'programme.entered')
  @ApiParam(ID)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' })
  @Answers(CourtDistrictsView)
  async enter(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: ProgrammeEntryDto): Promise<CourtDistrictsView> {
    await this.programmes.enter(actor, id, body, version, requestId);
    return this.register(actor);
  }

  @ApiOperation({ summary: 'Enters how a condition of the standard was found at a programme, and on which day.' })
  @Post('programmes/:id/checks')
  @HttpCode(HttpStatus.OK)
  @Policy('court_district.write', 'programme.checked')
  @ApiParam(ID)
  @Answers(CourtDistrictsView)
  async check(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() { checkedOn = null, ...found }: StandardCheckDto): Promise<CourtDistrictsView> {
    await this.programmes.check(actor, id, { ...found, checkedOn }, requestId);
    return this.register(actor);
  }
}
