import { Text } from '../http/fields.js';

export class QuarterDto {
  @Text({ max: 7, pattern: /^20\d{2}-Q[1-4]$/, optional: true, description: 'E.g. 2027-Q1; all published quarters, if absent.' }) quarter?: string;
}
