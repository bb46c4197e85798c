import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { DirectoryQueries } from '#directory';
import { ReferralNotFound } from '#referrals';
import { IdOfAddress } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { toAgreementLines, toAuthorityViews, toCalendarView, toCentreLines, toCentreView, toNetworkViews, toRuleSetViews } from './registry.presenter.js';
import { AgreementLineView, CalendarView, RegistryAuthorityView, RegistryCentreLineView, RegistryCentreView, RegistryMunicipalityView, RegistryNetworkView, RuleSetView } from './registry.view.js';

/** The registry as the state office keeps it. Holds organisations and rules, no person. */
@ApiTags('directory')
@Controller('api/v1/directory/registry')
export class RegistryController {
  constructor(private readonly directory: DirectoryQueries) {}

  @ApiOperation({ summary: 'Every centre of every kind, with what is to be seen at a glance.' })
  @Get('centres')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(RegistryCentreLineView, { list: true })
  async centres(): Promise<RegistryCentreLineView[]> {
    return toCentreLines(await this.directory.view()).map((line) => present(RegistryCentreLineView, line));
  }

  @ApiOperation({ summary: 'A centre in its newest version, as it can be edited.' })
  @Get('centres/:id')
  @Policy('directory.write', 'registry.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(RegistryCentreView)
  async centre(@IdOfAddress('id') id: string): Promise<RegistryCentreView> {
    const found = toCentreView(await this.directory.view(), id);
    if (found === null) throw new ReferralNotFound();
    return present(RegistryCentreView, found);
  }

  @ApiOperation({ summary: 'Every municipality with its district, so that a catchment can be read and chosen by name.' })
  @Get('municipalities')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(RegistryMunicipalityView, { list: true })
  async municipalities(): Promise<RegistryMunicipalityView[]> {
    return (await this.directory.view()).municipalities().map((place) => present(RegistryMunicipalityView, place));
  }

  @ApiOperation({ summary: 'The police authorities, each with its municipalities, the centres it has an agreement with, and how organisations reach it.' })
  @Get('authorities')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(RegistryAuthorityView, { list: true })
  async authorities(): Promise<RegistryAuthorityView[]> {
    return toAuthorityViews(await this.directory.view()).map((authority) => present(RegistryAuthorityView, authority));
  }

  @ApiOperation({ summary: 'The local networks with their districts, and how organisations reach them.' })
  @Get('networks')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(RegistryNetworkView, { list: true })
  async networks(): Promise<RegistryNetworkView[]> {
    return toNetworkViews(await this.directory.view()).map((network) => present(RegistryNetworkView, network));
  }

  @ApiOperation({ summary: 'Every pair of authority and centre, with the terms that hold between them.' })
  @Get('agreements')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(AgreementLineView, { list: true })
  async agreements(): Promise<AgreementLineView[]> {
    return toAgreementLines(await this.directory.view()).map((line) => present(AgreementLineView, line));
  }

  @ApiOperation({ summary: 'The rule sets, active and prepared.' })
  @Get('rule-sets')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(RuleSetView, { list: true })
  async ruleSets(): Promise<RuleSetView[]> {
    return toRuleSetViews(await this.directory.view()).map((ruleSet) => present(RuleSetView, ruleSet));
  }

  @ApiOperation({ summary: 'The calendar of public holidays by which clocks count.' })
  @Get('calendar')
  @Policy('directory.write', 'registry.viewed', 'log')
  @Answers(CalendarView)
  async calendar(): Promise<CalendarView> {
    return present(CalendarView, toCalendarView(await this.directory.view()));
  }
}
