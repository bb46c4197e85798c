import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { DirectoryQueries } from '#directory';
import { InvalidInput } from '#referrals';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { CandidatesDto } from './candidates.dto.js';
import { CandidatesView } from './candidates.view.js';

@ApiTags('routing')
@Controller('api/v1/routing')
export class RoutingController {
  constructor(
    private readonly directory: DirectoryQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'Every centre ranked with its reasons, and every other one with why not.' })
  @Get('candidates')
  @Policy('routing.read', 'routing.viewed', 'log')
  @Answers(CandidatesView)
  async candidates(@Query() query: CandidatesDto): Promise<CandidatesView> {
    const place = await this.directory.municipality(query.ags);
    if (place === null) throw new InvalidInput([{ pointer: '/query/ags', code: 'unknown_municipality' }]);
    const at = query.at === undefined ? this.now() : new Date(query.at);
    const answer = await this.directory.candidates({ ags: query.ags, targetGroup: query.targetGroup, minor: query.minor ?? false, at, excludedCentreIds: [], consent: null });
    return present(CandidatesView, { ...answer, authority: place.policeAuthority, hotline: `${answer.hotline.name}, ${answer.hotline.phone}` });
  }
}
