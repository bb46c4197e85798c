import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ExpelledQueries, ExpelledReferrals, type ExpelledStep } from '#expelled';
import { ExpectedVersion, IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers, AnswersCreated } from '../http/responses.js';
import { ExpelledCentres } from './expelled-centres.js';
import { ExpelledAttemptDto, ExpelledCentresDto, ExpelledCloseDto, ExpelledCorrectionDto, ExpelledDeclineDto, ExpelledListDto, ExpelledReachedDto, ExpelledReturnDto, ExpelledWithdrawalDto, NewExpelledReferralDto } from './expelled-referral.dto.js';
import { ExpelledCentreView, ExpelledContactReadView, ExpelledLineView, ExpelledReferralView } from './expelled-referral.view.js';
import { NumbersOfTheOther } from './numbers-of-the-other.js';

const IF_MATCH = { name: 'If-Match', required: true, description: 'The version that was read, in quotes: "3".' };

/** The chain of expelled persons: apart from that of endangered persons, with centres and people of its own. */
@ApiTags('expelled persons')
@Controller('api/v1/expelled-referrals')
export class ExpelledReferralsController {
  constructor(
    private readonly referrals: ExpelledReferrals,
    private readonly queries: ExpelledQueries,
    private readonly centres: ExpelledCentres,
    private readonly numbers: NumbersOfTheOther,
  ) {}

  @ApiOperation({ summary: 'The referrals of expelled persons of the own side, what is due first on top.' })
  @Get()
  @Policy('expelled.read', 'expelled.listed', 'log')
  @Answers(ExpelledLineView, { list: true })
  async list(@Acting() actor: Actor, @Query() { ofReferralId }: ExpelledListDto): Promise<ExpelledLineView[]> {
    return (await this.queries.list(actor, ofReferralId ?? null)).map((line) => present(ExpelledLineView, line));
  }

  @ApiOperation({ summary: 'Hands an expelled person over, on her or his own consent.' })
  @Post()
  @Policy('expelled.submit', 'expelled.submit')
  @AnswersCreated(ExpelledReferralView)
  async submit(@Acting() actor: Actor, @RequestId() requestId: string, @Body() body: NewExpelledReferralDto): Promise<ExpelledReferralView> {
    const ofReferralId = body.ofReferralId ?? null;
    const input = { ...body, ofReferralId, consent: { ...body.consent, givenAt: new Date(body.consent.givenAt) } };
    return this.shown(actor, await this.referrals.submit(actor, input, await this.numbers.ofReferral(actor, ofReferralId, requestId), requestId));
  }

  @ApiOperation({ summary: 'The centres that work with expelled persons; those that serve the place come first.' })
  @Get('centres')
  @Policy('expelled.submit', 'expelled.centres_read', 'log')
  @Answers(ExpelledCentreView, { list: true })
  async centresAt(@Query() { ags }: ExpelledCentresDto): Promise<ExpelledCentreView[]> {
    return (await this.centres.at(ags ?? null)).map((centre) => present(ExpelledCentreView, centre));
  }

  @ApiOperation({ summary: 'One referral of an expelled person, as this side may know it.' })
  @Get(':id')
  @Policy('expelled.read', 'expelled.viewed', 'log')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ExpelledReferralView)
  read(@Acting() actor: Actor, @IdOfAddress('id') id: string): Promise<ExpelledReferralView> {
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'A POST although it reads: every read of contact data is an entry in the trail, in the same transaction.' })
  @Post(':id/contact-reads')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.read_contact', 'expelled.contact_read')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ExpelledContactReadView)
  async readContact(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string): Promise<ExpelledContactReadView> {
    return present(ExpelledContactReadView, await this.referrals.readContact(actor, id, requestId));
  }

  @ApiOperation({ summary: 'Puts contact data right that were sent back.' })
  @Post(':id/events/correct')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.submit', 'expelled.correct')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  async correct(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { contact }: ExpelledCorrectionDto): Promise<ExpelledReferralView> {
    await this.referrals.correct(actor, { id, version }, contact, await this.numbers.ofOrigin(actor, id, requestId), requestId);
    return this.shown(actor, id);
  }

  @ApiOperation({ summary: 'Takes the referral back: the consent was withdrawn, or it was sent in error. It is purged at once.' })
  @Post(':id/events/withdraw')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.withdraw', 'expelled.withdraw')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  withdraw(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { reason }: ExpelledWithdrawalDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'withdraw', reason }, requestId);
  }

  @ApiOperation({ summary: 'Takes it over.' })
  @Post(':id/events/accept')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.work', 'expelled.accept')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  accept(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'accept', reason: null }, requestId);
  }

  @ApiOperation({ summary: 'Declines it, with the reason.' })
  @Post(':id/events/decline')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.decline', 'expelled.decline')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  decline(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { reason }: ExpelledDeclineDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'decline', reason }, requestId);
  }

  @ApiOperation({ summary: 'Sends it back to the police to be put right.' })
  @Post(':id/events/return')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.work', 'expelled.return')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  sendBack(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { reason }: ExpelledReturnDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'return', reason }, requestId);
  }

  @ApiOperation({ summary: 'Records an attempt that did not reach the person.' })
  @Post(':id/events/record_attempt')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.work', 'expelled.record_attempt')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  recordAttempt(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { result }: ExpelledAttemptDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'record_attempt', reason: result }, requestId);
  }

  @ApiOperation({ summary: 'Records that the person was reached.' })
  @Post(':id/events/record_reached')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.work', 'expelled.record_reached')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  recordReached(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { result }: ExpelledReachedDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'record_reached', reason: result }, requestId);
  }

  @ApiOperation({ summary: 'Closes it with what became of it; the police learn that, not what.' })
  @Post(':id/events/close')
  @HttpCode(HttpStatus.OK)
  @Policy('expelled.work', 'expelled.close')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader(IF_MATCH)
  @Answers(ExpelledReferralView)
  close(@Acting() actor: Actor, @RequestId() requestId: string, @IdOfAddress('id') id: string, @ExpectedVersion() version: number, @Body() { outcome }: ExpelledCloseDto): Promise<ExpelledReferralView> {
    return this.step(actor, { id, version }, { event: 'close', reason: outcome }, requestId);
  }

  private async step(actor: Actor, seen: { readonly id: string; readonly version: number }, step: ExpelledStep, requestId: string): Promise<ExpelledReferralView> {
    await this.referrals.step(actor, seen, step, requestId);
    return this.shown(actor, seen.id);
  }

  private async shown(actor: Actor, id: string): Promise<ExpelledReferralView> {
    return present(ExpelledReferralView, await this.queries.read(actor, id));
  }
}
