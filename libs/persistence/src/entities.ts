import type { EntitySchema } from 'typeorm';
import { ActionPlanEntity, PlanMeasureEntity, PlanReleaseEntity, PlanReminderEntity } from './action-plan.entity.js';
import { HelplineFigureEntity, PlaceEntryEntity, PlaceTallyEntity } from './place.entity.js';
import { BodySittingEntity, ExpertBodyEntity, MandateEntity, PositionPaperEntity } from './mandate.entity.js';
import { CourtDistrictEntryEntity, PublishedEntryEntity, RegistryFetchEntity, StandardCheckEntity, YearlyClosingEntity, YearlyReminderEntity, YearlyReportEntity } from './programme.entity.js';
import { PoliceTallyEntity } from './police-tally.entity.js';
import { ExpelledContactEntity, ExpelledEventEntity, ExpelledOriginEntity, ExpelledReferralEntity } from './expelled-referral.entity.js';
import { AppUserEntity, SessionEntity } from './app-user.entity.js';
import { AssignmentEntity, AttemptEntity, ProtectionMeasureEntity, RecallEntity } from './assignment.entity.js';
import { CalendarDayEntity, CalendarEntity, RuleSetEntity } from './calendar.entity.js';
import { CalendarFeedEntity } from './calendar-feed.entity.js';
import { ClockEntity, ClockRungEntity } from './clock.entity.js';
import { ConsentEntity, ContactEntity, KeyShredEntity } from './contact.entity.js';
import { AbsenceEntity, OnCallDutyEntity } from './duty.entity.js';
import { MeetingEntity, MeetingInvitationEntity, MeetingItemEntity, MeetingMinutesEntity, MeetingSeriesEntity, ResolutionEntity, ResolutionRungEntity } from './meeting.entity.js';
import { LocalModelEntity, LocalModelUseEntity } from './local-model.entity.js';
import { NotificationEntity } from './notification.entity.js';
import {
  AgreementEntity,
  CatchmentEntity,
  CentreProfileEntity,
  DistrictEntity,
  MunicipalityEntity,
  NetworkAreaEntity,
  OrganisationEntity,
  PostcodeEntity,
} from './organisation.entity.js';
import { DeploymentEntity, IdempotencyEntity, ReferralEntity, ReferralEventEntity } from './referral.entity.js';
import { CapacityNoteEntity, ClosureEntity, RegistryProposalEntity } from './registry-upkeep.entity.js';
import { DeploymentMarkEntity, ReportDraftEntity } from './report-draft.entity.js';
import { RoutingBasisEntity, RoutingDecisionEntity, RoutingGapEntity, RoutingPartEntity } from './routing-decision.entity.js';
import { PublicationEntity, TurnaroundFactEntity, TurnaroundQueueEntity } from './turnaround.entity.js';
import { InvariantCheckEntity, InvariantViolationEntity, RegistryChangeEntity, WorkerHeartbeatEntity } from './watch.entity.js';

/** Every table of the main database but the trail, as TypeORM knows it; a test compares it with the migrated schema. */
export const ENTITIES: readonly EntitySchema[] = [
  OrganisationEntity,
  DistrictEntity,
  MunicipalityEntity,
  PostcodeEntity,
  NetworkAreaEntity,
  CentreProfileEntity,
  CatchmentEntity,
  AgreementEntity,
  RuleSetEntity,
  CalendarEntity,
  CalendarDayEntity,
  AppUserEntity,
  SessionEntity,
  DeploymentEntity,
  ReferralEntity,
  ReferralEventEntity,
  IdempotencyEntity,
  ContactEntity,
  ConsentEntity,
  KeyShredEntity,
  AssignmentEntity,
  ProtectionMeasureEntity,
  AttemptEntity,
  RecallEntity,
  ClockEntity,
  ClockRungEntity,
  NotificationEntity,
  AbsenceEntity,
  OnCallDutyEntity,
  WorkerHeartbeatEntity,
  InvariantCheckEntity,
  InvariantViolationEntity,
  RegistryChangeEntity,
  ClosureEntity,
  CapacityNoteEntity,
  RegistryProposalEntity,
  RoutingPartEntity,
  RoutingBasisEntity,
  RoutingDecisionEntity,
  RoutingGapEntity,
  CalendarFeedEntity,
  ReportDraftEntity,
  DeploymentMarkEntity,
  TurnaroundFactEntity,
  TurnaroundQueueEntity,
  PublicationEntity,
  PoliceTallyEntity,
  MeetingSeriesEntity,
  MeetingEntity,
  MeetingInvitationEntity,
  MeetingItemEntity,
  MeetingMinutesEntity,
  ResolutionEntity,
  ResolutionRungEntity,
  LocalModelEntity,
  LocalModelUseEntity,
  ActionPlanEntity,
  PlanMeasureEntity,
  PlanReleaseEntity,
  PlanReminderEntity,
  ExpertBodyEntity,
  MandateEntity,
  BodySittingEntity,
  PositionPaperEntity,
  PlaceEntryEntity,
  PlaceTallyEntity,
  HelplineFigureEntity,
  CourtDistrictEntryEntity,
  StandardCheckEntity,
  YearlyReportEntity,
  YearlyClosingEntity,
  YearlyReminderEntity,
  PublishedEntryEntity,
  RegistryFetchEntity,
  ExpelledReferralEntity,
  ExpelledOriginEntity,
  ExpelledContactEntity,
  ExpelledEventEntity,
];
