import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { DirectoryQueries } from '#directory';
import { ruleSetFor, type Actor } from '#domain';
import { InvalidInput, ReferralNotFound } from '#referrals';
import { TurnaroundQueries, WhatIfQueries } from '#turnaround';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ReportDto } from './turnaround.dto.js';
import { WhatIfDto } from './what-if.dto.js';
import { toOwnWhatIfView, toSupposition } from './what-if.presenter.js';
import { OwnWhatIfView, WhatIfReportView } from './what-if.view.js';

@ApiTags('turnaround')
@Controller('api/v1/turnaround')
export class WhatIfController {
  constructor(
    private readonly turnaround: TurnaroundQueries,
    private readonly whatIf: WhatIfQueries,
    private readonly directory: DirectoryQueries,
  ) {}

  @ApiOperation({ summary: 'What would have become of the referrals of a year under each supposition of the catalogue, as bands, under disclosure control.' })
  @Get('what-if/:period')
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @ApiParam({ name: 'period', example: '2026' })
  @Answers(WhatIfReportView)
  async published(@Acting() actor: Actor, @Param('period') period: string, @Query() { asOf }: ReportDto): Promise<WhatIfReportView> {
    const { report, ...published } = await this.turnaround.whatIfs(actor, period, asOf);
    return present(WhatIfReportView, { ...report, ...published });
  }

  @ApiOperation({ summary: 'The own centre\'s recorded referrals replayed as if something had been different, beside the record; with nothing supposed both are the same.' })
  @Post('what-if')
  @HttpCode(HttpStatus.OK)
  @Policy('turnaround.replay_own', 'turnaround.viewed', 'log')
  @Answers(OwnWhatIfView)
  async own(@Acting() actor: Actor, @Body() question: WhatIfDto): Promise<OwnWhatIfView> {
    if (question.weekendCover != null && question.weekendCover.opens === question.weekendCover.closes) throw new InvalidInput([{ pointer: '/weekendCover/closes', code: 'same_time' }]);
    const view = await this.directory.view();
    const hours = view.openingHours(actor.organisationId);
    if (hours === null) throw new ReferralNotFound();
    const measureDays = ruleSetFor(view.today(), view.ruleSets()).baseDays;
    const supposed = toSupposition(question);
    const { days, workloadMinutes } = question;
    const answer = await this.whatIf.ofOwnCentre(actor, { hours, calendar: view.calendar(), measureDays }, { days: days ?? 365, ...(workloadMinutes == null ? {} : { workloadMinutes }), supposed });
    return present(OwnWhatIfView, toOwnWhatIfView(answer, measureDays));
  }
}
