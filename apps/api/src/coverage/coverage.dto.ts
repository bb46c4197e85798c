import { TARGET_GROUPS, type TargetGroup } from '#domain';
import { OneOf, QueryWhole } from '../http/fields.js';

export class CoverageWeekDto {
  @OneOf(TARGET_GROUPS) targetGroup: TargetGroup;
}

export class CoverageDto extends CoverageWeekDto {
  @QueryWhole({ min: 1, max: 7, optional: true, description: '1 Monday … 7 Sunday, the next one; only with `hour`. Now, if both are absent.' }) weekday?: number;
  @QueryWhole({ min: 0, max: 23, optional: true, description: 'A full hour in Europe/Berlin; only with `weekday`.' }) hour?: number;
}
