import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { alternativesFor, DirectoryQueries } from '#directory';
import { InvalidInput } from '#referrals';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { NOW } from '../services.js';
import { CandidateTermsQueries } from './candidate-terms.js';
import { CandidatesDto } from './candidates.dto.js';
import { CandidatesView } from './candidates.view.js';
import { hotlineWords } from './hotline-words.js';

@ApiTags('routing')
@Controller('api/v1/routing')
export class RoutingController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly terms: CandidateTermsQueries,
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
    const excludedCentreIds = query.without === undefined ? [] : [query.without];
    const view = await this.directory.view();
    const question = { ags: query.ags, targetGroup: query.targetGroup, minor: query.minor ?? false, languages: query.language === undefined ? [] : [query.language], at, excludedCentreIds, consent: null };
    const answer = view.candidates(question);
    const candidates = await Promise.all(
      answer.candidates.map(async (candidate) => ({ ...candidate, ...(await this.terms.of(candidate, place.policeAuthority.id, at)) })),
    );
    const alternatives = candidates.length === 0 ? alternativesFor(view, question) : [];
    return present(CandidatesView, { ...answer, candidates, alternatives, authority: place.policeAuthority, hotline: hotlineWords(answer.hotline) });
  }
}
