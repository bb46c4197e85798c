import type { ContactData } from '#domain';
import type { Schemas } from './contract';

/**
 * What the API answers, under the names of the pages. The shapes stand in docs/openapi.json and nowhere else; instants are ISO 8601
 * texts, days 'YYYY-MM-DD', and what may be empty is null.
 */
export type Instant = string;
export type Day = string;

export type Named = Schemas['NamedView'];
export type SessionView = Schemas['SessionView'];
export type ClockView = Schemas['ClockView'];
export type AttemptView = Schemas['AttemptView'];
export type ReferralSummary = Schemas['ReferralSummaryView'];
export type FlagsView = Schemas['FlagsView'];
export type ReferralView = Schemas['ReferralView'];
export type HistoryEntry = Schemas['HistoryEntryView'];
export type Municipality = Schemas['MunicipalityView'];
export type Candidate = Schemas['CandidateView'];
export type Candidates = Schemas['CandidatesView'];
export type Alternative = Schemas['AlternativeView'];
export type RoutingDecision = Schemas['RoutingDecisionView'];
export type StalledItem = Schemas['StalledItemView'];
export type NotificationView = Schemas['NotificationView'];
export type DeadLetter = Schemas['DeadLetterView'];
/** A rung of a clock: fired, or ahead while `firedAt` is null. */
export type RungView = Schemas['RungView'];
/** One clock of a referral with everything that happened to it. */
export type ClockRecord = Schemas['ClockRecordView'];
export type DueClock = Schemas['DueClockView'];
export type OnCallDuty = Schemas['OnCallDutyView'];
export type Absence = Schemas['AbsenceView'];
export type DutyView = Schemas['DutyView'];
export type OwnCentre = Schemas['OwnCentreView'];
export type OwnHours = Schemas['HoursView'];
export type OwnClosure = Schemas['OwnClosureView'];
export type ClosurePreview = Schemas['ClosurePreviewView'];
export type WorkerFigures = Schemas['WorkerView'];
export type OperationsView = Schemas['OperationsView'];
export type Colleague = Schemas['ColleagueView'];
export type AuditVerification = Schemas['AuditVerificationView'];

/** Contact data as the domain knows them: what was never asked is absent. */
export type ContactView = Omit<Schemas['ContactView'], 'contact'> & { readonly contact: ContactData };
