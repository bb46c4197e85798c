import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Policy } from '#access';
import { AboutReferral, RequestOf, type EventRequest } from './event-request.js';
import * as dto from './event.dto.js';
import { ReferralEvents } from './referral-events.js';
import type { ReferralView } from './referral.view.js';

/** The events that a centre causes. Each has an address, a body and a policy of its own. */
@ApiTags('events')
@Controller('api/v1/referrals/:id/events')
export class CentreEventsController {
  constructor(private readonly events: ReferralEvents) {}

  @Post('accept')
  @AboutReferral('The centre takes the referral, or names a conflict of interest.')
  @Policy('referral.accept', 'referral.accepted')
  accept(@RequestOf() request: EventRequest, @Body() body: dto.AcceptDto): Promise<ReferralView | undefined> {
    return this.events.happen('accept', request, body);
  }

  @Post('decline')
  @AboutReferral('The centre cannot take it; the police place it elsewhere.')
  @Policy('referral.decline', 'referral.declined')
  decline(@RequestOf() request: EventRequest, @Body() body: dto.DeclineDto): Promise<ReferralView | undefined> {
    return this.events.happen('decline', request, body);
  }

  @Post('return')
  @AboutReferral('Asks the police to clarify something.')
  @Policy('referral.return', 'referral.returned')
  sendBack(@RequestOf() request: EventRequest, @Body() body: dto.ReturnDto): Promise<ReferralView | undefined> {
    return this.events.happen('return', request, body);
  }

  @Post('record_attempt')
  @AboutReferral('Notes one attempt that did not reach the person, with the contact version it used.')
  @Policy('referral.record_attempt', 'referral.attempt_recorded')
  recordAttempt(@RequestOf() request: EventRequest, @Body() body: dto.RecordAttemptDto): Promise<ReferralView | undefined> {
    return this.events.happen('record_attempt', request, body);
  }

  @Post('record_reached')
  @AboutReferral('Notes that the person was reached.')
  @Policy('referral.record_reached', 'referral.reached_recorded')
  recordReached(@RequestOf() request: EventRequest, @Body() body: dto.RecordReachedDto): Promise<ReferralView | undefined> {
    return this.events.happen('record_reached', request, body);
  }

  @Post('forward')
  @AboutReferral('Gives the referral to another centre.')
  @Policy('referral.forward', 'referral.forwarded')
  forward(@RequestOf() request: EventRequest, @Body() body: dto.ForwardDto): Promise<ReferralView | undefined> {
    return this.events.happen('forward', request, body);
  }

  @Post('close')
  @AboutReferral('Ends the work with its outcome.')
  @Policy('referral.close', 'referral.closed')
  close(@RequestOf() request: EventRequest, @Body() body: dto.CloseDto): Promise<ReferralView | undefined> {
    return this.events.happen('close', request, body);
  }

  @Post('update_contact')
  @AboutReferral('Keeps what the person told the centre is safe now; it never travels to the police.')
  @Policy('referral.update_contact', 'referral.contact_updated')
  updateContact(@RequestOf() request: EventRequest, @Body() body: dto.UpdateContactDto): Promise<ReferralView | undefined> {
    return this.events.happen('update_contact', request, body);
  }

  @Post('assign_counsellor')
  @AboutReferral('Names who is responsible inside the centre.')
  @Policy('referral.assign_counsellor', 'referral.counsellor_assigned')
  assignCounsellor(@RequestOf() request: EventRequest, @Body() body: dto.AssignCounsellorDto): Promise<ReferralView | undefined> {
    return this.events.happen('assign_counsellor', request, body);
  }

  @Post('pause_clock')
  @AboutReferral('Lets a clock stand still, with a reason and an end.')
  @Policy('referral.pause_clock', 'referral.clock_paused')
  pauseClock(@RequestOf() request: EventRequest, @Body() body: dto.PauseClockDto): Promise<ReferralView | undefined> {
    return this.events.happen('pause_clock', request, body);
  }

  @Post('resume_clock')
  @AboutReferral('Lets a paused clock run on.')
  @Policy('referral.resume_clock', 'referral.clock_resumed')
  resumeClock(@RequestOf() request: EventRequest, @Body() body: dto.ResumeClockDto): Promise<ReferralView | undefined> {
    return this.events.happen('resume_clock', request, body);
  }

  @Post('undo_accept')
  @AboutReferral('Takes an acceptance back, within seconds: the referral waits for the centre again, and its clocks go on as if nothing had been.')
  @Policy('referral.undo_accept', 'referral.acceptance_undone')
  undoAccept(@RequestOf() request: EventRequest, @Body() body: dto.NothingDto): Promise<ReferralView | undefined> {
    return this.events.happen('undo_accept', request, body);
  }

  @Post('confirm_recall')
  @AboutReferral('The centre agrees to a recall.')
  @Policy('referral.confirm_recall', 'referral.recall_confirmed')
  confirmRecall(@RequestOf() request: EventRequest, @Body() body: dto.NothingDto): Promise<ReferralView | undefined> {
    return this.events.happen('confirm_recall', request, body);
  }

  @Post('answer_recall')
  @AboutReferral('The centre keeps the referral and says why.')
  @Policy('referral.answer_recall', 'referral.recall_answered')
  answerRecall(@RequestOf() request: EventRequest, @Body() body: dto.AnswerRecallDto): Promise<ReferralView | undefined> {
    return this.events.happen('answer_recall', request, body);
  }

  @Post('reopen')
  @AboutReferral('Takes a closed referral up again, within 14 days.')
  @Policy('referral.reopen', 'referral.reopened')
  reopen(@RequestOf() request: EventRequest, @Body() body: dto.NothingDto): Promise<ReferralView | undefined> {
    return this.events.happen('reopen', request, body);
  }
}
