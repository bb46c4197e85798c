import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import { DirectoryQueries } from '#directory';
import type { Actor } from '#domain';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ColleagueQueries } from './colleague.queries.js';
import { CentreView, ColleagueView, MunicipalityView } from './directory.view.js';
import { MunicipalitySearchDto } from './municipality-search.dto.js';

@ApiTags('directory')
@Controller('api/v1/directory')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly colleagues: ColleagueQueries,
  ) {}

  @ApiOperation({ summary: 'By a part of the name or the beginning of a postcode; the best twenty.' })
  @Get('municipalities')
  @Policy('directory.read', 'directory.viewed', 'log')
  @Answers(MunicipalityView, { list: true })
  async municipalities(@Query() query: MunicipalitySearchDto): Promise<MunicipalityView[]> {
    const found = await this.directory.searchMunicipalities(query.q);
    return found.map((place) => present(MunicipalityView, place));
  }

  @ApiOperation({ summary: 'All centres, also those that take nobody at present.' })
  @Get('centres')
  @Policy('directory.read', 'directory.viewed', 'log')
  @Answers(CentreView, { list: true })
  async centres(): Promise<CentreView[]> {
    return (await this.directory.centres()).map((centre) => present(CentreView, centre));
  }

  @ApiOperation({ summary: 'The persons of the own organisation, to name one.' })
  @Get('colleagues')
  @Policy('directory.read', 'directory.viewed', 'log')
  @Answers(ColleagueView, { list: true })
  async ownColleagues(@Acting() actor: Actor): Promise<ColleagueView[]> {
    return (await this.colleagues.ofOrganisation(actor)).map((person) => present(ColleagueView, person));
  }
}
