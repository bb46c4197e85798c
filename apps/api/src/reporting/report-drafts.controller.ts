import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ReportDraftDto, ReportDraftQueryDto } from './report-draft.dto.js';
import { OwnReportDraftView } from './report-draft.view.js';
import { ReportDrafts } from './report-drafts.js';

@ApiTags('reporting')
@Controller('api/v1/report-draft')
export class ReportDraftsController {
  constructor(private readonly drafts: ReportDrafts) {}

  @ApiOperation({ summary: 'The own unsent form, if one is kept; nobody else’s.' })
  @Get()
  @Policy('report_draft.read', 'report.resumed', 'log')
  @Answers(OwnReportDraftView)
  async read(@Acting() actor: Actor, @Query() query: ReportDraftQueryDto): Promise<OwnReportDraftView> {
    return present(OwnReportDraftView, { draft: await this.drafts.read(actor, query.values ?? false) });
  }

  @ApiOperation({ summary: 'Keeps what stands in the form for twelve hours, encrypted, instead of what was kept before.' })
  @Put()
  @Policy('report_draft.write', 'report.kept')
  @Answers(OwnReportDraftView)
  async keep(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: ReportDraftDto): Promise<OwnReportDraftView> {
    return present(OwnReportDraftView, { draft: await this.drafts.keep(actor, body.values, requestId) });
  }

  @ApiOperation({ summary: 'Throws the own unsent form away, and its key.' })
  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse()
  @Policy('report_draft.write', 'report.discarded')
  discard(@Acting() actor: Actor, @RequestId() requestId: string): Promise<void> {
    return this.drafts.discard(actor, requestId);
  }
}
