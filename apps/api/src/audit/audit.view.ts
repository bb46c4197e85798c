import { Id, Instant, Nested, Text, Whole } from '../http/fields.js';

const Count = (): PropertyDecorator => Whole({ min: 0, max: Number.MAX_SAFE_INTEGER });

export class AuditEventView {
  @Count() id: number;
  @Id() chain: string;
  @Count() seq: number;
  @Instant() happenedAt: Date;
  @Id({ optional: true }) actorId: string | null;
  @Id({ optional: true }) organisationId: string | null;
  @Text({ max: 60 }) role: string;
  @Text({ max: 100 }) action: string;
  @Id({ optional: true }) referralId: string | null;
  @Text({ max: 100, list: 100, description: 'Names of fields, never values.' }) fields: readonly string[];
  @Text({ max: 60, optional: true }) purpose: string | null;
  @Text({ max: 60 }) decision: string;
  @Text({ max: 60, optional: true }) requestId: string | null;
  @Text({ max: 64 }) hash: string;
}

export class AuditPageView {
  @Nested(() => AuditEventView, { list: 200 }) items: readonly AuditEventView[];
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true }) nextBefore: number | null;
}

export class BreakView {
  @Id({ optional: true }) chain: string | null;
  @Count() at: number;
  @Text({ max: 60 }) reason: string;
}

export class AuditVerificationView {
  @Count() chains: number;
  @Count() events: number;
  @Count() seals: number;
  @Count() unsealed: number;
  @Nested(() => BreakView, { list: 10_000 }) broken: readonly BreakView[];
}
