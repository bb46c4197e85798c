import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { PoliceTallies } from '#turnaround';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { TallyDto } from './turnaround.dto.js';
import { TalliedMonthView } from './turnaround.view.js';

/** What an authority counts outside of this system, month by month. */
@ApiTags('turnaround')
@Controller('api/v1/turnaround/tallies')
export class TallyController {
  constructor(private readonly tallies: PoliceTallies) {}

  @ApiOperation({ summary: 'The ended months of the last two years with what the own authority has entered: deployments, and refusals as a number.' })
  @Get()
  @Policy('turnaround.tally', 'turnaround.viewed', 'log')
  @Answers(TalliedMonthView, { list: true })
  async months(@Acting() actor: Actor): Promise<TalliedMonthView[]> {
    return (await this.tallies.months(actor)).map((each) => present(TalliedMonthView, each));
  }

  @ApiOperation({ summary: 'Enters a month, or enters it anew; what was entered before stays in the history.' })
  @Post()
  @HttpCode(HttpStatus.OK)
  @Policy('turnaround.tally', 'turnaround.tallied', 'answer')
  @Answers(TalliedMonthView, { list: true })
  async enter(@Acting() actor: Actor, @Body() { month, ...tally }: TallyDto): Promise<TalliedMonthView[]> {
    await this.tallies.enter(actor, month, tally);
    return this.months(actor);
  }
}
