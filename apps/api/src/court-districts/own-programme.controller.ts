import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import { Programmes, YearlyReports } from '#coordination';
import type { Actor } from '#domain';
import { ExpectedVersion, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { YearlyFiguresDto, YearlyFileDto } from './programme.dto.js';
import { OwnProgrammeView } from './programme.view.js';
import { yearOfAddress } from './year-of-address.js';
import { ownFiguresCsv } from './yearly-files.js';

const YEAR = { name: 'year', example: 2026 };
const REVISION = { name: 'If-Match', required: true, description: 'The revision of the year that was read, in quotes: "3".' };

/** What a programme for expelled persons knows of itself: its entry, and its figures by year. To every other centre it does not exist. */
@ApiTags('programmes')
@Controller('api/v1/own-programme')
export class OwnProgrammeController {
  constructor(
    private readonly programmes: Programmes,
    private readonly reports: YearlyReports,
  ) {}

  @ApiOperation({ summary: 'The own entry, and the years that may be entered with every version of their figures.' })
  @Get()
  @Policy('programme.read_own', 'programme.viewed', 'log')
  @Answers(OwnProgrammeView)
  async own(@Acting() actor: Actor): Promise<OwnProgrammeView> {
    const programme = await this.programmes.own(actor);
    return present(OwnProgrammeView, { programme, years: await this.reports.own(actor) });
  }

  @ApiOperation({ summary: 'Keeps the figures of a year as a draft; after it was handed in, as the draft of a further version.' })
  @Put('years/:year')
  @Policy('programme.report', 'report.saved')
  @ApiParam(YEAR)
  @ApiHeader(REVISION)
  @Answers(OwnProgrammeView)
  async save(@Acting() actor: Actor, @RequestId() requestId: string, @Param('year') year: string, @ExpectedVersion() revision: number, @Body() figures: YearlyFiguresDto): Promise<OwnProgrammeView> {
    await this.reports.save(actor, yearOfAddress(year), { ...figures }, revision, requestId);
    return this.own(actor);
  }

  @ApiOperation({ summary: 'Hands the draft of a year in. Refused while its figures contradict each other.' })
  @Post('years/:year/submission')
  @HttpCode(HttpStatus.OK)
  @Policy('programme.report', 'report.submitted')
  @ApiParam(YEAR)
  @ApiHeader(REVISION)
  @Answers(OwnProgrammeView)
  async handIn(@Acting() actor: Actor, @RequestId() requestId: string, @Param('year') year: string, @ExpectedVersion() revision: number): Promise<OwnProgrammeView> {
    await this.reports.handIn(actor, yearOfAddress(year), revision, requestId);
    return this.own(actor);
  }

  @ApiOperation({ summary: 'Every version of the own figures as CSV.' })
  @Get('file')
  @Policy('programme.read_own', 'report.exported', 'answer')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  async file(@Acting() actor: Actor, @Query() { language = 'de' }: YearlyFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const years = await this.reports.own(actor);
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="own-figures.csv"');
    return ownFiguresCsv(years, language);
  }
}
