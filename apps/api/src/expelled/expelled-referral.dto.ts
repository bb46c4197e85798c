import { CONSENT_FORMS, EXPELLED_REASONS, type ConsentForm } from '#domain';
import { Flag, Id, Instant, MunicipalityKey, Nested, OneOf, Text } from '../http/fields.js';
import { Language } from '../referrals/contact-data.dto.js';

const PHONE = /^[+0-9][0-9 ()/.-]*$/;

/** How an expelled person can be reached. No address and no free text: either could say where the endangered person is. */
export class ExpelledContactDto {
  @Text({ max: 120, min: 2, pii: 'contact' }) name: string;
  @Text({ max: 30, min: 4, pattern: PHONE, pii: 'contact' }) phone: string;
  @Text({ max: 35, pattern: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, pii: 'contact', description: 'BCP 47.' }) language: string;
  @Flag({ pii: 'contact' }) interpreter: boolean;
}

export class ExpelledConsentDto {
  @OneOf(CONSENT_FORMS) form: ConsentForm;
  @Instant({ description: 'When the expelled person consented. The consent of an endangered person covers nothing here.' }) givenAt: string;
  @Language() explainedIn: string;
}

export class NewExpelledReferralDto {
  @Id({ description: 'Made up by the sender: sent again, it makes no second referral.' }) id: string;
  @Id({ optional: true, description: 'A referral of the own authority from the same deployment. Only the own authority ever learns of it.' }) ofReferralId?: string | null;
  @Id() centreId: string;
  @Nested(() => ExpelledConsentDto) consent: ExpelledConsentDto;
  @Nested(() => ExpelledContactDto, { pii: 'contact' }) contact: ExpelledContactDto;
}

export class ExpelledCorrectionDto {
  @Nested(() => ExpelledContactDto, { pii: 'contact' }) contact: ExpelledContactDto;
}

export class ExpelledListDto {
  @Id({ optional: true, description: 'Those that came of the same deployment as this referral of the own authority.' }) ofReferralId?: string;
}

export class ExpelledCentresDto {
  @MunicipalityKey({ optional: true, description: 'Where the person is to be found; centres that serve it come first.' }) ags?: string;
}

export class ExpelledDeclineDto {
  @OneOf(EXPELLED_REASONS.decline) reason: string;
}
export class ExpelledReturnDto {
  @OneOf(EXPELLED_REASONS.return) reason: string;
}
export class ExpelledAttemptDto {
  @OneOf(EXPELLED_REASONS.record_attempt) result: string;
}
export class ExpelledReachedDto {
  @OneOf(EXPELLED_REASONS.record_reached) result: string;
}
export class ExpelledCloseDto {
  @OneOf(EXPELLED_REASONS.close) outcome: string;
}
export class ExpelledWithdrawalDto {
  @OneOf(EXPELLED_REASONS.withdraw) reason: string;
}
