import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { loggedEvents, MOST_LOGGED_EVENTS } from '#domain';
import { TurnaroundQueries } from '#turnaround';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ocelLog, xesLog } from './event-log.js';
import { EventLogDto } from './paths.dto.js';
import { PathsPublicationView, PathsReportView } from './paths.view.js';
import { ReportDto } from './turnaround.dto.js';

const BYTES = { type: 'string', format: 'binary' } as const;

@ApiTags('turnaround')
@Controller('api/v1/turnaround/paths')
export class PathsController {
  constructor(private readonly turnaround: TurnaroundQueries) {}

  @ApiOperation({ summary: 'The periods whose paths have been published, newest first.' })
  @Get()
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @Answers(PathsPublicationView, { list: true })
  async catalogue(): Promise<PathsPublicationView[]> {
    return (await this.turnaround.pathsCatalogue()).map((each) => present(PathsPublicationView, each));
  }

  @ApiOperation({ summary: 'Which paths the referrals of a settled period took, how often, and how long they stood; of the Land, under disclosure control.' })
  @Get(':period')
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @ApiParam({ name: 'period', example: '2027-Q1' })
  @Answers(PathsReportView)
  async paths(@Param('period') period: string, @Query() { asOf }: ReportDto): Promise<PathsReportView> {
    const { report, ...published } = await this.turnaround.paths(period, asOf);
    return present(PathsReportView, { ...report, ...published, hasLog: loggedEvents(report) <= MOST_LOGGED_EVENTS });
  }

  @ApiOperation({ summary: 'The published paths as an event log for process mining: made-up cases that hold nothing beyond the published table, and say so.' })
  @Get(':period/file')
  @Policy('turnaround.read_aggregate', 'turnaround.exported', 'answer')
  @ApiParam({ name: 'period', example: '2027-Q1' })
  @ApiProduces('application/json', 'application/xml')
  @ApiOkResponse({ description: 'The file.', content: { 'application/json': { schema: BYTES }, 'application/xml': { schema: BYTES } } })
  async file(@Param('period') period: string, @Query() { asOf, format }: EventLogDto): Promise<StreamableFile> {
    const published = await this.turnaround.logged(period, asOf);
    const [pieces, type, ending] = format === 'ocel' ? [ocelLog(published), 'application/json', 'ocel.json'] : [xesLog(published), 'application/xml', 'xes'];
    // In pieces: a year of the Land is a hundred thousand events.
    return new StreamableFile(Readable.from(pieces), { type, disposition: `attachment; filename="zeitnah-paths-${published.report.period}-${published.report.asOf}.${ending}"` });
  }
}
