import { Flag, Instant, Nested, Text, Whole } from '../http/fields.js';

export class DeadLetterView {
  @Text({ max: 100 }) id: string;
  @Text({ max: 60 }) name: string;
  @Instant({ optional: true }) failedAt: Date | null;
  @Whole({ min: 0, max: 1_000 }) attempts: number;
  @Text({ max: 60, optional: true, description: 'A code, never a text of the failure.' }) reason: string | null;
}

export class DeadLetterPageView {
  @Nested(() => DeadLetterView, { list: 300 }) items: readonly DeadLetterView[];
  @Flag({ description: 'True while the queue does not answer; then only mails are listed.' }) queueAway: boolean;
}
