import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import { localDayOf, type Actor } from '#domain';
import { TurnaroundQueries } from '#turnaround';
import { XLSX } from '../http/body-parser.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { overdueCsv } from './overdue-sheet.js';
import { drawReport } from './report-pdf.js';
import { reportCsv, reportXlsx } from './report-sheet.js';
import { toCatalogueView } from './turnaround.presenter.js';
import { NudgeDto, OverdueFileDto, OwnDto, ReportDto, ReportFileDto } from './turnaround.dto.js';
import { CatalogueView, NudgeView, OverdueOrganisationView, OwnTurnaroundView, StalledItemView, TurnaroundReportView } from './turnaround.view.js';

const BYTES = { type: 'string', format: 'binary' } as const;

@ApiTags('turnaround')
@Controller('api/v1')
export class TurnaroundController {
  constructor(private readonly turnaround: TurnaroundQueries) {}

  @ApiOperation({ summary: 'What has been published: periods, as-of days, what each figure counts, and the rule by which figures are hidden.' })
  @Get('turnaround/catalogue')
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @Answers(CatalogueView)
  async catalogue(): Promise<CatalogueView> {
    return present(CatalogueView, toCatalogueView(await this.turnaround.catalogue()));
  }

  @ApiOperation({ summary: 'The turnaround of a period of the catalogue, under disclosure control, as it was known on a day.' })
  @Get('turnaround/reports/:period')
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @ApiParam({ name: 'period', example: '2027-Q1' })
  @Answers(TurnaroundReportView)
  async report(@Acting() actor: Actor, @Param('period') period: string, @Query() { asOf }: ReportDto): Promise<TurnaroundReportView> {
    const { report, ...published } = await this.turnaround.published(actor, period, asOf);
    return present(TurnaroundReportView, { ...report, ...published });
  }

  @ApiOperation({ summary: 'The same as a file: a tagged PDF, a spreadsheet, or CSV. Each tells what its figures count and by which rule some are hidden.' })
  @Get('turnaround/reports/:period/file')
  @Policy('turnaround.read_aggregate', 'turnaround.exported', 'answer')
  @ApiParam({ name: 'period', example: '2027-Q1' })
  @ApiProduces('text/csv', XLSX, 'application/pdf')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: BYTES }, [XLSX]: { schema: BYTES }, 'application/pdf': { schema: BYTES } } })
  async file(
    @Acting() actor: Actor,
    @Param('period') period: string,
    @Query() { asOf, format, language = 'de' }: ReportFileDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer | StreamableFile> {
    const published = await this.turnaround.published(actor, period, asOf);
    const name = `zeitnah-${published.report.period}-${published.report.asOf}.${format}`;
    if (format === 'pdf') return new StreamableFile(await drawReport(published, language), { type: 'application/pdf', disposition: `attachment; filename="${name}"` });
    void reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX).header('content-disposition', `attachment; filename="${name}"`);
    return format === 'csv' ? reportCsv(published, language) : reportXlsx(published, language);
  }

  @ApiOperation({ summary: 'The own organisation\'s figures by quarter, exact, as they were known at an instant.' })
  @Get('turnaround/own')
  @Policy('turnaround.read_own', 'turnaround.viewed', 'log')
  @Answers(OwnTurnaroundView)
  async own(@Acting() actor: Actor, @Query() { asOf }: OwnDto): Promise<OwnTurnaroundView> {
    return present(OwnTurnaroundView, await this.turnaround.own(actor, asOf === undefined ? undefined : new Date(asOf)));
  }

  @ApiOperation({ summary: 'Organisations with overdue clocks: how many and how old, no referral. A local coordinator sees the own area.' })
  @Get('turnaround/overdue')
  @Policy('turnaround.read_overdue', 'turnaround.viewed', 'log')
  @Answers(OverdueOrganisationView, { list: true })
  async overdue(@Acting() actor: Actor): Promise<OverdueOrganisationView[]> {
    return (await this.turnaround.overdue(actor)).map((each) => present(OverdueOrganisationView, each));
  }

  @ApiOperation({ summary: 'The same as CSV.' })
  @Get('turnaround/overdue/file')
  @Policy('turnaround.read_overdue', 'turnaround.exported', 'answer')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: BYTES } } })
  async overdueFile(@Acting() actor: Actor, @Query() { language = 'de' }: OverdueFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const now = this.turnaround.now();
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="zeitnah-${localDayOf(now)}.csv"`);
    return overdueCsv(await this.turnaround.overdue(actor), now, language);
  }

  @ApiOperation({ summary: 'Reminds the lead of an organisation with overdue clocks, at most once a day.' })
  @Post('turnaround/nudges')
  @HttpCode(HttpStatus.OK)
  @Policy('turnaround.nudge', 'turnaround.nudged', 'answer')
  @Answers(NudgeView)
  async nudge(@Acting() actor: Actor, @Body() { organisationId }: NudgeDto): Promise<NudgeView> {
    return present(NudgeView, { told: await this.turnaround.nudge(actor, organisationId) });
  }

  @ApiOperation({ summary: 'What stands still in the own area, under its reference; no path to a person.' })
  @Get('stalled-items')
  @Policy('stalled.read', 'stalled.viewed', 'log')
  @Answers(StalledItemView, { list: true })
  async stalledItems(@Acting() actor: Actor): Promise<StalledItemView[]> {
    const items = await this.turnaround.stalledItems(actor);
    return items.map(({ clock, responsibleOrganisation, ...item }) => present(StalledItemView, { ...item, clockKind: clock, organisation: { name: responsibleOrganisation } }));
  }
}
