import { ACCESSIBILITY, CENTRE_KINDS, CONSENT_FORMS, OUTSIDE_HOURS, TARGET_GROUPS, UNITS, type Accessibility, type CentreKind, type ConsentForm, type OutsideHours, type TargetGroup, type Unit } from '#domain';
import { REGISTRY_CHANGE_KINDS, type RegistryChangeKind } from '#directory';
import { Day, Figure, Flag, Id, MunicipalityKey, Nested, OneOf, Text, Whole } from '../http/fields.js';

export class OpeningWindowDto {
  @Whole({ min: 1, max: 7 }) weekday: number;
  @Text({ max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }) opens: string;
  @Text({ max: 5, pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/ }) closes: string;
}

export class AddressDto {
  @Text({ max: 120 }) street: string;
  @Text({ max: 5, pattern: /^\d{5}$/ }) postcode: string;
  @Text({ max: 100 }) place: string;
}

/** A centre's whole entry as it shall be from a day on. */
export class CentreDto {
  @Whole({ min: 2, max: 100_000, optional: true, description: 'Where it stood in the file it came from.' }) line?: number;
  @Text({ max: 40, pattern: /^[A-Z0-9][A-Z0-9-]{2,39}$/ }) code: string;
  @Text({ max: 200 }) name: string;
  @OneOf(CENTRE_KINDS) kind: CentreKind;
  @Flag({ description: 'Takes referrals.' }) active: boolean;
  @OneOf(TARGET_GROUPS, { list: 10 }) targetGroups: readonly TargetGroup[];
  @Text({ max: 35, list: 50, pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/ }) languages: readonly string[];
  @Flag() acceptsMinors: boolean;
  @OneOf(ACCESSIBILITY, { list: 20 }) accessibility: readonly Accessibility[];
  @Flag({ description: 'Served on all 365 days.' }) dailyService: boolean;
  @Nested(() => OpeningWindowDto, { list: 100 }) windows: readonly OpeningWindowDto[];
  @Text({ max: 40, optional: true }) phone?: string | null;
  @Text({ max: 254, optional: true, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }) mail?: string | null;
  @Text({ max: 300, optional: true, pattern: /^https?:\/\/[^\s]+$/ }) website?: string | null;
  @Nested(() => AddressDto, { optional: true, description: 'Never of a shelter.' }) address?: AddressDto | null;
  @MunicipalityKey({ list: 1_000 }) catchment: readonly string[];
  @Day() validFrom: string;
}

export class DurationDto {
  @Figure() amount: number;
  @OneOf(UNITS) unit: Unit;
}

export class EscalationStepsDto {
  @Nested(() => DurationDto) second: DurationDto;
  @Nested(() => DurationDto) third: DurationDto;
}

export class EscalationDto {
  @Nested(() => EscalationStepsDto) acknowledge: EscalationStepsDto;
  @Nested(() => EscalationStepsDto) firstAttempt: EscalationStepsDto;
}

export class AttemptRuleDto {
  @Whole({ min: 1, max: 20 }) attempts: number;
  @Whole({ min: 1, max: 14 }) differentDays: number;
  @Whole({ min: 1, max: 3 }) differentTimesOfDay: number;
  @Flag() letterIfConsented: boolean;
}

/** What an agreement may say; what is left out stays as it was. */
export class AgreementParametersDto {
  @Flag({ optional: true }) dailyService?: boolean;
  @Nested(() => DurationDto, { optional: true }) acknowledge?: DurationDto;
  @Nested(() => DurationDto, { optional: true }) firstAttempt?: DurationDto;
  @Nested(() => AttemptRuleDto, { optional: true }) attemptRule?: AttemptRuleDto;
  @Nested(() => EscalationDto, { optional: true }) escalation?: EscalationDto;
  @OneOf(OUTSIDE_HOURS, { optional: true }) outsideHours?: OutsideHours;
  @Flag({ optional: true }) telLocalCoordinator?: boolean;
  @OneOf(CONSENT_FORMS, { list: 10, optional: true }) consentForms?: readonly ConsentForm[];
  @Flag({ optional: true }) forwarding?: boolean;
}

export class AgreementDto {
  @Id() policeAuthorityId: string;
  @Id() centreId: string;
  @Day() validFrom: string;
  @Day({ optional: true }) validTo?: string | null;
  @Nested(() => AgreementParametersDto) parameters: AgreementParametersDto;
  @Id({ optional: true, description: 'The released model of the library that is adopted; what of it contradicts the running agreement is flagged.' }) modelId?: string | null;
}

export class RuleSetDto {
  @Text({ max: 40, pattern: /^[a-z0-9][a-z0-9-]{2,39}$/ }) version: string;
  @Day() validFrom: string;
  @Whole({ min: 1, max: 90 }) baseDays: number;
  @Whole({ min: 1, max: 90 }) extensionDays: number;
  @Text({ max: 120, min: 3 }) legalReference: string;
  @Flag() active: boolean;
}

export class HolidayDto {
  @Day() day: string;
  @Text({ max: 80, min: 3 }) name: string;
}

export class CalendarChangeDto {
  @Text({ max: 40 }) version: string;
  @Nested(() => HolidayDto, { list: 100 }) add: readonly HolidayDto[];
  @Day({ list: 100 }) remove: readonly string[];
}

export class ClosureChangeDto {
  @Id() centreId: string;
  @Day() from: string;
  @Day() to: string;
  @Text({ max: 200, min: 3 }) reason: string;
  @Id({ optional: true }) coverCentreId?: string | null;
}

/** How organisations reach a police authority. Which municipalities it is competent for is statute and no change. */
export class AuthorityDto {
  @Id() policeAuthorityId: string;
  @Text({ max: 40, optional: true }) phone?: string | null;
  @Text({ max: 254, optional: true, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }) mail?: string | null;
}

/** A local network as it shall be from now on. */
export class NetworkDto {
  @Text({ max: 40, pattern: /^[A-Z0-9][A-Z0-9-]{2,39}$/ }) code: string;
  @Text({ max: 200, min: 3 }) name: string;
  @Text({ max: 40, optional: true }) phone?: string | null;
  @Text({ max: 254, optional: true, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }) mail?: string | null;
  @Text({ max: 5, list: 60, pattern: /^\d{5}$/, description: 'Keys of districts; without one it has no area.' }) districts: readonly string[];
}

/** The version that the writer had before the eyes; 0: it did not exist. */
export class BaseDto {
  @Text({ max: 120 }) subject: string;
  @Text({ max: 60 }) version: string;
}

/** One change of the registry: exactly the part that its kind names. */
export class RegistryChangeDto {
  @OneOf(REGISTRY_CHANGE_KINDS) kind: RegistryChangeKind;
  @Nested(() => CentreDto, { list: 5_000, optional: true }) centres?: readonly CentreDto[];
  @Text({ max: 200, min: 3, optional: true, description: 'Why municipalities may be left without a centre.' }) uncoveredReason?: string | null;
  @Nested(() => AgreementDto, { optional: true }) agreement?: AgreementDto;
  @Nested(() => RuleSetDto, { optional: true }) ruleSet?: RuleSetDto;
  @Nested(() => CalendarChangeDto, { optional: true }) calendar?: CalendarChangeDto;
  @Nested(() => ClosureChangeDto, { optional: true }) closure?: ClosureChangeDto;
  @Nested(() => AuthorityDto, { optional: true }) authority?: AuthorityDto;
  @Nested(() => NetworkDto, { optional: true }) network?: NetworkDto;
}

export class ProposalDto extends RegistryChangeDto {
  @Text({ max: 200, min: 3 }) reason: string;
  @Nested(() => BaseDto, { list: 5_000, description: 'What the change was written on; a subject that has a newer version by now is refused as overtaken.' }) bases: readonly BaseDto[];
}

export const PROPOSAL_DECISIONS = ['put_in_force', 'reject', 'withdraw'] as const;
export type ProposalDecision = (typeof PROPOSAL_DECISIONS)[number];

export class ProposalDecisionDto {
  @OneOf(PROPOSAL_DECISIONS) decision: ProposalDecision;
}
