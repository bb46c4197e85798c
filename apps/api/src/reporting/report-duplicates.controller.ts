import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ReportDuplicatesDto } from './report-duplicates.dto.js';
import { ReportDuplicatesView } from './report-duplicates.view.js';
import { ReportDuplicates } from './report-duplicates.js';

@ApiTags('reporting')
@Controller('api/v1/report-duplicates')
export class ReportDuplicatesController {
  constructor(private readonly duplicates: ReportDuplicates) {}

  @ApiOperation({ summary: 'Earlier reports of the own authority on what may be the same deployment. A question in a body, so that no number stands in an address.' })
  @Post()
  @HttpCode(HttpStatus.OK)
  @Policy('report_duplicate.read', 'report.compared', 'log')
  @Answers(ReportDuplicatesView)
  async find(@Acting() actor: Actor, @Body() body: ReportDuplicatesDto): Promise<ReportDuplicatesView> {
    const items = await this.duplicates.find(actor, {
      policeReference: body.policeReference ?? null,
      ags: body.ags ?? null,
      occurredAt: body.occurredAt ? new Date(body.occurredAt) : null,
    });
    return present(ReportDuplicatesView, { items });
  }
}
