import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, RateLimits, SessionService } from '#access';
import { AuditReader } from '#audit';
import { ActionPlans, HelplineFigures, LocalModels, Mandates, MeetingQueries, Meetings, Minutes, PlaceBoard, PlaceTallies, PlanImports, ReleasedPlans, Resolutions, Programmes, YearlyClosings, YearlyReports } from '#coordination';
import { DirectoryQueries, PublishedRegistry } from '#directory';
import { ExpelledQueries, ExpelledReferrals } from '#expelled';
import { JobQueue } from '#jobs';
import { Keystore } from '#keystore';
import { NotificationStore, TenantDatabase } from '#persistence';
import { ContactReader, DueQueries, RecomputationService, ReferralQueries, ReferralService } from '#referrals';
import { PoliceTallies, TurnaroundQueries, WhatIfQueries } from '#turnaround';
import { AuditController } from './audit/audit.controller.js';
import { CalendarFeedController } from './calendar/calendar-feed.controller.js';
import { CalendarFeeds } from './calendar/calendar-feeds.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { MeetingsController } from './coordination/meetings.controller.js';
import { ResolutionsController } from './coordination/resolutions.controller.js';
import type { Configuration } from './configuration.js';
import { Configured } from './configured.js';
import { ContactReadsController } from './contact-reads/contact-reads.controller.js';
import { ActionPlanController } from './coordination/action-plan.controller.js';
import { PlanImportController } from './coordination/plan-import.controller.js';
import { MandateController } from './coordination/mandate.controller.js';
import { PublicPlansController } from './coordination/public-plans.controller.js';
import { CourtDistrictsController } from './court-districts/court-districts.controller.js';
import { OwnProgrammeController } from './court-districts/own-programme.controller.js';
import { YearlyReportsController } from './court-districts/yearly-reports.controller.js';
import { CoverageController } from './coverage/coverage.controller.js';
import { CoverageQueries } from './coverage/coverage.queries.js';
import { ModelNeeds } from './coordination/model-needs.js';
import { ModelsController } from './coordination/models.controller.js';
import { ColleagueQueries } from './directory/colleague.queries.js';
import { DirectoryController } from './directory/directory.controller.js';
import { RegistryController } from './directory/registry.controller.js';
import { RegistryProposals } from './directory/registry-proposals.js';
import { RegistryProposalsController } from './directory/registry-proposals.controller.js';
import { DueController } from './due/due.controller.js';
import { Duties } from './duty/duties.js';
import { DutyController } from './duty/duty.controller.js';
import { PublicRegistryController } from './exchange/public-registry.controller.js';
import { RegistryChangesController } from './exchange/registry-changes.controller.js';
import { RegistryPublication } from './exchange/registry-publication.js';
import { RegistryExchangeController } from './exchange/registry-exchange.controller.js';
import { ExpelledCentres } from './expelled/expelled-centres.js';
import { ExpelledReferralsController } from './expelled/expelled-referrals.controller.js';
import { NumbersOfTheOther } from './expelled/numbers-of-the-other.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { AuditInterceptor } from './http/audit.interceptor.js';
import { InputPipe } from './http/input-pipe.js';
import type { Log } from './http/log.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RetryInterceptor } from './http/retry.interceptor.js';
import { Inbox } from './notifications/inbox.queries.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { PublishedDocument } from './openapi/published-document.js';
import { OperationsController } from './operations/operations.controller.js';
import { OperationsQueries } from './operations/operations.queries.js';
import { OwnCentre } from './own-centre/own-centre.js';
import { OwnCentreController } from './own-centre/own-centre.controller.js';
import { PrintsController } from './prints/prints.controller.js';
import { DeadLetters } from './queue/dead-letters.js';
import { QueueController } from './queue/queue.controller.js';
import { CentreEventsController } from './referrals/centre-events.controller.js';
import { PoliceEventsController } from './referrals/police-events.controller.js';
import { ReferralEvents } from './referrals/referral-events.js';
import { ReferralPresenter } from './referrals/referral.presenter.js';
import { HelplineController } from './programmes/helpline.controller.js';
import { OnwardController } from './programmes/onward.controller.js';
import { PlacesController } from './programmes/places.controller.js';
import { ReferralsController } from './referrals/referrals.controller.js';
import { RoutingDecisionsController } from './referrals/routing-decisions.controller.js';
import { ReportDraftsController } from './reporting/report-drafts.controller.js';
import { ReportDrafts } from './reporting/report-drafts.js';
import { ReportDuplicatesController } from './reporting/report-duplicates.controller.js';
import { ReportDuplicates } from './reporting/report-duplicates.js';
import { CandidateTermsQueries } from './routing/candidate-terms.js';
import { RoutingController } from './routing/routing.controller.js';
import { AUDIT_DATABASE, MARK_KEY, NOW, type Services } from './services.js';
import { SessionController } from './session/session.controller.js';
import { ChangeFeed } from './stream/change-feed.js';
import { ChangeQueries } from './stream/change.queries.js';
import { StreamController } from './stream/stream.controller.js';
import { PathsController } from './turnaround/paths.controller.js';
import { TallyController } from './turnaround/tally.controller.js';
import { TurnaroundController } from './turnaround/turnaround.controller.js';
import { WhatIfController } from './turnaround/what-if.controller.js';

/** Every resource of the API. */
const CONTROLLERS: readonly Type[] = [
  SessionController, ReferralsController, RoutingDecisionsController, PoliceEventsController, CentreEventsController, ContactReadsController, PrintsController, RoutingController, CoverageController, ReportDraftsController, ReportDuplicatesController, DirectoryController, RegistryController, RegistryProposalsController,
  MeetingsController, ResolutionsController, ModelsController, PublicPlansController, ActionPlanController, PlanImportController, MandateController,
  RegistryExchangeController, PublicRegistryController, RegistryChangesController,
  PlacesController, OnwardController, HelplineController,
  CourtDistrictsController, OwnProgrammeController, YearlyReportsController,
  ExpelledReferralsController,
  PathsController, TallyController, TurnaroundController, WhatIfController, NotificationsController, StreamController, DueController, CalendarFeedController, CalendarController, DutyController, OwnCentreController, OperationsController, QueueController, AuditController, HealthController, OpenApiController,
];

@Module({})
export class AppModule {
  /** `extraControllers` is for the check that a controller without a mark stops the start. */
  static forRoot(configuration: Configuration, services: Services, log: Log, extraControllers: readonly Type[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule],
      controllers: [...CONTROLLERS, ...extraControllers],
      providers: [...edge(configuration, services, log), ...useCases(configuration, services), ...OWN],
    };
  }
}

const OWN: readonly Type[] = [RegistryPublication, CalendarFeeds, CandidateTermsQueries, CoverageQueries, ReportDrafts, ReportDuplicates, ReferralPresenter, ReferralEvents, ColleagueQueries, RegistryProposals, ModelNeeds, ExpelledCentres, NumbersOfTheOther, Inbox, Duties, OwnCentre, OperationsQueries, DeadLetters, ChangeFeed, ChangeQueries, PublishedDocument];

/** What stands around every handler, outermost first: filter, guard, interceptors, pipe. */
function edge(configuration: Configuration, services: Services, log: Log): Provider[] {
  const { sessions, limits, tenants, now } = services;
  return [
    { provide: APP_FILTER, useValue: new ProblemFilter(log) },
    { provide: APP_GUARD, useValue: new AccessGuard({ sessions, limits, publicOrigin: configuration.publicUrl.origin, cookieSecure: configuration.cookieSecure }) },
    { provide: APP_INTERCEPTOR, useValue: new RetryInterceptor() },
    { provide: APP_INTERCEPTOR, useValue: new AuditInterceptor(tenants, now) },
    { provide: APP_PIPE, useValue: new InputPipe() },
  ];
}

function useCases(configuration: Configuration, services: Services): Provider[] {
  return [
    { provide: NOW, useValue: services.now },
    { provide: AUDIT_DATABASE, useValue: services.audit },
    { provide: Configured, useValue: new Configured(configuration.cookieSecure, configuration.session.idleMinutes, configuration.publicUrl) },
    { provide: Readiness, useValue: new Readiness(services) },
    { provide: SessionService, useValue: services.sessions },
    { provide: RateLimits, useValue: services.limits },
    { provide: ReferralService, useValue: services.referrals },
    { provide: ReferralQueries, useValue: services.queries },
    { provide: DueQueries, useValue: services.due },
    { provide: ContactReader, useValue: services.contacts },
    { provide: RecomputationService, useValue: services.recomputation },
    { provide: DirectoryQueries, useValue: services.directory },
    { provide: PublishedRegistry, useValue: services.published },
    { provide: TurnaroundQueries, useValue: services.turnaround },
    { provide: WhatIfQueries, useValue: services.whatIf },
    { provide: PoliceTallies, useValue: services.tallies },
    { provide: Meetings, useValue: services.exchange.meetings },
    { provide: Minutes, useValue: services.exchange.minutes },
    { provide: Resolutions, useValue: services.exchange.resolutions },
    { provide: MeetingQueries, useValue: services.exchange.queries },
    { provide: LocalModels, useValue: services.models },
    { provide: ActionPlans, useValue: services.plans },
    { provide: PlanImports, useValue: services.planImports },
    { provide: Mandates, useValue: services.mandates },
    { provide: PlaceBoard, useValue: services.programmes.places },
    { provide: PlaceTallies, useValue: services.programmes.placeTallies },
    { provide: HelplineFigures, useValue: services.programmes.helpline },
    { provide: Programmes, useValue: services.yearly.programmes },
    { provide: YearlyReports, useValue: services.yearly.reports },
    { provide: YearlyClosings, useValue: services.yearly.closings },
    { provide: ExpelledReferrals, useValue: services.expelled.referrals },
    { provide: ExpelledQueries, useValue: services.expelled.queries },
    { provide: ReleasedPlans, useValue: services.releasedPlans },
    { provide: NotificationStore, useValue: services.notifications },
    { provide: TenantDatabase, useValue: services.tenants },
    { provide: AuditReader, useValue: services.trail },
    { provide: JobQueue, useValue: services.queue },
    { provide: Keystore, useValue: services.keystore },
    { provide: MARK_KEY, useValue: services.markKey },
  ];
}
