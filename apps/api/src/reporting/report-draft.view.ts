import { Id, Instant, Nested, Text } from '../http/fields.js';

export class ReportDraftView {
  @Id({ description: 'Sent along as `Report-Draft` with the report that this form becomes, which ends it.' }) id: string;
  @Instant() savedAt: Date;
  @Instant({ description: 'Twelve hours after it was saved last; then it is deleted.' }) expiresAt: Date;
  @Text({ optional: true, max: 16_000, pii: 'contact' }) values: string | null;
}

export class OwnReportDraftView {
  @Nested(() => ReportDraftView, { optional: true, description: 'Null: nothing unsent is kept.' }) draft: ReportDraftView | null;
}
