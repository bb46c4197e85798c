import { CLOCK_KINDS, RUNGS } from '#domain';
import { Id, Instant, Nested, OneOf, Text } from '../http/fields.js';

/** A reference and codes, never a person. */
export class NotificationView {
  @Id() id: string;
  @Text({ max: 60 }) template: string;
  @Id({ optional: true }) referralId: string | null;
  @Text({ max: 20, optional: true }) reference: string | null;
  @Text({ max: 200, optional: true, description: 'The organisation in which nobody could be reached; only of an alarm about that.' }) organisation: string | null;
  @OneOf(CLOCK_KINDS, { optional: true }) clockKind: string | null;
  @OneOf(RUNGS, { optional: true }) rung: string | null;
  @Instant() createdAt: Date;
  @Instant({ optional: true }) settledAt: Date | null;
  @Instant({ optional: true }) acknowledgedAt: Date | null;
}

export class NotificationPageView {
  @Nested(() => NotificationView, { list: 100 }) items: readonly NotificationView[];
  @Text({ max: 100, optional: true }) nextCursor: string | null;
}
