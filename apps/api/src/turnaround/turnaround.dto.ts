import { Day, Id, Instant, OneOf, Whole } from '../http/fields.js';

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

export class TallyDto {
  @Day({ description: 'The first day of the month.' }) month: string;
  @Whole({ min: 0, max: 100_000, description: 'Deployments on domestic violence.' }) deployments: number;
  @Whole({ min: 0, max: 100_000, description: 'Persons who were offered a referral and refused it.' }) refused: number;
}
