import { CAPACITY_LEVELS, CENTRE_KINDS, TARGET_GROUPS } from '#domain';
import { Day, Flag, Id, Instant, Nested, OneOf, Text, Whole } from '../http/fields.js';
import { NamedView } from '../referrals/referral.view.js';
import { AgreementParametersDto, CentreDto, HolidayDto, RuleSetDto } from './registry-change.dto.js';

export class CapacityNoteView {
  @OneOf(CAPACITY_LEVELS) level: string;
  @Instant() notedAt: Date;
  @Instant() expiresAt: Date;
}

/** A municipality as a catchment names it. */
export class RegistryMunicipalityView {
  @Text({ max: 8 }) ags: string;
  @Text({ max: 120 }) name: string;
  @Text({ max: 120 }) district: string;
}

/** A centre in the list of the state office. */
export class RegistryCentreLineView extends NamedView {
  @Text({ max: 60 }) code: string;
  @OneOf(CENTRE_KINDS) kind: string;
  @Flag() active: boolean;
  @OneOf(TARGET_GROUPS, { list: 10 }) targetGroups: readonly string[];
  @Flag() dailyService: boolean;
  @Whole({ min: 0, max: 1_000, description: 'Municipalities it serves today.' }) municipalities: number;
  @Nested(() => CapacityNoteView, { optional: true }) capacity: CapacityNoteView | null;
  @Day({ optional: true, description: 'The first day of the closure that holds today.' }) closedSince: string | null;
  @Day({ optional: true, description: 'The day from which another version holds.' }) changesOn: string | null;
}

export class EnteredClosureView {
  @Id() id: string;
  @Day() from: string;
  @Day() to: string;
  @Text({ max: 200 }) reason: string;
  @Nested(() => NamedView, { optional: true }) cover: NamedView | null;
}

export class CentreVersionView {
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Day() validFrom: string;
}

/** A centre whole: its newest version to be edited, and what stands around it. */
export class RegistryCentreView extends CentreDto {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
  @Nested(() => CentreVersionView, { list: 1_000 }) versions: readonly CentreVersionView[];
  @Nested(() => EnteredClosureView, { list: 1_000 }) closures: readonly EnteredClosureView[];
  @Nested(() => CapacityNoteView, { optional: true }) capacity: CapacityNoteView | null;
}

/** A police authority: what statute and the agreements say of it, and how organisations reach it. */
export class RegistryAuthorityView extends NamedView {
  @Text({ max: 60 }) code: string;
  @Text({ max: 40, optional: true }) phone: string | null;
  @Text({ max: 254, optional: true }) mail: string | null;
  @Text({ max: 120, description: 'The subject under which its versions are counted.' }) subject: string;
  @Whole({ min: 0, max: 1_000_000 }) version: number;
  @Nested(() => RegistryMunicipalityView, { list: 1_000, description: 'Those it is competent for by statute.' }) municipalities: readonly RegistryMunicipalityView[];
  @Nested(() => NamedView, { list: 1_000, description: 'Centres with which it has an agreement.' }) centres: readonly NamedView[];
}

export class RegistryDistrictView {
  @Text({ max: 5 }) ags: string;
  @Text({ max: 120 }) name: string;
}

/** A local network with its districts. */
export class RegistryNetworkView extends NamedView {
  @Text({ max: 60 }) code: string;
  @Flag() active: boolean;
  @Text({ max: 40, optional: true }) phone: string | null;
  @Text({ max: 254, optional: true }) mail: string | null;
  @Text({ max: 120, description: 'The subject under which its versions are counted.' }) subject: string;
  @Whole({ min: 0, max: 1_000_000 }) version: number;
  @Nested(() => RegistryDistrictView, { list: 100 }) districts: readonly RegistryDistrictView[];
}

/** One agreement in its newest version, and what holds today with the defaults filled in. */
export class AgreementLineView {
  @Nested(() => NamedView) policeAuthority: NamedView;
  @Nested(() => NamedView) centre: NamedView;
  @Whole({ min: 0, max: 1_000_000, description: '0: there is none, the defaults hold.' }) version: number;
  @Day({ optional: true }) validFrom: string | null;
  @Day({ optional: true }) validTo: string | null;
  @Text({ max: 120, description: 'The subject under which its versions are counted.' }) subject: string;
  @Nested(() => AgreementParametersDto) parameters: AgreementParametersDto;
}

export class RuleSetView extends RuleSetDto {
  @Text({ max: 60 }) base: string;
}

export class CalendarView {
  @Text({ max: 40 }) version: string;
  @Whole({ min: 2000, max: 2200 }) from: number;
  @Whole({ min: 2000, max: 2200 }) to: number;
  @Nested(() => HolidayDto, { list: 2_000 }) holidays: readonly HolidayDto[];
}
