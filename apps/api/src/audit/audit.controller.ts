import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { Policy } from '#access';
import { AuditReader, verifyAudit } from '#audit';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NothingDto } from '../referrals/event.dto.js';
import { AUDIT_DATABASE } from '../services.js';
import { AuditFilterDto, toAuditFilter } from './audit-filter.dto.js';
import { AuditPageView, AuditVerificationView } from './audit.view.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly trail: AuditReader,
    @Inject(AUDIT_DATABASE) private readonly database: DataSource,
  ) {}

  @ApiOperation({ summary: 'Pseudonymous entries, newest first.' })
  @Get('events')
  @Policy('audit.read', 'audit.viewed', 'answer')
  @Answers(AuditPageView)
  async events(@Query() query: AuditFilterDto): Promise<AuditPageView> {
    const { items, nextBefore } = await this.trail.list(toAuditFilter(query));
    return present(AuditPageView, { items: items.map((event) => ({ ...event, hash: event.hash.toString('hex') })), nextBefore });
  }

  @ApiOperation({ summary: 'Recomputes every chain from the stored rows and says what is broken.' })
  @Post('verifications')
  @HttpCode(200)
  @Policy('audit.verify', 'audit.verified', 'answer')
  @Answers(AuditVerificationView)
  async verify(@Body() _: NothingDto): Promise<AuditVerificationView> {
    return present(AuditVerificationView, await verifyAudit(this.database));
  }
}
