import type { CandidateReason, ExclusionReason } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from './label-of';

/** Why a centre is offered or not: a code without a message does not compile. */
export const CANDIDATE_LABELS: Labels<CandidateReason> = {
  named_in_consent: m.candidate_named_in_consent,
  serves_municipality: m.candidate_serves_municipality,
  regional: m.candidate_regional,
  serves_target_group: m.candidate_serves_target_group,
  specialised: m.candidate_specialised,
  accepts_minors: m.candidate_accepts_minors,
  speaks_language: m.candidate_speaks_language,
  open_now: m.candidate_open_now,
  on_call: m.candidate_on_call,
  daily_service: m.candidate_daily_service,
  opens_later: m.candidate_opens_later,
  closed_for_now: m.candidate_closed_for_now,
  nobody_there: m.candidate_nobody_there,
  capacity_free: m.candidate_capacity_free,
  capacity_few: m.candidate_capacity_few,
  capacity_full: m.candidate_capacity_full,
};

/** Why a centre is offered or not: a code without a message does not compile. */
export const EXCLUSION_LABELS: Labels<ExclusionReason> = {
  centre_inactive: m.exclusion_centre_inactive,
  perpetrator_work: m.exclusion_perpetrator_work,
  onward_only: m.exclusion_onward_only,
  not_area: m.exclusion_not_area,
  not_target_group: m.exclusion_not_target_group,
  no_minors: m.exclusion_no_minors,
  excluded: m.exclusion_excluded,
  consent_scope: m.exclusion_consent_scope,
};
