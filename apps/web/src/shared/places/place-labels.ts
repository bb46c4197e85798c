import type { PlaceRefusal, StayBand } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { Labels } from '../labels/label-of';

export const REFUSAL_NAMES: Labels<PlaceRefusal> = {
  full: m.places_refusal_full, children_not_possible: m.places_refusal_children, language: m.places_refusal_language, accessibility: m.places_refusal_accessibility,
  not_target_group: m.places_refusal_target, safety: m.places_refusal_safety, other: m.places_refusal_other,
};

export const STAY_NAMES: Labels<StayBand> = {
  up_to_1_week: m.places_stay_week, weeks_1_to_4: m.places_stay_weeks, months_1_to_3: m.places_stay_months, over_3_months: m.places_stay_over,
};
