import type { ModelNeed, ModelStanding, ModelTag } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { labelOf, type Labels } from '../../../shared/labels/label-of';

/** What a model solves: a code without a message does not compile. */
export const TAG_LABELS: Labels<ModelTag> = {
  weekend_cover: m.model_tag_weekend_cover,
  male_victims: m.model_tag_male_victims,
  capacity: m.model_tag_capacity,
  consent_form: m.model_tag_consent_form,
  high_risk: m.model_tag_high_risk,
  rural: m.model_tag_rural,
  languages: m.model_tag_languages,
  children: m.model_tag_children,
  repeated_deployments: m.model_tag_repeated_deployments,
};

/** How far it has come: a code without a message does not compile. */
export const STANDING_LABELS: Labels<ModelStanding> = {
  idea: m.model_standing_idea,
  tried: m.model_standing_tried,
  established: m.model_standing_established,
  ended: m.model_standing_ended,
};

/** What several districts lack, and what one does: a code without a message does not compile. */
export const NEED_SENTENCES: Readonly<Record<ModelNeed, { readonly many: (input: { count: number }) => string; readonly one: (input: { part: string; of: string }) => string }>> = {
  weekend_gap: { many: m.model_need_weekend_gap, one: m.model_need_weekend_gap_one },
  no_male_cover: { many: m.model_need_no_male_cover, one: m.model_need_no_male_cover_one },
  declined_for_capacity: { many: m.model_need_declined, one: m.model_need_declined_one },
};

/** The words of a model's tags, one after the other. */
export const tagWords = (tags: readonly string[]): string => tags.map((tag) => labelOf(TAG_LABELS, tag)).join(', ');
