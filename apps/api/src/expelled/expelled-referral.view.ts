import { CONSENT_FORMS, EXPELLED_EVENTS, EXPELLED_STATES, type ExpelledEvent, type ExpelledState } from '#domain';
import { Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { ExpelledContactDto } from './expelled-referral.dto.js';

export class ExpelledLineView {
  @Id() id: string;
  @Text({ max: 20 }) reference: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @OneOf(EXPELLED_STATES) state: ExpelledState;
  @Text({ max: 300 }) centre: string;
  @Text({ max: 300 }) policeAuthority: string;
  @Instant() submittedAt: Date;
  @Instant({ optional: true, description: 'Of the own side; null while the other side has it.' }) dueAt: Date | null;
  @Flag() overdue: boolean;
}

export class ExpelledConsentView {
  @OneOf(CONSENT_FORMS) form: string;
  @Instant() givenAt: Date;
  @Text({ max: 35 }) explainedIn: string;
}

export class ExpelledEventView {
  @OneOf(EXPELLED_EVENTS) event: ExpelledEvent;
  @Text({ max: 40, optional: true }) reason: string | null;
  @Instant() at: Date;
  @Flag({ description: 'By the own organisation.' }) own: boolean;
}

export class SameDeploymentView {
  @Id() id: string;
  @Text({ max: 20 }) reference: string;
}

export class ExpelledReferralView extends ExpelledLineView {
  @Nested(() => ExpelledConsentView) consent: ExpelledConsentView;
  @Nested(() => ExpelledEventView, { list: 1_000 }) history: readonly ExpelledEventView[];
  @OneOf(EXPELLED_EVENTS, { list: EXPELLED_EVENTS.length }) allowedEvents: readonly ExpelledEvent[];
  @Nested(() => SameDeploymentView, { list: 100, description: 'For the sending authority alone; empty for everybody else.' }) sameDeployment: readonly SameDeploymentView[];
  @Instant() purgeAt: Date;
}

export class ExpelledContactReadView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Nested(() => ExpelledContactDto, { pii: 'contact' }) contact: ExpelledContactDto;
}

/** A centre that works with expelled persons. */
export class ExpelledCentreView {
  @Id() id: string;
  @Text({ max: 300 }) name: string;
  @Text({ max: 40, optional: true }) phone: string | null;
  @Text({ max: 35, list: 100 }) languages: readonly string[];
  @Flag({ description: 'Its catchment holds the place that was asked for.' }) serves: boolean;
}
