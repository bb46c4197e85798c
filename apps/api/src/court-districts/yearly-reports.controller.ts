import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import { YearlyClosings } from '#coordination';
import type { Actor } from '#domain';
import { RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { YearlyFileDto } from './programme.dto.js';
import { YearOfProgrammesView } from './programme.view.js';
import { yearOfAddress } from './year-of-address.js';
import { yearlySumsCsv } from './yearly-files.js';

const YEAR = { name: 'year', example: 2026 };

/** The yearly figures of all programmes as the state office may know them: who has handed in, and sums under disclosure control. */
@ApiTags('programmes')
@Controller('api/v1/yearly-reports')
export class YearlyReportsController {
  constructor(private readonly closings: YearlyClosings) {}

  @ApiOperation({ summary: 'Who has handed in for a year; the sums by district, once the year is closed.' })
  @Get(':year')
  @Policy('yearly_report.read', 'report.viewed', 'log')
  @ApiParam(YEAR)
  @Answers(YearOfProgrammesView)
  async year(@Acting() actor: Actor, @Param('year') year: string): Promise<YearOfProgrammesView> {
    const { sums, ...found } = await this.closings.year(actor, yearOfAddress(year));
    return present(YearOfProgrammesView, { ...found, sums: sums?.rows ?? null });
  }

  @ApiOperation({ summary: 'Closes a year: its sums are told, once. Refused before all have handed in, unless the day is over.' })
  @Post(':year/closing')
  @HttpCode(HttpStatus.OK)
  @Policy('yearly_report.close', 'report.closed')
  @ApiParam(YEAR)
  @Answers(YearOfProgrammesView)
  async close(@Acting() actor: Actor, @RequestId() requestId: string, @Param('year') year: string): Promise<YearOfProgrammesView> {
    await this.closings.close(actor, yearOfAddress(year), requestId);
    return this.year(actor, year);
  }

  @ApiOperation({ summary: 'The sums of a closed year as CSV; hidden counts are "x".' })
  @Get(':year/file')
  @Policy('yearly_report.read', 'report.exported', 'answer')
  @ApiParam(YEAR)
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  async file(@Acting() actor: Actor, @Param('year') year: string, @Query() { language = 'de' }: YearlyFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const found = await this.closings.year(actor, yearOfAddress(year));
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="sums-${found.year}.csv"`);
    return yearlySumsCsv(found.sums?.rows ?? [], language);
  }
}
