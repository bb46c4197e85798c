import { OneOf } from '../http/fields.js';
import { ReportDto } from './turnaround.dto.js';

export const EVENT_LOG_FORMATS = ['ocel', 'xes'] as const;
export type EventLogFormat = (typeof EVENT_LOG_FORMATS)[number];

export class EventLogDto extends ReportDto {
  @OneOf(EVENT_LOG_FORMATS, { description: 'OCEL 2.0 as JSON, or XES (IEEE 1849).' }) format: EventLogFormat;
}
