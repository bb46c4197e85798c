import {
  ATTEMPT_RESULTS, CHANNELS, CLOCK_KINDS, CLOSE_OUTCOMES, DECLINE_REASONS, FORWARD_REASONS, MEASURE_CHANGES, PAUSE_REASONS, REACHED_RESULTS,
  OVERRIDE_REASONS, RECALL_ANSWERS, RETURN_REASONS, WITHDRAW_REASONS, WITHDRAWAL_HEARD_BY,
  type AttemptResult, type Channel, type ClockKind, type DeclineReason, type ForwardReason, type MeasureChange, type Outcome, type PauseReason,
  type OverrideReason, type ReachedResult, type RecallAnswer, type ReturnReason, type WithdrawReason, type WithdrawalHeardBy,
} from '#domain';
import { Day, Flag, Id, Instant, MunicipalityKey, Nested, OneOf, Whole } from '../http/fields.js';
import { ContactDataDto, PartialContactDataDto, PhoneDto, SafeContactDto } from './contact-data.dto.js';
import { ConsentDto, OrderedMeasureDto } from './new-referral.dto.js';

/** No data: the event is all there is to say. */
export class NothingDto {}

export class SubmitDto {
  @Id({ optional: true, description: 'Null: the best candidate of the routing.' }) centreId?: string | null;
  @Nested(() => ContactDataDto, { optional: true, pii: 'contact', description: 'For a draft saved before the person consented: nothing of it was stored.' })
  contact?: ContactDataDto | null;
  @Nested(() => ConsentDto, { optional: true }) consent?: ConsentDto | null;
  @Nested(() => OrderedMeasureDto, { optional: true, description: 'Ordered since; a referral has one, and update_measure tells what becomes of it.' })
  measure?: OrderedMeasureDto | null;
}

export class AcceptDto {
  @Flag({ description: 'True says: I may not work on this case.' }) conflictOfInterest: boolean;
}

export class DeclineDto {
  @OneOf(DECLINE_REASONS) reason: DeclineReason;
  @Id({ optional: true }) suggestedCentreId?: string | null;
}

export class ReassignDto {
  @Id() centreId: string;
  @Nested(() => ConsentDto, { optional: true }) consent?: ConsentDto | null;
}

export class ReturnDto {
  @OneOf(RETURN_REASONS) reason: ReturnReason;
}

export class CorrectDto {
  @Nested(() => ContactDataDto, { pii: 'contact' }) contact: ContactDataDto;
  @Nested(() => ConsentDto, { optional: true }) consent?: ConsentDto | null;
  @Nested(() => OrderedMeasureDto, { optional: true, description: 'Ordered since; a referral has one, and update_measure tells what becomes of it.' })
  measure?: OrderedMeasureDto | null;
}

export class RecordAttemptDto {
  @OneOf(CHANNELS) channel: Channel;
  @Instant() at: string;
  @OneOf(ATTEMPT_RESULTS) result: AttemptResult;
  @Whole({ min: 1, max: 1_000_000, description: 'The contact version that was looked at.' }) contactVersion: number;
  @OneOf(OVERRIDE_REASONS, { optional: true }) overrideReason?: OverrideReason | null;
}

export class RecordReachedDto {
  @OneOf(REACHED_RESULTS) result: ReachedResult;
  @Instant() at: string;
}

export class ForwardDto {
  @Id() centreId: string;
  @OneOf(FORWARD_REASONS) reason: ForwardReason;
  @Nested(() => ConsentDto, { optional: true }) consent?: ConsentDto | null;
  @MunicipalityKey({ optional: true }) whereaboutsAgs?: string | null;
}

export class CloseDto {
  @OneOf(CLOSE_OUTCOMES) outcome: Outcome;
}

export class WithdrawConsentDto {
  @OneOf(WITHDRAWAL_HEARD_BY) heardBy: WithdrawalHeardBy;
  @Instant() heardAt: string;
}

export class WithdrawDto {
  @OneOf(WITHDRAW_REASONS) reason: WithdrawReason;
}

export class SupplementDto {
  @Nested(() => PartialContactDataDto, { pii: 'contact' }) contact: PartialContactDataDto;
  @Nested(() => OrderedMeasureDto, { optional: true, description: 'Ordered since; a referral has one, and update_measure tells what becomes of it.' })
  measure?: OrderedMeasureDto | null;
}

export class UpdateContactDto {
  @Nested(() => PhoneDto, { optional: true, list: 5, pii: 'contact' }) phones?: PhoneDto[] | null;
  @Nested(() => SafeContactDto, { optional: true, pii: 'contact' }) safeContact?: SafeContactDto | null;
}

export class UpdateMeasureDto {
  @OneOf(MEASURE_CHANGES) change: MeasureChange;
  @Day() on: string;
}

export class AssignCounsellorDto {
  @Id() userId: string;
  @Day({ optional: true }) until?: string | null;
}

export class PauseClockDto {
  @OneOf(CLOCK_KINDS) clock: ClockKind;
  @OneOf(PAUSE_REASONS) reason: PauseReason;
  @Instant() until: string;
}

export class ResumeClockDto {
  @OneOf(CLOCK_KINDS) clock: ClockKind;
}

export class RecallDto {
  @OneOf(WITHDRAW_REASONS) reason: WithdrawReason;
}

export class AnswerRecallDto {
  @OneOf(RECALL_ANSWERS) answer: RecallAnswer;
}
