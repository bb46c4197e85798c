import { Id, Instant } from '../http/fields.js';

export class DutyPeriodDto {
  @Instant({ optional: true, description: 'Now unless told.' }) from?: string;
  @Instant({ optional: true, description: 'Four weeks after `from` unless told; 366 days at most.' }) until?: string;
}

export class OnCallDutyDto {
  @Id() userId: string;
  @Instant() startsAt: string;
  @Instant({ description: 'Exclusive.' }) endsAt: string;
}

export class AbsenceDto extends OnCallDutyDto {
  @Id({ optional: true, description: 'Is told instead; of the own organisation.' }) deputyId?: string | null;
}
