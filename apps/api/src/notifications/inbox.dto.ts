import { QueryWhole, Text } from '../http/fields.js';

export class InboxDto {
  @QueryWhole({ min: 1, max: 100, optional: true }) limit?: number;
  @Text({ max: 100, pattern: /^[A-Za-z0-9_-]+$/, optional: true, description: '`nextCursor` of the page before.' }) cursor?: string;
}
