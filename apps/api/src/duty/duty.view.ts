import { HUMAN_ROLES, type HumanRole } from '#domain';
import { Flag, Id, Instant, Nested, OneOf, Text } from '../http/fields.js';

/** A colleague of the own organisation. */
export class PersonView {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @OneOf(HUMAN_ROLES) role: string;
}

/** Somebody can be reached outside the usual hours. */
export class OnCallDutyView {
  @Id() id: string;
  @Nested(() => PersonView) person: PersonView;
  @Instant() startsAt: Date;
  @Instant({ description: 'Exclusive.' }) endsAt: Date;
  @Flag({ description: 'This person may cancel it.' }) cancellable: boolean;
}

/** Somebody is away; the deputy is told instead. No reason is kept. */
export class AbsenceView extends OnCallDutyView {
  @Nested(() => PersonView, { optional: true }) deputy: PersonView | null;
}

export class RecordedAbsenceView extends AbsenceView {
  @OneOf(HUMAN_ROLES, { list: HUMAN_ROLES.length, description: 'Roles in which, because of this absence, nobody can be reached for a time: alarms go to the next level.' })
  leavesNobody: readonly HumanRole[];
}

/** A time in which nobody of a role can be reached: no colleague, no deputy, nobody on call. */
export class UncoveredView {
  @OneOf(HUMAN_ROLES) role: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
}

export class DutyView {
  @Instant() from: Date;
  @Instant() until: Date;
  @Nested(() => AbsenceView, { list: 10_000 }) absences: readonly AbsenceView[];
  @Nested(() => OnCallDutyView, { list: 10_000 }) onCall: readonly OnCallDutyView[];
  @Nested(() => UncoveredView, { list: 10_000 }) uncovered: readonly UncoveredView[];
}
