import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { TurnaroundQueries } from '#turnaround';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { QuarterDto } from './quarter.dto.js';
import { DistrictTurnaroundView, OwnTurnaroundView, StalledItemView } from './turnaround.view.js';

@ApiTags('turnaround')
@Controller('api/v1')
export class TurnaroundController {
  constructor(private readonly turnaround: TurnaroundQueries) {}

  @ApiOperation({ summary: 'Published figures per district and quarter, under disclosure control.' })
  @Get('turnaround/districts')
  @Policy('turnaround.read_aggregate', 'turnaround.viewed', 'log')
  @Answers(DistrictTurnaroundView, { list: true })
  async districts(@Acting() actor: Actor, @Query() query: QuarterDto): Promise<DistrictTurnaroundView[]> {
    return (await this.turnaround.districts(actor, query.quarter)).map((cell) => present(DistrictTurnaroundView, cell));
  }

  @ApiOperation({ summary: 'The own organisation\'s figures by quarter.' })
  @Get('turnaround/own')
  @Policy('turnaround.read_own', 'turnaround.viewed', 'log')
  @Answers(OwnTurnaroundView, { list: true })
  async own(@Acting() actor: Actor): Promise<OwnTurnaroundView[]> {
    return (await this.turnaround.own(actor)).map((quarter) => present(OwnTurnaroundView, quarter));
  }

  @ApiOperation({ summary: 'What stands still in the own area, under its reference; no path to a person.' })
  @Get('stalled-items')
  @Policy('stalled.read', 'stalled.viewed', 'log')
  @Answers(StalledItemView, { list: true })
  async stalledItems(@Acting() actor: Actor): Promise<StalledItemView[]> {
    const items = await this.turnaround.stalledItems(actor);
    return items.map(({ clock, responsibleOrganisation, ...item }) => present(StalledItemView, { ...item, clockKind: clock, organisation: { name: responsibleOrganisation } }));
  }
}
