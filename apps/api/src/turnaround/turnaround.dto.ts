import { Day, Id, Instant, OneOf } from '../http/fields.js';

export const FILE_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export class ReportDto {
  @Day({ optional: true, description: 'The first of a month; the last published one, if absent.' }) asOf?: string;
}

export class ReportFileDto extends ReportDto {
  @OneOf(FILE_FORMATS) format: FileFormat;
  @OneOf(['de', 'en'], { optional: true }) language?: 'de' | 'en';
}

export class OverdueFileDto {
  @OneOf(['de', 'en'], { optional: true }) language?: 'de' | 'en';
}

export class OwnDto {
  @Instant({ optional: true, description: 'As it was known then; now, if absent.' }) asOf?: string;
}

export class NudgeDto {
  @Id() organisationId: string;
}
