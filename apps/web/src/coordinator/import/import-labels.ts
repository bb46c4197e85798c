import type { Accessibility, CentreKind, ModelContradiction } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../../shared/api/contract';
import { labelOf, type Labels } from '../../shared/labels/label-of';

type ProblemCode = Schemas['ReadingProblemView']['code'];
/** What a file of centres cannot meet: it belongs to other changes of the registry. */
type Elsewhere =
  | 'agreement_shorter_than_escalation' | 'escalation_out_of_order' | 'closure_without_cover' | 'unknown_centre' | 'calendar_day' | 'rule_set_used' | 'nothing_changes' | 'in_the_past'
  | 'unknown_organisation' | 'unknown_district' | 'district_without_network' | ModelContradiction;

/** What is wrong with a file: a code without a message does not compile. */
const FAULT_LABELS: Labels<Exclude<ProblemCode, Elsewhere>> = {
  missing: m.import_fault_missing,
  malformed: m.import_fault_malformed,
  unknown_kind: m.import_fault_unknown_kind,
  unknown_target_group: m.import_fault_unknown_target_group,
  unknown_language: m.import_fault_unknown_language,
  unknown_ags: m.import_fault_unknown_ags,
  retired_ags: m.import_fault_retired_ags,
  unknown_municipality: m.import_fault_unknown_ags,
  retired_municipality: m.import_fault_retired_ags,
  leading_zero_lost: m.import_fault_leading_zero_lost,
  duplicate_code: m.import_fault_duplicate_code,
  duplicate_ags: m.import_fault_duplicate_ags,
  bad_hours: m.import_fault_bad_hours,
  shelter_address: m.import_fault_shelter_address,
  bad_date: m.import_fault_bad_date,
  unknown_column: m.import_fault_unknown_column,
  too_many_cells: m.import_fault_too_many_cells,
  too_few_cells: m.import_fault_too_few_cells,
  too_long: m.import_fault_too_long,
  empty_file: m.import_fault_empty_file,
  not_readable: m.import_fault_not_readable,
  overlapping_version: m.import_fault_overlapping_version,
  leaves_uncovered: m.import_fault_leaves_uncovered,
  code_taken: m.registry_problem_code_taken,
};

const FIELD_LABELS: Readonly<Record<string, () => string>> = {
  code: m.import_field_code,
  name: m.import_field_name,
  kind: m.import_field_kind,
  active: m.import_field_active,
  targetGroups: m.import_field_target_groups,
  languages: m.import_field_languages,
  acceptsMinors: m.import_field_accepts_minors,
  accessibility: m.import_field_accessibility,
  dailyService: m.import_field_daily_service,
  openingHours: m.import_field_opening_hours,
  windows: m.import_field_opening_hours,
  phone: m.import_field_phone,
  mail: m.import_field_mail,
  website: m.import_field_website,
  street: m.import_field_street,
  postcode: m.import_field_postcode,
  place: m.import_field_place,
  address: m.import_field_address,
  catchment: m.import_field_catchment,
  validFrom: m.import_field_valid_from,
};

export const KIND_LABELS: Labels<CentreKind> = {
  intervention: m.import_kind_intervention,
  womens_counselling: m.import_kind_womens_counselling,
  sexual_violence_counselling: m.import_kind_sexual_violence_counselling,
  mens_counselling: m.import_kind_mens_counselling,
  lsbtiq_service: m.import_kind_lsbtiq_service,
  perpetrator_work: m.import_kind_perpetrator_work,
  shelter: m.import_kind_shelter,
};

export const ACCESS_LABELS: Labels<Accessibility> = {
  step_free: m.import_access_step_free,
  lift: m.import_access_lift,
  accessible_toilet: m.import_access_accessible_toilet,
  sign_language: m.import_access_sign_language,
  plain_language: m.import_access_plain_language,
  induction_loop: m.import_access_induction_loop,
};

export const faultWords = (code: string): string => labelOf(FAULT_LABELS, code);
/** A field of a centre, or the letters of a column that has no name. */
export const fieldWords = (field: string): string => labelOf(FIELD_LABELS, field);
