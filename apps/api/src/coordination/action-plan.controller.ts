import { Body, Controller, Get, HttpCode, HttpStatus, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { ActionPlans } from '#coordination';
import type { Actor } from '#domain';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { ActionPlanDto, PlanMeasureDto, PlanStandingDto, ReleaseDto } from './action-plan.dto.js';
import { ActionPlanView, PlanMeasureHistoryView } from './action-plan.view.js';
import { toFrame, toMeasure, toStanding } from './to-plan-entry.js';

const VERSION = { name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' };
const ID = { name: 'id', format: 'uuid' };

/** The state action plans as the office keeps them; what is public of them is at /public/action-plans. */
@ApiTags('coordination')
@Controller('api/v1/coordination')
export class ActionPlanController {
  constructor(private readonly plans: ActionPlans) {}

  @ApiOperation({ summary: 'Every state action plan with its measures as they stand, the latest plan first.' })
  @Get('plans')
  @Policy('action_plan.read', 'plan.viewed', 'log')
  @Answers(ActionPlanView, { list: true })
  async list(@Acting() actor: Actor): Promise<ActionPlanView[]> {
    return (await this.plans.plans(actor)).map((each) => present(ActionPlanView, each));
  }

  @ApiOperation({ summary: 'Enters a plan with its fields; answers every plan.' })
  @Post('plans')
  @HttpCode(HttpStatus.OK)
  @Policy('action_plan.write', 'plan.entered')
  @Answers(ActionPlanView, { list: true })
  async enter(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: ActionPlanDto): Promise<ActionPlanView[]> {
    await this.plans.enterPlan(actor, toFrame(body), requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Changes title, time or fields of a plan; answers every plan.' })
  @Put('plans/:id')
  @Policy('action_plan.write', 'plan.changed')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(ActionPlanView, { list: true })
  async change(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: ActionPlanDto): Promise<ActionPlanView[]> {
    await this.plans.changePlan(actor, id, toFrame(body), version, requestId);
    return this.list(actor);
  }

  @ApiOperation({ summary: 'Enters a measure of a plan.' })
  @Post('plans/:id/measures')
  @Policy('action_plan.write', 'plan.measure_entered')
  @ApiParam(ID)
  @AnswersCreated(PlanMeasureHistoryView)
  async enterMeasure(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @Body() body: PlanMeasureDto): Promise<PlanMeasureHistoryView> {
    return this.read(actor, await this.plans.enterMeasure(actor, id, toMeasure(body), requestId));
  }

  @ApiOperation({ summary: 'A measure with its plan and every version of it.' })
  @Get('measures/:id')
  @Policy('action_plan.read', 'plan.viewed', 'log')
  @ApiParam(ID)
  @Answers(PlanMeasureHistoryView)
  async read(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<PlanMeasureHistoryView> {
    return present(PlanMeasureHistoryView, await this.plans.measure(actor, id));
  }

  @ApiOperation({ summary: 'Writes a measure anew; what stood there before stays in its history.' })
  @Put('measures/:id')
  @Policy('action_plan.write', 'plan.measure_changed')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(PlanMeasureHistoryView)
  async changeMeasure(
    @Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: PlanMeasureDto,
  ): Promise<PlanMeasureHistoryView> {
    await this.plans.changeMeasure(actor, id, toMeasure(body), version, requestId);
    return this.read(actor, id);
  }

  @ApiOperation({ summary: 'Writes down a review: how the measure stands, what shows it, and when it is looked at again.' })
  @Post('measures/:id/reviews')
  @HttpCode(HttpStatus.OK)
  @Policy('action_plan.write', 'plan.measure_reviewed')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(PlanMeasureHistoryView)
  async review(
    @Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() body: PlanStandingDto,
  ): Promise<PlanMeasureHistoryView> {
    await this.plans.reviewMeasure(actor, id, toStanding(body), version, requestId);
    return this.read(actor, id);
  }

  @ApiOperation({ summary: 'Makes a measure public as it stands, or takes it back from the public.' })
  @Put('measures/:id/release')
  @Policy('action_plan.write', 'plan.measure_released')
  @ApiParam(ID)
  @ApiHeader(VERSION)
  @Answers(PlanMeasureHistoryView)
  async release(
    @Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { released }: ReleaseDto,
  ): Promise<PlanMeasureHistoryView> {
    await this.plans.releaseMeasure(actor, id, released, version, requestId);
    return this.read(actor, id);
  }
}
