import { QueryWhole, Text } from '../http/fields.js';

export class DueDto {
  @QueryWhole({ min: 1, max: 168, optional: true, description: 'How far to look ahead; a day unless told.' }) hours?: number;
  @QueryWhole({ min: 1, max: 100, optional: true }) limit?: number;
  @Text({ max: 200, pattern: /^[A-Za-z0-9_-]+$/, optional: true, description: '`nextCursor` of the page before.' }) cursor?: string;
}
