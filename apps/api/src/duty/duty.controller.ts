import { Body, Controller, Delete, Get, HttpStatus, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { NOW } from '../services.js';
import { Duties } from './duties.js';
import { AbsenceDto, DutyPeriodDto, OnCallDutyDto } from './duty.dto.js';
import { toAbsenceView, toNewDuty, toOnCallView, toPeriod } from './duty.presenter.js';
import { AbsenceView, DutyView, OnCallDutyView, RecordedAbsenceView } from './duty.view.js';

@ApiTags('duty')
@Controller('api/v1')
export class DutyController {
  constructor(
    private readonly duties: Duties,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'Who of the own organisation is away, who is on call, and when nobody of a role can be reached.' })
  @Get('duty')
  @Policy('duty.read', 'duty.viewed', 'log')
  @Answers(DutyView)
  async read(@Acting() actor: Actor, @Query() query: DutyPeriodDto): Promise<DutyView> {
    const period = toPeriod(query, this.now());
    const found = await this.duties.read(actor, period);
    return present(DutyView, {
      from: period.startsAt,
      until: period.endsAt,
      absences: found.absences.map((row) => toAbsenceView(actor, row)),
      onCall: found.onCall.map((row) => toOnCallView(actor, row)),
      uncovered: found.uncovered,
    });
  }

  @ApiOperation({ summary: 'Enters an absence: one’s own, or as a lead a colleague’s. The same entry twice is one.' })
  @Post('absences')
  @Policy('duty.write', 'duty.recorded')
  @AnswersCreated(RecordedAbsenceView)
  async recordAbsence(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: AbsenceDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<RecordedAbsenceView> {
    const { row, created, leavesNobody } = await this.duties.record(actor, 'absence', toNewDuty(body, body.deputyId ?? null), requestId);
    if (!created) void reply.status(HttpStatus.OK);
    return present(RecordedAbsenceView, { ...toAbsenceView(actor, row), leavesNobody });
  }

  @ApiOperation({ summary: 'Cancels an absence; one that has begun ends now.' })
  @Delete('absences/:id')
  @Policy('duty.write', 'duty.cancelled')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(AbsenceView)
  async cancelAbsence(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string): Promise<AbsenceView> {
    return present(AbsenceView, toAbsenceView(actor, await this.duties.cancel(actor, 'absence', id, requestId)));
  }

  @ApiOperation({ summary: 'Enters an on-call duty: one’s own, or as a lead a colleague’s. The same entry twice is one.' })
  @Post('on-call-duties')
  @Policy('duty.write', 'duty.recorded')
  @AnswersCreated(OnCallDutyView)
  async recordOnCall(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: OnCallDutyDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<OnCallDutyView> {
    const { row, created } = await this.duties.record(actor, 'on_call_duty', toNewDuty(body, null), requestId);
    if (!created) void reply.status(HttpStatus.OK);
    return present(OnCallDutyView, toOnCallView(actor, row));
  }

  @ApiOperation({ summary: 'Cancels an on-call duty; one that has begun ends now.' })
  @Delete('on-call-duties/:id')
  @Policy('duty.write', 'duty.cancelled')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(OnCallDutyView)
  async cancelOnCall(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string): Promise<OnCallDutyView> {
    return present(OnCallDutyView, toOnCallView(actor, await this.duties.cancel(actor, 'on_call_duty', id, requestId)));
  }
}
