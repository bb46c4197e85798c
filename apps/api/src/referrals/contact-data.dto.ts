import { RISK_LEVELS, type ContactData, type SafeContact } from '#domain';
import { Day, Flag, Nested, OneOf, Text, Whole } from '../http/fields.js';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const TIME_OF_DAY = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const PHONE = /^[+0-9][0-9 ()/.-]*$/;

/** A language as a BCP 47 tag, e.g. `de` or `tr-TR`. */
export const Language = (): PropertyDecorator => Text({ max: 35, pattern: LANGUAGE });

export class PhoneDto {
  @Text({ max: 30, pattern: PHONE, pii: 'contact' }) number: string;
  @OneOf(['mobile', 'landline', 'work', 'other']) kind: 'mobile' | 'landline' | 'work' | 'other';
}

/** Texts may be empty in a draft; the submission refuses what is missing. */
export class CoreDataDto {
  @Text({ max: 120, min: 0, pii: 'contact' }) name: string;
  @Text({ max: 120, min: 0, pii: 'contact' }) street: string;
  @Text({ max: 5, min: 0, pattern: /^(\d{5})?$/, pii: 'contact' }) postcode: string;
  @Text({ max: 80, min: 0, pii: 'contact' }) place: string;
  @Nested(() => PhoneDto, { list: 5, pii: 'contact' }) phones: PhoneDto[];
}

export class SafeWindowDto {
  @Whole({ min: 1, max: 7, list: 7, description: '1 Monday … 7 Sunday' }) days: number[];
  @Text({ max: 5, pattern: TIME_OF_DAY }) from: string;
  @Text({ max: 5, pattern: TIME_OF_DAY }) to: string;
}

export class TrustedPersonDto {
  @Text({ max: 120, pii: 'contact' }) name: string;
  @Text({ max: 30, pattern: PHONE, pii: 'contact' }) phone: string;
}

export class SafeContactDto {
  @OneOf(['safe', 'unsafe', 'unknown'], { pii: 'contact' }) phone: SafeContact['phone'];
  @OneOf(['own', 'shared', 'trusted_person'], { pii: 'contact' }) whosePhone: SafeContact['whosePhone'];
  @Nested(() => SafeWindowDto, { list: 14, pii: 'contact' }) windows: SafeWindowDto[];
  @Flag({ pii: 'contact' }) voicemail: boolean;
  @Flag({ pii: 'contact' }) textMessage: boolean;
  @Flag({ pii: 'contact' }) letter: boolean;
  @Flag({ pii: 'contact' }) email: boolean;
  @Flag({ pii: 'contact' }) otherPersonMayAnswer: boolean;
  @Text({ max: 40, optional: true, pii: 'contact' }) codeWord: string | null;
  @Nested(() => TrustedPersonDto, { optional: true, pii: 'contact' }) trustedPerson: TrustedPersonDto | null;
}

export class CommunicationDto {
  @Text({ max: 35, pattern: LANGUAGE, pii: 'contact' }) language: string;
  @Flag({ pii: 'contact' }) interpreter: boolean;
  @Flag({ pii: 'contact' }) signLanguage: boolean;
  @Flag({ pii: 'contact' }) easyLanguage: boolean;
  @OneOf(['female', 'male', 'any'], { pii: 'contact' }) counsellorGender: 'female' | 'male' | 'any';
}

export class HouseholdDto {
  @Whole({ min: 0, max: 20, pii: 'contact' }) children: number;
  @Whole({ min: 0, max: 26, list: 20, pii: 'contact' }) childrenAges: number[];
  @Flag({ pii: 'contact' }) pregnant: boolean;
  @Flag({ pii: 'contact' }) careDependants: boolean;
  @Flag({ pii: 'contact' }) pets: boolean;
  @Day({ optional: true, pii: 'contact' }) youthOfficeInformedOn: string | null;
}

export class DeploymentDataDto {
  @Text({ max: 40, pii: 'contact' }) policeReference: string;
  @Flag({ pii: 'contact' }) criminalComplaint: boolean;
  @Flag({ pii: 'contact' }) arrest: boolean;
  @Text({ max: 300, optional: true, pii: 'free' }) protectedArea: string | null;
}

export class RiskDataDto {
  @OneOf(RISK_LEVELS, { pii: 'contact' }) level: (typeof RISK_LEVELS)[number];
  @Text({ max: 60, pii: 'contact' }) instrument: string;
  @Day({ pii: 'contact' }) assessedAt: string;
  @Text({ max: 80, pii: 'contact' }) assessedBy: string;
  @Flag({ pii: 'contact' }) weapons: boolean;
  @Flag({ pii: 'contact' }) strangulation: boolean;
  @Flag({ pii: 'contact' }) threatsToKill: boolean;
  @Flag({ pii: 'contact' }) stalking: boolean;
  @Flag({ pii: 'contact' }) repeat: boolean;
}

export class OtherPersonDto {
  @Text({ max: 60, pii: 'contact' }) relation: string;
  @Text({ max: 20, pii: 'contact' }) gender: string;
  @Text({ max: 120, optional: true, pii: 'contact' }) name: string | null;
}

/** Every part but the core may be absent; a part whose field group has no consent is not kept. */
export class ContactPartsDto {
  @Nested(() => SafeContactDto, { optional: true, pii: 'contact' }) safeContact?: SafeContactDto | null;
  @Nested(() => CommunicationDto, { optional: true, pii: 'contact' }) communication?: CommunicationDto | null;
  @Nested(() => HouseholdDto, { optional: true, pii: 'contact' }) household?: HouseholdDto | null;
  @Nested(() => DeploymentDataDto, { optional: true, pii: 'contact' }) deployment?: DeploymentDataDto | null;
  @Nested(() => RiskDataDto, { optional: true, pii: 'contact' }) risk?: RiskDataDto | null;
  @Nested(() => OtherPersonDto, { optional: true, pii: 'contact' }) otherPerson?: OtherPersonDto | null;
}

export class ContactDataDto extends ContactPartsDto {
  @Nested(() => CoreDataDto, { pii: 'contact' }) core: CoreDataDto;
}

/** A change names only the parts that change. */
export class PartialContactDataDto extends ContactPartsDto {
  @Nested(() => CoreDataDto, { optional: true, pii: 'contact' }) core?: CoreDataDto | null;
}

/** The parts that are there; an absent optional text is null inside the domain. */
export function toContactParts(dto: PartialContactDataDto): Partial<ContactData> {
  const { core, safeContact, communication, household, deployment, risk, otherPerson } = dto;
  return {
    ...(core && { core }),
    ...(safeContact && { safeContact: toSafeContact(safeContact) }),
    ...(communication && { communication }),
    ...(household && { household: { ...household, youthOfficeInformedOn: household.youthOfficeInformedOn ?? null } }),
    ...(deployment && { deployment: { ...deployment, protectedArea: deployment.protectedArea ?? null } }),
    ...(risk && { risk }),
    ...(otherPerson && { otherPerson: { ...otherPerson, name: otherPerson.name ?? null } }),
  };
}

export const toContactData = (dto: ContactDataDto): ContactData => ({ ...toContactParts(dto), core: dto.core });

export const toSafeContact = (dto: SafeContactDto): SafeContact => ({ ...dto, codeWord: dto.codeWord ?? null, trustedPerson: dto.trustedPerson ?? null });

