import { CONSENT_FORMS, CONSENT_SCOPES, FIELD_GROUPS, TARGET_GROUPS, type ConsentForm, type ConsentScope, type FieldGroup, type TargetGroup } from '#domain';
import type { ConsentInput, NewReferral, OrderedMeasure } from '#referrals';
import { Day, Flag, Id, Instant, MunicipalityKey, Nested, OneOf } from '../http/fields.js';
import { ContactDataDto, Language, toContactData } from './contact-data.dto.js';

export class IncidentDto {
  @MunicipalityKey({ description: 'Where the police were called to.' }) ags: string;
  @Instant() occurredAt: string;
}

export class ConsentDto {
  @OneOf(CONSENT_SCOPES) scope: ConsentScope;
  @OneOf(FIELD_GROUPS, { list: FIELD_GROUPS.length }) groups: FieldGroup[];
  @OneOf(CONSENT_FORMS) form: ConsentForm;
  @Instant() givenAt: string;
  @Language() explainedIn: string;
  @Flag() interpreterPresent: boolean;
}

export class OrderedMeasureDto {
  @Instant() orderedAt: string;
  @Day() lastDayOn: string;
}

export class FlagsDto {
  @Flag() addressBlock: boolean;
  @Flag() minor: boolean;
  @Flag({ optional: true }) minorCapacityConfirmed?: boolean | null;
  @Flag() mutualAllegation: boolean;
  @Flag() onBehalf: boolean;
  @Flag({ description: 'The person who enters this is or knows a party to the case.' }) partyToCase: boolean;
  @Id({ optional: true, list: 50, description: 'Sealed: only these persons ever learn of it.' }) sealedFor?: string[] | null;
  @Id({ optional: true, list: 50, description: 'These persons never learn of it.' }) excludedUserIds?: string[] | null;
}

export class NewReferralDto {
  @Nested(() => IncidentDto) incident: IncidentDto;
  @MunicipalityKey({ description: 'Where the endangered person is now; decides about the centre.' }) whereaboutsAgs: string;
  @OneOf(TARGET_GROUPS) targetGroup: TargetGroup;
  @Nested(() => ContactDataDto, { pii: 'contact' }) contact: ContactDataDto;
  @Nested(() => ConsentDto, { optional: true }) consent?: ConsentDto | null;
  @Id({ optional: true, description: 'Null: the best candidate of the routing.' }) centreId?: string | null;
  @Nested(() => OrderedMeasureDto, { optional: true }) measure?: OrderedMeasureDto | null;
  @Nested(() => FlagsDto) flags: FlagsDto;
  @Flag({ optional: true, description: 'True hands it over at once; false or absent keeps a draft.' }) submit?: boolean | null;
}

export const toConsentInput = (dto: ConsentDto): ConsentInput => ({ ...dto, givenAt: new Date(dto.givenAt) });

export const toOrderedMeasure = (dto: OrderedMeasureDto | null | undefined): OrderedMeasure | null =>
  dto ? { orderedAt: new Date(dto.orderedAt), lastDayOn: dto.lastDayOn } : null;

export function toNewReferral(dto: NewReferralDto): NewReferral {
  const { incident, consent, flags } = dto;
  return {
    incident: { ags: incident.ags, occurredAt: new Date(incident.occurredAt) },
    whereaboutsAgs: dto.whereaboutsAgs,
    targetGroup: dto.targetGroup,
    contact: toContactData(dto.contact),
    consent: consent ? toConsentInput(consent) : null,
    centreId: dto.centreId ?? null,
    measure: toOrderedMeasure(dto.measure),
    flags: {
      addressBlock: flags.addressBlock,
      minor: flags.minor,
      minorCapacityConfirmed: flags.minorCapacityConfirmed ?? false,
      mutualAllegation: flags.mutualAllegation,
      onBehalf: flags.onBehalf,
      partyToCase: flags.partyToCase,
      sealedFor: flags.sealedFor ?? null,
      excludedUserIds: flags.excludedUserIds ?? [],
    },
  };
}
