import { Instant, MunicipalityKey, Text } from '../http/fields.js';

export class ReportDuplicatesDto {
  @Text({ optional: true, max: 60, pii: 'contact', description: 'The police’s own number; compared as a keyed hash and never stored.' }) policeReference?: string | null;
  @MunicipalityKey({ optional: true, description: 'Where the police were called to.' }) ags?: string | null;
  @Instant({ optional: true }) occurredAt?: string | null;
}
