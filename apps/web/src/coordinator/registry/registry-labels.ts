import type { Accessibility, CapacityLevel, CentreKind, OutsideHours, Unit } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from '../../shared/labels/label-of';

/** Kinds of centre: a code without a message does not compile. */
export const KIND_LABELS: Labels<CentreKind> = {
  intervention: m.registry_kind_intervention,
  womens_counselling: m.registry_kind_womens_counselling,
  sexual_violence_counselling: m.registry_kind_sexual_violence_counselling,
  mens_counselling: m.registry_kind_mens_counselling,
  lsbtiq_service: m.registry_kind_lsbtiq_service,
  perpetrator_work: m.registry_kind_perpetrator_work,
  shelter: m.registry_kind_shelter,
};

/** What a centre offers to people with disabilities: a code without a message does not compile. */
export const ACCESSIBILITY_LABELS: Labels<Accessibility> = {
  step_free: m.registry_access_step_free,
  lift: m.registry_access_lift,
  accessible_toilet: m.registry_access_accessible_toilet,
  sign_language: m.registry_access_sign_language,
  plain_language: m.registry_access_plain_language,
  induction_loop: m.registry_access_induction_loop,
};

/** The traffic light of a centre: a code without a message does not compile. */
export const CAPACITY_LABELS: Labels<CapacityLevel> = {
  free: m.registry_capacity_free,
  few: m.registry_capacity_few,
  full: m.registry_capacity_full,
};

/** Units of a limit, as a choice beside its number: a code without a message does not compile. */
export const UNIT_LABELS: Labels<Unit> = {
  EH: m.registry_unit_eh,
  CD: m.registry_unit_cd,
  WT: m.registry_unit_wt,
  AT: m.registry_unit_at,
  OH: m.registry_unit_oh,
};

/** From when clocks count that start while a centre is closed: a code without a message does not compile. */
export const OUTSIDE_LABELS: Labels<OutsideHours> = {
  at_once: m.registry_outside_at_once,
  from_opening: m.registry_outside_from_opening,
};
