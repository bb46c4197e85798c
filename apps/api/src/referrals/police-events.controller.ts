import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { AboutReferral, RequestOf, type EventRequest } from './event-request.js';
import * as dto from './event.dto.js';
import { ReferralEvents } from './referral-events.js';
import type { ReferralView } from './referral.view.js';

/** The events that the police cause; `withdraw_consent` is open to both sides. Each has an address, a body and a policy of its own. */
@ApiTags('events')
@Controller('api/v1/referrals/:id/events')
export class PoliceEventsController {
  constructor(private readonly events: ReferralEvents) {}

  @Post('submit')
  @AboutReferral('Hands the draft over to a centre.')
  @Policy('referral.submit', 'referral.submitted')
  submit(@RequestOf() request: EventRequest, @Body() body: dto.SubmitDto): Promise<ReferralView | undefined> {
    return this.events.happen('submit', request, body);
  }

  @Post('reassign')
  @AboutReferral('Places a declined referral with another centre.')
  @Policy('referral.reassign', 'referral.reassigned')
  reassign(@RequestOf() request: EventRequest, @Body() body: dto.ReassignDto): Promise<ReferralView | undefined> {
    return this.events.happen('reassign', request, body);
  }

  @Post('correct')
  @AboutReferral('Answers a clarification with a new version of the contact data.')
  @Policy('referral.correct', 'referral.corrected')
  correct(@RequestOf() request: EventRequest, @Body() body: dto.CorrectDto): Promise<ReferralView | undefined> {
    return this.events.happen('correct', request, body);
  }

  @Post('close_unplaced')
  @AboutReferral('Ends a declined referral for which no centre was found.')
  @Policy('referral.close_unplaced', 'referral.closed_unplaced')
  closeUnplaced(@RequestOf() request: EventRequest, @Body() body: dto.NothingDto): Promise<ReferralView | undefined> {
    return this.events.happen('close_unplaced', request, body);
  }

  @Post('withdraw_consent')
  @AboutReferral('The person withdraws consent: the contact data are locked for everybody at once.')
  @Policy('referral.withdraw_consent', 'referral.consent_withdrawn')
  withdrawConsent(@RequestOf() request: EventRequest, @Body() body: dto.WithdrawConsentDto): Promise<ReferralView | undefined> {
    return this.events.happen('withdraw_consent', request, body);
  }

  @Post('withdraw')
  @AboutReferral('Takes back what was sent by mistake, before a centre accepts it.')
  @Policy('referral.withdraw', 'referral.withdrawn')
  withdraw(@RequestOf() request: EventRequest, @Body() body: dto.WithdrawDto): Promise<ReferralView | undefined> {
    return this.events.happen('withdraw', request, body);
  }

  @Post('supplement')
  @AboutReferral('Adds or changes contact data after sending; the centre is told.')
  @Policy('referral.supplement', 'referral.supplemented')
  supplement(@RequestOf() request: EventRequest, @Body() body: dto.SupplementDto): Promise<ReferralView | undefined> {
    return this.events.happen('supplement', request, body);
  }

  @Post('update_measure')
  @AboutReferral('Notes what happened to the protection measure.')
  @Policy('referral.update_measure', 'referral.measure_updated')
  updateMeasure(@RequestOf() request: EventRequest, @Body() body: dto.UpdateMeasureDto): Promise<ReferralView | undefined> {
    return this.events.happen('update_measure', request, body);
  }

  @Post('recall')
  @AboutReferral('Asks the centre to give back a referral that it has accepted.')
  @Policy('referral.recall', 'referral.recalled')
  recall(@RequestOf() request: EventRequest, @Body() body: dto.RecallDto): Promise<ReferralView | undefined> {
    return this.events.happen('recall', request, body);
  }
}
