import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { InvalidInput } from '#referrals';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { CoverageDto, CoverageWeekDto } from './coverage.dto.js';
import { CoverageQueries, type Moment } from './coverage.queries.js';
import { CoverageView, CoverageWeekView, MunicipalityCandidatesView } from './coverage.view.js';

@ApiTags('coverage')
@Controller('api/v1/coverage')
export class CoverageController {
  constructor(private readonly coverage: CoverageQueries) {}

  @ApiOperation({ summary: 'Who covers each municipality now, or at the next such weekday and hour; a local network sees its own area.' })
  @Get()
  @Policy('coverage.read', 'coverage.viewed', 'log')
  @Answers(CoverageView)
  async at(@Acting() actor: Actor, @Query() query: CoverageDto): Promise<CoverageView> {
    return present(CoverageView, await this.coverage.at(actor, query.targetGroup, momentOf(query)));
  }

  @ApiOperation({ summary: 'How many municipalities are without cover in each hour of the seven days ahead, and where nobody may be named at all, for every target group.' })
  @Get('week')
  @Policy('coverage.read', 'coverage.viewed', 'log')
  @Answers(CoverageWeekView)
  async week(@Acting() actor: Actor, @Query() { targetGroup }: CoverageWeekDto): Promise<CoverageWeekView> {
    return present(CoverageWeekView, await this.coverage.week(actor, targetGroup));
  }

  @ApiOperation({ summary: 'The candidates of one municipality in their order with their reasons, and who serves it and may not be named.' })
  @Get('municipalities/:ags')
  @Policy('coverage.read', 'coverage.viewed', 'log')
  @ApiParam({ name: 'ags', schema: { type: 'string', pattern: '^\\d{8}$' } })
  @Answers(MunicipalityCandidatesView)
  async municipality(@Acting() actor: Actor, @Param('ags') ags: string, @Query() query: CoverageDto): Promise<MunicipalityCandidatesView> {
    return present(MunicipalityCandidatesView, await this.coverage.municipality(actor, ags, query.targetGroup, momentOf(query)));
  }
}

/** Half a moment is none: whoever names one names both. */
function momentOf({ weekday, hour }: CoverageDto): Moment {
  if (weekday == null && hour == null) return 'now';
  if (weekday == null) throw new InvalidInput([{ pointer: '/query/weekday', code: 'required' }]);
  if (hour == null) throw new InvalidInput([{ pointer: '/query/hour', code: 'required' }]);
  return { weekday, hour };
}
