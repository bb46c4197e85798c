import { COURT_DISTRICTS, YEARLY_COUNTS, type ConditionStanding, type StandardCondition, type YearlyCount } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import type { Labels } from '../../../shared/labels/label-of';
import { fieldFault } from '../../../shared/labels/field-fault-labels';

export type Programme = Schemas['ProgrammeView'];
export type Register = Schemas['CourtDistrictsView'];
export type OwnProgramme = Schemas['OwnProgrammeView'];
export type YearOfReports = Schemas['YearOfReportsView'];
export type YearOfProgrammes = Schemas['YearOfProgrammesView'];
export type Found = Schemas['FoundConditionView'];

export const CONDITION_LABELS: Labels<StandardCondition> = {
  standard_adopted: m.standard_adopted, child_protection: m.standard_child_protection, cooperation_agreement: m.standard_cooperation, separate_staff: m.standard_separate_staff,
  supervision: m.standard_supervision, evaluation: m.standard_evaluation,
};
export const STANDING_LABELS: Labels<ConditionStanding> = { fulfilled: m.standard_fulfilled, unfulfilled: m.standard_unfulfilled, unknown: m.standard_unknown };

type Told = YearlyCount | 'referred' | 'persons';
export const COUNT_LABELS: Readonly<Record<Told, () => string>> = {
  referred: m.year_referred, referredByPolice: m.year_by_police, referredByJustice: m.year_by_justice, referredByYouthWelfare: m.year_by_youth_welfare, referredBySelf: m.year_by_self, referredByOthers: m.year_by_others,
  persons: m.year_persons, carriedOver: m.year_carried_over, begun: m.year_begun, completed: m.year_completed, brokenOff: m.year_broken_off, running: m.year_running,
  waitedToFourWeeks: m.year_waited_4, waitedToTwelveWeeks: m.year_waited_12, waitedLonger: m.year_waited_longer, inGroup: m.year_in_group, individually: m.year_individually,
};

/** The parts of the form, in the order in which one counts. */
export const COUNT_GROUPS: readonly { readonly id: string; readonly legend: () => string; readonly counts: readonly YearlyCount[] }[] = [
  { id: 'referred', legend: m.year_group_referred, counts: YEARLY_COUNTS.slice(0, 5) },
  { id: 'course', legend: m.year_group_course, counts: YEARLY_COUNTS.slice(5, 10) },
  { id: 'waits', legend: m.year_group_waits, counts: YEARLY_COUNTS.slice(10, 13) },
  { id: 'forms', legend: m.year_group_forms, counts: YEARLY_COUNTS.slice(13) },
];

/** "Arnsberg, Hagen"; the Land where there is none. */
export const districtNames = (codes: readonly string[]): string => COURT_DISTRICTS.filter(({ code }) => codes.includes(code)).map(({ name }) => name).join(', ');

const FAULTS: Readonly<Record<string, () => string>> = {
  not_checked: m.standard_error_not_checked, no_district: m.year_error_no_district, nothing_to_hand_in: m.year_error_nothing, year_open: m.year_error_open, year_closed: m.year_error_closed,
  nothing_handed_in: m.year_error_none, persons_do_not_add_up: m.year_error_persons, waits_do_not_add_up: m.year_error_waits, forms_do_not_add_up: m.year_error_forms,
  too_small: m.tally_error_count, too_large: m.tally_error_count, wrong_type: m.tally_error_count,
};

/** The words for what the API says about programmes. */
export const programmeFault = (code: string): string => (Object.hasOwn(FAULTS, code) ? FAULTS[code]?.() : undefined) ?? fieldFault(code);
