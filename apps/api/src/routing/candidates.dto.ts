import { TARGET_GROUPS, type TargetGroup } from '#domain';
import { Id, Instant, MunicipalityKey, OneOf, QueryFlag } from '../http/fields.js';

export class CandidatesDto {
  @MunicipalityKey() ags: string;
  @OneOf(TARGET_GROUPS) targetGroup: TargetGroup;
  @QueryFlag({ optional: true }) minor?: boolean;
  @Instant({ optional: true, description: 'Now, if absent.' }) at?: string;
  @Id({ optional: true, description: 'A centre to leave out, e.g. one that declined; it is listed as excluded.' }) without?: string;
}
