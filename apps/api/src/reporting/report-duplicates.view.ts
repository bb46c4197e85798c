import { Id, Instant, Nested, OneOf, Text } from '../http/fields.js';

export class ReportDuplicateView {
  @Id() id: string;
  @Text({ max: 20 }) reference: string;
  @Instant() reportedAt: Date;
  @OneOf(['reference', 'place_and_time']) sameBy: string;
}

export class ReportDuplicatesView {
  @Nested(() => ReportDuplicateView, { list: 5 }) items: readonly ReportDuplicateView[];
}
