import { HUMAN_ROLES, TARGET_GROUPS } from '#domain';
import { Flag, Id, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView } from '../referrals/referral.view.js';

export class MunicipalityView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120 }) name: string;
  @Text({ max: 120 }) district: string;
  @Text({ max: 5, list: 500 }) postcodes: readonly string[];
  @Nested(() => NamedView) policeAuthority: NamedView;
}

export class OpeningWindowView {
  @Whole({ min: 1, max: 7 }) weekday: number;
  @Text({ max: 5 }) opens: string;
  @Text({ max: 5 }) closes: string;
}

export class ClosureView {
  @Text({ max: 10 }) from: string;
  @Text({ max: 10 }) to: string;
  @Text({ max: 200 }) reason: string;
}

export class OpeningHoursView {
  @Nested(() => OpeningWindowView, { list: 100 }) windows: readonly OpeningWindowView[];
  @Flag() dailyService: boolean;
  @Nested(() => ClosureView, { list: 1_000 }) closures: readonly ClosureView[];
}

export class CentreView extends NamedView {
  @Text({ max: 60 }) code: string;
  @Flag() active: boolean;
  @OneOf(TARGET_GROUPS, { list: 10 }) targetGroups: readonly string[];
  @Text({ max: 35, list: 50 }) languages: readonly string[];
  @Flag() acceptsMinors: boolean;
  @Flag() dailyService: boolean;
  @Nested(() => OpeningHoursView) openingHours: OpeningHoursView;
  @Text({ max: 40, optional: true }) phone: string | null;
  @Text({ max: 8, list: 1_000 }) catchment: readonly string[];
}

export class ColleagueView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @OneOf(HUMAN_ROLES) role: string;
}
