import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, RateLimits } from '#access';
import { ReleasedPlans, type ReleasedPlan } from '#coordination';
import type { IndicatorLocale } from '#domain';
import { NotAgain, publicFile, sendPublicFile, type PublicFile } from '../http/public-file.js';
import { PlanFileDto } from './action-plan.dto.js';
import { drawPlans, plansCsv, plansJson } from './plan-files.js';

type PlanFormat = 'json' | 'csv' | 'pdf';
const BYTES = { type: 'string', format: 'binary' } as const;

/** The measures of the state action plans that the office has released, for everybody and without a cookie. */
@ApiTags('public')
@Controller('public')
export class PublicPlansController {
  private written: { readonly content: string; readonly files: Map<string, PublicFile> } | null = null;

  constructor(
    private readonly plans: ReleasedPlans,
    private readonly limits: RateLimits,
  ) {}

  @ApiOperation({ summary: 'The released measures of the state action plans, by plan and field.' })
  @Get('action-plans.json')
  @Policy('action_plan.fetch_public', 'plan.fetched', 'log')
  @ApiProduces('application/json')
  @ApiOkResponse({ description: 'Every plan with a released measure.', content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  @NotAgain()
  json(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'json', 'de');
  }

  @ApiOperation({ summary: 'The same as CSV.' })
  @Get('action-plans.csv')
  @Policy('action_plan.fetch_public', 'plan.fetched', 'log')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } })
  @NotAgain()
  csv(@Req() request: FastifyRequest, @Query() { language = 'de' }: PlanFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'csv', language);
  }

  @ApiOperation({ summary: 'The same as a tagged PDF.' })
  @Get('action-plans.pdf')
  @Policy('action_plan.fetch_public', 'plan.fetched', 'log')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The file.', content: { 'application/pdf': { schema: BYTES } } })
  @NotAgain()
  pdf(@Req() request: FastifyRequest, @Query() { language = 'de' }: PlanFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | StreamableFile> {
    return this.send(request, reply, 'pdf', language);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, format: PlanFormat, language: IndicatorLocale): Promise<string | StreamableFile> {
    await this.limits.publicFileFetched(request.ip);
    return sendPublicFile(request, reply, await this.fileOf(await this.plans.read(), format, language));
  }

  /** Written once for what is released, however many ask. */
  private async fileOf(plans: readonly ReleasedPlan[], format: PlanFormat, language: IndicatorLocale): Promise<PublicFile> {
    const content = plansJson(plans);
    if (this.written?.content !== content) this.written = { content, files: new Map() };
    const { files } = this.written;
    const name = `${format} ${language}`;
    const file = files.get(name) ?? (await write(plans, content, format, language));
    files.set(name, file);
    return file;
  }
}

async function write(plans: readonly ReleasedPlan[], content: string, format: PlanFormat, language: IndicatorLocale): Promise<PublicFile> {
  if (format === 'json') return publicFile(content, 'application/json; charset=utf-8');
  if (format === 'csv') return publicFile(plansCsv(plans, language), 'text/csv; charset=utf-8');
  return publicFile(await drawPlans(plans, language), 'application/pdf');
}
