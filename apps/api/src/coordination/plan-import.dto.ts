import type { PlanFileLanguage } from '#coordination';
import { MAX_ROWS } from '#tables';
import { Nested, OneOf, QueryFlag, Whole } from '../http/fields.js';
import { PlanMeasureDto } from './action-plan.dto.js';

/** Which file of a plan is wanted. */
export class PlanMeasuresFileDto {
  @OneOf(['csv', 'xlsx']) format: 'csv' | 'xlsx';
  @OneOf(['de', 'en'], { optional: true, description: 'Of the headings; German unless it is said.' }) language?: PlanFileLanguage;
  @QueryFlag({ optional: true, description: 'True: the headings alone, to be filled in.' }) blank?: boolean;
}

export class ImportedMeasureDto extends PlanMeasureDto {
  @Whole({ min: 1, max: 1_000_000, optional: true, description: 'The version in which the measure of this number was read; null: it is new.' }) version?: number | null;
}

export class PlanImportDto {
  @Nested(() => ImportedMeasureDto, { list: MAX_ROWS }) measures: ImportedMeasureDto[];
}
