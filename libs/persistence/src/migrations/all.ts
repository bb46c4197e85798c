import { CreateDirectory1795000000001 } from './1795000000001-create-directory.js';
import { CreateAccess1795000000002 } from './1795000000002-create-access.js';
import { CreateReferral1795000000003 } from './1795000000003-create-referral.js';
import { CreateClock1795000000004 } from './1795000000004-create-clock.js';
import { CreateAudit1795000000005 } from './1795000000005-create-audit.js';
import { CreateCommands1795000000006 } from './1795000000006-create-commands.js';
import { CreateStatistics1795000000007 } from './1795000000007-create-statistics.js';
import { CreateDuty1795000000008 } from './1795000000008-create-duty.js';
import { CreateWatch1795000000009 } from './1795000000009-create-watch.js';
import { CreateReportDraft1795000000010 } from './1795000000010-create-report-draft.js';
import { CreateCalendarFeed1795000000011 } from './1795000000011-create-calendar-feed.js';
import { HoldClocks1795000000012 } from './1795000000012-hold-clocks.js';
import { KeepRegistry1795000000013 } from './1795000000013-keep-registry.js';
import { CreateRoutingDecision1795000000014 } from './1795000000014-create-routing-decision.js';
import { KeepTurnaround1795000000015 } from './1795000000015-keep-turnaround.js';
import { KeepOtherOrganisations1795000000016 } from './1795000000016-keep-other-organisations.js';
import { PublishSubjects1795000000017 } from './1795000000017-publish-subjects.js';
import { KeepPoliceTally1795000000018 } from './1795000000018-keep-police-tally.js';
import { KeepMeetings1795000000019 } from './1795000000019-keep-meetings.js';
import { KeepLocalModels1795000000020 } from './1795000000020-keep-local-models.js';
import { KeepActionPlan1795000000021 } from './1795000000021-keep-action-plan.js';
import { KeepMandates1795000000022 } from './1795000000022-keep-mandates.js';
import { KeepPlaces1795000000023 } from './1795000000023-keep-places.js';
import { KeepProgrammes1795000000024 } from './1795000000024-keep-programmes.js';
import { KeepRolesApart1795000000025 } from './1795000000025-keep-roles-apart.js';
import { CreateExpelledChain1795000000027 } from './1795000000027-create-expelled-chain.js';

/** Every migration of the main database, oldest first. */
export const MIGRATIONS = [
  CreateDirectory1795000000001,
  CreateAccess1795000000002,
  CreateReferral1795000000003,
  CreateClock1795000000004,
  CreateAudit1795000000005,
  CreateCommands1795000000006,
  CreateStatistics1795000000007,
  CreateDuty1795000000008,
  CreateWatch1795000000009,
  CreateReportDraft1795000000010,
  CreateCalendarFeed1795000000011,
  HoldClocks1795000000012,
  KeepRegistry1795000000013,
  CreateRoutingDecision1795000000014,
  KeepTurnaround1795000000015,
  KeepOtherOrganisations1795000000016,
  PublishSubjects1795000000017,
  KeepPoliceTally1795000000018,
  KeepMeetings1795000000019,
  KeepLocalModels1795000000020,
  KeepActionPlan1795000000021,
  KeepMandates1795000000022,
  KeepPlaces1795000000023,
  KeepProgrammes1795000000024,
  KeepRolesApart1795000000025,
  CreateExpelledChain1795000000027,
];
