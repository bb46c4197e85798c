import { TARGET_GROUPS, type TargetGroup } from '#domain';
import { Id, Instant, MunicipalityKey, OneOf, QueryFlag, Text } from '../http/fields.js';

export class CandidatesDto {
  @MunicipalityKey() ags: string;
  @OneOf(TARGET_GROUPS) targetGroup: TargetGroup;
  @QueryFlag({ optional: true }) minor?: boolean;
  @Text({ max: 35, optional: true, description: 'The language the person speaks; centres that counsel in it come first among equals.' }) language?: string;
  @Instant({ optional: true, description: 'Now, if absent.' }) at?: string;
  @Id({ optional: true, description: 'A centre to leave out, e.g. one that declined; it is listed as excluded.' }) without?: string;
}
