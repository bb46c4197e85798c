import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query, Res, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import { ActionPlans, PlanImports, PlanNotFound, writePlanFile, type PlanReading } from '#coordination';
import { localDayOf, type Actor } from '#domain';
import { MOST_PROBLEMS } from '../exchange/registry-reading.view.js';
import { XLSX } from '../http/body-parser.js';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { PlanImportDto, PlanMeasuresFileDto } from './plan-import.dto.js';
import { PlanImportView, PlanReadingView } from './plan-import.view.js';
import { toMeasure } from './to-plan-entry.js';

const BYTES = { type: 'string', format: 'binary' } as const;
const ID = { name: 'id', format: 'uuid' };
const NAMES = { de: { measures: 'massnahmen', blank: 'massnahmen-vorlage' }, en: { measures: 'measures', blank: 'measures-form' } } as const;

/** The measures of a plan as files. A file is only read at first; what was read is taken over as a whole. */
@ApiTags('coordination')
@Controller('api/v1/coordination/plans/:id')
export class PlanImportController {
  constructor(
    private readonly plans: ActionPlans,
    private readonly imports: PlanImports,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'Every measure of a plan as it stands, or a form to fill in. Read again, the file changes nothing.' })
  @Get('file')
  @Policy('action_plan.read', 'plan.viewed', 'log')
  @ApiParam(ID)
  @ApiProduces('text/csv', XLSX)
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': { schema: BYTES }, [XLSX]: { schema: BYTES } } })
  async file(@Acting() actor: Actor, @IdOfAddress('id') id: string, @Query() query: PlanMeasuresFileDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | Buffer> {
    const { format, language = 'de', blank = false } = query;
    const plan = (await this.plans.plans(actor)).find((each) => each.id === id);
    if (plan === undefined) throw new PlanNotFound();
    const name = blank ? NAMES[language].blank : `${NAMES[language].measures}-${localDayOf(this.now())}`;
    void reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX).header('content-disposition', `attachment; filename="${name}.${format}"`);
    return writePlanFile(blank ? [] : plan.measures, { format, language });
  }

  @ApiOperation({ summary: 'What a file would do to the measures of a plan: its faults to the line, or the difference. Stores nothing. At most 5 MB.' })
  @Post('readings')
  @HttpCode(HttpStatus.OK)
  @Policy('action_plan.write', 'plan.file_read', 'log')
  @ApiParam(ID)
  @ApiConsumes('text/csv', XLSX)
  @ApiBody({ schema: BYTES })
  @Answers(PlanReadingView)
  async read(@Acting() actor: Actor, @IdOfAddress('id') id: string, @Body() bytes: unknown): Promise<PlanReadingView> {
    if (!Buffer.isBuffer(bytes)) throw new UnsupportedMediaTypeException();
    return present(PlanReadingView, toReadingView(await this.imports.read(actor, id, bytes)));
  }

  @ApiOperation({ summary: 'Takes over the measures of a file that was read: all of them, or nothing. What stands there already stays as it is.' })
  @Post('imports')
  @HttpCode(HttpStatus.OK)
  @Policy('action_plan.write', 'plan.measures_imported')
  @ApiParam(ID)
  @Answers(PlanImportView)
  async take(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() body: PlanImportDto): Promise<PlanImportView> {
    const drafts = body.measures.map(({ version = null, ...measure }) => ({ version, measure: toMeasure(measure) }));
    return present(PlanImportView, await this.imports.take(actor, id, drafts, requestId));
  }
}

const toReadingView = ({ problems, changes, unchanged, notMentioned }: PlanReading): PlanReadingView => ({
  problems: problems.slice(0, MOST_PROBLEMS),
  problemsInAll: problems.length,
  changes: changes.map(({ line, before, after, fields }) => ({ line, change: before === null ? 'added' : 'changed', version: before?.version ?? null, before, after, fields })),
  unchanged,
  notMentioned: notMentioned.map(({ number, title }) => ({ number, title })),
});
