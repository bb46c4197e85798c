import type { AuditFilter } from '#audit';
import { Id, Instant, QueryWhole, Text } from '../http/fields.js';

export class AuditFilterDto {
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) until?: string;
  @Id({ optional: true }) referralId?: string;
  @Id({ optional: true }) actorId?: string;
  @Id({ optional: true }) organisationId?: string;
  @Text({ max: 60, pattern: /^[a-z_.]+$/, optional: true }) action?: string;
  @Text({ max: 60, pattern: /^[a-z_]+$/, optional: true }) decision?: string;
  @QueryWhole({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, description: '`nextBefore` of the page before.' }) before?: number;
  @QueryWhole({ min: 1, max: 200, optional: true }) limit?: number;
}

export function toAuditFilter({ from, until, limit, ...rest }: AuditFilterDto): AuditFilter {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
  return { ...given, limit: limit ?? 50, ...(from && { from: new Date(from) }), ...(until && { until: new Date(until) }) };
}
