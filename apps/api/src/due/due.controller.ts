import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { DueQueries, ReferralNotFound, type DueClock } from '#referrals';
import { IdOfAddress } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { DueDto } from './due.dto.js';
import { ClockRecordsView, DueClockPageView, type DueClockView } from './due.view.js';

const HOURS = 24;
const PAGE = 50;

@ApiTags('clocks')
@Controller('api/v1')
export class DueController {
  constructor(private readonly queries: DueQueries) {}

  @ApiOperation({ summary: 'The own clocks that are due or warn within the hours, or have passed, by due instant; a clock that stands still is not due.' })
  @Get('clocks/due')
  @Policy('clock.list_due', 'clock.due_listed', 'log')
  @Answers(DueClockPageView)
  async due(@Acting() actor: Actor, @Query() { hours, limit, cursor }: DueDto): Promise<DueClockPageView> {
    const page = await this.queries.within(actor, { hours: hours ?? HOURS, limit: limit ?? PAGE, ...(cursor != null && { cursor }) });
    return present(DueClockPageView, { items: page.items.map((item) => toView(actor, item)), nextCursor: page.nextCursor });
  }

  @ApiOperation({ summary: 'Every clock of a referral with its rungs, its pauses and what it replaced, as far as this side may know.' })
  @Get('referrals/:id/clocks')
  @Policy('clock.read', 'referral.clocks_viewed', 'answer')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ClockRecordsView)
  async ofReferral(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<ClockRecordsView> {
    const items = await this.queries.ofReferral(actor, id);
    if (items === null) throw new ReferralNotFound();
    return present(ClockRecordsView, { items });
  }
}

function toView(actor: Actor, { row, ...clock }: DueClock): DueClockView {
  return {
    ...clock,
    referralId: row.id,
    reference: row.reference,
    state: row.state,
    risk: row.risk_level,
    escalation: row.escalation,
    counsellorId: actor.organisationKind === 'centre' ? row.counsellor_id : null,
  };
}
